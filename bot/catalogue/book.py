"""A municipality's catalogue as it is kept: sheets of lines of cells, whatever form it came in.

What the cells mean is `bot.catalogue.reading.whole`; a book may hold what nobody can read.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Any

from bot.catalogue.problems import Problem
from bot.catalogue.schema.sheets import BY_NAME, FIELD_BY_NAME, FIELDS, MUNICIPALITY, Kind

_FIELD_ORDER = {fact.name: n for n, fact in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class Stood:
    """How a sheet stood where it was read.

    `name` is how a person finds it (`Bladet Utförare`, `providers.csv`). `letters` are those of
    its columns; empty where it was not read from rows with headings.
    """

    sheet: str
    name: str
    letters: Mapping[str, str] = field(default_factory=dict)
    workbook: bool = False

    @property
    def file(self) -> bool:
        """Whether it is a CSV file, whose columns are known by their names and not their titles."""
        return bool(self.letters) and not self.workbook

    def title(self, column: str) -> str:
        """How a keeper knows a column, or a fact of the municipality's."""
        sheet = BY_NAME.get(self.sheet)
        found = (sheet and sheet.by_name.get(column)) or FIELD_BY_NAME.get(column)
        return found.title if found and not self.file else column

    def where(self, row: int | None, column: str = "") -> str:
        """`Bladet Utförare, cell C7` or `providers.csv, rad 7, kolumn form`."""
        if self.workbook and row and column in self.letters:
            return f"{self.name}, cell {self.letters[column]}{row}"
        named = f"kolumn {self.title(column)}" if column else ""
        parts = (self.name, f"rad {row}" if row else "", named)
        return ", ".join(part for part in parts if part)

    def problem(
        self, row: int | None, column: str, said: str, *, bearable: bool = False
    ) -> Problem:
        """Something wrong in this sheet."""
        return Problem(self.where(row, column), said, self.sheet, row, column, bearable)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells by column, without empty ones, and where it stood.

    A cell holds what is kept (`Kind.canonical`); one that cannot be read holds what was written.
    """

    cells: Mapping[str, str]
    row: int
    stood: Stood

    def problem(self, column: str, said: str, *, bearable: bool = False) -> Problem:
        """Something wrong in this row."""
        return self.stood.problem(self.row, column, said, bearable=bearable)


@dataclass(frozen=True, slots=True)
class Book:
    """A whole catalogue. `problems` were found on the way in, before any cell was read."""

    key: str
    sheets: Mapping[str, tuple[Line, ...]]
    problems: tuple[Problem, ...] = ()

    def lines(self, sheet: str) -> tuple[Line, ...]:
        """The lines of one sheet; none where it is not there."""
        return self.sheets.get(sheet, ())

    def called(self, sheet: str) -> str:
        """How a keeper finds a sheet, whether it is there or not: `Bladet Utförare`."""
        stood = next((one.stood for one in self.lines(sheet) if one.stood.letters), None)
        if stood:
            return stood.name
        files = any(one.stood.file for lines in self.sheets.values() for one in lines)
        return f"{sheet}.csv" if files else f"Bladet {BY_NAME[sheet].title}"

    def on(self, sheet: str) -> str:
        """Where something stands: `på bladet Utförare`, `i providers.csv`."""
        called = self.called(sheet)
        bare = called.removeprefix("Bladet ")
        return f"i {called}" if bare == called else f"på bladet {bare}"


_KINDS = {
    name: {column.name: column.kind for column in sheet.columns} for name, sheet in BY_NAME.items()
}


def kinds_of(sheet: str, cells: Mapping[str, str]) -> Mapping[str, Kind[Any]]:
    """What may stand in each cell of a line; a fact's value depends on which fact it is."""
    kinds = _KINDS.get(sheet, {})
    if sheet == MUNICIPALITY.name:
        name = cells.get("field", "")
        fact = FIELD_BY_NAME.get(kinds["field"].canonical(name) or name)
        return {**kinds, "value": fact.kind} if fact else kinds
    return kinds


def kind_of(sheet: str, column: str, cells: Mapping[str, str]) -> Kind[Any] | None:
    """What may stand in one cell of a line; None where the column is not known."""
    return kinds_of(sheet, cells).get(column)


def line(cells: Mapping[str, str], row: int, stood: Stood) -> Line:
    """A line of what was written in a row, brought to the form that is kept."""
    kinds = kinds_of(stood.sheet, cells)
    kept: dict[str, str] = {}
    for column, cell in cells.items():
        if cell:
            kind = kinds.get(column)
            kept[column] = (kind and kind.canonical(cell)) or cell
    return Line(kept, row, stood)


def bind(key: str, sheets: Mapping[str, Sequence[Line]], problems: Iterable[Problem] = ()) -> Book:
    """A book of these lines. Its key stands first among the facts, and they in their order."""
    kept = {name: tuple(lines) for name, lines in sheets.items() if lines}
    facts = [
        one
        for one in kept.get(MUNICIPALITY.name, ())
        # The template names every fact; one that nothing is said of is unknown.
        if one.cells.get("field") != "key" and one.cells.keys() != {"field"}
    ]
    facts.sort(key=lambda one: _FIELD_ORDER.get(one.cells.get("field", ""), len(_FIELD_ORDER)))
    if key:
        facts.insert(0, Line({"field": "key", "value": key}, 0, plainly(MUNICIPALITY.name)))
    kept[MUNICIPALITY.name] = tuple(facts)
    return Book(key, {name: kept[name] for name in _ordered(kept)}, tuple(problems))


def _ordered(sheets: Iterable[str]) -> list[str]:
    order = {name: n for n, name in enumerate(BY_NAME)}
    return sorted(sheets, key=lambda name: order.get(name, len(order)))


@cache
def plainly(sheet: str) -> Stood:
    """Where a line stands that was read from no file: in a sheet, told by its title."""
    return Stood(sheet, BY_NAME[sheet].title if sheet in BY_NAME else sheet)


def content(book: Book) -> dict[str, list[dict[str, str]]]:
    """All that is kept of a book: lines of cells by sheet."""
    return {name: [dict(one.cells) for one in lines] for name, lines in book.sheets.items()}


def of(sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> Book:
    """The book with this content; its cells may be written in a keeper's words.

    Sheets and columns that are not known are carried along unread: a newer program may have
    written them.
    """
    lines = {
        name: [line(cells, n, plainly(name)) for n, cells in enumerate(rows, 1)]
        for name, rows in sheets.items()
    }
    facts = lines.get(MUNICIPALITY.name, [])
    key = next((f.cells.get("value", "") for f in facts if f.cells.get("field") == "key"), "")
    return bind(key, lines)


def dump(book: Book) -> str:
    """The content as JSON, the same for the same content."""
    return json.dumps(content(book), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse(text: str) -> Book:
    """The book that `dump` wrote. Raises ValueError for what it cannot have written."""
    sheets = json.loads(text)
    if not isinstance(sheets, dict):
        raise ValueError("a catalogue is kept as sheets by name")
    return of(sheets)


def version(book: Book) -> str:
    """A name for exactly this content: it tells afterwards what people were shown."""
    return blake2b(dump(book).encode(), digest_size=6).hexdigest()
