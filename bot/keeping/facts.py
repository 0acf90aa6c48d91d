"""The form of what is said of a provider."""

from collections.abc import Sequence

from starlette.responses import Response

from bot.catalogue.changes import PROVIDERS, Edit
from bot.catalogue.differences.said import people
from bot.catalogue.schema.sheets import BY_NAME, Column
from bot.keeping import shown
from bot.keeping.changing import Blank, Group, carried, foot, propose, who
from bot.keeping.entry import Backing, Entry, backing, entry
from bot.keeping.fields import Field, asked, was
from bot.keeping.links import Link
from bot.keeping.pages import HINTS
from bot.keeping.visit import Visit
from bot.store.proposals import State

OWN = "Utföraren själv"


def columns(link: Link) -> tuple[Column, ...]:
    """The columns that this person may fill in, in the order of the page."""
    known = BY_NAME[PROVIDERS]
    names = [name for group in shown.GROUPS.values() for name in group if _may(link, name)]
    translations = [c for c in known.columns if c.of in names]
    return (*(known.by_name[name] for name in names), *translations)


def _may(link: Link, name: str) -> bool:
    return name not in shown.STAYS and (link.keeper or name not in shown.KEEPERS_OWN)


def form(at: Visit) -> Response:
    """Ask for the facts, or take what was filled in."""
    line = at.provider()
    key, asks_source = line["key"], at.link.keeper
    may, options = columns(at.link), shown.options(at.catalogue.here, line["key"])
    blank = Blank(
        f"Ändra {line.get('name', key)}" if at.link.keeper else "Föreslå en ändring",
        at.home(key),
        "Spara" if at.link.keeper else "Skicka förslaget",
        strip=_waiting(at, key),
        hints={"successor": f"{HINTS['successor']} {_chosen(at, key)}"} if at.link.keeper else {},
    )
    if not at.posted:
        blank.foot = foot(at, None, asks_source=asks_source)
        fields = [asked(column, line.get(column.name, ""), options) for column in may]
        row = {column.name: line[column.name] for column in may if column.name in line}
        return blank.show(at, _groups(fields, at.carried(row)), asks_all_true=True)
    read = entry(may, at.fields, options, line, at.catalogue.here)
    found = backing(at.fields, at.today, asks_source=asks_source)
    blank.foot = foot(at, found, asks_source=asks_source)
    all_true = at.field("all_true") == "yes"
    blank.fault(may, read.filled.faults)
    blank.backed(found)
    blank.clash(read.clashes, who(at))
    faults: dict[str, str] = {}
    if blank.status == 200:
        cells = _cells(at, read, found, all_true=all_true)
        if not cells:
            return at.go(f"{at.home(key)}?done=same")
        edits = (Edit(PROVIDERS, {"key": key}, cells),)
        sent = propose(at, blank, edits, found.source or OWN, found)
        if isinstance(sent, Response):
            return sent
        faults = dict(sent)
        blank.fault(may, faults)
    row_text = carried(at, was(at.fields), read.clashes, line)
    groups = _groups(read.fields(options, faults), row_text)
    return blank.show(at, groups, asks_all_true=True, all_true=all_true)


def _cells(at: Visit, read: Entry, found: Backing, *, all_true: bool) -> dict[str, str]:
    """What is changed; with it goes where it comes from, and that the rest was looked over."""
    cells = dict(read.changed)
    if cells:
        cells["source"] = found.source or OWN
    if all_true:
        cells["updated"] = at.today.isoformat()
    return {column: cell for column, cell in cells.items() if cell != read.now.get(column, "")}


def _chosen(at: Visit, key: str) -> str:
    number = at.kept.editions.wished(at.link.municipality).get(key, 0)
    return f"{people(number)}." if number else "Ingen har valt den nu."


def _waiting(at: Visit, key: str) -> str:
    waits = [
        one
        for one in at.kept.proposals.of(at.link.municipality, key)
        if one.state is State.WAITING and at.sees(one)
    ]
    if not waits:
        return ""
    named = "1 ändring" if len(waits) == 1 else f"{len(waits)} ändringar"
    return f"{named} väntar redan på svar. Du ser dem på första sidan."


def _groups(fields: Sequence[Field], carried_row: str) -> list[Group]:
    groups: list[Group] = []
    for title, names in shown.GROUPS.items():
        mine = [f for f in fields if f.name in names or f.column.of in names]
        if mine:
            groups.append(Group(title, mine, None if groups else carried_row))
    return groups
