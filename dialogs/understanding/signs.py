"""What stands together in a message about time: "25/12", "10.30", "halv tre", "tjugo fem"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dialogs.understanding import wallclock
from dialogs.understanding.speech import Speech
from dialogs.understanding.wallclock import Clock, Fits

STANDS = "figure"
"""What stands for a figure in the text, with its number: `figure0`."""

_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(20\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_SLASHED = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s?/\s?(\d{1,2})(?!\d)|\.(\d{1,2})\.(?!\d))(?:\s(20\d\d)(?!\d))?"
)
_RANGE = re.compile(
    r"(?<![\w./:-])(\d{1,2})(?:[.:](\d\d))?(?:\s?[-–]\s?|\s(?:till|to|a)\s)(\d{1,2})(?:[.:](\d\d))?(?![\d/:-])"
)
_CLOCK = re.compile(r"(?<![\d/])(\d{1,2})[.:h](\d\d)(?!\d)(?!\.\d)")
_DOTTED = re.compile(r"(?<![\d/.:])(\d{1,2})\.(0?[1-46-9]|1[12])(?![\d:]|\.\d)")
"""Day and month: nobody asks for a call at 3.12. May and October are left out, for 14.10 is."""
_FOUR = re.compile(r"(?<![\d/.:+-])(?!19|20)([01]?\d|2[0-3])([0-5][05])(?![\d/.:-])")
"""The hour in figures alone, "1430"; not the years of people who live."""
_PHONE = re.compile(r"(?<!\d)(?:\+|00?)\d[\d\s-]{5,14}\d(?!\d)")
"""A phone number is no time, and its figures are taken away."""
_HALF_OF_DAY = re.compile(r"(\d)\s*([ap])\.?m\b\.?")


ORDINAL = re.compile(r"(\d{1,2})(?:e|a|st|nd|rd|th)")
_ENDED = re.compile(r"(\d{1,2})([^\W\d_]{1,4})")
"""A figure with an ending: "12de", "10an", "10min"."""
_LONGEST_NUMBER = 3
"""Words: "treinta y cinco"."""
_JOINED = re.compile(r"(?:[a-z]+day|tomorrow|day_after|(?:fore|after)?noon|morning|evening|night)")
"""Keys of days and parts of the day, whose words are written as one."""


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
    folded = _PHONE.sub(" ", folded)

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
        (_DOTTED, _dotted),
        (_RANGE, _ranged),
        (_CLOCK, lambda m: wallclock.clock(m[1], m[2])),
        (_FOUR, lambda m: wallclock.clock(m[1], m[2])),
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


def _dotted(match: re.Match[str]) -> Day | None:
    return _date(match[1], match[2], None) if 1 <= int(match[1]) <= 31 else None


def _ranged(match: re.Match[str]) -> Hours | None:
    begun, ended = wallclock.clock(match[1], match[2]), wallclock.clock(match[3], match[4])
    return Hours(wallclock.within(begun, ended)) if begun and ended else None


def phrased(said: Sequence[str], speech: Speech) -> tuple[list[str], list[str]]:
    """Each phrase at one place: the word or number that it is, and its key in [time].

    A word of time leaves "" as its word; a number that is seldom an hour has both.
    """
    parts = [part for word in said for part in _apart(word, speech)]
    left, keys = [], []
    i = 0
    while i < len(parts):
        word, key, length = _phrase(parts[i:], speech)
        left.append(word)
        keys.append(key)
        i += length
    return left, keys


def _phrase(parts: Sequence[str], speech: Speech) -> tuple[str, str, int]:
    for n in range(min(max(speech.longest, _LONGEST_NUMBER), len(parts)), 0, -1):
        key, joined = speech.time.get(tuple(parts[:n]), ""), " ".join(parts[:n])
        if key == "loose" or (not key and joined in speech.numbers):
            return joined, key, n
        if key:
            return "", key, n
    key = speech.time.get((speech.speller.mend(parts[0]),), "")
    return ("" if key and key != "loose" else parts[0]), key, 1


def _apart(word: str, speech: Speech) -> list[str]:
    """What is written as one word: "perjantaiaamuna", "halvtre", "10min", "وعشرة"."""
    if (word,) in speech.time or word in speech.numbers or word.startswith(STANDS):
        return [word]
    if word[0] == "و" and (word[1:].startswith("ال") or word[1:] in speech.numbers):
        return ["و", word[1:]]
    if ended := _ENDED.fullmatch(word):
        if (ended[2],) in speech.time:
            return [ended[1], ended[2]]
        return [word if ORDINAL.fullmatch(word) else ended[1]]
    for i in range(3, len(word) - 2):
        first, second = speech.time.get((word[:i],), ""), speech.time.get((word[i:],), "")
        half = first == "half_to" and word[i:] in speech.numbers
        if half or (_JOINED.fullmatch(first) and _JOINED.fullmatch(second)):
            return [word[:i], word[i:]]
    return [word]
