"""A municipality's own rules, structured so that they can be told in every language.

What differs between municipalities is data and never code; what is not known says so.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from care.providers import Provider
from care.services import Service


class Regime(StrEnum):
    """By which law a person may choose."""

    LOV = "LOV"
    """Lagen om valfrihetssystem: everyone whom the municipality has approved."""
    LOU = "LOU"
    """Procured providers with limited room."""
    OWN = "own"
    UNKNOWN = "unknown"


class NoChoice(StrEnum):
    """Who helps a person who does not choose (*ickeval*)."""

    MUNICIPAL = "municipal"
    MOST_ROOM = "most_room"
    TURN = "turn"
    UNKNOWN = "unknown"


class ChangeRule(StrEnum):
    """When a person may change provider."""

    ANY_TIME = "any_time"
    NOTICE = "notice"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the municipality, and the names of places by which people call it."""

    key: str
    name: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` to `closes`, wall time, on one weekday (Monday is 0)."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Officer:
    """A case officer (*handläggare*) and the weekly hours in which calls may be booked."""

    key: str
    name: str
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class Fee:
    """The most that help may cost a month, in kronor, in one year; never told after that year."""

    kronor: int
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from, and the day they were read there."""

    what: str
    day: date


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality with all that a conversation may say of it.

    `version` names the exact catalogue. `example` is told to the reader. Where `takes_wishes` is
    False (authorisations are not sourced) providers are shown and compared, and the person is
    sent to the municipality instead of leaving a wish or booking a call.
    """

    key: str
    name: str
    code: str
    version: str
    example: bool
    regime: Regime
    takes_wishes: bool
    services: tuple[Service, ...]
    providers: tuple[Provider, ...]
    areas: tuple[Area, ...] = ()
    officers: tuple[Officer, ...] = ()
    open_hours: tuple[Hours, ...] = ()
    phone: str | None = None
    out_of_hours_phone: str | None = None
    website: str | None = None
    no_choice: NoChoice = NoChoice.UNKNOWN
    change: ChangeRule = ChangeRule.UNKNOWN
    change_days: int | None = None
    same_fee: bool | None = None
    fee: Fee | None = None
    hours_without_assessment: bool | None = None
    sources: tuple[Source, ...] = ()

    def area(self, key: str) -> Area | None:
        """The area with this key."""
        return next((a for a in self.areas if a.key == key), None)

    def provider(self, key: str) -> Provider | None:
        """The provider with this key."""
        return next((p for p in self.providers if p.key == key), None)

    def open_at(self, day: date, wall: time) -> bool:
        """Whether the officers' phone is answered at this wall time (holidays not counted)."""
        return any(
            h.weekday == day.weekday() and h.opens <= wall < h.closes for h in self.open_hours
        )
