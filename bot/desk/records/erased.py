"""*Gallring*: for how long what is kept, by whose decision, and what has been destroyed by it."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import format_date
from starlette.responses import Response

from bot.desk.figures.export import BOM, no_formula
from bot.desk.visit import RECORDS, Visit, Way
from bot.desk.words.days import day
from bot.store.office import erased
from bot.store.office.erased import Gone
from bot.store.statement import Held
from care.retention import Record
from care.times import SWEDEN

KINDS = {
    Record.TURNS: "Samtalets gång i chatten",
    Record.ANSWERS: "Svar i chatten, och ärenden utan val",
    Record.CONTACT: "Namn, födelseår, telefonnummer och adresser",
    Record.CASES: "Val med sina samtal",
    Record.LOG: "Loggen: vem som har läst och gjort vad, och vad som har skickats",
}
COUNTED = {
    Record.TURNS: "turer",
    Record.ANSWERS: "samtal och ärenden",
    Record.CONTACT: "ärenden och samtal",
    Record.CASES: "ärenden",
    Record.LOG: "rader",
}
"""What the number is a number of."""
HEAD = ("Dag", "Vad", "Antal", "Räknas i", "Äldre än", "Beslut")
_SPAN = re.compile(r"(2[0-9]{3})(?:-(0[1-9]|1[0-2]))?")
_ORDER = [record.value for record in Record]


def protocol(at: Visit) -> Response:
    """What holds now, and what went in a month or a year."""
    asked = at.query.get("of", "")
    with at.store.reading() as held:
        days = erased.days(held, at.here.key)
        spans = _spans(days)
        span = asked if _SPAN.fullmatch(asked) else _month(days[0]) if days else ""
        rows = _rows(at, held, span) if span else []
    kept = at.here.rules.retention
    return at.page(
        "destroyed.html",
        "Gallring",
        decision=kept.decision,
        kept=[(KINDS[record], _days_told(kept.days(record))) for record in Record],
        spans=[(one, _named(one), one == span) for one in spans],
        span=span,
        named=_named(span) if span else "",
        rows=[(day(row.day), *_cells(row)[1:]) for row in rows],
    )


def as_csv(at: Visit) -> Response:
    """The same as a file for a spreadsheet; all of it where no month or year is asked for."""
    asked = at.query.get("of", "")
    span = asked if _SPAN.fullmatch(asked) else ""
    with at.store.reading() as held:
        rows = _rows(at, held, span)
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow(HEAD)
    sheet.writerows(no_formula(_cells(row)) for row in rows)
    name = "-".join(part for part in ("gallring", at.here.key, span) if part)
    return Response(
        (BOM + text.getvalue()).encode(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _rows(at: Visit, held: Held, span: str) -> list[Gone]:
    """Of a month, of a year, or of all time; the newest day first."""
    found = erased.between(held, at.here.key, *_ends(span))
    return sorted(found, key=lambda row: (-row.day.toordinal(), _place(row.record)))


def _cells(row: Gone) -> tuple[str, ...]:
    known = Record(row.record) if row.record in _ORDER else None
    return (
        row.day.isoformat(),
        KINDS[known] if known else row.record,
        str(row.count),
        COUNTED[known] if known else "",
        row.before.astimezone(SWEDEN).date().isoformat(),
        row.decision,
    )


def _place(record: str) -> int:
    return _ORDER.index(record) if record in _ORDER else len(_ORDER)


def _days_told(days: int | None) -> str:
    return "Gallras inte" if days is None else f"{days} {'dag' if days == 1 else 'dagar'}"


def _month(when: date) -> str:
    return f"{when:%Y-%m}"


def _spans(days: Sequence[date]) -> list[str]:
    """Each year in which something went, and after it its months; the newest first."""
    found: dict[str, None] = {}
    for when in days:
        found |= {f"{when:%Y}": None, _month(when): None}
    return list(found)


def _ends(span: str) -> tuple[date, date]:
    """The first and the last day of a year or a month; of all time where it is neither."""
    if not span:
        return date.min, date.max
    if len(span) == len("2026"):
        return date(int(span), 1, 1), date(int(span), 12, 31)
    first = date.fromisoformat(f"{span}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _named(span: str) -> str:
    """`november 2026`, or `hela 2026`."""
    if len(span) == len("2026"):
        return f"hela {span}"
    return format_date(date.fromisoformat(f"{span}-01"), "MMMM y", locale="sv")


WAYS = (
    Way("/erased", protocol, "erased", roles=RECORDS),
    Way("/erased.csv", as_csv, roles=RECORDS),
)
