"""Who waits for an earlier time: told in order, when someone gives one up."""

from datetime import datetime, timedelta

import pytest
from small import NOW, TEN, WORDING, House

from bot.channels.web import WaitingChannel
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from care.times import SWEDEN
from dialogs.notices import notice

SAID = writers(notice, {})
LATER = TEN + timedelta(days=7)
ELEVEN = TEN + timedelta(hours=1)


def other(name: str) -> Address:
    return Address("web", "", name)


def waiting(house: House, name: str, start: datetime) -> None:
    """Someone with a call at `start`, who would rather be rung earlier."""
    assert house.book(start, at=other(name)).startswith("bokat")
    assert house.tell("wait", "yes", at=other(name)) == "väntar True"


def told(house: House) -> list[str]:
    """Who has been told of an earlier time, in order."""
    rows = house.ask(
        "SELECT address.external FROM outbox"
        " JOIN conversation ON conversation.id = outbox.conversation_id"
        " JOIN address ON address.id = conversation.address_id"
        " WHERE outbox.kind = 'earlier_time' AND outbox.state = 'planned' ORDER BY outbox.id"
    )
    return [row[0] for row in rows]


def test_the_first_in_line_is_told_when_someone_cancels(house: House) -> None:
    house.book(TEN)
    waiting(house, "first", LATER)
    waiting(house, "second", LATER + timedelta(hours=1))
    house.press("cancel")

    assert told(house) == ["first"]


def test_the_first_in_line_is_told_when_someone_moves(house: House) -> None:
    house.book(TEN)
    waiting(house, "first", LATER)
    house.book(TEN + timedelta(days=14))

    assert told(house) == ["first"]


def test_who_gives_up_a_time_is_not_told_of_it(house: House) -> None:
    waiting(house, "mover", TEN)
    house.book(LATER, at=other("mover"))

    assert told(house) == []


def test_a_time_after_ones_own_is_not_told_of(house: House) -> None:
    house.book(ELEVEN)
    waiting(house, "sooner", TEN)
    waiting(house, "later", LATER)
    house.press("cancel")

    assert told(house) == ["later"]


def test_next_time_the_next_in_line_is_told(house: House) -> None:
    house.book(TEN, at=other("one"))
    house.book(ELEVEN, at=other("two"))
    waiting(house, "first", LATER)
    waiting(house, "second", LATER + timedelta(hours=1))
    house.press("cancel", at=other("one"))
    house.pass_time(seconds=1)
    house.press("cancel", at=other("two"))

    assert told(house) == ["first", "second"]


def test_who_takes_it_back_is_not_told(house: House) -> None:
    house.book(TEN)
    waiting(house, "anna", LATER)

    assert house.tell("wait", "no", at=other("anna")) == "väntar False"
    house.press("cancel")
    assert told(house) == []


def test_who_cancels_waits_no_more_nor_after_booking_again(house: House) -> None:
    waiting(house, "anna", LATER)
    house.press("cancel", at=other("anna"))
    house.book(LATER, at=other("anna"))
    house.book(TEN)
    house.press("cancel")

    assert told(house) == []


def test_no_to_reminders_is_no_no_to_an_earlier_time(house: House) -> None:
    house.book(TEN)
    house.book(LATER, at=other("anna"))
    house.press("remind", "no", at=other("anna"))
    house.press("wait", "yes", at=other("anna"))
    house.press("cancel")

    assert told(house) == ["anna"]


@pytest.mark.parametrize(
    ("start", "names"),
    [
        (datetime(2026, 11, 23, 11, 0, tzinfo=SWEDEN), ["quick"]),
        (datetime(2026, 11, 24, 9, 0, tzinfo=SWEDEN), ["interpreter"]),
    ],
    ids=["today", "tomorrow"],
)
def test_an_interpreter_has_to_be_found_first(
    house: House, start: datetime, names: list[str]
) -> None:
    house.book(start)
    waiting(house, "interpreter", LATER)
    with house.store.writing() as held:
        held.driver.execute("UPDATE \"case\" SET interpreter = '1' WHERE id = 2")
    waiting(house, "quick", LATER + timedelta(hours=1))
    house.press("cancel")

    assert told(house) == names


def test_what_is_too_soon_to_be_booked_is_offered_to_nobody(house: House) -> None:
    start = NOW.replace(hour=10)
    house.book(start)
    waiting(house, "anna", LATER)
    house.pass_time(minutes=1)
    house.press("cancel")

    assert told(house) == []


async def test_word_of_an_earlier_time_is_sent_when_the_quiet_hours_are_over(house: House) -> None:
    outbox = Outbox(house.store, {"web": WaitingChannel()}, SAID, WORDING, house.catalogues)
    house.book(TEN)
    waiting(house, "anna", LATER)
    house.press("cancel")

    assert await outbox.work(NOW + timedelta(minutes=29)) == 0
    assert await outbox.work(NOW + timedelta(minutes=30)) == 1
    asked = house.conversations.past(other("anna"))[-1].bubbles[0]
    assert [choice.value for choice in asked.choices] == ["open=earlier_time"]


async def test_word_that_helps_no_more_is_not_sent(house: House) -> None:
    outbox = Outbox(house.store, {"web": WaitingChannel()}, SAID, WORDING, house.catalogues)
    house.book(TEN)
    waiting(house, "moved", LATER)
    waiting(house, "slept", TEN + timedelta(days=1))
    house.press("cancel")
    house.book(TEN, at=other("moved"))
    house.book(ELEVEN)
    house.press("cancel")

    assert told(house) == ["slept"]
    await outbox.work(ELEVEN)
    assert told(house) == []
    late = "SELECT state FROM outbox WHERE kind = 'earlier_time' AND state <> 'cancelled'"
    assert house.ask(late) == [("too_late",)]
    assert house.ask("SELECT count(*) FROM task WHERE reason <> 'write_instead'") == [(0,)]
