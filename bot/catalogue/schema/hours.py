"""Cells that hold hours: those of an office, and those in which somebody comes."""

import re
from datetime import time
from functools import cache
from itertools import pairwise

from bot.catalogue.problems import quoted
from bot.catalogue.schema.kinds import Kind
from bot.catalogue.schema.lists import parts
from care.rules import Span

_CLOCK = r"([01]?[0-9]|2[0-4])(?:[.:]([0-5][0-9]))?"
_SPAN = re.compile(rf"{_CLOCK}\s*[-–—]\s*{_CLOCK}")
_ROUND_THE_CLOCK = frozenset({"dygnet runt", "hela dygnet"})
MIDNIGHT = time(0)


@cache
def span(cell: str) -> Span | None:
    """`07.00-22.00`; where it closes no later than it opens, it is on the next day."""
    if cell.casefold() in _ROUND_THE_CLOCK:
        return Span(MIDNIGHT, MIDNIGHT)
    found = _SPAN.fullmatch(cell)
    if found is None:
        return None
    opens_h, opens_m, closes_h, closes_m = (int(part or 0) for part in found.groups())
    if (opens_h == 24 and opens_m) or (closes_h == 24 and closes_m):
        return None
    return Span(time(opens_h % 24, opens_m), time(closes_h % 24, closes_m))


def _written(one: Span) -> str:
    return f"{one.opens:%H.%M}-{one.closes:%H.%M}"


SPAN: Kind[Span] = Kind(
    span,
    _written,
    _written,
    lambda cell: f"{quoted(cell)} är inga tider som vi kan läsa. Skriv så här: 07.00-22.00.",
)


@cache
def _day(cell: str) -> tuple[Span, ...] | None:
    read = [span(part) for part in parts(cell)]
    spans = sorted((s for s in read if s is not None), key=lambda s: s.opens)
    fit = all(s.opens < s.closes and _tens(s) for s in spans)
    apart = all(a.closes <= b.opens for a, b in pairwise(spans))
    return tuple(spans) if spans and None not in read and fit and apart else None


def _tens(one: Span) -> bool:
    return one.opens.minute % 10 == 0 and one.closes.minute % 10 == 0


WEEKDAY: Kind[tuple[Span, ...]] = Kind(
    _day,
    lambda spans: "|".join(map(_written, spans)),
    lambda spans: ", ".join(map(_written, spans)),
    lambda cell: (
        f"{quoted(cell)} är inga tider som vi kan läsa. Skriv hela tiotal minuter, tidigast först, "
        "utan att tiderna går in i varandra: 08.30-11.30, 13.00-15.00."
    ),
)
"""Office hours on one weekday. A day is booked in cells of ten minutes, so hours are in tens."""
