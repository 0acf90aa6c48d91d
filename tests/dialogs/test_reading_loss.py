"""Death, hospital, a move: everything stops at once, and one tap takes a mistake back."""

import pytest
from booking import at_the_desk, booked, buttons, labels, read, someone
from helped import CALL, DURING, WHO, come, helped, morning, planned, reasons, told

from bot.assembly import House
from care.followup import AFTER_THE_START, Kind
from dialogs.events import Choose, Text

STOPS = "Nu skickar jag inga fler påminnelser."
AS_BEFORE = "Förlåt, jag förstod fel. Nu är allt som förut."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("min mamma har dött", "Vi beklagar sorgen."),
        ("pappa somnade in i går", "Vi beklagar sorgen."),
        ("mamma ligger på sjukhus", "Vi hoppas att det går bra."),
        ("hon är inlagd på lasarettet", "Vi hoppas att det går bra."),
        ("vi har flyttat till en annan kommun", "Tack för att du berättar om flytten."),
        ("mamma har fått plats på äldreboende", "Tack för att du berättar om flytten."),
        ("pappa dog på sjukhuset", "Det kan vara en svår tid."),
        ("my mother has died", "Vi beklagar sorgen."),
        ("äiti on sairaalassa", "Vi hoppas att det går bra."),
        ("أمي توفيت", "Vi beklagar sorgen."),
    ],
)
@pytest.mark.parametrize("who", ["self", "mother"])
def test_kind_words_for_each_and_nothing_more_is_sent(
    house: House, who: str, words: str, kind: str
) -> None:
    talk = helped(house, who)
    heard = told(talk.give(Text(words), now=DURING))

    assert kind in heard
    assert STOPS in heard
    assert "En handläggare på kommunen får veta det." in heard
    assert planned(house) == []
    assert reasons(house)[-1] == "stop"


@pytest.mark.parametrize(
    "wrong",
    [
        Choose("sorrow", "wrong"), Text("det stämmer inte"), Text("nej, hon lever"), Text("fel"),
        Text("du missförstod mig"), Text("ingen har dött"),
    ],
)  # fmt: skip
def test_a_mistake_is_taken_back_with_one_answer(house: House, wrong: Choose | Text) -> None:
    talk = helped(house)
    talk.give(Text("mamma har gått bort"), now=DURING)

    assert AS_BEFORE in told(talk.give(wrong, now=DURING))
    assert planned(house) == [*AFTER_THE_START]
    assert reasons(house) == []


def test_a_call_stands_and_is_reminded_of_again(house: House) -> None:
    talk = booked(house, "karin", CALL)
    talk.give(Text("pappa ligger på sjukhus"))
    assert planned(house) == []

    asked = talk.give(Choose("sorrow", "no"))
    assert "Vi skickar inga påminnelser nu." in told(asked)
    assert "Du har ett bokat samtal" in told(asked)
    assert "Bra. Då påminner vi dig." in told(talk.give(Text("påminn mig")))
    assert planned(house) == ["call_tomorrow", "call_soon"]


def test_a_call_that_is_booked_meanwhile_promises_no_reminder(house: House) -> None:
    talk = booked(house, "karin", CALL)
    talk.give(Text("pappa ligger på sjukhus"), Choose("cancel", "no"), Choose("sorrow", "yes"))
    talk.give(Text("avboka"), Choose("cancel", "yes"))
    times = talk.give(Text("boka"))
    answer = talk.give(Choose("time", buttons(times)[0]), Text("ja"))

    assert "Klart!" in told(answer)
    assert answer.step == "after"
    assert "Vi skickar inga påminnelser nu." in told(answer)
    assert planned(house) == []


def test_what_an_officer_has_closed_is_not_opened_in_the_chat(house: House) -> None:
    talk = helped(house)
    talk.give(Text("mamma har dött"), now=DURING)
    at_the_desk(house, "UPDATE \"case\" SET stage = 'closed', closed_as = 'died'")

    for wrong in (Choose("sorrow", "wrong"), Text("påminn mig")):
        answer = told(talk.give(wrong, now=DURING))
        assert "Någon på kommunen har avslutat det här." in answer
        assert "08-465 004 00" in answer
    assert planned(house) == []


async def test_an_old_notice_tells_nothing_of_what_has_stopped(house: House) -> None:
    talk = helped(house)
    await come(house, morning("2026-12-15"))
    talk.give(Text("min man har dött"), Choose("sorrow", "no"), now=morning("2026-12-15"))
    asked = talk.give(read(Kind.GOING_WELL), now=morning("2026-12-15"))

    assert "Det finns inget nytt att läsa nu." in told(asked)
    assert "Läs meddelandet" not in labels(asked)


def test_who_has_no_case_is_stopped_too(house: House) -> None:
    talk = someone(house, "karin")
    talk.give(*WHO["mother"][:5])
    heard = talk.give(Text("mamma har dött"))

    assert STOPS in told(heard)
    assert reasons(house) == ["stop"]
    assert AS_BEFORE in told(talk.give(Choose("sorrow", "wrong")))
    assert reasons(house) == []
