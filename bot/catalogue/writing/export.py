"""A book as a folder of CSV files or as a workbook, without loss."""

import csv
from io import StringIO
from pathlib import Path

from bot.catalogue.book import Book
from bot.catalogue.schema.sheets import MUNICIPALITY, SHEETS, Sheet
from bot.catalogue.writing.workbook import whole, write_workbook

WORKBOOK = ".xlsx"


def write_book(book: Book, out: Path) -> Path:
    """The book where `out` says, and where that is: a workbook by its ending, else a folder.

    A folder bears the municipality's key as its name, so one with another name gets one inside it.
    Raises OSError where it cannot be written.
    """
    if out.suffix.casefold() == WORKBOOK:
        write_workbook(book, out)
        return out
    folder = out if out.resolve().name == book.key else out / book.key
    write_folder(book, folder)
    return folder


def write_folder(book: Book, folder: Path) -> None:
    """The book's sheets as CSV files; those of sheets that it does not have are taken away."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        file = folder / f"{sheet.name}.csv"
        if text := _text(book, sheet):
            with whole(file) as path:
                path.write_text(text, encoding="utf-8", newline="")
        else:
            file.unlink(missing_ok=True)


def _text(book: Book, sheet: Sheet) -> str:
    lines = [line.cells for line in book.lines(sheet.name)]
    if sheet is MUNICIPALITY:  # the key is the folder's name
        lines = [cells for cells in lines if cells.get("field") != "key"]
    if not lines:
        return ""
    filled = {name for cells in lines for name in cells}
    columns = [c.name for c in sheet.columns if c.must or not c.language or c.name in filled]
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(columns)
    rows.writerows([cells.get(name, "") for name in columns] for cells in lines)
    return out.getvalue()
