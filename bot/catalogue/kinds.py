"""What may stand in a cell: how it is read, and what was expected where it cannot be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Generic, TypeVar

from babel import Locale

from bot.catalogue.problems import one_of
from care.choice import COMPETENCES

T = TypeVar("T", covariant=True)
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """One kind of value. `read` gives None for what is not of this kind."""

    read: Callable[[str], T | None]
    expected: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list cell: what it names, and whether that is all there is."""

    values: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Span:
    """From one wall time to another on the same day."""

    opens: time
    closes: time


def text(longest: int) -> Kind[str]:
    """Words on one line. A spreadsheet would run what starts as a formula, so nothing may."""

    def read(cell: str) -> str | None:
        fits = 0 < len(cell) <= longest and cell.isprintable() and cell[0] not in "=+-@"
        return cell if fits else None

    return Kind(read, f"text on one line, at most {longest} characters, that is no formula")


def number(least: int, most: int) -> Kind[int]:
    """A whole number within bounds."""

    def read(cell: str) -> int | None:
        plain = re.fullmatch(r"[0-9]{1,9}", cell)
        return int(cell) if plain and least <= int(cell) <= most else None

    return Kind(read, f"a whole number from {least} to {most}")


def of(names: type[E]) -> Kind[E]:
    """One of the names of an enum."""

    def read(cell: str) -> E | None:
        return next((name for name in names if name == cell), None)

    return Kind(read, one_of(names))


def _matching(pattern: str, expected: str) -> Kind[str]:
    whole = re.compile(pattern)
    return Kind(lambda cell: cell if whole.fullmatch(cell) else None, expected)


KEY = _matching(r"[a-z0-9-]{1,32}", "a key of a-z, 0-9 and -, at most 32 characters")
PHONE = _matching(
    r"(?=(?:[^0-9]*[0-9]){7,11}$)0[0-9]{1,3}-[0-9]{2,3}( [0-9]{2,3}){1,3}",
    "a phone number written like 08-465 004 00",
)
CODE = _matching(r"[0-9]{4}", "SCB's code of four digits, like 1880")
WEBSITE = _matching(
    r"[a-zåäö0-9-]+(\.[a-zåäö0-9-]+)+(/[a-zåäöA-Z0-9/._-]*)?", "an address like orebro.se"
)


def _yes_no(cell: str) -> bool | None:
    return {"yes": True, "no": False}.get(cell)


YES_NO = Kind(_yes_no, "yes, no or empty")


def _day(cell: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


DAY = Kind(_day, "a day like 2026-11-22")


def _span(cell: str) -> Span | None:
    clock = r"([01][0-9]|2[0-3])\.([0-5]0)"
    found = re.fullmatch(f"{clock}-{clock}", cell)
    if found is None:
        return None
    opens_h, opens_m, closes_h, closes_m = map(int, found.groups())
    span = Span(time(opens_h, opens_m), time(closes_h, closes_m))
    return span if span.opens < span.closes else None


SPAN = Kind(_span, "hours like 08.30-12.00, in whole tens of minutes, the later time last")


@cache
def _tongues() -> frozenset[str]:
    return frozenset(Locale("sv").languages)


def _listing(allowed: Callable[[str], bool], expected: str) -> Kind[Listed]:
    def read(cell: str) -> Listed | None:
        if cell == "none":
            return Listed((), True)
        values = [part.strip() for part in cell.split("|")]
        complete = values[-1] != "?"
        named = tuple(values if complete else values[:-1])
        return Listed(named, complete) if all(allowed(v) for v in named) else None

    return Kind(read, f'{expected} (last a "?" where there may be more; "none" for none)')


LANGUAGES = _listing(lambda v: v in _tongues(), "codes of languages like sv|fi")
COMPETENCE = _listing(lambda v: v in COMPETENCES, f"a list of {', '.join(COMPETENCES)}")
KEYS = Kind(
    lambda cell: tuple(part.strip() for part in cell.split("|")),
    "keys like centrum|soderhagen, or *",
)
