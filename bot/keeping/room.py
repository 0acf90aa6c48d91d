"""The form of how much room a provider has today, for each service it may give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from bot.catalogue.changes import AUTHORISATIONS, Edit, Line
from bot.catalogue.schema.sheets import BY_NAME
from bot.keeping import shown
from bot.keeping.authorising import identity
from bot.keeping.changing import Blank, Group, carried, foot, propose, who
from bot.keeping.entry import Entry, backing, entry
from bot.keeping.facts import OWN
from bot.keeping.fields import asked, was
from bot.keeping.visit import Visit
from bot.keeping.words import SENT
from bot.pages.forms import Fields, one
from bot.pages.parts import Trouble
from care.providers import Standing

COLUMNS = tuple(BY_NAME[AUTHORISATIONS].by_name[name] for name in ("places", "queue", "weeks"))
AT_ONCE = "Det du skriver syns direkt."
MOVED = "godkännandet ändrades medan du skrev, så talen sparades inte."


def form(at: Visit) -> Response:
    """Ask how much room there is, or take what was filled in."""
    line = at.provider()
    key = line["key"]
    rows = [
        row for row in at.catalogue.authorisations(key) if row.get("standing") != Standing.WITHDRAWN
    ]
    at_once = at.link.keeper or at.catalogue.here.rules.capacity_at_once
    blank = Blank(
        f"Lediga platser hos {line.get('name', key)}",
        at.home(key),
        "Spara" if at_once else "Skicka till kommunen",
        (AT_ONCE if at_once else SENT, "Lämna en ruta tom om du inte vet."),
    )
    return _take(at, blank, rows) if at.posted else _ask(at, blank, rows)


def _ask(at: Visit, blank: Blank, rows: Sequence[Line]) -> Response:
    if at.link.keeper:
        blank.foot = foot(at, None, asks_source=True)
    groups = []
    for n, row in enumerate(rows):
        fields = [asked(column, row.get(column.name, ""), {}) for column in COLUMNS]
        groups.append(Group(_title(at, row), fields, at.carried(row), f"{n}."))
    return blank.show(at, groups)


def _take(at: Visit, blank: Blank, rows: Sequence[Line]) -> Response:
    found = backing(at.fields, at.today, asks_source=at.link.keeper)
    if at.link.keeper:
        blank.foot = foot(at, found, asks_source=True)
    edits: dict[str, Edit] = {}
    filled: list[_Filled] = []
    sent_of = _sent(at.fields)
    for n, row in enumerate(rows):
        prefix, mine = f"{n}.", sent_of.pop(_finds(row), {})
        read = entry(COLUMNS, mine, {}, row, at.catalogue.here)
        blank.fault(COLUMNS, read.filled.faults, prefix)
        blank.clash(read.clashes, who(at), prefix)
        if cells := _cells(at, read):
            edits[prefix] = Edit(AUTHORISATIONS, identity(row), cells)
        kept = carried(at, {**row, **was(mine)}, read.clashes, row)
        filled.append(_Filled(_title(at, row), prefix, kept, read))
    for mine in sent_of.values():
        said = ", ".join(one(mine, column.name) or "–" for column in COLUMNS)
        lost = f"{_title(at, was(mine))}: {MOVED} Du skrev: {said}."
        blank.troubles.append(Trouble(lost))
        blank.status = 409
    blank.backed(found)
    faults: dict[str, str] = {}
    if blank.status == 200:
        if not edits:
            return at.go(f"{blank.back}?done=same")
        every, prefixes = tuple(edits.values()), tuple(edits)
        made = propose(at, blank, every, found.source or OWN, found, prefixes)
        if isinstance(made, Response):
            return made
        faults = dict(made)
    return blank.show(at, [one.group(blank, faults) for one in filled])


@dataclass(frozen=True, slots=True)
class _Filled:
    """What was filled in for one authorisation; `kept` is the row that the form goes on with."""

    title: str
    prefix: str
    kept: str
    read: Entry

    def group(self, blank: Blank, faults: Mapping[str, str]) -> Group:
        """Its fields again, with those of all the form's faults that are in them."""
        mine = {c.name: faults.get(self.prefix + c.name, "") for c in COLUMNS}
        mine = {name: said for name, said in mine.items() if said}
        blank.fault(COLUMNS, mine, self.prefix)
        return Group(self.title, self.read.fields({}, mine), self.kept, self.prefix)


def _sent(fields: Fields) -> dict[tuple[str, ...], Fields]:
    """What was sent for each authorisation, found by the row that it carries and not its place."""
    sent: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, values in fields.items():
        n, dot, column = name.partition(".")
        if dot and n.isdecimal():
            sent.setdefault(n, {})[column] = values
    return {_finds(was(mine)): mine for mine in sent.values() if "was" in mine}


def _finds(row: Line) -> tuple[str, ...]:
    return tuple(identity(row).values())


def _cells(at: Visit, read: Entry) -> Line:
    """What is changed; numbers that are said again are counted today."""
    cells = dict(read.changed)
    if any(read.filled.cells.values()) or cells:
        cells["room_day"] = at.today.isoformat()
    return {column: cell for column, cell in cells.items() if cell != read.now.get(column, "")}


def _title(at: Visit, row: Line) -> str:
    areas = BY_NAME[AUTHORISATIONS].by_name["areas"]
    where = shown.told(areas, row.get("areas", ""), at.catalogue.here)
    return f"{shown.service(row.get('service', ''))}: {where}"
