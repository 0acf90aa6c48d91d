"""A municipality's own rules, structured so that they can be told in every language.

What differs between municipalities is data and never code; what is not known says so.
"""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from care.retention import Retention
from care.services import KINDS, Service


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
    """When a person may change provider; some carry a number."""

    ANY_TIME = "any_time"
    NOTICE = "notice"
    """So many days after one has told."""
    CUT_OFF = "cut_off"
    """What is told by this day of the month counts from the next; later, from the one after."""
    TIMES = "times"
    """So many times a year."""
    QUEUE = "queue"
    """When the other has room."""
    UNKNOWN = "unknown"


NUMBERED = (ChangeRule.NOTICE, ChangeRule.CUT_OFF, ChangeRule.TIMES)


class Interim(StrEnum):
    """Who helps a person who waits in a provider's queue."""

    OTHER = "other"
    MUNICIPAL = "municipal"
    UNKNOWN = "unknown"


class Night(StrEnum):
    """Who comes at night."""

    MUNICIPAL = "municipal"
    CHOSEN = "chosen"
    UNKNOWN = "unknown"


class Word(StrEnum):
    """What a municipality calls those who give the help."""

    PROVIDER = "utförare"
    ARRANGER = "anordnare"
    SUPPLIER = "leverantör"


@dataclass(frozen=True, slots=True)
class Change:
    """When a person may change; `number` is what `rule` carries, and None where it carries none."""

    rule: ChangeRule = ChangeRule.UNKNOWN
    number: int | None = None

    def last_day(self, today: date, ahead: timedelta = timedelta(0)) -> date | None:
        """The next day by which one has to tell, more than `ahead` away; None under other rules.

        In a month that is too short for it, that month's last day.
        """
        if self.rule is not ChangeRule.CUT_OFF or self.number is None:
            return None
        day = today + ahead
        while True:
            day += timedelta(days=1)
            if day.day == min(self.number, monthrange(day.year, day.month)[1]):
                return day


@dataclass(frozen=True, slots=True)
class Span:
    """From one wall time to another; where `closes` is not later, it is on the next day."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class FreeHours:
    """Help without individual assessment: for whom, and how much.

    `exists` is None where nobody knows; `age` in years, `hours` a month.
    """

    exists: bool | None = None
    age: int | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """What this municipality says of one service; None leaves what the service itself says."""

    service: Service
    across_areas: bool | None = None
    beyond_border: bool | None = None
    change: Change = Change()

    @property
    def any_area(self) -> bool:
        """Whether one may choose in every area, wherever one lives."""
        own = self.across_areas
        return not KINDS[self.service].at_home if own is None else own

    @property
    def any_place(self) -> bool:
        """Whether one may choose outside the municipality; where help comes home, all may."""
        own, kind = self.beyond_border, KINDS[self.service]
        return kind.at_home or kind.beyond_border if own is None else own


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for the choice here."""

    regime: Regime = Regime.UNKNOWN
    word: Word = Word.PROVIDER
    no_choice: NoChoice = NoChoice.UNKNOWN
    change: Change = Change()
    same_fee: bool | None = None
    queue: bool | None = None
    """Whether one may wait for a provider that is full."""
    interim: Interim = Interim.UNKNOWN
    night: Night = Night.UNKNOWN
    night_hours: Span | None = None
    free_hours: FreeHours = FreeHours()
    capacity_at_once: bool = False
    """Whether what a provider says of its own room is shown before the keeper has looked."""
    minority_languages: tuple[str, ...] = ()
    """Those in which elderly care is promised (minoritetslagen), as codes."""
    retention: Retention = field(default_factory=Retention)
