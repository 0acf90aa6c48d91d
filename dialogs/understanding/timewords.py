"""What the words of a message say of days and hours, each in its place."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import words

Fits = Callable[[datetime], bool]
Clock = tuple[int, int]
"""Hour and minute on the wall."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
AWAY = {"today": 0, "tomorrow": 1, "day_after": 2}
WEEKS_AWAY = {"week_on": 1, "two_weeks": 2}
WEEKS = {"this_week": 0, "next_week": 1}
PARTS = {"morning": (0, 10), "forenoon": (0, 12), "noon": (11, 13), "afternoon": (12, 17),
         "evening": (16, 24)}  # fmt: skip
QUARTERS = {"half_to": -30, "half_past": 30, "quarter_past": 15, "quarter_to": -15}
EDGES = ("after", "before", "until", "between")
OFFICE_ENDS = 6
"""An hour up to this is said of the afternoon: "klockan två" is 14.00."""

_RANGE = re.compile(
    r"(?<![\d./:-])(\d{1,2})(?:[.:](\d\d))?\s?[-–]\s?(\d{1,2})(?:[.:](\d\d))?(?![\d/:-])"
)
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})\s?/\s?(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\.(\d{1,2})\.(?!\d)")
_CLOCK = re.compile(r"(?<![\d/])(\d{1,2})[.:](\d\d)(?!\d)(?!\.\d)")
_ORDINAL = re.compile(r"(\d{1,2})(?:e|a|st|nd|rd|th)")


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


class Reading:
    """Takes the words of a message one kind at a time; what is taken is not read again."""

    def __init__(self, folded: str, today: date, bank: Bank) -> None:
        """From a folded text; `today` as it is in Sweden."""
        self._bank = bank
        self._clocks: dict[int, Clock] = {}
        self._told: list[Told] = []
        self._spans: list[int] = []
        self._left = self._figures(folded)
        self.keys = self._keys()
        self._dates()
        self._weeks(today)
        self._days(today)
        self._hours()
        self._edges()

    @property
    def told(self) -> list[Told]:
        """All that was told, in the order of the words."""
        exact = (Told(i, Kind.CLOCK, _at(c), _either(c)) for i, c in self._clocks.items())
        return sorted((*self._told, *exact), key=lambda told: told.place)

    def _tell(self, place: int, kind: Kind, fits: Fits) -> None:
        self._told.append(Told(place, kind, fits))

    def _figures(self, folded: str) -> list[str]:
        """The words; a figure with signs in it, which would be two, is read and kept as one."""
        found: list[Callable[[int], None]] = []

        def keep(read: Callable[[int], None]) -> str:
            found.append(read)
            return f" figure{len(found) - 1} "

        def slashed(match: re.Match[str]) -> str:
            day, month = (int(n) for n in match.groups() if n)
            return keep(lambda i: self._tell(i, Kind.DATE, _on(day, month)))

        def ranged(match: re.Match[str]) -> str:
            ends = [_clock(match[1], match[2]), _clock(match[3], match[4])]
            begun, ended = ends
            if begun is None or ended is None:
                return match[0]
            within = _within(begun, ended)
            return keep(lambda i: self._tell(i, Kind.EDGE, within))

        def clock(match: re.Match[str]) -> str:
            at = _clock(match[1], match[2])
            return keep(lambda i: self._clocks.update({i: at})) if at else match[0]

        for pattern, read in ((_SLASHED, slashed), (_RANGE, ranged), (_CLOCK, clock)):
            folded = pattern.sub(read, folded)
        left = words(folded)
        for i, word in enumerate(left):
            number = word.removeprefix("figure")
            if word != number and number.isdigit() and int(number) < len(found):
                found[int(number)](i)
                left[i] = ""
        return left

    def _keys(self) -> list[str]:
        """What each word says of time: its key in [time] at the first word of a phrase."""
        keys = [""] * len(self._left)
        longest = max(map(len, self._bank.time), default=0)
        i = 0
        while i < len(self._left):
            for n in range(min(longest, len(self._left) - i), 0, -1):
                key = self._bank.time.get(tuple(self._left[i : i + n]))
                if key is None and n == 1:
                    key = self._bank.time.get((self._bank.speller.mend(self._left[i]),))
                if key is not None:
                    keys[i] = key
                    self._left[i : i + n] = [""] * n
                    i += n - 1
                    break
            i += 1
        return keys

    def _number(self, i: int) -> int | None:
        if not 0 <= i < len(self._left):
            return None
        word = self._left[i]
        return int(word) if word.isdigit() and len(word) < 3 else self._bank.numbers.get(word)

    def _taken(self, i: int) -> int | None:
        number = self._number(i)
        if number is not None:
            self._left[i] = ""
        return number

    def _places(self, keys: Collection[str]) -> Iterator[tuple[int, str]]:
        return ((i, key) for i, key in enumerate(self.keys) if key in keys)

    def _dates(self) -> None:
        for i, key in self._places((*MONTHS, "day_lead")):
            # "8 december", "8:e december", "the 8th of December", "December 8", "den 8"
            near = (i - 1, i - 2, i - 3, i + 1) if key in MONTHS else (i + 1,)
            for j in near:
                day = self._number(j)
                if day is None and 0 <= j < len(self._left):
                    ordinal = _ORDINAL.fullmatch(self._left[j])
                    day = int(ordinal[1]) if ordinal else None
                if day is not None and (key in MONTHS or self._left[j][0].isdigit()):
                    self._left[j] = ""
                    month = MONTHS.index(key) + 1 if key in MONTHS else None
                    self._tell(i, Kind.DATE, _on(day, month))
                    break

    def _weeks(self, today: date) -> None:
        """Weeks and days from now: "om två veckor", "3 viikon päästä", "vecka 49"."""
        monday = today - timedelta(days=today.weekday())
        for i, _ in self._places(("later_this_week",)):
            self._tell(i, Kind.WEEK, _from(today + timedelta(days=1), monday + timedelta(days=7)))
        for i, key in self._places(WEEKS):
            begins = monday + timedelta(weeks=WEEKS[key])
            self._tell(i, Kind.WEEK, _from(begins, begins + timedelta(days=7)))
        for i, key in self._places((*WEEKS_AWAY, "weeks", "days", "length")):
            away = self._taken(i - 1) or WEEKS_AWAY.get(key)
            if away is None or key == "length":
                continue
            long = timedelta(days=1 if key == "days" else 7)
            begins = today + away * long
            self._tell(i, Kind.WEEK, _from(begins, begins + long))
        for i, _ in self._places(("week",)):
            if (number := self._taken(i + 1)) is not None:
                self._tell(i, Kind.WEEK, _in_week(number))

    def _days(self, today: date) -> None:
        for i, key in enumerate(self.keys):
            if key in DAYS:
                self._tell(i, Kind.WEEKDAY, _weekday(DAYS.index(key)))
            elif key in AWAY:
                day = today + timedelta(days=AWAY[key])
                self._tell(i, Kind.DATE, _from(day, day + timedelta(days=1)))
            elif key in PARTS:
                self._tell(i, Kind.PART, _hour(*PARTS[key]))
            elif key == "soonest":
                self._tell(i, Kind.ANY, lambda _: True)

    def _hours(self) -> None:
        for i, key in self._places(QUARTERS):
            for j in (i + 1, i + 2, i - 1, i - 2):  # "halv tre", "الثانية والنصف"
                if (hour := self._number(j)) is not None and 1 <= hour <= 12:
                    self._left[j] = ""
                    minutes = hour * 60 + QUARTERS[key]
                    self._clocks[j] = (minutes // 60 or 12, minutes % 60)
                    break
        alone = [i for i, word in enumerate(self._left) if word]
        leads = {i for i, _ in self._places(("clock", *EDGES))}
        for i in alone:
            hour = self._number(i)
            # A number in words may be an article ("en tid"): it stands by a clock word or alone,
            # or goes on from another hour ("klockan två eller tre").
            led = not leads.isdisjoint((i - 1, i + 1)) or not self._clocks.keys().isdisjoint(
                (i - 1, i - 2)
            )
            if hour is not None and hour < 25 and (
                self._left[i].isdigit() or led or len(alone) == 1
            ):  # fmt: skip
                self._clocks[i] = (hour % 24, 0)

    def _edges(self) -> None:
        """Each "efter" and "före" goes with the nearest hour that none before it has."""
        for i, key in self._places(EDGES):
            near = sorted(self._clocks, key=lambda j: (abs(j - i), j < i))
            mine = sorted(self._clocks.pop(j) for j in near[: 2 if key == "between" else 1])
            if len(mine) == 2:  # noqa: PLR2004
                self._tell(i, Kind.EDGE, _within(*mine))
            elif mine:
                self._tell(i, Kind.EDGE, _EDGE.get(key, _EDGE["after"])(_minutes(mine[0])))


def _minutes(clock: Clock) -> int:
    hour, minute = clock
    return (hour + 12 if hour <= OFFICE_ENDS else hour) * 60 + minute


def _clock(hour: str, minute: str | None) -> Clock | None:
    at = int(hour), int(minute or 0)
    return (at[0] % 24, at[1]) if at[0] < 25 and at[1] < 60 else None


def _either(clock: Clock) -> tuple[Clock, ...]:
    hour, minute = clock
    return (clock, (hour + 12, minute)) if hour < 12 else (clock,)


def _at(clock: Clock) -> Fits:
    return lambda t: (t.hour, t.minute) in _either(clock)


def _of(t: datetime) -> int:
    return t.hour * 60 + t.minute


_EDGE: Mapping[str, Callable[[int], Fits]] = {
    "after": lambda minutes: lambda t: _of(t) >= minutes,
    "before": lambda minutes: lambda t: _of(t) < minutes,
    "until": lambda minutes: lambda t: _of(t) <= minutes,
}


def _within(begun: Clock, ended: Clock) -> Fits:
    return lambda t: _minutes(begun) <= _of(t) < _minutes(ended)


def _on(day: int, month: int | None) -> Fits:
    return lambda t: t.day == day and month in (None, t.month)


def _from(begins: date, ends: date) -> Fits:
    return lambda t: begins <= t.date() < ends


def _in_week(number: int) -> Fits:
    return lambda t: t.isocalendar().week == number


def _weekday(number: int) -> Fits:
    return lambda t: t.weekday() == number


def _hour(start: int, end: int) -> Fits:
    return lambda t: start <= t.hour < end
