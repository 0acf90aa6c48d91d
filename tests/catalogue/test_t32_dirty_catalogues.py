"""500 catalogues spoiled in every way that a spreadsheet can be: whole, or told why not.

Each begins as Litenby, is broken in one to four ways, and saved as a workbook or as a folder. It
is the same catalogue each time for the same number, so one that fails can be looked at alone.
"""

import csv
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlsxwriter
from litenby import Grid, grids, write_workbook
from typer.testing import CliRunner

from bot.catalogue import WrongCatalogue, load, open_book
from bot.catalogue.book import content
from bot.cli import app
from care.municipality import Municipality

CATALOGUES = 500
BATCHES = 10
"""So that several processors can share them."""

Sheets = dict[str, Grid]
Spoil = Callable[[Random, Sheets], None]

CELLS: list[Any] = [
    "", " ", "\u00a0", "?", "|", "none", "*", "-", "—", "x" * 40_000, "åäö" * 400, "a\nb", "\t",
    "=1+1", "=HYPERLINK(\"http://a.example\")", "@SUM(A1)", "+46", "-1", "#REF!", "#N/A", "#DIV/0!",
    "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "%s%n", "\x00", "\x07", "\x1b[31m",
    "\u202eomvänt", "\u2066x", "\ufeffBOM", "\u200b", "_x0007_", "_x000D_", "🏠", "٣", "Ⅷ", "½",
    "3.0", "3,0", "3.5", "1e9", "1 000", "NaN", "inf", "sant", "JA", "nej", "kanske", "TRUE",
    "2026-11-22 00:00:00", "2026-11-22T00:00", "2026-11-31", "22/11 2026", "20261122", "i dag",
    "8-16", "08:00–16:00", "25.00-26.00", "16.00-08.00", "dygnet runt", "08.30-11.30|11.00-12.00",
    "556036-0793", "556036-0794", "640823-3234", "112", "08-465 004 00", "+46 8 465 004 00",
    "privat", "kommun", "okänt", "outside", "municipality", "country", "norr", "eken", "kommunen",
    "svenska; finska", "sv|?", "sv||fi", "LOV", "lov", "care", "relief", "cut_off", "notice",
    0, -1, 3, 3.0, 3.5, 1e300, -0.0, 2**60, True, False, date(2026, 11, 22),
    datetime.fromisoformat("2026-11-22T09:30:00"), date(1900, 1, 1), date(9999, 12, 31),
    timedelta(hours=30),
]  # fmt: skip


def a_cell(rng: Random, sheets: Sheets) -> None:
    row = rng.choice(rng.choice(list(sheets.values())) or [[""]])
    if row:
        row[rng.randrange(len(row))] = rng.choice(CELLS)


def many_cells(rng: Random, sheets: Sheets) -> None:
    for _ in range(rng.randint(5, 30)):
        a_cell(rng, sheets)


def letters_in_a_cell(rng: Random, sheets: Sheets) -> None:
    row = rng.choice(rng.choice(list(sheets.values())) or [[""]])
    for n, cell in enumerate(row):
        if isinstance(cell, str) and cell and rng.random() < 0.3:
            at = rng.randrange(len(cell))
            row[n] = (
                cell[:at]
                + rng.choice(["", "x", " ", "\u0308", "\u202e", ",", '"', "|"])
                + (cell[at + rng.randint(0, 2) :])
            )


def a_row_twice(rng: Random, sheets: Sheets) -> None:
    grid = rng.choice(list(sheets.values()))
    if grid:
        grid.insert(rng.randint(0, len(grid)), list(rng.choice(grid)))


def a_row_away(rng: Random, sheets: Sheets) -> None:
    grid = rng.choice(list(sheets.values()))
    if grid:
        grid.pop(rng.randrange(len(grid)))


def a_row_of_something_else(rng: Random, sheets: Sheets) -> None:
    grid = rng.choice(list(sheets.values()))
    row = [rng.choice(CELLS) for _ in range(rng.choice([0, 1, 3, 40, 320]))]
    grid.insert(rng.randint(0, len(grid)), rng.choice([row, ["# not", *row], [], [""] * 30]))


def a_heading(rng: Random, sheets: Sheets) -> None:
    grid = rng.choice(list(sheets.values()))
    if grid and grid[0]:
        n = rng.randrange(len(grid[0]))
        heads = ["", "Namn", "namn *", "name", "nmae", "KEY", "# egen", *CELLS]
        grid[0][n] = rng.choice(heads)


def a_column_away(rng: Random, sheets: Sheets) -> None:
    grid = rng.choice(list(sheets.values()))
    n = rng.randint(0, 8)
    for row in grid:
        del row[n : n + 1]


def a_row_shifted(rng: Random, sheets: Sheets) -> None:
    row = rng.choice(rng.choice(list(sheets.values())) or [[""]])
    row.insert(rng.randint(0, len(row)), rng.choice(["", "x", rng.choice(CELLS)]))


def a_sheet(rng: Random, sheets: Sheets) -> None:
    name = rng.choice(list(sheets))
    grid = sheets.pop(name)
    other = rng.choice(["", name.upper(), f"{name}s", "Utförare", "Blad1", "Läs mig", "# arkiv"])
    if other and other.casefold() not in map(str.casefold, sheets):
        sheets[other] = grid


def notes(rng: Random, sheets: Sheets) -> None:
    for grid in sheets.values():
        grid.insert(rng.randint(0, len(grid)), ["# " + rng.choice(["ring Anna", "", "a,b;c"])])
        grid.insert(rng.randint(0, len(grid)), [])


def columns_in_another_order(rng: Random, sheets: Sheets) -> None:
    for grid in sheets.values():
        order = rng.sample(range(len(grid[0])), len(grid[0])) if grid else []
        grid[:] = [[row[n] if n < len(row) else "" for n in order] for row in grid]


def words_of_ones_own(rng: Random, sheets: Sheets) -> None:
    said = {"yes": "Ja", "no": "nej", "municipal": "Kommun", "association": "ideell förening",
            "care": "hemtjänst omvårdnad", "relief": "Avlösning", "active": "gäller", "*": "alla",
            "sv|fi|?": "Svenska, finska, ?", "notice": "uppsägningstid"}  # fmt: skip
    for grid in sheets.values():
        for row in grid:
            row[:] = [said.get(c, c) if rng.random() < 0.5 else c for c in row]


def titles_above(rng: Random, sheets: Sheets) -> None:
    grid = rng.choice(list(sheets.values()))
    grid[:0] = [["Litenbys lista"]] * rng.randint(1, 15)


SPOILS: list[Spoil] = [
    a_cell, a_cell, a_cell, many_cells, letters_in_a_cell, a_row_twice, a_row_away,
    a_row_of_something_else, a_heading, a_column_away, a_row_shifted, a_sheet, titles_above,
    notes, columns_in_another_order, words_of_ones_own,
]  # fmt: skip


def save_folder(rng: Random, sheets: Sheets, folder: Path) -> Path:
    folder.mkdir()
    separator = rng.choice([",", ",", ",", ";", "\t"])
    coding = rng.choice(["utf-8", "utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "mac-roman"])
    end = rng.choice(["\n", "\r\n"])
    for name, grid in sheets.items():
        out = StringIO()
        csv.writer(out, delimiter=separator, lineterminator=end, escapechar="\\").writerows(grid)
        data = out.getvalue().encode(coding, "replace")
        if rng.random() < 0.05:
            at = rng.randrange(len(data) + 1)
            data = data[:at] + rng.randbytes(rng.randint(0, 9)) + data[at + rng.randint(0, 9) :]
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def save_workbook(rng: Random, sheets: Sheets, path: Path) -> Path:
    if rng.random() < 0.7:
        write_workbook(path, sheets)
    else:
        with xlsxwriter.Workbook(path, {"strings_to_numbers": True}) as book:
            for name, grid in sheets.items():
                page = book.add_worksheet(name)
                for y, row in enumerate(grid):
                    page.write_row(y, 0, [str(c) if hasattr(c, "isoformat") else c for c in row])
                if rng.random() < 0.3:
                    top = rng.randint(0, 4)
                    page.merge_range(top, 1, top + rng.randint(1, 3), 2, rng.choice(CELLS[:40]))
                if rng.random() < 0.1 and len(sheets) > 1 and page.index > 0:
                    page.hide()
    if rng.random() < 0.1:
        data = path.read_bytes()
        at = rng.randrange(len(data))
        path.write_bytes(data[:at] + rng.randbytes(rng.randint(0, 9)) + data[at + 5 :])
    return path


def spoiled(number: int, folder: Path) -> tuple[Path, Sheets]:
    """Where the catalogue with this number was saved, and what was put into it."""
    rng = Random(number)
    sheets = grids()
    for _ in range(rng.choice([1, 1, 1, 2, 4])):
        rng.choice(SPOILS)(rng, sheets)
    if number % 2 and sheets:
        return save_workbook(rng, sheets, folder / f"{number}.xlsx"), sheets
    return save_folder(rng, sheets, folder / "litenby"), sheets


WHERE = re.compile(
    r"(\d+\.xlsx: |litenby/)?(Bladet [^:]+|[^/:]+\.csv|municipality|areas|services"
    r"|contacts|officers|providers|authorisations)(, (rad|cell|kolumn) [^:]+)?: .+"
)
WHOLE_FILE = re.compile(r"\S+\.xlsx: (Filen|Arbetsboken) .+")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_t32_a_dirty_catalogue_is_read_whole_or_told_with_sheet_and_cell(batch, tmp_path):
    read = 0
    for number in range(batch, CATALOGUES, BATCHES):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, sheets = spoiled(number, folder)
        result = outcome(path)
        if isinstance(result, Municipality):
            assert_all_of_it(result, path, sheets, number)
            read += 1
            continue
        assert result.problems, number
        for problem in result.problems:
            line = str(problem).removeprefix(f"{folder}/")
            assert line.isprintable(), (number, line)
            assert len(line) < 700, (number, line)
            assert WHERE.fullmatch(line) or WHOLE_FILE.fullmatch(line), (number, line)
    assert 0 < read < CATALOGUES / BATCHES


@pytest.mark.parametrize("batch", range(BATCHES))
def test_t32_the_command_check_says_the_same_of_a_dirty_catalogue(batch, tmp_path):
    for number in range(batch, CATALOGUES, BATCHES * 10):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, _ = spoiled(number, folder)
        right = isinstance(outcome(path), Municipality)
        done = CliRunner().invoke(app, ["catalogue", "check", str(path)])

        assert done.exit_code == (0 if right else 1), (number, done.output)
        assert done.exception is None or isinstance(done.exception, SystemExit), number
        assert all(line.isprintable() for line in done.output.splitlines()), number
        assert right is ("Listan är rätt." in done.stdout), number
        assert right is not ("Inget är ändrat. Rätta och kontrollera igen." in done.stderr), number


def outcome(path: Path) -> Municipality | WrongCatalogue:
    try:
        return load(path)
    except WrongCatalogue as wrong:
        return wrong


def assert_all_of_it(here: Municipality, path: Path, sheets: Sheets, number: int) -> None:
    """What was read holds every row that was put into the file."""
    kept = content(open_book(path))
    authorisations = [a for p in here.providers for a in p.authorisations or ()]
    figures = [f for p in here.providers for x in (p, *p.units) for f in x.figures]
    figures += [*here.figures, *here.country]
    counted = {
        "areas": here.areas,
        "services": here.services,
        "contacts": here.contacts,
        "officers": here.officers,
        "providers": here.providers,
        "units": [u for p in here.providers for u in p.units],
        "authorisations": authorisations,
        "quality": figures,
    }
    for name, found in counted.items():
        assert len(found) == len(kept.get(name, ())), (number, name)
        rows = [[str(cell).strip() for cell in row] for row in sheets.get(name, ())]
        heads = next((row for row in rows if "name" in row or "service" in row or "key" in row), [])
        data = [
            row
            for row in rows
            if row != heads and len([c for c in row if c]) > 2 and not row[0].startswith("#")
        ]
        assert len(found) >= len(data), (number, name)
