"""What is told and asked after the help has started, to oneself and to a daughter who may know."""

import pytest
from booking import at_the_desk, buttons, labels
from helped import DURING, come, helped, morning, planned, reads, reasons, told

from bot.assembly import House
from care.followup import Kind
from dialogs.events import Choose, Text

GOING, PLAN, STILL, AGAIN = "2026-12-15", "2026-12-22", "2027-03-01", "2027-12-01"
ENDS = {"decision_ends": "2027-10-31"}
NO_MORE = "Skriv inte om det här"


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("self", "Nu har du haft hjälp ett tag. Hur går det?"),
        ("mother", "Nu har hjälpen hållit på ett tag. Hur går det?"),
    ],
)
@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (Choose("going", "good"), "Vad bra! Tack för svaret."),
        (Text("jo tack det går jättebra"), "Vad bra! Tack för svaret."),
        (Text("1"), "Vad bra! Tack för svaret."),
        (Choose("going", "fair"), "Tråkigt att höra."),
        (Text("sådär"), "Tråkigt att höra."),
        (Choose("going", "bad"), "Tråkigt att höra."),
        (Text("det fungerar inte alls"), "Tråkigt att höra."),
    ],
)
async def test_how_is_it_going(
    house: House, who: str, asked: str, answer: Choose | Text, heard: str
) -> None:
    talk = helped(house, who)
    answered = await reads(house, talk, GOING, Kind.GOING_WELL)

    assert told(answered) == asked
    assert labels(answered) == ["Bra", "Inte så bra", "Inte alls bra", NO_MORE]
    assert heard in told(talk.give(answer, now=morning(GOING)))


async def test_when_it_does_not_go_well_there_are_three_ways(house: House) -> None:
    talk, now = helped(house), morning(GOING)
    await reads(house, talk, GOING, Kind.GOING_WELL)
    ways = talk.give(Choose("going", "bad"), now=now)

    assert buttons(ways) == ["complain", "change", "human", "next"]
    wrong = told(talk.give(Text("jag vill klaga"), now=now))
    assert "Ring Synpunkter och klagomål" in wrong
    assert "IVO" in wrong
    assert "010-788 50 00" in wrong
    assert "Vi ringer dig senast" in told(talk.give(Choose("troubled", "human"), now=now))
    assert reasons(house) == ["human"]


async def test_who_wants_another_is_told_the_rule_and_chooses(house: House) -> None:
    talk, now = helped(house), morning(GOING)
    await reads(house, talk, GOING, Kind.GOING_WELL)
    chosen = talk.give(Text("inte så bra"), Text("jag vill byta"), now=now)

    assert "Du får byta när du vill." in told(chosen)
    assert "Hjälpen fortsätter som nu till dess." in told(chosen)
    assert chosen.step == "list"
    talk.give(Choose("list", "solrosen"), Choose("provider", "wish=solrosen"), now=now)
    assert reasons(house) == ["change"]


@pytest.mark.parametrize(
    ("who", "tells", "asks"),
    [
        ("self", "Där står vad du får hjälp med, när och hur.", "Har du fått planen?"),
        ("mother", "Den som får hjälp ska få en genomförandeplan.", "Finns planen nu?"),
    ],
)
@pytest.mark.parametrize(
    ("answer", "heard"),
    [
        (Choose("care_plan", "yes"), "Bra."),
        (Text("ja den har vi fått"), "Bra."),
        (Choose("care_plan", "no"), "Be Kommunens hemtjänst om den. Numret är 08-465 004 02."),
        (Text("nej det har jag inte fått"), "Be Kommunens hemtjänst om den."),
        (Text("inte än"), "Be Kommunens hemtjänst om den."),
    ],
)
async def test_the_plan(
    house: House, who: str, tells: str, asks: str, answer: Choose | Text, heard: str
) -> None:
    talk = helped(house, who)
    await reads(house, talk, GOING, Kind.GOING_WELL)
    talk.give(Text("bra"), now=morning(GOING))
    asked = await reads(house, talk, PLAN, Kind.CARE_PLAN)

    assert tells in told(asked)
    assert asked.bubbles[-1].text == asks
    assert heard in told(talk.give(answer, now=morning(PLAN))).replace("\u2068", "").replace(
        "\u2069", ""
    )


@pytest.mark.parametrize(
    ("who", "asks"),
    [
        ("self", "Vill du ha hjälp efter det? Då behöver du ansöka igen."),
        ("mother", "Behövs det hjälp efter det? Då behöver ni ansöka igen."),
    ],
)
@pytest.mark.parametrize(
    ("answer", "step", "heard"),
    [
        (Choose("ending", "book"), "time", "Vilken tid passar?"),
        (Text("ja vi vill ansöka"), "time", "Vilken tid passar?"),
        (Choose("ending", "human"), "human", "Vi ringer dig senast"),
        (Text("kan ni ringa mig"), "human", "Vi ringer dig senast"),
        (Choose("ending", "dont_know"), "after", "Det går bra. Skriv: boka."),
        (Text("vet inte"), "after", "Det går bra."),
    ],
)
async def test_the_decision_ends(
    house: House, who: str, asks: str, answer: Choose | Text, step: str, heard: str
) -> None:
    talk = helped(house, who, now=morning("2027-08-30"), **ENDS)
    asked = await reads(house, talk, "2027-08-31", Kind.DECISION_ENDS)

    assert "Kommunens beslut om hjälp gäller till söndag 31 oktober." in told(asked)
    assert asks in told(asked)
    assert [c.value for c in asked.bubbles[-1].choices if c.forward] == ["book"]
    answered = talk.give(answer, now=morning("2027-08-31"))
    assert answered.step == step
    assert heard in told(answered)


async def test_after_a_year_one_may_keep_or_choose(house: House) -> None:
    talk = helped(house, now=morning("2027-11-30"))
    asked = await reads(house, talk, AGAIN, Kind.CHOOSE_AGAIN)

    assert "Det har gått ett år. Kommunens hemtjänst hjälper dig." in told(asked)
    assert "Du kan behålla dem. Du kan också välja en annan." in told(asked)
    for words in ("vi behåller dem", "jag vet inte"):
        kept = talk.give(Text(words), now=morning(AGAIN))
        assert "Bra. Då blir det som nu." in told(kept)
        opened = talk.give(Choose("notice", f"open={Kind.CHOOSE_AGAIN}"), now=morning(AGAIN))
        assert "Det har gått ett år." in told(opened)
    assert talk.give(Choose("again", "change"), now=morning(AGAIN)).step == "list"


async def test_by_when_one_has_to_say_that_one_wants_to_change(house: House) -> None:
    talk = helped(house, change_by="2027-02-15")
    asked = await reads(house, talk, "2027-02-10", Kind.CHANGE_BY)

    assert "Säg till senast måndag 15 februari." in told(asked)
    assert talk.give(Text("nej, jag är nöjd"), now=morning("2027-02-10")).step != "change_by"
    late = talk.give(Choose("notice", f"open={Kind.CHANGE_BY}"), now=morning("2027-02-16"))
    assert "Det finns inget nytt att läsa nu." in told(late)


async def test_where_a_day_counts_one_can_be_reminded_of_it(house: House) -> None:
    talk, now = helped(house), morning(GOING)
    talk.give(Text("visa alla"), Choose("service", "short_stay"), now=DURING)
    await reads(house, talk, GOING, Kind.GOING_WELL)
    ways = talk.give(Choose("going", "fair"), now=now)

    assert "Påminn mig om att byta" in labels(ways)
    planned_for = talk.give(Text("påminn mig om det"), now=now)
    assert "Sista dagen att säga till är söndag 20 december." not in told(planned_for)
    assert "Sista dagen att säga till är onsdag 20 januari." in told(planned_for)
    assert Kind.CHANGE_BY in planned(house)
    undone = talk.give(Text("ångra"), now=now)
    assert "Då påminner vi dig inte om att byta." in told(undone)
    assert Kind.CHANGE_BY not in planned(house)


async def test_who_may_not_know_is_told_nothing(house: House) -> None:
    talk = helped(house, "mother")
    at_the_desk(house, "UPDATE participant SET consent = 0")
    await come(house, morning(GOING))

    for kind in (Kind.GOING_WELL, Kind.CARE_PLAN, Kind.DECISION_ENDS, Kind.CHOOSE_AGAIN):
        asked = talk.give(Choose("notice", f"open={kind}"), now=morning(GOING))
        assert "Det finns inget nytt att läsa nu." in told(asked)
        assert buttons(asked) == ["next"]


async def test_of_a_case_that_is_closed_nothing_is_told(house: House) -> None:
    talk = helped(house)
    at_the_desk(house, "UPDATE \"case\" SET stage = 'closed', closed_as = 'moved'")
    asked = talk.give(Choose("notice", f"open={Kind.GOING_WELL}"), now=morning(GOING))

    assert "Det finns inget nytt att läsa nu." in told(asked)
    assert talk.give(Text("ok"), now=morning(GOING)).step == "after"
