"""Home again after everything stopped: asked once, and planned anew; no neighbour's death stops."""

import pytest
from booking import at_the_desk, buttons
from helped import DURING, helped, planned, reasons, told

from bot.assembly import House
from care.followup import AFTER_THE_START
from dialogs.events import Choose, Text

HOME = [
    "jag är hemma igen", "Jag är hemma nu", "jag är tillbaka", "mamma är hemma igen",
    "nu är jag hemma från sjukhuset", "olen taas kotona", "olen nyt kotona", "olen palannut",
    "I'm home again", "I am home now", "I'm back home", "عدت إلى البيت", "أنا في البيت الآن",
    "رجعت",
]  # fmt: skip


@pytest.mark.parametrize("words", HOME)
def test_home_again_asks_and_plans_anew(house: House, words: str) -> None:
    talk = helped(house)
    talk.give(Text("jag ligger på sjukhus"), Choose("sorrow", "no"), now=DURING)
    assert planned(house) == []
    asked = talk.give(Text(words), now=DURING)

    assert "Ska vi påminna dig igen?" in told(asked)
    assert buttons(asked) == ["yes", "no"]
    assert planned(house) == []
    assert "Bra. Då påminner vi dig." in told(talk.give(Text("ja"), now=DURING))
    assert planned(house) == [*AFTER_THE_START]


def test_straight_after_the_loss_and_for_someone_else(house: House) -> None:
    talk = helped(house, "mother")
    talk.give(Text("mamma ligger på sjukhus"), now=DURING)

    asked = talk.give(Text("mamma är hemma igen"), now=DURING)
    assert "Ska vi skicka påminnelser igen?" in told(asked)


def test_a_no_leaves_it_quiet(house: House) -> None:
    talk = helped(house)
    talk.give(Text("jag ligger på sjukhus"), Choose("sorrow", "no"), now=DURING)
    answer = talk.give(Text("jag är hemma igen"), Text("nej"), now=DURING)

    assert "Det går bra. Vi skickar inget nu." in told(answer)
    assert planned(house) == []


def test_what_the_chat_may_not_undo_is_told_with_a_number(house: House) -> None:
    talk = helped(house)
    talk.give(Text("jag ligger på sjukhus"), Choose("sorrow", "no"), now=DURING)
    at_the_desk(house, "UPDATE \"case\" SET stage = 'closed', closed_as = 'died'")
    answer = told(talk.give(Text("jag är hemma igen"), Text("ja"), now=DURING))

    assert "Det kan bara kommunen ändra." in answer
    assert "08-465 004 00" in answer
    assert "Då påminner vi dig" not in answer
    assert planned(house) == []


def test_where_nothing_has_stopped_nothing_is_asked(house: House) -> None:
    talk = helped(house)

    assert "Ska vi påminna dig" not in told(talk.give(Text("jag är hemma nu"), now=DURING))
    assert planned(house) == [*AFTER_THE_START]


@pytest.mark.parametrize(
    "words",
    ["min granne dog", "min granne har dött", "min vän gick bort", "min hund dog", "min katt dog",
     "naapurini kuoli", "ystäväni on kuollut", "koirani kuoli", "kissani kuoli",
     "جاري مات", "توفي صديقي", "مات كلبي", "ماتت قطتي",
     "my neighbour died", "my friend has passed away", "my dog died", "my cat died"],
)  # fmt: skip
def test_the_death_of_a_neighbour_or_a_pet_stops_nothing(house: House, words: str) -> None:
    talk = helped(house)
    answer = told(talk.give(Text(words), now=DURING))

    assert "Nu skickar jag inga fler påminnelser." not in answer
    assert planned(house) == [*AFTER_THE_START]
    assert reasons(house) == []


@pytest.mark.parametrize(
    "words",
    ["min granne säger att mamma dog", "min väns mamma dog", "my friend's mother died",
     "naapurin äiti kuoli", "mamma dog"],
)  # fmt: skip
def test_a_death_that_may_be_theirs_still_stops(house: House, words: str) -> None:
    talk = helped(house)
    talk.give(Text(words), now=DURING)

    assert planned(house) == []
