"""Whoever asks for a human is told by when somebody rings, whatever the hour."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.assembly import House, assemble
from bot.conversation import Address, Answer
from bot.settings import Settings
from care.times import SWEDEN
from dialogs.events import Choose, Contact, Event, Text

CHRISTMAS = datetime(2026, 12, 25, 23, 0, tzinfo=SWEDEN)  # a Friday, and the next day is closed
PROMISE = "måndag 28 december klockan 15.30"
NUMBER = "070-174 06 05"


class Caller:
    """Somebody at the door of a house."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.now = CHRISTMAS
        self._turns = 0

    def give(self, *events: Event) -> Answer:
        for event in events:
            self._turns += 1
            me = Address("web", "", "me")
            answer = self.house.conversations.hear(me, str(self._turns), event, self.now)
        return answer

    def told(self, *events: Event) -> str:
        return "\n".join(bubble.text for bubble in self.give(*events).bubbles)

    def tasks(self) -> list[tuple[str, datetime]]:
        with self.house.store.reading() as held:
            rows = held.driver.execute("SELECT reason, promised FROM task").fetchall()
        return [(why, datetime.fromisoformat(at).replace(tzinfo=UTC)) for why, at in rows]


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Callable[[str], Caller]]:
    """Gives one in a house of one municipality, or of all."""
    houses: list[House] = []

    def give(municipality: str = "exempelby") -> Caller:
        url = f"sqlite:///{tmp_path}/kundval.db"
        houses.append(assemble(Settings(database=url, municipality=municipality), seed=1))
        return Caller(houses[-1])

    yield give
    for house in houses:
        house.close()


MONDAY = datetime(2026, 12, 28, 15, 30, tzinfo=SWEDEN)


def test_t23_a_human_as_the_first_word_at_night_on_a_holiday(
    caller: Callable[[str], Caller],
) -> None:
    someone = caller("exempelby")
    answer = someone.give(Text("människa"))
    told = "\n".join(bubble.text for bubble in answer.bubbles)

    assert f"Vi kan ringa dig senast {PROMISE}." in told
    assert "Ring Exempelby kommun: 08-465 004 00." in told
    assert "De svarar igen måndag 28 december klockan 08.30." in told
    assert "number" in {choice.value for choice in answer.bubbles[-1].choices}
    assert someone.tasks() == [("human", MONDAY)]


def test_t23_where_the_municipality_is_not_known_it_is_asked_for_first(
    caller: Callable[[str], Caller],
) -> None:
    someone = caller("")
    assert someone.give(Text("människa")).step == "municipality"
    assert someone.tasks() == []

    told = someone.told(Choose("municipality", "exempelby"))
    assert f"Vi kan ringa dig senast {PROMISE}." in told
    assert "Ring Exempelby kommun: 08-465 004 00." in told
    assert someone.tasks() == [("human", MONDAY)]


@pytest.mark.parametrize("number", [Text(NUMBER), Contact("+46701740605")])
def test_who_leaves_a_number_is_told_by_when_it_rings(
    caller: Callable[[str], Caller], number: Event
) -> None:
    someone = caller("exempelby")
    someone.give(Choose("language", "sv"), Choose("knew", "no"), Text("människa"))
    assert someone.give(Choose("human", "number")).step == "phone"
    answer = someone.give(number)

    assert answer.bubbles[0].text == f"Vi ringer dig senast {PROMISE}."
    assert answer.step == "who"
    again = someone.give(Text("människa"))
    assert again.bubbles[0].text == f"Vi ringer dig senast {PROMISE}."
    assert "number" not in {choice.value for choice in again.bubbles[-1].choices}


def test_a_promise_is_made_anew_when_there_is_a_number_to_ring(
    caller: Callable[[str], Caller],
) -> None:
    someone = caller("exempelby")
    someone.give(Text("människa"))
    someone.now = MONDAY.replace(hour=15, minute=0)
    told = someone.told(Choose("human", "number"), Text(NUMBER))

    assert "Vi ringer dig senast tisdag 29 december klockan 15.30." in told
    assert someone.tasks() == [("human", MONDAY.replace(day=29))]


def test_a_promise_once_made_stands(caller: Callable[[str], Caller]) -> None:
    someone = caller("exempelby")
    someone.give(Text("människa"), Choose("human", "number"), Text(NUMBER))
    someone.now = MONDAY.replace(hour=15, minute=0)

    assert f"Vi ringer dig senast {PROMISE}." in someone.told(Text("människa"))
    assert someone.tasks() == [("human", MONDAY)]


def test_who_thinks_better_of_it_goes_back_to_where_they_were(
    caller: Callable[[str], Caller],
) -> None:
    someone = caller("exempelby")
    someone.give(Choose("language", "sv"), Text("människa"), Choose("human", "number"))

    assert someone.give(Text("tillbaka")).step == "knew"


def test_a_number_typed_where_it_is_asked_for_needs_no_button(
    caller: Callable[[str], Caller],
) -> None:
    someone = caller("exempelby")
    someone.give(Choose("language", "sv"), Choose("knew", "no"), Text("människa"))
    answer = someone.give(Text(f"mitt nummer är {NUMBER}"))

    assert answer.bubbles[0].text == f"Vi ringer dig senast {PROMISE}."
