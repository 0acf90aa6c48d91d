"""What the words of a message say of days and hours, each in its place."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta

from dialogs.understanding import signs, wallclock
from dialogs.understanding.fold import words
from dialogs.understanding.speech import Speech
from dialogs.understanding.wallclock import (
    HOUR_FIRST,
    MINUTES,
    QUARTERS,
    Clock,
    Fits,
    Kind,
    Told,
)

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
BESIDE = frozenset({*DAYS, *AWAY, *PARTS, *WEEKS, *WEEKS_AWAY, *MONTHS, "days", "weeks", "night",
                    "day_lead", "midday"})  # fmt: skip
"""Beside such a word a number in words is an hour."""
BETWEEN = frozenset({"length", "clock", "plus", "after", "half_to"})
"""May stand between minutes and their hour."""
EDGES = {"after": 1, "before": 1, "until": 1, "between": 2}
"""Words that make an edge of an hour, and of how many hours."""

_FIRST = re.compile(r"([^\W_]+)\s?[,،]")
_YEAR = re.compile(r"20\d\d")


class Reading:
    """Takes the words of a message one kind at a time; what is taken is not read again."""

    def __init__(self, folded: str, today: date, speech: Speech) -> None:
        """From a folded text; `today` as it is in Sweden."""
        self._speech = speech
        first = _FIRST.match(folded)
        if first and speech.time.get((first[1],)) == "not":  # "nej, tisdag" is no "inte tisdag"
            folded = folded[first.end() :]
        self._clocks: dict[int, Clock] = {}
        self._told: list[Told] = []
        self._left, self.keys = self._read(folded)
        self._dates()
        self._minutes()
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

    def _read(self, folded: str) -> tuple[list[str], list[str]]:
        """The words and their keys; a figure with signs in it, which would be two, is one."""
        folded, found = signs.taken(folded)
        left, keys = signs.phrased(words(folded), self._speech)
        for i, word in enumerate(left):
            number = word.removeprefix(signs.STANDS)
            if word != number and number.isdecimal() and int(number) < len(found):
                match found[int(number)]:
                    case signs.Day(fits):
                        self._tell(i, Kind.DATE, fits)
                    case signs.Hours(fits):
                        self._tell(i, Kind.EDGE, fits)
                    case clock:
                        self._clocks[i] = clock
                left[i] = ""
        return left, keys

    def _number(self, i: int) -> int | None:
        if not 0 <= i < len(self._left):
            return None
        word = self._left[i]
        return int(word) if word.isdecimal() and len(word) < 3 else self._speech.numbers.get(word)

    def _taken(self, i: int) -> int | None:
        number = self._number(i)
        if number is not None:
            self._left[i] = ""
        return number

    def _places(self, keys: Collection[str]) -> Iterator[tuple[int, str]]:
        return ((i, key) for i, key in enumerate(self.keys) if key in keys)

    def _dates(self) -> None:
        for i, _ in self._places(("month",)):  # "شهر 12"
            month = self._number(i + 1)
            if month is not None and 1 <= month <= 12:
                self.keys[i], self._left[i + 1] = MONTHS[month - 1], ""
        # The months first: "den 15 februari" is one date, and not also the 15th of any month.
        for i, key in self._places(MONTHS):
            # "8 december", "8:e december", "the 8th of December", "December 8"
            for j in (i - 1, i - 2, i - 3, i + 1):
                if (day := self._day(j)) is not None:
                    self._left[j] = ""
                    month, year = MONTHS.index(key) + 1, self._year(max(i, j) + 1)
                    self._tell(i, Kind.DATE, wallclock.on_date(day, month, year))
                    self._also(j, 1 if j > i else -1, month, year)
                    break
        for i, _ in self._places(("day_lead",)):
            day = self._day(i + 1)
            # Not of "den tredje", which may be the third of what is offered.
            if day is not None and (day > 12 or self._left[i + 1][0].isdecimal()):
                self._left[i + 1] = ""
                self._tell(i, Kind.DATE, wallclock.on_date(day, None))
                self._also(i + 1, 1, None, None)

    def _also(self, i: int, step: int, month: int | None, year: int | None) -> None:
        """The other of "den 15 eller 16", "den 15 eller 16 februari", "February 15 or 16"."""
        other = i + 2 * step
        if self.keys[i + step : i + step + 1] == ["or"] and (day := self._day(other)) is not None:
            self._left[other] = ""
            self._tell(other, Kind.DATE, wallclock.on_date(day, month, year))

    def _day(self, i: int) -> int | None:
        day = self._number(i)
        if day is None and 0 <= i < len(self._left):
            ordinal = signs.ORDINAL.fullmatch(self._left[i])
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
            if i > 1 and self.keys[i - 2] == "after":  # "piştî sê rojan": no edge of an hour
                self.keys[i - 2] = ""
            long = timedelta(days=1 if key == "days" else 7)
            begins = today + away * long
            self._tell(i, Kind.WEEK, wallclock.from_day(begins, begins + long))
        for i, _ in self._places(("week",)):
            for j in (i + 1, i + 3):
                joined = self.keys[i + 2 : j] in ([], ["or"])  # "vecka 49 eller 50"
                if joined and (number := self._taken(j)) is not None:
                    self._tell(j, Kind.WEEK, wallclock.in_week(number))

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
            elif key == "midday":
                noon = wallclock.in_hours(*PARTS["noon"])
                self._told.append(Told(i, Kind.PART, noon, hint=(12, 0)))
            elif key == "soonest":
                self._tell(i, Kind.ANY, lambda _: True)

    def _minutes(self) -> None:
        """Before the weeks and days, which would take "ten minutes" for a length."""
        for i, key in self._places(QUARTERS):
            for j in (i + 1, i - 1, i + 2, i - 2):  # "halv tre", "الثانية والنصف"
                if (hour := self._number(j)) is not None and 1 <= hour <= 23:
                    self._put(j, hour * 60 + QUARTERS[key])
                    break
        for i, key in self._places((*MINUTES, "length")):
            before, after = self._near(i, -1), self._near(i, 1)
            match before, after:
                case [minute, *_], [hour, *_] if key == "length":  # "десять минут третьего"
                    if hour == i + 1 and self.keys[hour] == "loose":
                        self._count(minute, hour, "into")
                case [hour, *_], [minute, *_] if key in HOUR_FIRST:  # "las seis menos diez"
                    if self.keys[minute + 1 : minute + 2] != ["to"]:  # "lix oo toban la"
                        self._count(minute, hour, key)
                case [minute, *_], [hour, *_]:  # "tio i elva"
                    self._count(minute, hour, key)
                case ([hour, minute], []) if "after" in self.keys[minute:hour]:
                    self._count(minute, hour, key)  # "deh ji yazdehan re maye"
                case ([minute, hour], []) | ([], [minute, hour]) if key not in HOUR_FIRST:
                    self._count(minute, hour, key)  # "beşi on geçe", "без десяти три"
                case [], [_] if key == "past":  # "po czternastej"
                    self.keys[i] = "after"

    def _near(self, i: int, step: int) -> list[int]:
        """The places of at most two numbers or hours, the nearest first."""
        found: list[int] = []
        while len(found) < 2 and 0 <= (i := i + step) < len(self.keys):
            if i in self._clocks or self._number(i) is not None:
                found.append(i)
            elif self.keys[i] not in BETWEEN:
                break
        return found

    def _count(self, at: int, hour_at: int, key: str) -> None:
        """An hour of minutes and an hour, by their places; none where it would be odd."""
        minute = self._number(at) or 0
        hour, past = self._clocks.get(hour_at) or (self._number(hour_at) or 0, 0)
        odd = key in HOUR_FIRST and (minute % 5 or "between" in self.keys)
        if not odd and 0 < minute < 60 and 0 < hour < 25:
            self._clocks.pop(hour_at, None)
            self._left[at] = self._left[hour_at] = ""
            begins, ends = min(at, hour_at), max(at, hour_at)
            self.keys[begins:ends] = [""] * (ends - begins)
            added, sign = MINUTES[key]
            self._put(ends, hour * 60 + past + added + sign * minute)

    def _put(self, i: int, minutes: int) -> None:
        self._left[i] = ""
        self._clocks[i] = (minutes // 60 % 24 or 12, minutes % 60)

    def _side_by_side(self) -> None:
        """ "Twelve thirty": an hour and minutes with nothing between."""
        for i in range(len(self._left) - 1):
            hour, minute = self._number(i), self._number(i + 1)
            if hour is None or minute is None or "loose" in self.keys[i : i + 2]:
                continue
            if 1 <= hour < 25 and 12 < minute < 60 and "between" not in self.keys:
                self._left[i] = ""
                self._put(i + 1, hour * 60 + minute)

    def _hours(self) -> None:
        self._side_by_side()
        self._halves_of_day()
        alone = [i for i, word in enumerate(self._left) if word]
        for i in alone:
            hour = self._number(i)
            only = len(alone) == 1 and hour != 1  # "en förmiddag"
            said = self._left[i].isdecimal() or only or self._led(i)
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
        near = {*self.keys[max(0, i - 1) : i], *self.keys[i + 1 : i + 2]}
        if near & {"clock", *EDGES} or (self.keys[i] != "loose" and near & BESIDE):
            return True
        if i - 2 in self._clocks and self.keys[i - 1] == "or":
            return True
        between = "between" in self.keys[max(0, i - 4) : i]
        return between and not self._clocks.keys().isdisjoint((i - 1, i - 2))

    def _edges(self) -> None:
        """Each "efter" and "före" goes with the nearest hour that none before it has."""
        for i, key in self._places(EDGES):
            near = sorted(self._clocks, key=lambda j: (abs(j - i), j < i))
            count = EDGES[key]
            if key == "until" and {i - 1, i + 1} <= self._clocks.keys():  # "10 do 12"
                count = 2
            if count == 1:  # Not of "o 15:20 jak wrócę od lekarza".
                near = [j for j in near if -3 < j - i < 4]
            mine = (self._clocks.pop(j) for j in near[:count])
            match sorted(mine, key=wallclock.of_the_day):
                case [begun, ended]:
                    self._tell(i, Kind.EDGE, wallclock.within(begun, ended))
                case [clock]:
                    self._tell(i, Kind.EDGE, wallclock.EDGES[key](clock))
