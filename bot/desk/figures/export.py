"""Confirmed choices as a file for a spreadsheet: no names and no numbers to ring."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from starlette.responses import Response

from bot.desk.visit import Visit, Way
from bot.desk.words.case import WHOSE, Words
from bot.desk.words.days import full_day, read_day
from bot.pages.parts import Trouble
from bot.store.office import confirmed
from bot.store.office.accounts import Office
from bot.store.office.acts import written
from bot.store.office.confirmed import Confirmed
from care.times import SWEDEN

HEAD = (
    "Ärende", "Bekräftat", "Insats", "Område", "Utförare", "Form", "Bekräftat av", "Startdag",
    "Vems val",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r\n|%＝＋－＠")
"""How a formula begins, or a program's call, also in the wide letters of East Asia (OWASP)."""
BOM = "\ufeff"
"""By it a spreadsheet knows that this is UTF-8."""


def export(at: Visit) -> Response:
    """Asks for the period; with one, the file."""
    first, last = read_day(at.query.get("from", "")), read_day(at.query.get("to", ""))
    asked = "from" in at.query
    if asked and first and last and first <= last:
        return _file(at, first, last)
    problems = [Trouble("Skriv från och till vilken dag. Den första ska komma först.", "from")]
    month = at.today.replace(day=1)
    return at.page(
        "export.html",
        "Bekräftade val som fil",
        status=422 if asked else 200,
        problems=problems if asked else (),
        first=at.query.get("from") or (month - timedelta(days=1)).replace(day=1).isoformat(),
        last=at.query.get("to") or at.today.isoformat(),
        today_is=full_day(at.today),
    )


def _file(at: Visit, first: date, last: date) -> Response:
    with at.store.writing() as held:
        rows = confirmed.between(held, at.here.key, first, last)
        codes = {"from": first.isoformat(), "to": last.isoformat(), "count": str(len(rows))}
        at.note(held, "export", detail=written(codes))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(map(no_formula, _cells(rows, at.words())))
    name = f"bekraftade-val-{first.isoformat()}-{last.isoformat()}.csv"
    return Response(
        (BOM + text.getvalue()).encode(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cells(rows: list[Confirmed], words: Words) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield (
            str(row.case),
            row.at.astimezone(SWEDEN).date().isoformat(),
            words.service(row.service),
            words.area(row.area),
            words.provider(row.provider),
            words.form(row.provider),
            row.by,
            row.start_day.isoformat() if row.start_day else "",
            WHOSE[row.whose],
        )


def no_formula(cells: Iterable[str]) -> tuple[str, ...]:
    """The cells of a row, none of which a spreadsheet runs, whatever a provider is called."""
    return tuple(f"'{cell}" if _runs(cell) else cell for cell in cells)


def _runs(cell: str) -> bool:
    return cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA)


WAYS = (Way("/export", export, "today", roles=(Office.OFFICER, Office.ADMINISTRATOR)),)
