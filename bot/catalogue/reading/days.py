"""What cannot have been seen yet: days and years that lie ahead of today."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.catalogue.reading.rows import Row

SEEN = {
    "services": "day",
    "providers": "updated",
    "authorisations": "room_day",
}
REVIEW_DAY = "review_day"


def check_days(facts: Mapping[str, Row], sheets: Mapping[str, Sequence[Row]], today: date) -> None:
    """That nothing was read, counted or followed up after `today`."""
    for row in facts.values():
        _check(row, "day", today)
    for sheet, column in SEEN.items():
        for row in sheets[sheet]:
            _check(row, column, today)
    for row in sheets["providers"]:
        _check(row, REVIEW_DAY, today)
    for row in sheets["quality"]:
        if row["year"] is not None and row["year"] > today.year:
            row.wrong("year", f"{row['year']} har inte varit än. Skriv undersökningens år.")


def _check(row: Row, column: str, today: date) -> None:
    day = row[column]
    if day is not None and day > today:
        row.wrong(column, f"Dagen {day} har inte varit än. I dag är det {today}.")
