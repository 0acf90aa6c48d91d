"""An Excel workbook as a book."""

from collections.abc import Sequence
from pathlib import Path

from bot.catalogue.book import Book, bind
from bot.catalogue.problems import Problem, either, nearest
from bot.catalogue.reading.archive import check_archive
from bot.catalogue.reading.areas import by_keys
from bot.catalogue.reading.cells import Page, opened
from bot.catalogue.reading.folder import Progress
from bot.catalogue.reading.grid import MOST_ROWS, Table, read_table, sheet_called
from bot.catalogue.schema.kinds import fold
from bot.catalogue.schema.sheets import GUIDE, SHEETS

TOLD_EVERY = 500
"""Rows between two words about how far the reading has come."""


def read_workbook(path: Path, progress: Progress | None = None) -> Book:
    """The book in a workbook; hidden sheets, pictures and macros are left alone.

    Raises WrongCatalogue where nothing can be read of it.
    """
    check_archive(path)
    problems: list[Problem] = []
    tables: dict[str, Table] = {}
    with opened(path) as pages:
        known = _known(pages, problems)
        told = _Told(progress, sum(min(page.claims, MOST_ROWS) for page in known.values()))
        for sheet in SHEETS:
            if page := known.get(sheet.name):
                name = f"Bladet {page.title}"
                rows = page.rows(told.row)
                table = read_table(sheet, rows, name, problems, workbook=True)
                tables[sheet.name] = table
                for merged in page.merged():
                    if merged.row >= table.headed:  # a title above the headings harms nobody
                        problems.append(
                            Problem(
                                f"{name}, cell {merged.column}{merged.row}",
                                f"Cellerna till och med {merged.last} är sammanslagna. Dela upp "
                                "dem, och skriv värdet i varje cell.",
                                sheet.name,
                                merged.row,
                            )
                        )
    told.done()
    facts = tables["municipality"].lines if "municipality" in tables else []
    key = next((f.cells.get("value", "") for f in facts if f.cells.get("field") == "key"), "")
    lines = by_keys({name: table.lines for name, table in tables.items()})
    return bind(key, lines, problems)


def _known(pages: Sequence[Page], problems: list[Problem]) -> dict[str, Page]:
    """The pages to read, by sheet; what is wrong among the others is told."""
    found: dict[str, Page] = {}
    for page in pages:
        sheet = sheet_called(page.title)
        where = f"Bladet {page.title}"
        if page.hidden and sheet:
            problems.append(Problem(where, "Det är dolt. Visa det, eller ta bort det.", sheet.name))
        elif sheet and sheet.name in found:
            said = f"{found[sheet.name].title} har samma innehåll. Ta bort det ena."
            problems.append(Problem(where, said, sheet.name))
        elif sheet:
            found[sheet.name] = page
        elif not (page.hidden or page.title.startswith("#") or fold(page.title) == fold(GUIDE)):
            near = nearest(page.title, [word for s in SHEETS for word in (s.name, s.title)])
            meant = f" Menar du {near}?" if near else ""
            said = f"Det känner vi inte igen.{meant} Döp om det, eller ta bort det."
            problems.append(Problem(where, said))
    if not found and not problems:
        names = either(sheet.title for sheet in SHEETS)
        problems.append(Problem("", f"Arbetsboken har inga av bladen {names}."))
    return found


class _Told:
    """Tells how many rows are read, and of how many: as the file says, which may be wrong."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._rows = 0

    def row(self) -> None:
        self._rows += 1
        if self._progress and self._rows % TOLD_EVERY == 0:
            self._progress(min(self._rows, self._total), self._total)

    def done(self) -> None:
        if self._progress:
            self._progress(self._total, self._total)
