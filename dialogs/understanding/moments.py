"""Which of the offered times somebody means: "onsdag halv tre", "i morgon förmiddag", "kl 10"."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from care.times import SWEDEN
from dialogs.understanding.bank import Bank
from dialogs.understanding.fold import words
from dialogs.understanding.read import Understood

Fits = Callable[[datetime], bool]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
AWAY = {"today": 0, "tomorrow": 1, "day_after": 2, "week_on": 7}
WEEKS = {"this_week": 0, "next_week": 1}
PARTS = {"morning": (0, 10), "forenoon": (0, 12), "noon": (11, 13), "afternoon": (12, 17),
         "evening": (16, 24)}  # fmt: skip
QUARTERS = {"half_to": -30, "half_past": 30, "quarter_past": 15, "quarter_to": -15}
OFFICE_ENDS = 6
"""An hour up to this is said of the afternoon: "klockan två" is 14.00."""

_CLOCK = re.compile(r"(?<![\d/])(\d{1,2})[.:](\d\d)(?!\d)(?!\.\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})\s?/\s?(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\.(\d{1,2})\.(?!\d)")


def when(
    said: Understood, times: Sequence[datetime], now: datetime, bank: Bank
) -> tuple[datetime, ...]:
    """All of `times` (aware) that fit what was said, in order; none if no time was spoken of.

    Days and hours are those of the wall clock in Sweden.
    """
    rules = _Reading(said.folded, now.astimezone(SWEDEN).date(), bank).rules
    if not rules:
        return ()
    return tuple(t for t in times if all(fits(t.astimezone(SWEDEN)) for fits in rules))


class _Reading:
    """Takes the words of a message one kind at a time; what is taken is not read again."""

    def __init__(self, folded: str, today: date, bank: Bank) -> None:
        self.bank = bank
        self.rules: list[Fits] = []
        folded = self._dates_in_figures(folded)
        clocks = [
            (int(h), int(m)) for h, m in _CLOCK.findall(folded) if int(h) < 25 and int(m) < 60
        ]
        self.left: list[str] = words(_CLOCK.sub(" ", folded))
        self.keys = self._keys()
        self._dates()
        self._days(today)
        clocks += self._hours()
        if clocks:
            self._clock_rule(clocks)

    def _dates_in_figures(self, folded: str) -> str:
        found = _SLASHED.search(folded)
        if not found:
            return folded
        day, month = (int(n) for n in found.groups() if n)
        self.rules.append(lambda t: (t.day, t.month) == (day, month))
        return folded[: found.start()] + " " + folded[found.end() :]

    def _keys(self) -> list[str | None]:
        """What each word says of time: its key in [time] at the first word of a phrase."""
        keys: list[str | None] = [None] * len(self.left)
        longest = max(map(len, self.bank.time), default=0)
        i = 0
        while i < len(self.left):
            for n in range(min(longest, len(self.left) - i), 0, -1):
                key = self.bank.time.get(tuple(self.left[i : i + n]))
                if key is None and n == 1:
                    key = self.bank.time.get((self.bank.speller.mend(self.left[i]),))
                if key is not None:
                    keys[i] = key
                    self.left[i : i + n] = [""] * n
                    i += n - 1
                    break
            i += 1
        return keys

    def _number(self, i: int) -> int | None:
        if not 0 <= i < len(self.left):
            return None
        word = self.left[i]
        return int(word) if word.isdigit() and len(word) < 3 else self.bank.numbers.get(word)

    def _take(self, i: int) -> None:
        self.left[i] = ""

    def _dates(self) -> None:
        for i, key in enumerate(self.keys):
            # "8 december", "8:e december", "the 8th of December", "December 8", "den 8"
            near = (i - 1, i - 2, i - 3, i + 1) if key in MONTHS else (i + 1,)
            if key not in MONTHS and key != "day_lead":
                continue
            for j in near:
                day = self._number(j)
                if day is None and 0 <= j < len(self.left):
                    ordinal = re.fullmatch(r"(\d{1,2})(?:e|a|st|nd|rd|th)", self.left[j])
                    day = int(ordinal[1]) if ordinal else None
                if day is not None and (key in MONTHS or self.left[j][0].isdigit()):
                    self._take(j)
                    month = MONTHS.index(key) + 1 if key in MONTHS else None
                    self.rules.append(_on(day, month))
                    break

    def _days(self, today: date) -> None:
        spoken = [key for key in self.keys if key]
        weekdays = {DAYS.index(key) for key in spoken if key in DAYS}
        if weekdays:
            self.rules.append(lambda t: t.weekday() in weekdays)
        if away := {today + timedelta(days=AWAY[key]) for key in spoken if key in AWAY}:
            self.rules.append(lambda t: t.date() in away)
        for key in spoken:
            if key in WEEKS:
                monday = today - timedelta(days=today.weekday()) + timedelta(weeks=WEEKS[key])
                self.rules.append(_in_week(monday))
        if parts := [PARTS[key] for key in spoken if key in PARTS]:
            self.rules.append(lambda t: any(start <= t.hour < end for start, end in parts))

    def _hours(self) -> list[tuple[int, int]]:
        hours: list[tuple[int, int]] = []
        for i, key in enumerate(self.keys):
            if key in QUARTERS:
                for j in (i + 1, i + 2, i - 1, i - 2):  # "halv tre", "الثانية والنصف"
                    if (hour := self._number(j)) is not None and 1 <= hour <= 12:
                        self._take(j)
                        minutes = hour * 60 + QUARTERS[key]
                        hours.append((minutes // 60 or 12, minutes % 60))
                        break
        alone = [i for i, word in enumerate(self.left) if word]
        for i in alone:
            hour = self._number(i)
            # A number in words may be an article ("en tid"): it stands by a clock word or alone.
            led = not self._places("clock").isdisjoint((i - 1, i + 1))
            if (
                hour is not None
                and hour < 25
                and (self.left[i].isdigit() or led or len(alone) == 1)
            ):
                hours.append((hour, 0))
        return hours

    def _places(self, key: str) -> set[int]:
        return {i for i, k in enumerate(self.keys) if k == key}

    def _clock_rule(self, clocks: Sequence[tuple[int, int]]) -> None:
        if self._places("after"):
            start = min(map(_minutes, clocks))
            self.rules.append(lambda t: _minutes((t.hour, t.minute)) >= start)
        elif self._places("before"):
            end = max(map(_minutes, clocks))
            self.rules.append(lambda t: _minutes((t.hour, t.minute)) < end)
        else:
            wanted = {clock for h, m in clocks for clock in ((h, m), (h + 12, m))}
            self.rules.append(lambda t: (t.hour, t.minute) in wanted)


def _minutes(clock: tuple[int, int]) -> int:
    hour, minute = clock
    return (hour + 12 if hour <= OFFICE_ENDS else hour) * 60 + minute


def _on(day: int, month: int | None) -> Fits:
    return lambda t: t.day == day and month in (None, t.month)


def _in_week(monday: date) -> Fits:
    return lambda t: monday <= t.date() < monday + timedelta(days=7)
