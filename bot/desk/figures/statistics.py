"""Figures without persons: did they know, where do they stop, what do they wish for in vain."""

import csv
import io
from datetime import date, datetime, time, timedelta

from starlette.responses import Response

from bot.desk.figures.charts import Table, tables, wait_told
from bot.desk.figures.export import no_formula
from bot.desk.visit import NotHere, Visit, Way
from bot.desk.words import days
from bot.store.office import statistics
from bot.store.office.accounts import Office
from bot.store.office.statistics import Counted, Period
from care.times import SWEDEN

SPANS = {"30": "30 dagar", "90": "3 månader", "365": "ett år"}
LOOK = {
    "background_color": "#ffffff",
    "tick_font_family": "Noto Sans, sans-serif",
    "tick_font_char_width": 9,
    "tick_font_size": 15,
    "label_color": "#1a1a1a",
    "tick_color": "#b9c7ce",
    "zero_color": "#5d6b72",
}
ROLES = (Office.OFFICER, Office.KEEPER, Office.ADMINISTRATOR)


def page(at: Visit) -> Response:
    """Charts, each with its table beside."""
    span, period = _period(at)
    counted = _count(at, period)
    return at.page(
        "statistics.html",
        "Statistik",
        spans=SPANS,
        span=span,
        since=days.full_day(period.since.astimezone(SWEDEN).date()),
        tables=_tables(at, counted),
        wait=wait_told(counted),
    )


def chart(at: Visit) -> Response:
    """One chart. The same figures stand in the table beside it."""
    _span, period = _period(at)
    for table in _tables(at, _count(at, period)):
        if table.key == at.path["chart"] and table.rows:
            return Response(_drawn(table), media_type="image/svg+xml")
    raise NotHere


def as_csv(at: Visit) -> Response:
    """All figures in one file, for a sheet."""
    _span, period = _period(at)
    counted = _count(at, period)
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(("fråga", "räknar", "svar", "antal"))
    for table in _tables(at, counted):
        for row in table.rows:
            sheet.writerow(no_formula((table.title, table.says, row.name, row.told)))
    sheet.writerow(("Väntetid", "median", wait_told(counted), ""))
    name = f"statistik-{at.here.key}-{at.today}.csv"
    return Response(
        "\ufeff" + out.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _period(at: Visit) -> tuple[str, Period]:
    span = at.query.get("days", "")
    span = span if span in SPANS else "30"
    since = at.today - timedelta(days=int(span))
    return span, Period(_midnight(since), _midnight(at.today + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), SWEDEN)


def _count(at: Visit, period: Period) -> Counted:
    with at.store.reading() as held:
        return statistics.count(held, at.here.key, period, at.now)


def _tables(at: Visit, counted: Counted) -> tuple[Table, ...]:
    return tables(counted, at.here, at.desk.wording, at.today)


def _drawn(table: Table) -> str:
    import leather  # few look at figures

    for name, value in LOOK.items():
        setattr(leather.theme, name, value)
    rows = [row for row in table.rows if row.count is not None]
    drawn = leather.Chart()
    drawn.add_bars([(row.count, row.name) for row in rows], fill_color="#0b4a63")
    made: str = drawn.to_svg(width=640, height=90 + 44 * len(rows))
    return made


WAYS = (
    Way("/statistics", page, "statistics", ROLES),
    Way("/statistics.csv", as_csv, roles=ROLES),
    Way("/statistics/{chart}.svg", chart, roles=ROLES),
)
