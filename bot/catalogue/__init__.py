"""Municipalities as sheets that a keeper can edit in any spreadsheet.

A catalogue is a folder of CSV files, one a sheet and named after the municipality's key, or an
Excel workbook with the same sheets. `schema.sheets.SHEETS` says what every sheet and column holds;
an empty cell is unknown, and a row whose first cell begins with `#` is a note that nobody reads.
Both forms become the same `Book`, and a book becomes a `care.municipality.Municipality`.
"""

from bot.catalogue.book import Book, dump, parse, version
from bot.catalogue.problems import Problem, WrongCatalogue
from bot.catalogue.reading.opening import Loaded, load, load_all, loaded, open_book
from bot.catalogue.reading.stored import read_stored
from bot.catalogue.reading.whole import read_book

__all__ = [
    "Book",
    "Loaded",
    "Problem",
    "WrongCatalogue",
    "dump",
    "load",
    "load_all",
    "loaded",
    "open_book",
    "parse",
    "read_book",
    "read_stored",
    "version",
]
