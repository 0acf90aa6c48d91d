"""A workbook's pages as rows of text; the only module that knows openpyxl.

openpyxl raises whatever its insides raise on a damaged file (KeyError, TypeError, zlib.error,
ParseError …) and promises no type, so all of it is one thing here: a damaged file. It reads XML
with defusedxml, which refuses entities.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from bot.catalogue.problems import readable
from bot.catalogue.reading.archive import refused
from bot.catalogue.reading.grid import MOST_COLUMNS, MOST_ROWS, Row, clean, too_large

LAST_ROW = 1_048_576
"""No sheet of Excel's has more; a file may claim more, to keep us busy."""

_DAMAGED = "Filen är skadad och går inte att läsa. Öppna den i Excel och spara om den som .xlsx."
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})"'
)
_ROW = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="([0-9]{1,9})"')


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that are merged into one, from `column` and `row` to the cell called `last`."""

    column: str
    row: int
    last: str


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook, read when it is asked for."""

    title: str
    hidden: bool
    claims: int
    """So many rows the file says that it has; it may be wrong."""
    _page: Any

    def rows(self, told: Callable[[], None]) -> list[Row]:
        """The rows that hold something; `told` is called for each row.

        Raises WrongCatalogue where they are too many, too wide or damaged.
        """
        rows: list[Row] = []
        with _damage_told(self.title):
            for number, cells in enumerate(self._page.iter_rows(values_only=True), 1):
                told()
                filled = _texts(cells)
                if filled:
                    rows.append((number, filled))
                if number > LAST_ROW or len(rows) > MOST_ROWS or len(filled) > MOST_COLUMNS:
                    break
        if said := too_large(rows):
            raise refused(f"Bladet {self.title}: {said}")
        return rows

    def merged(self) -> list[Merged]:
        """The merged cells. Raises WrongCatalogue where rows do not follow each other.

        openpyxl tells neither: it skips a row whose number has been before.
        """
        with _damage_told(self.title), self._page._get_source() as source:
            xml = source.read()
        numbers = [int(found) for found in _ROW.findall(xml)]
        if any(a >= b for a, b in pairwise(numbers)):
            raise refused(f"Bladet {self.title}: {_DAMAGED}")
        return [
            Merged(column.decode(), int(row), last.decode())
            for column, row, last in _MERGED.findall(xml)
        ]


@contextmanager
def opened(path: Path) -> Iterator[list[Page]]:
    """The pages of a workbook. Raises WrongCatalogue where it is damaged."""
    with path.open("rb") as file:
        with _damage_told(""):
            book = load_workbook(file, read_only=True, keep_links=False)
            pages = [
                Page(readable(page.title), page.sheet_state != "visible", page.max_row or 0, page)
                for page in book.worksheets
            ]
            for page in book.worksheets:
                page.reset_dimensions()  # else every row is made as wide as the file claims
        yield pages


@contextmanager
def _damage_told(title: str) -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and drawings that openpyxl cannot keep
            yield
    except Exception as error:
        raise refused(f"Bladet {title}: {_DAMAGED}" if title else _DAMAGED) from error


def _texts(cells: tuple[object, ...]) -> list[str]:
    """Cells as text, without the empty ones at the end."""
    texts = ["" if cell is None else _text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: object) -> str:
    match cell:
        case str():
            return clean(unescape(cell) if "_x" in cell else cell)
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.isoformat(" ")
        case time():
            return f"{cell:%H.%M}"
    return "="  # openpyxl has objects of its own for formulas that span cells
