"""Who was chosen leaves: told plainly, from the catalogue as it is now, and another is offered."""

import pytest
from booking import at_the_desk, booked, read, someone, tell
from helped import CALL, WHO, Talk, come, morning, reasons, told

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Start, Text

BEFORE, AFTER = "2027-03-15", "2027-04-02"
SUPPORT = "service = 'housing_support', area = 'vasterlid'"
BECOMES = "Hallonets boendestöd slutar. Lingonets boendestöd tar över torsdag 1 april."


async def left(house: House, stage: str, day: str, who: str = "self") -> Talk:
    """Someone who wished for Hallonet, or has it; Lingonet takes over on the first of April."""
    talk = booked(house, "karin", CALL, *WHO[who])
    at_the_desk(house, "UPDATE booking SET status = 'past'")
    at_the_desk(house, "UPDATE participant SET consent = 1")
    column = "wish" if stage == "open" else "provider"
    at_the_desk(house, f"UPDATE \"case\" SET stage = '{stage}', {column} = 'hallonet', {SUPPORT}")
    tell(house, Kind.PROVIDER_GONE, now=morning(day))
    await come(house, morning(day))
    return talk


@pytest.mark.parametrize("stage", ["open", "confirmed", "ordered", "queued", "accepted"])
async def test_t30_who_is_on_the_way_is_told_and_offered_another(house: House, stage: str) -> None:
    talk = await left(house, stage, BEFORE)
    asked = talk.give(Text("ja"), now=morning(BEFORE))

    assert BECOMES in told(asked)
    assert "Kommunen bestämmer vem som får ge hjälp." in told(asked)
    assert "Du får hjälp som vanligt." not in told(asked)
    chosen = talk.give(Text("ja, välja en annan"), now=morning(BEFORE))
    assert chosen.step == "list"


@pytest.mark.parametrize(
    ("who", "goes_on"),
    [
        ("self", "Du får hjälp som vanligt. Det gäller tills du har valt en annan."),
        ("mother", "Hjälpen kommer som vanligt. Det gäller tills ni har valt en annan."),
    ],
)
async def test_t30_help_goes_on_until_there_is_another(
    house: House, who: str, goes_on: str
) -> None:
    talk = await left(house, "started", BEFORE, who)

    assert goes_on in told(talk.give(Text("läs"), now=morning(BEFORE)))
    assert "Vi ringer dig senast" in told(talk.give(Choose("gone", "human"), now=morning(BEFORE)))
    assert reasons(house)[-1] == "human"


async def test_t30_afterwards_it_is_told_as_having_been(house: House) -> None:
    talk = await left(house, "started", AFTER)
    asked = told(talk.give(Text("läs"), now=morning(AFTER)))

    assert "Hallonets boendestöd har slutat. Lingonets boendestöd har tagit över." in asked
    later = talk.give(Text("inte nu"), now=morning(AFTER))
    assert "Det går bra." in told(later)


async def test_nobody_is_moved_in_silence(house: House) -> None:
    talk = await left(house, "started", AFTER)
    talk.give(Text("läs"), Choose("gone", "no"), now=morning(AFTER))
    with house.store.reading() as held:
        rows = held.driver.execute('SELECT provider FROM "case"').fetchall()

    assert rows == [("hallonet",)]


async def test_what_is_all_right_again_is_not_told(house: House) -> None:
    talk = await left(house, "started", BEFORE)
    at_the_desk(house, "UPDATE \"case\" SET provider = 'lingonet', area = 'norrlyckan'")

    assert "Det finns inget nytt att läsa nu." in told(
        talk.give(read(Kind.PROVIDER_GONE), now=morning(BEFORE))
    )


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        (Choose("unfinished", "yes"), "list"),
        (Text("ja, fortsätt"), "list"),
        (Choose("unfinished", "no"), "list"),
        (Text("inte nu"), "list"),
        (Choose("unfinished", "human"), "human"),
    ],
)
@pytest.mark.parametrize(
    ("who", "tells"),
    [
        ("self", "Du började välja men blev inte klar."),
        ("mother", "Du började hjälpa någon att välja."),
    ],
)
def test_who_went_away_goes_on_where_they_were(
    house: House, who: str, tells: str, answer: Choose | Text, step: str
) -> None:
    talk, now = someone(house, "karin"), morning("2026-11-26")
    talk.give(*WHO[who][:12])
    asked = talk.give(read(Kind.UNFINISHED), now=now)

    assert tells in told(asked)
    assert "Område: Centrum." in told(asked)
    assert asked.bubbles[-1].text == "Vill du fortsätta där du var?"
    assert talk.give(answer, now=now).step == step


GONE = "Den du önskar finns inte kvar. Välj gärna en annan."
NOT_THIS_HELP = "kan inte väljas: de ger inte den här hjälpen här."


@pytest.mark.parametrize(
    ("wished", "stage", "said", "asked"),
    [
        ("gone_from_here", "open", GONE, ["wish"]),
        ("blaklinten", "open", NOT_THIS_HELP, ["wish"]),  # it gives no home care
        ("kommunen", "open", "Du önskar Kommunens hemtjänst.", []),
        ("gone_from_here", "confirmed", "Du har ett bokat samtal", []),  # that has a notice
    ],
)
def test_a_wish_that_cannot_be_is_told_once_and_an_officer_knows(
    house: House, wished: str, stage: str, said: str, asked: list[str]
) -> None:
    talk = booked(house, "karin", CALL)
    at_the_desk(house, f"UPDATE \"case\" SET wish = '{wished}', stage = '{stage}'")
    first, second = told(talk.give(Start())), told(talk.give(Start()))

    assert said in first
    assert reasons(house) == asked
    assert ("Välj gärna en annan." in first) == bool(asked)
    assert "Välj gärna en annan." not in second
