"""The form of one authorisation: which service, where, from when, and how it stands.

Only a keeper is asked, and another keeper has to agree.
"""

from starlette.responses import Response

from bot.catalogue.changes import AUTHORISATIONS, ROOM, Edit, Line
from bot.catalogue.schema.sheets import BY_NAME
from bot.keeping import shown
from bot.keeping.changing import Blank, Group, carried, foot, propose, who
from bot.keeping.entry import backing, entry
from bot.keeping.fields import asked, was
from bot.keeping.visit import NotHere, Visit
from bot.keeping.words import SECOND

NEW = "new"
COLUMNS = tuple(c for c in BY_NAME[AUTHORISATIONS].columns if c.name not in ROOM | {"provider"})
FINDS = ("provider", "service", "areas", "start")
"""What tells one authorisation from another (`bot.catalogue.reading.checks`)."""
GONE = "Godkännandet finns inte längre så som det stod. Börja om från utförarens sida."


def identity(row: Line) -> Line:
    """What finds this row again."""
    return {column: row.get(column, "") for column in FINDS}


def form(at: Visit) -> Response:
    """Ask for an authorisation, or take what was filled in."""
    if not at.link.keeper:
        raise NotHere
    line = at.provider()
    key, name = line["key"], line.get("name", line["key"])
    new = at.path["row"] == NEW
    row = _row(at, key)
    options = shown.options(at.catalogue.here, key)
    title = "Nytt godkännande" if new else f"Ändra {shown.service(row.get('service', '')).lower()}"
    blank = Blank(f"{title}, {name}", at.home(key), "Skicka till en kollega", (SECOND,))
    if not at.posted:
        blank.foot = foot(at, None, asks_source=True)
        start = {"standing": "active", **row} if new else row
        fields = [asked(column, start.get(column.name, ""), options) for column in COLUMNS]
        return blank.show(at, [Group("Godkännandet", fields, at.carried(row))])
    before = was(at.fields)
    now = row if new else _found(at, before)
    if now is None:
        return at.page("plain.html", "Någon annan hann före", status=409, lines=[GONE])
    read = entry(COLUMNS, at.fields, options, now, at.catalogue.here)
    found = backing(at.fields, at.today, asks_source=True)
    blank.foot = foot(at, found, asks_source=True)
    blank.fault(COLUMNS, read.filled.faults)
    blank.backed(found)
    blank.clash(read.clashes, who(at))
    faults: dict[str, str] = {}
    if blank.status == 200:
        if not read.changed:
            return at.go(f"{at.home(key)}?done=same")
        cells = {"provider": key, **read.changed} if new else read.changed
        edits = (Edit(AUTHORISATIONS, {} if new else identity(now), cells),)
        sent = propose(at, blank, edits, found.source, found)
        if isinstance(sent, Response):
            return sent
        faults = dict(sent)
        blank.fault(COLUMNS, faults)
    row_text = carried(at, before, read.clashes, now)
    return blank.show(at, [Group("Godkännandet", read.fields(options, faults), row_text)])


def _row(at: Visit, key: str) -> Line:
    number = at.path["row"]
    if number == NEW:
        return {}
    rows = at.catalogue.authorisations(key)
    if not number.isdecimal() or len(number) > 6 or not 1 <= int(number) <= len(rows):
        raise NotHere
    return rows[int(number) - 1]


def _found(at: Visit, before: Line) -> Line | None:
    """The row that the form was made from, wherever it stands now."""
    rows = at.catalogue.authorisations(at.path["provider"])
    wanted = identity({**before, "provider": at.path["provider"]})
    return next((row for row in rows if identity(row) == wanted), None)
