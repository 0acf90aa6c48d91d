"""From a form that came back to the edits it asks for, or to what must be said of it first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogue.changes import Line
from bot.catalogue.schema.kinds import DAY
from bot.catalogue.schema.lists import AREAS, COMPETENCE, FOCUS, LANGUAGES
from bot.catalogue.schema.providers import SOURCE
from bot.catalogue.schema.sheets import Column
from bot.keeping.fields import Field, Filled, Options, asked, filled, was
from bot.keeping.shown import told
from bot.pages.forms import Fields, one
from care.municipality import Municipality

UNORDERED = (AREAS, COMPETENCE, FOCUS, LANGUAGES)
FARTHEST = timedelta(days=5 * 365)
"""A change that waits longer than this is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that others changed while the form was being filled in."""

    name: str
    title: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form asks for. `now` is the row as it stands; `changed` are the cells to change."""

    columns: tuple[Column, ...]
    now: Line
    filled: Filled
    changed: Line
    clashes: tuple[Clash, ...] = ()

    def fields(self, options: Options, faults: Mapping[str, str] | None = None) -> list[Field]:
        """The form again, with what was typed in it."""
        wrong = {**self.filled.faults, **(faults or {})}
        cells = {**self.now, **self.filled.typed}
        return [
            asked(c, cells.get(c.name, ""), options, wrong.get(c.name, "")) for c in self.columns
        ]


def entry(
    columns: Sequence[Column], fields: Fields, options: Options, now: Line, here: Municipality
) -> Entry:
    """Read a form of these columns, made from the row that it carries with it.

    Only what was changed in the form is changed in the catalogue, so that two who change
    different things both have their way; of the same thing the second is told.
    """
    read = filled(columns, fields, options)
    before = was(fields)
    titles = {column.name: column for column in columns}
    changed = {
        c: cell
        for c, cell in read.cells.items()
        if not _same(titles[c], cell, before.get(c, ""))
        and not _same(titles[c], cell, now.get(c, ""))
    }
    clashes = tuple(
        Clash(
            c, titles[c].title, told(titles[c], now.get(c, ""), here), told(titles[c], cell, here)
        )
        for c, cell in changed.items()
        if now.get(c, "") != before.get(c, "")
    )
    return Entry(tuple(columns), now, read, {**changed, **emptied(columns, changed, now)}, clashes)


def _same(column: Column, cell: str, other: str) -> bool:
    """Whether two cells say the same: a form gives a list in the order of its boxes."""
    if column.kind in UNORDERED:
        return sorted(cell.split("|")) == sorted(other.split("|"))
    return cell == other


def emptied(columns: Sequence[Column], changed: Line, now: Line) -> dict[str, str]:
    """The translations of a text that is another now, and that nobody wrote anew with it.

    An old translation tells those who read it what is no longer true; without one they are shown
    the Swedish text.
    """
    return {
        column.name: ""
        for column in columns
        if column.of in changed and column.name not in changed and now.get(column.name)
    }


@dataclass(frozen=True, slots=True)
class Backing:
    """From which day a change holds, and where it comes from; and what is wrong with either."""

    from_day: date
    source: str
    typed_day: str
    faults: Mapping[str, str]


def backing(fields: Fields, today: date, *, asks_source: bool) -> Backing:
    """Read the foot of a form; no day is today."""
    faults: dict[str, str] = {}
    typed = one(fields, "from_day")
    day = DAY.read(typed) if typed else today
    if day is None:
        faults["from_day"] = DAY.mend(typed)
    elif day > today + FARTHEST:
        faults["from_day"] = "Dagen ligger mer än fem år fram. Skriv en tidigare dag."
    source = " ".join(one(fields, "source").split())
    if asks_source and not source:
        faults["source"] = (
            "Skriv var uppgiften kommer ifrån, till exempel ett beslut eller ett mejl."
        )
    elif source and SOURCE.read(source) is None:
        faults["source"] = SOURCE.mend(source)
    return Backing(day or today, source, typed, faults)
