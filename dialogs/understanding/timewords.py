"""What the words of a message say of days and hours, each in its place."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dialogs.understanding import signs, wallclock
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import words
from dialogs.understanding.wallclock import Clock, Fits

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
AWAY = {"yesterday": -1, "day_before": -2, "today": 0, "tomorrow": 1, "day_after": 2}
WEEKS_AWAY = {"week_on": 1, "two_weeks": 2}
WEEKS = {"last_week": -1, "this_week": 0, "next_week": 1}
PARTS = {"morning": (0, 10), "forenoon": (0, 12), "noon": (11, 13), "afternoon": (12, 17),
         "evening": (16, 24)}  # fmt: skip
QUARTERS = {"half_to": -30, "half_past": 30, "quarter_past": 15, "quarter_to": -15}
EDGES = {"after": 1, "before": 1, "until": 1, "between": 2}
"""Words that make an edge of an hour, and of how many hours."""

_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(20\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_SLASHED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?/\s?(\d{1,2})(?!\d)|\.(\d{1,2})\.(?!\d))(?:\s(20\d\d)(?!\d))?"
)
_CLOCK = re.compile(r"(?<![\d/])(\d{1,2})[.:](\d\d)(?!\d)(?!\.\d)")
_HALF_OF_DAY = re.compile(r"(\d)\s?([ap])\.?m\b\.?")
_FIRST = re.compile(r"([^\W_]+)\s?[,،]")
_YEAR = re.compile(r"20\d\d")
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
        first = _FIRST.match(folded)
        if first and bank.time.get((first[1],)) == "not":  # "nej, tisdag" is no "inte tisdag"
            folded = folded[first.end() :]
        self._clocks: dict[int, Clock] = {}
        self._told: list[Told] = []
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
        exact = (
            Told(i, Kind.CLOCK, wallclock.at(clock), wallclock.either(clock))
            for i, clock in self._clocks.items()
        )
        return sorted((*self._told, *exact), key=lambda told: told.place)

    def _tell(self, place: int, kind: Kind, fits: Fits) -> None:
        self._told.append(Told(place, kind, fits))

    def _figures(self, folded: str) -> list[str]:
        """The words; a figure with signs in it, which would be two, is read and kept as one."""
        folded, found = signs.taken(folded)
        left = [self._without_and(word) for word in words(folded)]
        for i, word in enumerate(left):
            number = word.removeprefix(signs.STANDS)
            if word != number and number.isdigit() and int(number) < len(found):
                match found[int(number)]:
                    case signs.Day(fits):
                        self._tell(i, Kind.DATE, fits)
                    case signs.Hours(fits):
                        self._tell(i, Kind.EDGE, fits)
                    case clock:
                        self._clocks[i] = clock
                left[i] = ""
        return left

    def _without_and(self, word: str) -> str:
        """Arabic writes its "and" in front of the word: "الثلاثاء والأربعاء"."""
        joined = word.startswith("وال") and (word,) not in self._bank.time
        return word[1:] if joined else word

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
        # The months first: "den 15 februari" is one date, and not also the 15th of any month.
        for i, key in self._places(MONTHS):
            # "8 december", "8:e december", "the 8th of December", "December 8"
            for j in (i - 1, i - 2, i - 3, i + 1):
                if (day := self._day(j)) is not None:
                    self._left[j] = ""
                    month, year = MONTHS.index(key) + 1, self._year(max(i, j) + 1)
                    self._tell(i, Kind.DATE, wallclock.on_date(day, month, year))
                    if 1 < j < i and self.keys[j - 1] == "or":  # "den 15 eller 16 februari"
                        self._also(j - 2, month, year)
                    break
        for i, _ in self._places(("day_lead",)):
            day = self._day(i + 1)
            if day is not None and self._left[i + 1][0].isdigit():
                self._left[i + 1] = ""
                self._tell(i, Kind.DATE, wallclock.on_date(day, None))

    def _also(self, i: int, month: int, year: int | None) -> None:
        if (day := self._day(i)) is not None:
            self._left[i] = ""
            self._tell(i, Kind.DATE, wallclock.on_date(day, month, year))

    def _day(self, i: int) -> int | None:
        day = self._number(i)
        if day is None and 0 <= i < len(self._left):
            ordinal = _ORDINAL.fullmatch(self._left[i])
            day = int(ordinal[1]) if ordinal else None
        return day

    def _year(self, i: int) -> int | None:
        word = self._left[i] if i < len(self._left) else ""
        return int(word) if _YEAR.fullmatch(word) else None

    def _weeks(self, today: date) -> None:
        """Weeks and days from now: "om två veckor", "3 viikon päästä", "vecka 49"."""
        monday = today - timedelta(days=today.weekday())
        for i, _ in self._places(("later_this_week",)):
            tomorrow, next_monday = today + timedelta(days=1), monday + timedelta(days=7)
            self._tell(i, Kind.WEEK, wallclock.from_day(tomorrow, next_monday))
        for i, key in self._places(WEEKS):
            begins = monday + timedelta(weeks=WEEKS[key])
            self._tell(i, Kind.WEEK, wallclock.from_day(begins, begins + timedelta(days=7)))
        for i, key in self._places((*WEEKS_AWAY, "weeks", "days", "length")):
            away = self._taken(i - 1) or WEEKS_AWAY.get(key)
            if away is None or key == "length":
                continue
            long = timedelta(days=1 if key == "days" else 7)
            begins = today + away * long
            self._tell(i, Kind.WEEK, wallclock.from_day(begins, begins + long))
        for i, _ in self._places(("week",)):
            if (number := self._taken(i + 1)) is not None:
                self._tell(i, Kind.WEEK, wallclock.in_week(number))

    def _days(self, today: date) -> None:
        for i, key in enumerate(self.keys):
            if key in DAYS:
                self._tell(i, Kind.WEEKDAY, wallclock.on_weekday(DAYS.index(key)))
            elif key in AWAY:
                day = today + timedelta(days=AWAY[key])
                self._tell(i, Kind.DATE, wallclock.from_day(day, day + timedelta(days=1)))
            elif key in PARTS:
                self._tell(i, Kind.PART, wallclock.in_hours(*PARTS[key]))
            elif key == "night":
                self._tell(i, Kind.PART, wallclock.at_night)
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
        self._halves_of_day()
        alone = [i for i, word in enumerate(self._left) if word]
        for i in alone:
            hour = self._number(i)
            only = len(alone) == 1 and hour != 1  # "en förmiddag"
            said = self._left[i].isdigit() or only or self._led(i)
            if said and hour is not None and hour < 25:
                self._clocks[i] = (hour % 24, 0)

    def _halves_of_day(self) -> None:
        """An hour before "am" is not of the afternoon, as it would be alone, nor one before "pm" of
        the forenoon.
        """
        for i, key in self._places(("am", "pm")):
            hour, minute = self._clocks.get(i - 1) or (self._number(i - 1), 0)
            if hour is None or not 1 <= hour <= 12:
                continue
            if key == "pm":
                self._left[i - 1] = ""
                self._clocks[i - 1] = (hour % 12 + 12, minute)
            elif hour % 12 < wallclock.OFFICE_ENDS:
                self._tell(i, Kind.PART, wallclock.at_night)

    def _led(self, i: int) -> bool:
        """A number in words may be an article ("en tid"): it is an hour beside a word for one, or
        where it goes on from another ("klockan två eller tre", "mellan tio och tolv").
        """
        leads = {j for j, _ in self._places(("clock", *EDGES))}
        if not leads.isdisjoint((i - 1, i + 1)):
            return True
        if i - 2 in self._clocks and self.keys[i - 1] == "or":
            return True
        between = "between" in self.keys[max(0, i - 4) : i]
        return between and not self._clocks.keys().isdisjoint((i - 1, i - 2))

    def _edges(self) -> None:
        """Each "efter" and "före" goes with the nearest hour that none before it has."""
        for i, key in self._places(EDGES):
            near = sorted(self._clocks, key=lambda j: (abs(j - i), j < i))
            mine = (self._clocks.pop(j) for j in near[: EDGES[key]])
            match sorted(mine, key=wallclock.of_the_day):
                case [begun, ended]:
                    self._tell(i, Kind.EDGE, wallclock.within(begun, ended))
                case [clock]:
                    self._tell(i, Kind.EDGE, wallclock.EDGES[key](clock))
