"""What there is to do so that the catalogue stays true: old, missing, ending soon."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogue.changes import PROVIDERS, Sheets
from bot.catalogue.schema.providers import OF_NEED
from bot.catalogue.schema.sheets import BY_NAME
from bot.keeping.shown import service
from care.municipality import Municipality
from care.providers import Provider, Standing
from care.services import KINDS

SOON = timedelta(days=92)
"""Three months: time enough to tell people and let them choose anew."""

ALWAYS = ("phone", "hours", "handles_complaints", "makes_plans", "fixed_contact")


@dataclass(frozen=True, slots=True)
class Missing:
    """A column that nobody has filled in for `count` of the `of` providers it matters for."""

    column: str
    title: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Ending:
    """An authorisation whose last day is near; `people` wish for this provider now."""

    provider: Provider
    service: str
    end: date
    people: int


def old(here: Municipality, today: date) -> tuple[Provider, ...]:
    """Those that nobody has confirmed for a year, or ever; the longest ago first."""
    found = [p for p in here.providers if p.updated is None or p.aged(today)]
    return tuple(sorted(found, key=lambda p: (p.updated or date.min, p.name)))


def ending(here: Municipality, wished: Mapping[str, int], today: date) -> tuple[Ending, ...]:
    """Authorisations that end within three months, the next first."""
    found = [
        Ending(provider, service(a.service), a.end, wished.get(provider.key, 0))
        for provider in here.providers
        for a in provider.authorisations or ()
        if a.end is not None
        and a.standing is not Standing.WITHDRAWN
        and today <= a.end <= today + SOON
    ]
    return tuple(sorted(found, key=lambda one: (one.end, one.provider.name, one.service)))


def matters(provider: Provider) -> frozenset[str]:
    """The columns that are asked about for what this provider may give."""
    services = {a.service for a in provider.authorisations or ()}
    needs = {need for given in services for need in KINDS[given].needs}
    return frozenset([*ALWAYS, *(OF_NEED[need] for need in needs if need in OF_NEED)])


def missing(sheets: Sheets, here: Municipality) -> tuple[Missing, ...]:
    """What is most often unknown first."""
    counts: dict[str, list[int]] = {}
    for _, column, empty in _asked(sheets, here):
        count = counts.setdefault(column, [0, 0])
        count[0] += empty
        count[1] += 1
    titles = BY_NAME[PROVIDERS].by_name
    found = [Missing(c, titles[c].title, n, of) for c, (n, of) in counts.items() if n]
    return tuple(sorted(found, key=lambda one: (-one.count, one.title)))


def without(sheets: Sheets, here: Municipality, column: str) -> frozenset[str]:
    """The keys of those for whom this column matters and is empty."""
    return frozenset(key for key, asked, empty in _asked(sheets, here) if asked == column and empty)


def _asked(sheets: Sheets, here: Municipality) -> Iterator[tuple[str, str, bool]]:
    for row in sheets.get(PROVIDERS, ()):
        provider = here.provider(row.get("key", ""))
        if provider:
            for column in matters(provider):
                yield provider.key, column, column not in row
