"""What stands behind "Läs": the call, what an officer did with it, and how the choice goes."""

import pytest
from booking import TO_THE_TIME, at, at_the_desk, booked, buttons, read, tell, told
from someone import NOW, TO_THE_END, Talk, exempelby

from bot.assembly import House
from bot.conversation import Answer
from care.followup import Kind
from dialogs.events import Choose, Text
from dialogs.notices import notice
from dialogs.replies import File

MOVED = (
    "UPDATE booking SET start = '2026-11-26 09:00:00.000000', sequence = sequence + 1",
    "UPDATE booking SET status = 'cancelled', sequence = sequence + 1",
)
CHOSEN = "Kommunens hemtjänst"


@pytest.fixture
def karin(talk: Talk) -> Talk:
    """Someone with a call booked."""
    talk.give(*TO_THE_END)
    return talk


def stage(house: House, stage: str, more: str = "") -> None:
    at_the_desk(house, f"UPDATE \"case\" SET stage = '{stage}', provider = 'kommunen'{more}")


def file_of(answer: Answer) -> File:
    (file,) = [bubble.file for bubble in answer.bubbles if bubble.file]
    return file


@pytest.mark.parametrize("kind", list(Kind))
def test_a_locked_screen_tells_nothing(house: House, kind: Kind) -> None:
    (asked,) = house.wording.bubbles(notice(kind, exempelby(house)), "sv")

    assert asked.text == (
        "Hej från Exempelby kommun! Du har ett nytt meddelande. Vill du läsa det nu?"
    )
    assert [choice.label for choice in asked.choices] == ["Läs"]


async def test_a_call_that_was_moved_is_told_with_its_new_time(house: House, karin: Talk) -> None:
    at_the_desk(house, MOVED[0])
    tell(house, Kind.CALL_MOVED)
    await house.outbox.work(NOW)
    answer = karin.give(Text("läs"))

    assert "Kommunen har ändrat tiden för samtalet." in told(answer)
    assert "Kommunen ringer dig torsdag 26 november klockan 10.00." in told(answer)
    assert answer.bubbles[-1].text == "Passar tiden?"
    assert (file_of(answer).sequence, file_of(answer).cancelled) == (1, False)
    assert karin.give(Text("ja")).step == "after"


def test_a_call_that_the_municipality_called_off_is_told(house: House, karin: Talk) -> None:
    at_the_desk(house, MOVED[1])
    answer = karin.give(read(Kind.CALL_MOVED))

    assert "Samtalet onsdag 25 november klockan 10.00 är avbokat." in told(answer)
    assert (file_of(answer).sequence, file_of(answer).cancelled) == (1, True)
    assert buttons(answer) == ["book", "next"]
    assert karin.give(Choose("read", "book")).step == "time"


def test_ones_own_cancelling_takes_the_call_out_of_the_calendar(karin: Talk) -> None:
    moved = karin.give(Choose("after", "move"), at("2026-11-27T09:00+00:00"))
    yes = next(value for value in buttons(moved) if value.startswith("yes="))
    assert file_of(karin.give(Choose("confirm", yes))).sequence == 1
    answer = karin.give(Text("avboka"), Choose("cancel", "yes"))

    assert (file_of(answer).sequence, file_of(answer).cancelled) == (2, True)


def test_a_call_that_one_moves_oneself_is_told_to_have_one_time(karin: Talk) -> None:
    moved = karin.give(Choose("after", "move"), at("2026-11-27T09:00+00:00"))
    yes = next(value for value in buttons(moved) if value.startswith("yes="))

    assert "Den gamla tiden gäller inte längre." in told(karin.give(Choose("confirm", yes)))


@pytest.mark.parametrize("kind", [Kind.CALL_TOMORROW, Kind.CALL_SOON])
def test_a_reminder_tells_of_the_call(karin: Talk, kind: Kind) -> None:
    answer = karin.give(read(kind))

    assert "Kommunen ringer dig onsdag 25 november klockan 10.00." in told(answer)


def test_a_button_of_an_older_program_tells_of_the_call(karin: Talk) -> None:
    answer = karin.give(Choose("notice", "open"))

    assert "Kommunen ringer dig onsdag 25 november klockan 10.00." in told(answer)


async def test_a_confirmed_choice_is_told(house: House, karin: Talk) -> None:
    stage(house, "confirmed")
    assert tell(house, Kind.CHOICE_CONFIRMED) == 1
    await house.outbox.work(NOW)
    answer = karin.give(Text("ja"))

    assert f"Kommunen har bekräftat ditt val: {CHOSEN}." in told(answer)
    assert "Nu frågar kommunen när de kan börja." in told(answer)
    assert karin.give(Choose("news", "next")).step == "after"


@pytest.mark.parametrize(
    ("now", "more", "sentences"),
    [
        ("ordered", "", [f"Kommunen har bett {CHOSEN} om hjälpen."]),
        ("queued", "", [f"Det är fullt hos {CHOSEN} just nu. Du står i kö."]),
        ("accepted", "", [f"{CHOSEN} har sagt ja."]),
        (
            "accepted",
            ", start_day = '2026-12-07'",
            [f"{CHOSEN} har sagt ja.", "Hjälpen börjar måndag 7 december."],
        ),
        (  # never that it has begun before it has
            "started",
            ", start_day = '2026-12-07'",
            [f"{CHOSEN} har sagt ja.", "Hjälpen börjar måndag 7 december."],
        ),
        ("started", ", start_day = '2026-11-16'", [f"Hjälpen från {CHOSEN} har börjat."]),
        ("open", "", ["Det finns inget nytt att läsa nu."]),
        ("closed", ", closed_as = 'moved'", ["Det finns inget nytt att läsa nu."]),
    ],
)
def test_news_of_a_case_tell_how_far_it_has_come(
    house: House, karin: Talk, now: str, more: str, sentences: list[str]
) -> None:
    stage(house, now, more)
    answer = karin.give(read(Kind.CASE_NEWS))

    assert all(sentence in told(answer) for sentence in sentences), told(answer)


def test_who_helps_meanwhile_is_told(house: House, karin: Talk) -> None:
    interim = next(p for p in exempelby(house).providers if p.key != "kommunen")
    stage(house, "queued", f", interim = '{interim.key}'")

    assert f"{interim.name} hjälper till så länge." in told(karin.give(read(Kind.CASE_NEWS)))


def test_a_provider_that_is_in_the_catalogue_no_more_is_told_of_without_its_name(
    house: House, karin: Talk
) -> None:
    stage(house, "queued", ", interim = 'gone'")
    at_the_desk(house, "UPDATE \"case\" SET provider = 'gone'")

    assert "Det är fullt hos den du har valt just nu." in told(karin.give(read(Kind.CASE_NEWS)))


async def test_a_relative_is_told_nothing_without_the_persons_yes(house: House) -> None:
    way = tuple(
        Choose("who", "parent") if event == Choose("who", "self") else event
        for event in TO_THE_TIME
    )
    relative = booked(house, "lisa", "2026-11-25T09:00+00:00", *way)
    stage(house, "confirmed")

    assert tell(house, Kind.CHOICE_CONFIRMED) == 0
    assert "Det finns inget nytt att läsa nu." in told(relative.give(read(Kind.CASE_NEWS)))
    at_the_desk(house, "UPDATE participant SET consent = 1")
    assert tell(house, Kind.CHOICE_CONFIRMED) == 1
    answer = relative.give(read(Kind.CASE_NEWS))
    assert f"Kommunen har bekräftat valet: {CHOSEN}." in told(answer)
