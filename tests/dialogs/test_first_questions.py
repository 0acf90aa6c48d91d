"""The first questions: in which language, with whom one speaks, and where."""

from collections.abc import Callable, Iterator

import pytest
from booking import buttons, labels, told
from someone import TO_THE_CALL, Talk

from bot.assembly import House, assemble
from bot.languages import locales
from bot.settings import Settings
from dialogs.events import Choose, Event, Start, Text
from dialogs.steps.opening import DRAFT, NOW_IN

IN_SWEDISH = TO_THE_CALL[:1]
TO_THE_PLACE = TO_THE_CALL[:2]
MACHINE = "Du pratar med en dator."


@pytest.fixture
def only(sqlite: str) -> Iterator[Callable[[str], Talk]]:
    """Somebody in a house that serves one municipality."""
    houses: list[House] = []

    def someone(municipality: str) -> Talk:
        houses.append(assemble(Settings(database=sqlite, municipality=municipality), seed=1))
        return Talk(houses[-1])

    yield someone
    for house in houses:
        house.close()


@pytest.mark.parametrize(
    ("guesses", "first"), [((), "sv"), (("fi",), "fi"), (("xx", "so", "ar"), "so")]
)
def test_the_likely_language_stands_first_and_each_stands_once(
    talk: Talk, guesses: tuple[str, ...], first: str
) -> None:
    asked = talk.give(Start(guesses))

    assert buttons(asked)[0] == first
    assert sorted(buttons(asked)) == sorted(locales.ORDER)
    assert {c.lang for c in asked.bubbles[-1].choices} >= {"fi", "ar"}


@pytest.mark.parametrize(
    ("written", "language"),
    [("suomi", "fi"), ("finska", "fi"), ("English", "en"), ("svenska", "sv")],
)
def test_a_language_is_chosen_by_its_name_in_whatever_language(
    talk: Talk, written: str, language: str
) -> None:
    answer = talk.give(Start(), Text(written))

    assert (answer.language, answer.step) == (language, "knew")


def test_only_who_changes_the_language_is_told_so_and_a_draft_says_that_it_is_one(
    house: House, talk: Talk
) -> None:
    def says(language: str) -> tuple[str, str]:
        return house.wording.text(NOW_IN, language), house.wording.text(DRAFT, language)

    first = told(talk.give(*IN_SWEDISH))
    finnish = talk.give(Text("byt språk"), Choose("language", "fi"))
    swedish = talk.give(Choose("language", "sv"))

    assert not any(said in first for said in says("sv"))
    assert all(said in told(finnish) for said in says("fi"))
    assert [said in told(swedish) for said in says("sv")] == [True, False]
    assert (finnish.step, swedish.step) == ("knew", "knew")


def test_who_changes_the_language_while_reading_reads_on(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:4], Text("mina uppgifter"), Choose("language", "en"))

    assert (answer.language, answer.step) == ("en", "my_data")


def test_who_begins_in_a_draft_is_told_that_it_is_one(house: House, talk: Talk) -> None:
    finnish = told(talk.give(Choose("language", "fi")))

    assert house.wording.text(DRAFT, "fi") in finnish
    assert house.wording.text(NOW_IN, "fi") not in finnish


def test_whose_chat_it_is_and_that_it_is_a_machine_is_said_once(talk: Talk) -> None:
    first = told(talk.give(*IN_SWEDISH))

    assert "Hej! Det här är Kundvalsguiden." in first
    assert MACHINE in first
    assert "På webbsidan kan du välja och boka." not in first
    assert MACHINE not in told(talk.give(Text("hjälp")))
    assert MACHINE not in told(talk.give(Choose("knew", "no")))


def test_a_house_of_one_municipality_says_its_name_and_does_not_ask_for_it(
    only: Callable[[str], Talk],
) -> None:
    talk = only("exempelby")

    assert "Hej! Det här är en chatt från Exempelby kommun." in told(talk.give(*IN_SWEDISH))
    assert talk.give(Choose("knew", "no")).step == "who"


def test_an_invented_municipality_is_called_an_example(talk: Talk) -> None:
    asked = talk.give(*TO_THE_PLACE)

    assert "Exempelby kommun (exempel)" in labels(asked)
    assert [said for said in labels(asked) if "(exempel)" in said] == ["Exempelby kommun (exempel)"]


EXAMPLE = "är ett exempel. Den finns inte på riktigt."
NOT_CHOSEN_HERE = "Jag vet inte vem du får välja i"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("exempelby", [EXAMPLE]), ("Exempelby kommun", [EXAMPLE]), ("i Nacka", []),
        ("Örebro", [NOT_CHOSEN_HERE]), ("stockholm", []),
    ],
)  # fmt: skip
def test_what_kind_of_facts_there_are_is_told_of_each_municipality(
    talk: Talk, written: str, said: list[str]
) -> None:
    answer = talk.give(*TO_THE_PLACE, Text(written))

    assert answer.step == "who"
    assert [one for one in (EXAMPLE, NOT_CHOSEN_HERE) if one in told(answer)] == said


def test_a_municipality_that_is_not_served_is_said_to_be(talk: Talk) -> None:
    asked = talk.give(*TO_THE_PLACE, Choose("municipality", "mordor"))
    assert asked.step == "municipality"
    assert "Den frågan är vi klara med" in told(asked)

    answer = talk.give(Text("hjälp"))
    assert "Finns den inte här? Då kan jag inte hjälpa till än. Ring kommunen." in told(answer)


def test_who_moves_is_asked_anew_what_hangs_on_the_place(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:12])
    assert "Område: Centrum." in talk.kept()

    talk.give(Choose("municipality", "nacka"))
    kept = talk.kept()
    assert "Kommun: Nacka kommun." in kept
    assert "Område" not in kept
    assert "Hjälp på kvällen" not in kept
    assert "Kommunen har sagt ja" not in kept


@pytest.mark.parametrize(
    ("way", "steps"),
    [
        ((Choose("knew", "no"),), ["municipality", "who", "decision"]),
        ((Text("boka"),), ["municipality", "who", "name"]),
    ],
)
def test_who_wants_a_call_at_once_is_not_asked_whether_they_knew(
    talk: Talk, way: tuple[Event, ...], steps: list[str]
) -> None:
    talk.give(*IN_SWEDISH)
    seen = [talk.give(event).step for event in (*way, *TO_THE_CALL[2:4])]

    assert seen == steps


def test_who_has_lost_somebody_is_asked_nothing_more_and_may_go_on(talk: Talk) -> None:
    quiet = talk.give(*IN_SWEDISH, Text("min mamma har dött"), Choose("sorrow", "next"))

    assert quiet.step == "after"
    assert "Jag frågar inget mer nu. Skriv när du vill fortsätta." in told(quiet)
    assert buttons(quiet) == ["list"]
    assert talk.give(Choose("after", "list")).step == "knew"
