"""All that a dialog may ask or do, on one screen.

The store's World answers inside the turn's transaction. Verbs return values and raise nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from care.municipality import Municipality


class Reason(StrEnum):
    """Why an officer is asked to act."""

    HUMAN = "human"
    APPLY = "apply"
    """*Vill ansöka*: an oral application counts (FL, kunskapsguiden.se), so it never expires."""
    STOP = "stop"
    """Death, hospital or moved: reminders have stopped and someone should look."""
    WISH = "wish"
    """Someone wished for a provider that can no longer be chosen."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A booked call. `word` is what the officer says first, so that the person knows who rings."""

    id: str
    start: datetime
    minutes: int
    officer: str
    word: str
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Booked:
    """The call is booked, or moved."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class Taken:
    """Someone else got that time; `others` are up to three that are free."""

    others: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What could be removed is gone; `remains` names what may not be, by kind of record."""

    remains: tuple[str, ...] = ()


class World(Protocol):
    """Asked and told things within one turn."""

    seed: int
    """The person's own lot, for the order of lists."""

    def municipalities(self) -> Sequence[Municipality]:
        """Those that this house serves; one where the settings fix it."""

    def municipality(self, key: str) -> Municipality | None:
        """One of them."""

    def free_times(
        self, municipality: str, *, minutes: int, after: datetime | None, count: int
    ) -> tuple[datetime, ...]:
        """The next free times, aware, later than `after`."""

    def closed(self, day: date) -> bool:
        """Whether nobody works that day: a public holiday, or one in all but name."""

    def booking(self) -> Booking | None:
        """The live booking of this person's case."""

    def book(self, municipality: str, start: datetime, minutes: int) -> Booked | Taken:
        """Book a call and plan its reminders; where one is booked already, move it."""

    def cancel(self) -> bool:
        """Cancel the live booking and all that was planned for it; False where there is none."""

    def wish(self, municipality: str, provider: str | None) -> None:
        """Leave, change or (None) take back a wish."""

    def wished(self) -> str | None:
        """The provider wished for."""

    def keep(self, municipality: str, field: str, value: str) -> None:
        """Keep a name, birth year or phone number, encrypted, apart from the answers."""

    def kept(self, field: str) -> str | None:
        """What was kept."""

    def ask_human(self, municipality: str, reason: Reason) -> None:
        """Give the officers a task; asking twice for the same reason makes one."""

    def remind(self, wanted: bool) -> None:
        """Whether this person may be reminded; no takes back what was planned."""

    def forget(self) -> Left:
        """Remove all that may be removed of this person."""
