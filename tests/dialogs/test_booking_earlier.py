"""Waiting for an earlier time: asked for, told of, chosen, or left to others."""

import pytest
from booking import EARLY, TO_THE_TIME, after, at, booked, buttons, labels, read, someone, told, yes
from someone import NOW, Talk

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Text

FAR = "2026-12-02T09:00+00:00"
NEAR = "2026-11-25T08:00+00:00"
FIRST = "2026-11-23T10:00+00:00"
"""The first that is free."""
WAIT = Choose("after", "wait")


@pytest.fixture
def karin(house: House) -> Talk:
    """Someone with a call next week."""
    return booked(house, "karin", FAR)


def test_waiting_is_offered_for_a_call_that_is_far_away(house: House, karin: Talk) -> None:
    near = booked(house, "near", NEAR)

    assert "Säg till om tidigare tid" in labels(karin.give(Choose("after", "paper")))
    assert "wait" not in buttons(near.give(Choose("after", "paper")))


def test_one_waits_and_takes_it_back(karin: Talk) -> None:
    waits = karin.give(WAIT)

    assert "Vi skriver här om det blir en tidigare tid." in told(waits)
    assert "Säg inte till längre" in labels(waits)
    again = karin.give(Choose("after", "paper"), Text("hjälp"), Choose("after", "wait_no_more"))
    assert "Då säger vi inte till." in told(again)
    assert "wait" in buttons(again)


def test_ten_taps_wait_once(karin: Talk) -> None:
    answer = karin.give(*[WAIT] * 10)

    assert "wait_no_more" in buttons(answer)
    assert "Den frågan är vi klara med" not in told(answer)


def test_no_more_than_five_ways_on_are_shown(karin: Talk) -> None:
    answer = karin.give(WAIT)

    assert len(buttons(answer)) == 5
    assert karin.give(Text("mina uppgifter")).step == "my_data"


async def test_when_someone_cancels_the_earlier_time_can_be_had(house: House, karin: Talk) -> None:
    first = booked(house, "first", EARLY)
    karin.give(WAIT)
    first.give(Choose("after", "cancel"), Choose("cancel", "yes"))
    assert await house.outbox.work(NOW) == 1
    asked = karin.give(Text("läs"), now=after(1))

    assert "Nu finns det en tidigare tid." in told(asked)
    assert "Du har tiden onsdag 2 december klockan 10.00. Vill du byta?" in told(asked)
    assert len(buttons(asked)) == 4
    assert labels(asked)[-1] == "Behåll min tid"
    moved = karin.give(Choose("earlier", buttons(asked)[0]), now=after(2))
    assert "Klart!" in told(moved)
    assert moved.step == "after"
    assert "wait_no_more" not in buttons(moved)
    assert "2 december" not in karin.kept()


async def test_the_booked_time_can_be_kept(house: House, karin: Talk) -> None:
    first = booked(house, "first", EARLY)
    karin.give(WAIT)
    first.give(Text("avboka"), Choose("cancel", "yes"))
    await house.outbox.work(NOW)
    answer = karin.give(read(Kind.EARLIER_TIME), Text("nej"))

    assert "Tiden finns kvar." in told(answer)
    assert "onsdag 2 december klockan 10.00" in told(answer)
    assert "wait_no_more" in buttons(answer)


def test_someone_else_may_be_faster(house: House, karin: Talk) -> None:
    first, *rest = buttons(karin.give(read(Kind.EARLIER_TIME)))
    for officer in range(3):
        booked(house, str(officer), first)
    answer = karin.give(Choose("earlier", first))

    assert "Någon annan hann före. Du har kvar din tid." in told(answer)
    assert answer.step == "earlier"
    assert buttons(answer)[:2] == rest[:2]
    assert "2 december" in karin.kept()


def test_a_notice_of_long_ago_tells_what_is_so_now(house: House, talk: Talk) -> None:
    talk.give(*TO_THE_TIME, at(NEAR), yes(NEAR), Choose("remind", "yes"))
    later = NOW.replace(day=25, hour=7)
    answer = talk.give(read(Kind.EARLIER_TIME), now=later)

    assert "Den tidigare tiden är redan borta." in told(answer)
    assert "Du har kvar din tid: onsdag 25 november klockan 09.00." in told(answer)
    assert buttons(answer) == ["next"], "there is nothing to change to"
    gone = someone(house, "nobody").give(Choose("language", "sv"), Choose("knew", "no"))
    assert gone.step == "municipality"


@pytest.mark.parametrize(
    "other", ["2026-12-09T09:00+00:00", FAR, "2026-11-23T08:00+00:00", "2026-11-20T09:00+00:00"]
)
def test_an_earlier_time_is_to_come_and_before_the_one_that_is_booked(
    karin: Talk, other: str
) -> None:
    karin.give(read(Kind.EARLIER_TIME))
    answer = karin.give(Choose("earlier", other))

    assert "Den frågan är vi klara med" in told(answer)
    assert answer.step == "earlier"
    assert "2 december" in karin.kept()


@pytest.mark.parametrize(
    ("booked_at", "waits", "said", "step"),
    [
        (FAR, False, "Vi skriver här om det blir en tidigare tid.", "after"),
        (FAR, True, "Vi säger till om någon lämnar en tidigare tid.", "after"),
        (NEAR, False, "Nu finns det en tidigare tid.", "earlier"),
        (FIRST, False, "Just nu finns ingen tidigare tid.", "after"),
    ],
)
def test_an_earlier_time_is_asked_for_in_words_from_anywhere(
    house: House, booked_at: str, waits: bool, said: str, step: str
) -> None:
    talk = booked(house, "karin", booked_at)
    if waits:
        talk.give(WAIT)
    assert talk.give(Text("mina uppgifter")).step == "my_data"
    answer = talk.give(Text("jag vill ha en tidigare tid"))

    assert said in told(answer)
    assert answer.step == step
