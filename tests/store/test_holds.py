"""A time that is held: nobody's but the holder's, warned of, kept longer with one tap, booked."""

from datetime import timedelta

import pytest
from small import ME, NOW, TEN, WORDING, House, wall

from bot.channels.web import WaitingChannel
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from care.times import SWEDEN
from dialogs.notices import notice

SAID = writers(notice, {})
HALF_PAST = TEN + timedelta(minutes=30)
FIRST = NOW.replace(hour=10)  # the first time that is far enough ahead


def other(name: str) -> Address:
    return Address("web", "", name)


def times(house: House, at: Address = ME) -> list[str]:
    return house.tell("times", at=at).removeprefix("lediga ").split()


def warned(house: House) -> list[tuple[object, ...]]:
    return house.ask(
        "SELECT wall, state FROM outbox WHERE kind = 'hold_ending' ORDER BY due, state"
    )


def test_t05_a_held_time_is_shown_to_its_holder_and_hidden_from_others(house: House) -> None:
    told = house.hold(FIRST)
    house.pass_time(minutes=15)

    assert told == "hållen 08:20"
    assert times(house)[0] == "2026-11-23T10:30", "15 minutes on, 10.00 is less than 2 hours away"
    house.hold(TEN)
    house.pass_time(minutes=15)
    assert wall(TEN) not in house.hold(TEN, at=other("late"))
    assert house.book(TEN, at=other("late")).startswith("upptaget")
    assert house.tell("held") == "hållen 08:35"
    assert house.book(TEN).startswith("bokat")


def test_t05_the_holders_own_time_is_among_those_offered(house: House) -> None:
    house.hold(FIRST)

    assert times(house)[0] == wall(FIRST)
    assert times(house, other("someone"))[0] == wall(FIRST + timedelta(minutes=30))


def test_t05_a_taken_time_offers_three_others_at_once(house: House) -> None:
    house.hold(TEN)
    told = house.hold(TEN, at=other("late"))

    assert told.removeprefix("upptaget ").split() == [
        "2026-11-25T10:30",
        "2026-11-25T11:00",
        "2026-11-25T11:30",
    ]
    assert house.ask("SELECT count(*) FROM booking") == [(1,)]


def test_t05_the_warning_comes_five_minutes_before_and_one_tap_extends(house: House) -> None:
    house.hold(TEN)
    house.pass_time(minutes=16)

    assert warned(house) == [("2026-11-23T08:15+01:00", "planned")]
    assert house.tell("extend") == "hållen 08:36"
    assert warned(house) == [
        ("2026-11-23T08:15+01:00", "cancelled"),
        ("2026-11-23T08:31+01:00", "planned"),
    ]


def test_ten_taps_in_a_moment_are_one_warning(house: House) -> None:
    house.hold(TEN)
    for _ in range(10):
        assert house.tell("extend") == "hållen 08:20"

    assert warned(house) == [("2026-11-23T08:15+01:00", "planned")]


async def test_t05_the_warning_is_sent_before_the_time_ends(house: House) -> None:
    outbox = Outbox(house.store, {"web": WaitingChannel()}, SAID, WORDING, house.catalogues)
    house.hold(TEN)

    assert await outbox.work(NOW + timedelta(minutes=14, seconds=59)) == 0
    assert await outbox.work(NOW + timedelta(minutes=15)) == 1
    asked = house.conversations.past(ME)[-1].bubbles[0]
    assert asked.text == "Hej från Exempelby! Du har ett nytt meddelande. Vill du läsa det nu?"
    assert [choice.value for choice in asked.choices] == ["open=hold_ending"]


@pytest.mark.parametrize("press", ["book", "let_go", "forget", "cancel"])
async def test_who_booked_or_let_go_is_not_warned(house: House, press: str) -> None:
    outbox = Outbox(house.store, {"web": WaitingChannel()}, SAID, WORDING, house.catalogues)
    house.book(HALF_PAST)
    house.hold(TEN)
    house.press(press, f"{wall(TEN)}20")

    assert await outbox.work(NOW + timedelta(minutes=15)) == 0
    assert house.ask("SELECT count(*) FROM booking WHERE status = 'held'") == [(0,)]


async def test_a_warning_that_came_too_late_gives_nobody_a_task(house: House) -> None:
    outbox = Outbox(house.store, {"web": WaitingChannel()}, SAID, WORDING, house.catalogues)
    house.hold(TEN)
    await outbox.work(NOW + timedelta(minutes=20))

    assert [state for _, state in warned(house)] == ["too_late"]
    assert house.ask("SELECT count(*) FROM task") == [(0,)]


def test_who_was_slow_still_books_what_nobody_took(house: House) -> None:
    house.hold(TEN)
    house.pass_time(hours=3)

    assert house.tell("held") == "hållen inte"
    assert house.book(TEN).startswith("bokat")
    assert house.ask("SELECT count(*), count(until) FROM cell") == [(3, 0)]


def test_a_time_held_too_long_is_free_for_others(house: House) -> None:
    house.hold(TEN)
    house.pass_time(minutes=20)

    assert house.book(TEN, at=other("next")).startswith("bokat")
    assert house.tell("extend") == "hållen inte"
    assert house.hold(TEN).startswith("upptaget")
    assert len(house.book(TEN).removeprefix("upptaget ").split()) == 3


def test_another_time_is_held_in_place_of_the_first(house: House) -> None:
    house.hold(TEN)
    house.hold(HALF_PAST)

    assert house.hold(TEN, at=other("next")).startswith("hållen")
    assert house.ask("SELECT count(*) FROM cell") == [(6,)]


def test_a_refused_time_loses_nobody_the_one_they_hold(house: House) -> None:
    house.hold(TEN)
    house.hold(HALF_PAST, at=other("first"))
    house.hold(HALF_PAST)

    assert house.book(TEN, at=other("late")).startswith("upptaget")
    assert house.book(TEN).startswith("bokat")


def test_a_held_time_can_grow_over_the_call_that_is_moved(house: House) -> None:
    house.book(TEN)
    house.hold(TEN, minutes=60)

    assert house.book(HALF_PAST, at=other("late")).startswith("upptaget")
    assert house.book(TEN, minutes=60).startswith("bokat")
    assert house.ask("SELECT count(*), count(DISTINCT booking_id) FROM cell") == [(7, 1)]
    assert house.ask("SELECT status FROM booking") == [("booked",)]


def test_the_rest_of_a_held_time_is_free_when_less_is_booked(house: House) -> None:
    house.hold(TEN, minutes=60)
    house.book(TEN, minutes=20)

    assert house.book(HALF_PAST, at=other("next")).startswith("bokat")


@pytest.mark.parametrize("slow", [0, 30], ids=["held", "held too long"])
def test_t03_a_call_round_ones_own_held_time_owns_all_its_cells(house: House, slow: int) -> None:
    house.hold(HALF_PAST)
    house.pass_time(minutes=slow)

    assert house.book(TEN, minutes=60).startswith("bokat")
    assert house.ask("SELECT count(*), count(until) FROM cell") == [(7, 0)]
    assert house.book(HALF_PAST, at=other("late")).startswith("upptaget")


def joins(house: House, name: str, consent: str) -> None:
    """A relative takes part in the first case; `consent` is the person's yes, true or false."""
    house.press("who", "self", at=other(name))
    with house.store.writing() as held:
        held.driver.execute(
            "INSERT INTO participant (conversation_id, case_id, municipality, role,"
            " representation, consent, joined) SELECT max(id), 1, 'exempelby', 'relative', '',"
            f" {consent}, true FROM conversation"
        )


@pytest.mark.parametrize(("consent", "told"), [("false", 1), ("true", 2)])
def test_only_who_may_be_told_of_a_call_is_reminded(house: House, consent: str, told: int) -> None:
    house.press("keep", "phone=+46701740605")
    joins(house, "relative", consent)
    house.book(TEN)

    assert house.ask("SELECT count(*) FROM outbox WHERE kind = 'call_soon'") == [(told,)]


def test_who_may_not_be_told_of_a_call_moves_none(house: House) -> None:
    house.book(TEN)
    joins(house, "relative", "false")

    assert house.book(HALF_PAST, at=other("relative")) == "för många"
    assert house.ask("SELECT sequence FROM booking") == [(0,)]


def test_one_number_is_booked_for_four_times_a_day(house: House) -> None:
    def book(n: int) -> str:
        house.press("keep", "phone=+46701740605", at=other(str(n)))
        start = TEN + timedelta(minutes=30 * n)
        house.hold(start, at=other(str(n)))
        return house.book(start, at=other(str(n)))

    told = [book(n) for n in range(5)]

    assert [t.startswith("bokat") for t in told] == [True] * 4 + [False]
    assert told[4] == "för många"
    assert house.ask("SELECT count(*) FROM booking") == [(4,)]
    assert house.book(TEN + timedelta(days=1), at=other("0")).startswith("bokat"), "a move is none"
    house.pass_time(days=1, seconds=1)
    assert house.book(TEN.astimezone(SWEDEN), at=other("4")).startswith("bokat")
