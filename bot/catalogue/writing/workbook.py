"""A book as a workbook: what the template and the export share.

Each sheet has Swedish titles in row 1 and the columns' names in row 2, in grey. Then rows that
begin with # and are not read: what to write, and in the template an example.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from xlsxwriter import Workbook

from bot.catalogue.book import Book, kind_of
from bot.catalogue.schema.kinds import DAY
from bot.catalogue.schema.sheets import BY_NAME, FIELDS, MUNICIPALITY, SHEETS, Column, Kind, Sheet
from bot.catalogue.writing.guide import TITLE, Lists, write_guide
from bot.catalogue.writing.looks import Looks, add_looks

Cells = Mapping[str, str]

REFERS: Mapping[tuple[str, str], str] = {
    ("providers", "site"): "areas",
    ("providers", "successor"): "providers",
    ("units", "provider"): "providers",
    ("units", "site"): "areas",
    ("authorisations", "provider"): "providers",
}
"""The columns that hold a key of another sheet; its keys can be chosen among."""
EXPLAINED = "# Förklaring"
"""A heading that is not read: beside each fact of the municipality, what it means."""
SPARE = 1000
"""So many rows below what is written have drop-downs too."""
WIDEST = 48


def write_workbook(book: Book, out: Path, *, examples: bool = False) -> None:
    """The book in `out`, whole or not at all. Raises OSError where it cannot be written."""
    with whole(out) as path:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format":
                   "yyyy-mm-dd"}  # fmt: skip
        workbook = Workbook(str(path), options)
        workbook.set_properties({"title": TITLE, "created": datetime(2026, 1, 1, tzinfo=UTC)})
        looks = add_looks(workbook)
        lists = write_guide(workbook, looks)
        for sheet in SHEETS:
            _write_sheet(workbook, sheet, _lines(book, sheet, examples), looks, lists, examples)
        workbook.close()


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A file beside `out` to write in; it takes its place once all is written."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=out.parent, prefix=".", suffix=out.suffix, delete=False
        ) as file:
            path = Path(file.name)
        try:
            yield path
            path.chmod(0o644)
            path.replace(out)
        finally:
            path.unlink(missing_ok=True)
    except OSError as error:
        error.filename = str(out)  # not the one beside it, of which nobody knows
        raise


def shown(cell: str, kind: Kind[Any] | None) -> str | int | date:
    """A cell for a keeper to see, that reads as what it was."""
    value = kind.read(cell) if kind else None
    if kind is None or value is None:
        return cell
    if isinstance(value, date) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    said = kind.show(value)
    return said if kind.canonical(said) == cell else cell


def _lines(book: Book, sheet: Sheet, examples: bool) -> list[Cells]:
    lines: list[Cells] = [dict(line.cells) for line in book.lines(sheet.name)]
    if sheet is MUNICIPALITY and examples:
        told = {cells.get("field") for cells in lines}
        lines += [{"field": fact.name} for fact in FIELDS if fact.name not in told]
        order = {fact.name: n for n, fact in enumerate(FIELDS)}
        lines.sort(key=lambda cells: order[cells["field"]])
    return lines


def _write_sheet(
    workbook: Any,
    sheet: Sheet,
    lines: Sequence[Cells],
    looks: Looks,
    lists: Lists,
    examples: bool,
) -> None:
    page = workbook.add_worksheet(sheet.title)
    filled = {name for cells in lines for name in cells}
    first = 4 if examples and sheet is not MUNICIPALITY else 3
    for n, column in enumerate(sheet.columns):
        page.write_string(0, n, column.title, looks["must" if column.must else "title"])
        page.write_string(1, n, column.name, looks["name"])
        page.write_comment(0, n, _comment(column), {"x_scale": 2, "y_scale": 1.2})
        page.write_string(2, n, _marked(n, column.explains), looks["hint"])
        if first == 4:
            page.write_string(3, n, _marked(n, column.example), looks["hint"])
        kind = _look(column.kind)
        folded = column.language and column.name not in filled
        page.set_column(n, n, _width(column, lines), looks[kind], {
            "level": 1 if column.language else 0, "hidden": bool(folded)})  # fmt: skip
        source = _source(sheet, column, lists)
        if source:
            _offer(page, source, (first, first + len(lines) + SPARE), n)
    page.set_row(0, 32)
    page.set_row(2, 78)
    page.freeze_panes(2, 2 if sheet is not MUNICIPALITY else 1)
    if sheet is MUNICIPALITY:
        _explain(page, sheet, lines, looks, lists, first)
    for at, cells in enumerate(lines, first):
        for n, column in enumerate(sheet.columns):
            if column.name in cells:
                kind_here = kind_of(sheet.name, column.name, cells)
                _write(page, at, n, shown(cells[column.name], kind_here), looks)


def _explain(
    page: Any,
    sheet: Sheet,
    lines: Sequence[Cells],
    looks: Looks,
    lists: Lists,
    first: int,
) -> None:
    """What each fact means, beside it, and its own words to choose among."""
    beside = len(sheet.columns)
    page.write_string(0, beside, EXPLAINED, looks["title"])
    page.write_string(1, beside, EXPLAINED, looks["name"])
    page.set_column(beside, beside, 90, looks["hint"])
    facts = {fact.name: fact for fact in FIELDS}
    for at, cells in enumerate(lines, first):
        fact = facts.get(cells.get("field", ""))
        if fact:
            must = "Måste fyllas i. " if fact.must else ""
            said = (
                f"{must}{fact.explains} Exempel: {fact.example}" if fact.example else fact.explains
            )
            page.write_string(at, beside, said, looks["hint"])
            if fact.kind.options:
                _offer(page, lists[fact.kind.options], (at, at), 1)


def _source(sheet: Sheet, column: Column, lists: Lists) -> str:
    """Where the words stand that a column can be chosen among; empty where there are none."""
    other = REFERS.get((sheet.name, column.name))
    if other:
        return f"='{BY_NAME[other].title}'!$A$4:$A${SPARE}"
    return lists.get(column.kind.options, "")


def _offer(page: Any, source: str, rows: tuple[int, int], n: int) -> None:
    asked = {
        "validate": "list",
        "source": source,
        "error_type": "warning",  # the check knows more words than the list has
        "error_title": "Okänt ord",
        "error_message": "Välj ett ord i listan.",
    }
    page.data_validation(rows[0], n, rows[1], n, asked)


def _write(page: Any, at: int, n: int, value: str | int | date, looks: Looks) -> None:
    match value:
        case date():
            page.write_datetime(at, n, value, looks["day"])
        case int():
            page.write_number(at, n, value, looks["number"])
        case str():
            page.write_string(at, n, value, looks["text"])


def _look(kind: Kind[Any]) -> str:
    if kind is DAY:
        return "day"
    return "number" if isinstance(kind.read("30"), int) else "text"


def _marked(n: int, text: str) -> str:
    return f"# {text}" if n == 0 else text


def _comment(column: Column) -> str:
    must = "Måste fyllas i. " if column.must else ""
    example = f" Exempel: {column.example}" if column.example else ""
    return f"{must}{column.explains}{example}"


def _width(column: Column, lines: Sequence[Cells]) -> int:
    longest = max((len(cells.get(column.name, "")) for cells in lines), default=0)
    return min(WIDEST, 3 + max(len(column.title), len(column.name), len(column.example), longest))
