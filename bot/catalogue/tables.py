"""A CSV file as rows that know their line, and say what is wrong with a cell."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TypeVar

from bot.catalogue.files import read_text
from bot.catalogue.kinds import Kind
from bot.catalogue.problems import Problem, one_of, shown

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. What cannot be read becomes a problem and reads as None."""

    file: str
    line: int
    cells: Mapping[str, str]
    problems: list[Problem]

    def may(self, column: str, kind: Kind[T]) -> T | None:
        """The value of a cell; None where it is empty, which is unknown."""
        return self.must(column, kind) if self.cells.get(column) else None

    def must(self, column: str, kind: Kind[T]) -> T | None:
        """The value of a cell that must be filled in."""
        value = kind.read(self.cells[column]) if self.cells[column] else None
        if value is None:
            self.wrong(column, self.cells[column], kind.expected)
        return value

    def wrong(self, column: str, found: str, expected: str) -> None:
        """Say that a cell is wrong."""
        self.problems.append(Problem(self.file, self.line, column, found, expected))


def read_table(
    path: Path, must: Sequence[str], may: Sequence[str], problems: list[Problem]
) -> tuple[Row, ...]:
    """The rows of a file whose headings hold all of `must` and any of `may`."""
    text = read_text(path, problems)
    if text is None:
        return ()
    file = shown(path)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    heads: list[str] = []
    rows: list[Row] = []
    line = 1
    try:
        for cells in (list(map(str.strip, row)) for row in reader):
            if not any(cells):
                pass
            elif not heads:
                heads = cells
                if not _headings_are_right(heads, must, may, file, line, problems):
                    return ()
            elif len(cells) != len(heads):
                found = f"{len(cells)} cells"
                expected = f"{len(heads)} cells, as many as the headings"
                problems.append(Problem(file, line, "", found, expected))
            else:
                rows.append(Row(file, line, dict(zip(heads, cells, strict=True)), problems))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(file, line, "", str(error), "a row of a CSV file"))
        return ()
    if not heads:
        problems.append(Problem(file, 1, "headings", None, ", ".join((*must, *may))))
    return tuple(rows)


def _headings_are_right(
    heads: Sequence[str],
    must: Sequence[str],
    may: Sequence[str],
    file: str,
    line: int,
    problems: list[Problem],
) -> bool:
    before = len(problems)
    known = (*must, *may)
    if len(heads) == 1 and ";" in heads[0]:
        problems.append(Problem(file, line, "headings", ";", "a comma; save it with commas"))
        return False
    for head in heads:
        if head not in known:
            problems.append(Problem(file, line, "headings", head or "(empty)", one_of(known)))
        elif heads.count(head) > 1:
            once = Problem(file, line, "headings", head, "a heading that stands once")
            if once not in problems:
                problems.append(once)
    for head in must:
        if head not in heads:
            problems.append(Problem(file, line, head, None, "a column of this name"))
    return len(problems) == before
