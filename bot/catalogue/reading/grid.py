"""From rows of text, as a spreadsheet has them, to the lines of a sheet."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogue.book import Line, Stood, line
from bot.catalogue.problems import Problem, nearest, quoted
from bot.catalogue.schema.kinds import excel_error, fold
from bot.catalogue.schema.sheets import SHEETS, Sheet

SEARCHED = 10
"""Among so many rows the headings are looked for; above them may stand a title or a hint."""

LEAST_DATA = 3
"""So many filled cells in a row are more than a title."""

MOST_ROWS, MOST_COLUMNS = 100_000, 300

Row = tuple[int, Sequence[str]]
"""A row's number, and its cells."""

_HITCHHIKERS = {
    **dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u00ad\u200e\u200f"), None),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " "),
}
"""Unseen signs that come along when one copies from a web page, and spaces that are no spaces."""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a sheet, and the number of the row with its headings."""

    lines: list[Line]
    headed: int


def clean(cell: str) -> str:
    """What somebody wrote, without what nobody sees, and with å as one letter."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", cell.translate(_HITCHHIKERS))
    return cell.strip()


def too_large(rows: Sequence[Row]) -> str:
    """What is too much in a sheet, in Swedish; empty where nothing is."""
    if len(rows) > MOST_ROWS:
        return f"Det är fler än {MOST_ROWS} rader. Är det rätt fil?"
    if any(len(cells) > MOST_COLUMNS for _, cells in rows):
        return f"Det är fler än {MOST_COLUMNS} kolumner. Är det rätt fil?"
    return ""


def sheet_called(name: str) -> Sheet | None:
    """The sheet with this name or title."""
    return _CALLED.get(fold(name))


_CALLED = {fold(word): sheet for sheet in SHEETS for word in (sheet.name, sheet.title)}


def score(sheet: Sheet, rows: Sequence[Row]) -> int:
    """How many headings of this sheet the best of the first rows has."""
    return max((_known(sheet, cells) for _, cells in _top(rows)), default=0)


def read_table(
    sheet: Sheet,
    rows: Sequence[Row],
    name: str,
    problems: list[Problem],
    *,
    workbook: bool = False,
) -> Table:
    """The lines under the headings; what is wrong with the headings or the rows is told."""
    top = _top(rows)
    if not top:
        return Table([], 0)
    headed, heads = max(top, key=lambda row: _known(sheet, row[1]))
    if not _known(sheet, heads):
        said = (
            "Vi hittar inga rubriker. Skriv dem på en rad: "
            f"{', '.join(column.name for column in sheet.columns[:4])} …"
        )
        problems.append(Stood(sheet.name, name).problem(headed, "", said))
        return Table([], headed)
    columns = _columns(sheet, heads)
    letters = {column: letter(n) for n, column in sorted(columns.items(), reverse=True)}
    stood = Stood(sheet.name, name, letters, workbook)
    problems += _wrong_headings(sheet, heads, headed, stood)
    problems += [
        stood.problem(number, "", "Raden står ovanför rubrikerna. Flytta den, eller börja med #.")
        for number, cells in top
        if number < headed and _holds_data(sheet, cells)
    ]
    under = [
        (number, cells)
        for number, cells in rows
        if number > headed
        and any(cells)
        and not is_comment(cells)
        # The same headings may come again, in the other language.
        and not (number <= headed + SEARCHED and _columns(sheet, cells) == columns)
    ]
    if not workbook:
        problems += _uneven(under, len(heads), stood)
        under = [row for row in under if len(row[1]) == len(heads)]
    problems += _unheaded(under, heads, stood)
    lines = []
    for number, cells in under:
        if filled := {columns[n]: cell for n, cell in enumerate(cells) if cell and n in columns}:
            lines.append(line(filled, number, stood))
    return Table(lines, headed)


def _uneven(rows: Sequence[Row], heads: int, stood: Stood) -> Iterator[Problem]:
    for number, cells in rows:
        if len(cells) != heads:
            said = (
                f"Raden har {len(cells)} celler, men rubrikerna är {heads}. Text med komma "
                "ska stå inom citattecken."
            )
            yield stood.problem(number, "", said)


def _unheaded(rows: Sequence[Row], heads: Sequence[str], stood: Stood) -> Iterator[Problem]:
    """The first cell of each column that has no heading."""
    told: set[int] = set()
    for number, cells in rows:
        for n, cell in enumerate(cells):
            if cell and n not in told and not (n < len(heads) and heads[n]):
                told.add(n)
                said = f"Det står något i cell {letter(n)}{number}, men kolumnen har ingen rubrik."
                yield stood.problem(number, "", said)


def is_comment(cells: Sequence[str]) -> bool:
    """Whether a row is a note to oneself: its first cell begins with #."""
    return bool(cells) and cells[0].startswith("#") and not excel_error(cells[0])


def letter(n: int) -> str:
    """A spreadsheet's name for its column number `n`, counted from 0: A, B … Z, AA."""
    rest, last = divmod(n, 26)
    return (letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _top(rows: Sequence[Row]) -> list[Row]:
    filled = (row for row in rows if any(row[1]) and not is_comment(row[1]))
    return [row for row, _ in zip(filled, range(SEARCHED), strict=False)]


def _known(sheet: Sheet, cells: Sequence[str]) -> int:
    return len(set(_columns(sheet, cells).values()))


def _holds_data(sheet: Sheet, cells: Sequence[str]) -> bool:
    """Whether a row above the headings is more than a title, and no headings itself."""
    filled = len([cell for cell in cells if cell])
    return filled >= LEAST_DATA and 2 * _known(sheet, cells) < filled


def _columns(sheet: Sheet, cells: Sequence[str]) -> Mapping[int, str]:
    """The columns of the schema by their place in this row."""
    found = ((n, sheet.headings.get(fold(cell))) for n, cell in enumerate(cells) if cell)
    return {n: column.name for n, column in found if column}


def _wrong_headings(sheet: Sheet, heads: Sequence[str], row: int, stood: Stood) -> list[Problem]:
    problems = []
    seen: set[str] = set()
    names = [word for column in sheet.columns for word in (column.name, column.title)]
    for n, head in enumerate(heads):
        column = sheet.headings.get(fold(head))
        if head and not head.startswith("#") and column is None:
            near = nearest(head, names)
            meant = f" Menar du {near}?" if near else ""
            said = (
                f"Rubriken {quoted(head)} i kolumn {letter(n)} känner vi inte igen.{meant} "
                "Rätta den eller ta bort kolumnen."
            )
            problems.append(stood.problem(row, "", said))
        elif column and column.name in seen:
            said = f"Rubriken {quoted(head)} står två gånger. Ta bort den ena kolumnen."
            problems.append(stood.problem(row, column.name, said))
        if column:
            seen.add(column.name)
    for column in sheet.columns:
        if column.must and column.name not in seen:
            title = f"{column.name} ({column.title})" if stood.file else column.title
            said = f"Kolumnen {title} saknas. Lägg till den."
            problems.append(stood.problem(row, "", said))
    return problems
