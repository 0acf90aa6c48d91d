"""Lines whose cells have been read as values, and what is wrong with those that could not be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.catalogue.book import Book, Line, kinds_of
from bot.catalogue.problems import Problem, quoted
from bot.catalogue.schema.sheets import FIELD_BY_NAME, Column, Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One line with its values by column. What is empty or wrong is None, which is unknown."""

    line: Line
    values: Mapping[str, Any]
    problems: list[Problem]

    def __getitem__(self, column: str) -> Any:
        return self.values.get(column)

    def written(self, column: str) -> str:
        """The cell as it stands; empty where it is."""
        return self.line.cells.get(column, "")

    def wrong(self, column: str, said: str, *, bearable: bool = False) -> None:
        """Say that a cell is wrong."""
        self.problems.append(self.line.problem(column, said, bearable=bearable))

    def seen_from(self, other: "Row") -> str:
        """Where it stands, as it is told in another row's problem."""
        same = other.line.stood is self.line.stood
        return f"rad {self.line.row}" if same else self.line.stood.where(self.line.row)


def read_rows(book: Book, sheet: Sheet, problems: list[Problem]) -> tuple[Row, ...]:
    """All lines of one sheet as rows."""
    needed = [column for column in sheet.columns if column.must]
    translations = {column.name: column.of for column in sheet.columns if column.of}
    rows: list[Row] = []
    for line in book.lines(sheet.name):
        values: dict[str, Any] = {}
        row = Row(line, values, problems)
        for column in needed:
            letters = line.stood.letters
            # That a whole column is missing has been told once, where its heading should stand.
            if column.name not in line.cells and (column.name in letters or not letters):
                row.wrong(column.name, _empty(row, column))
        kinds = kinds_of(sheet.name, line.cells)
        for name, cell in line.cells.items():
            kind = kinds.get(name)
            if kind is None:
                continue
            value = values[name] = kind.read(cell)
            if value is None:
                row.wrong(name, kind.mend(cell))
            if name in translations and translations[name] not in line.cells:
                row.wrong(
                    name,
                    f"Skriv också texten på svenska, i {line.stood.title(translations[name])}.",
                )
        rows.append(row)
    return tuple(rows)


def _empty(row: Row, column: Column) -> str:
    """That a cell is empty, and what it is for; of a fact's value that depends on which fact."""
    fact = FIELD_BY_NAME.get(row.written("field")) if column.name == "value" else None
    told = fact or column
    return f"Rutan är tom. {told.explains} Skriv till exempel {told.example}."


def once(rows: Iterable[Row], column: str, what: str, *, bearable: bool = False) -> dict[str, Row]:
    """The first row of each value in `column`; that others have it too is told."""
    first: dict[str, Row] = {}
    for row in rows:
        value = row[column]
        if value is None:
            continue
        # Letters alike but for capitals cannot be told apart when heard.
        earlier = first.setdefault(str(value).casefold(), row)
        if earlier is not row:
            said = f"{quoted(str(value))} står redan på {earlier.seen_from(row)}. {what}"
            row.wrong(column, said, bearable=bearable)
    return {str(row[column]): row for row in first.values()}


def missing(book: Book, sheet: str, field: str, said: str, *, bearable: bool = False) -> Problem:
    """That something is not there at all, told where it should have stood."""
    return Problem(book.called(sheet), said, sheet, None, field, bearable)
