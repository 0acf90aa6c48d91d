"""What the house holds, seen from inside, and a resident who is told of it."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.assembly import House
from bot.catalogue.book import content, dump, of, parse, version
from bot.conversation import Address
from bot.store.editions import Editions
from bot.store.proposals import Proposals, State
from care.providers import Provider
from dialogs.events import Choose

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HERE = "exempelby"
EKEN = "/providers/ekens-omsorg"


def now_at(house: House, key: str = "ekens-omsorg") -> Provider:
    """A provider as the next conversation finds it."""
    found = house.catalogues.refresh(house.store).by_key[HERE].provider(key)
    assert found
    return found


def states(house: House, key: str = "ekens-omsorg") -> list[State]:
    """Where a provider's proposals stand, the newest first."""
    return [one.state for one in Proposals(house.store).of(HERE, key)]


def rewrite(house: House, field: str, value: str) -> None:
    """The municipality's own fact is another."""
    editions = Editions(house.store)
    last = editions.of(HERE, 1)[0]
    sheets = content(parse(last.content))
    sheets["municipality"] = [
        {**row, "value": value} if row["field"] == field else row for row in sheets["municipality"]
    ]
    book = of(sheets)
    added = editions.append(HERE, version(book), dump(book), "test", NOW, expected=last.version)
    assert added


def stored(database: Path) -> list[str]:
    """Everything that is kept, as text."""
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


class Resident:
    """Somebody who is choosing, in the terminal."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.n = 0
        for question, answer in (
            ("language", "sv"), ("knew", "no"), ("municipality", HERE), ("who", "self"),
            ("decision", "yes"), ("about1", "skip"), ("service", "care"), ("area", "centrum"),
            ("needs", "done"),
        ):  # fmt: skip
            self.press(question, answer)

    def press(self, question: str, answer: str) -> str:
        """Press a button, and give what is told."""
        self.n += 1
        me = Address("terminal", "", "me")
        heard = self.house.conversations.hear(me, str(self.n), Choose(question, answer), NOW)
        return str(heard.bubbles)


class Clock:
    """The time in a test."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def pass_days(self, days: int) -> None:
        """It is later."""
        self.at += timedelta(days=days)
