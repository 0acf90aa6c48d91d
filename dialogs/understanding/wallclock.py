"""What may be told of days and hours, as tests of a moment on the wall clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Fits = Callable[[datetime], bool]
"""Whether a moment, on the wall clock of Sweden, is one that was asked for."""
Clock = tuple[int, int]
"""Hour and minute on the wall."""

OFFICE_ENDS = 6
"""An hour up to this is said of the afternoon: "klockan två" is 14.00."""
NIGHT_BEGINS = 22

QUARTERS = {"half_to": -30, "half_past": 30, "quarter_past": 15, "quarter_to": -15,
            "quarter_into": -45}  # fmt: skip
"""Minutes from the hour, by the key in [time] of what is said."""
MINUTES = {"past": (0, 1), "plus": (0, 1), "to": (0, -1), "not": (0, -1), "into": (-60, 1)}
"""By the key of the word between minutes and an hour: what is added, and the minutes' sign. "Not"
is for "las seis menos diez": the word for "but not" is the one for "less".
"""
HOUR_FIRST = frozenset({"plus", "not"})
"""Of these words, those before which the hour stands."""


class Kind(StrEnum):
    """What a word tells of. Words of one kind add to each other; of two kinds both must hold."""

    WEEK = "week"
    WEEKDAY = "weekday"
    DATE = "date"
    PART = "part"
    CLOCK = "clock"
    EDGE = "edge"
    """From an hour on, or up to one."""
    ANY = "any"
    """"Nästa lediga", "när som helst"."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was told, the place of its word, and which times fit it.

    `clocks` are those of a CLOCK: an hour may be said of the forenoon or of the afternoon.
    """

    place: int
    kind: Kind
    fits: Fits
    clocks: tuple[Clock, ...] = ()
    hint: Clock | None = None
    """The hour that a part of the day is, where no other is said: "noon"."""


def clock(hour: str, minute: str | None = None) -> Clock | None:
    """Figures as a clock time; None where there is no such time."""
    h, m = int(hour), int(minute or 0)
    return (h % 24, m) if h < 25 and m < 60 else None


def either(clock: Clock) -> tuple[Clock, ...]:
    """An hour may be said of the forenoon or of the afternoon."""
    hour, minute = clock
    return (clock, (hour + 12, minute)) if hour < 12 else (clock,)


def of_the_day(clock: Clock) -> int:
    """Minutes from midnight, of an hour said in office hours."""
    hour, minute = clock
    return (hour + 12 if hour <= OFFICE_ENDS else hour) * 60 + minute


def at(clock: Clock) -> Fits:
    """At this very time, of the forenoon or of the afternoon."""
    return lambda t: (t.hour, t.minute) in either(clock)


def within(begun: Clock, ended: Clock) -> Fits:
    """From one time up to another."""
    return lambda t: of_the_day(begun) <= _minutes(t) < of_the_day(ended)


EDGES: Mapping[str, Callable[[Clock], Fits]] = {
    "after": lambda clock: lambda t: _minutes(t) >= of_the_day(clock),
    "before": lambda clock: lambda t: _minutes(t) < of_the_day(clock),
    "until": lambda clock: lambda t: _minutes(t) <= of_the_day(clock),
    "between": lambda clock: lambda t: _minutes(t) >= of_the_day(clock),  # one hour alone
}
"""By the key in [time] of the word that makes an edge of an hour."""


def on_date(day: int, month: int | None, year: int | None = None) -> Fits:
    """On this day of the month, of any month or year where none was said.

    Never on a day that there is not, such as 30 February.
    """
    return lambda t: t.day == day and month in (None, t.month) and year in (None, t.year)


def from_day(begins: date, ends: date) -> Fits:
    """From one day up to another."""
    return lambda t: begins <= t.date() < ends


def in_week(number: int) -> Fits:
    """In the week with this number (ISO 8601, as in Sweden)."""
    return lambda t: t.isocalendar().week == number


def on_weekday(number: int) -> Fits:
    """On this weekday (Monday is 0)."""
    return lambda t: t.weekday() == number


def at_night(t: datetime) -> bool:
    """When nobody rings."""
    return t.hour >= NIGHT_BEGINS or t.hour < OFFICE_ENDS


def in_hours(start: int, end: int) -> Fits:
    """In a part of the day."""
    return lambda t: start <= t.hour < end


def _minutes(t: datetime) -> int:
    return t.hour * 60 + t.minute
