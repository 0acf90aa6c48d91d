"""Dates and hours that are written with signs: "25/12", "2027-02-15", "10-12", "10.30"."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dialogs.understanding import wallclock
from dialogs.understanding.wallclock import Clock, Fits

STANDS = "figure"
"""What stands for a figure in the text, with its number: `figure0`."""

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(20\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_SLASHED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?/\s?(\d{1,2})(?!\d)|\.(\d{1,2})\.(?!\d))(?:\s(20\d\d)(?!\d))?"
)
_RANGE = re.compile(
    r"(?<![\d./:-])(\d{1,2})(?:[.:](\d\d))?\s?[-–]\s?(\d{1,2})(?:[.:](\d\d))?(?![\d/:-])"
)
_CLOCK = re.compile(r"(?<![\d/])(\d{1,2})[.:](\d\d)(?!\d)(?!\.\d)")
_HALF_OF_DAY = re.compile(r"(\d)\s*([ap])\.?m\b\.?")


@dataclass(frozen=True, slots=True)
class Day:
    """A date, also one that there is not."""

    fits: Fits


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour up to another."""

    fits: Fits


Figure = Day | Hours | Clock


def taken(folded: str) -> tuple[str, list[Figure]]:
    """A folded text with a word in place of each figure, and the figures by their numbers."""
    found: list[Figure] = []

    def keeping(read: Callable[[re.Match[str]], Figure | None]) -> Callable[[re.Match[str]], str]:
        def kept(match: re.Match[str]) -> str:
            figure = read(match)
            if figure is None:
                return match[0]
            found.append(figure)
            return f" {STANDS}{len(found) - 1} "

        return kept

    for pattern, read in (
        (_DAY_FIRST, lambda m: _date(m[1], m[3], m[4])),
        (_YEAR_FIRST, lambda m: _date(m[4], m[3], m[1])),
        (_SLASHED, _slashed),
        (_RANGE, _ranged),
        (_CLOCK, lambda m: wallclock.clock(m[1], m[2])),
    ):
        folded = pattern.sub(keeping(read), folded)
    return _HALF_OF_DAY.sub(r"\1 \2m ", folded), found


def _date(day: str, month: str, year: str | None) -> Day:
    return Day(wallclock.on_date(int(day), int(month), int(year) if year else None))


def _slashed(match: re.Match[str]) -> Day | None:
    day, month = match[1], match[2] or match[3]
    there_is = 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    # "tisdag 10.30." is an hour, while 13/13 is a day that there is not.
    return _date(day, month, match[4]) if there_is or match[2] else None


def _ranged(match: re.Match[str]) -> Hours | None:
    begun, ended = wallclock.clock(match[1], match[2]), wallclock.clock(match[3], match[4])
    return Hours(wallclock.within(begun, ended)) if begun and ended else None
