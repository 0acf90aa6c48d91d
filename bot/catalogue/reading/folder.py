"""A folder of CSV files as a book."""

import csv
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path

from bot.catalogue.book import Book, Stood, bind
from bot.catalogue.problems import Problem, either, nearest, readable
from bot.catalogue.reading.areas import by_keys
from bot.catalogue.reading.grid import Row, Table, clean, read_table, score, sheet_called, too_large
from bot.catalogue.reading.text import read_text
from bot.catalogue.schema.kinds import KEY
from bot.catalogue.schema.sheets import BY_NAME, SHEETS, Sheet

Progress = Callable[[int, int], None]
"""Told now and then how much of a catalogue is read, and of how much."""

FILES = tuple(f"{sheet.name}.csv" for sheet in SHEETS)
SEPARATORS = ",;\t"


def read_folder(folder: Path, progress: Progress | None = None) -> Book:
    """The book in `folder`; what is wrong with its files is among the book's problems."""
    problems: list[Problem] = []
    key = folder.resolve().name
    if KEY.read(key) is None:
        problems.append(Problem("mappen", KEY.mend(key)))
    files = _files(folder, problems)
    sizes = {path: _size(path) for path in files.values()}
    sheets, done = {}, 0
    for sheet in SHEETS:
        path = files.get(sheet.name)
        if path is None:
            continue
        name = readable(path.name)
        text = read_text(path, name, problems)
        sheets[sheet.name], found = _table(sheet.name, text or "", name)
        problems += found
        done += sizes[path]
        if progress:
            progress(done, sum(sizes.values()))
    lines = {name: table.lines for name, table in sheets.items()}
    for fact in lines.get("municipality", ()):
        if fact.cells.get("field") == "key" and fact.cells.get("value") != key:
            said = f"Nyckeln ska vara {key}, som mappen heter. Ändra den, eller ta bort raden."
            problems.append(fact.problem("value", said))
    return bind(key, by_keys(lines), problems)


def _size(path: Path) -> int:
    """Bytes; 0 for what cannot be read, of which more is told when it is."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _files(folder: Path, problems: list[Problem]) -> dict[str, Path]:
    """The file of each sheet that is there."""
    files: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name, sheet = readable(path.name), sheet_called(path.stem)
        if path.suffix.casefold() == ".toml":
            said = f"Filen läses inte. Uppgifterna ska stå i {FILES[0]}."
            problems.append(Problem(name, said))
        elif path.suffix.casefold() != ".csv":
            continue
        elif sheet is None:
            near = nearest(path.name, FILES)
            said = f"Menar du {near}?" if near else f"Döp om den till {either(FILES)}."
            problems.append(Problem(name, f"Filnamnet känner vi inte igen. {said}"))
        elif sheet.name in files:
            said = f"{readable(files[sheet.name].name)} har samma innehåll. Ta bort den ena filen."
            problems.append(Problem(name, said, sheet.name))
        else:
            files[sheet.name] = path
    return files


@lru_cache(maxsize=128)  # at a first start every file is read twice
def _table(called: str, text: str, name: str) -> tuple[Table, Sequence[Problem]]:
    """What stands in a CSV file, and what is wrong in it."""
    problems: list[Problem] = []
    sheet = BY_NAME[called]
    return read_table(sheet, _rows(sheet, text, name, problems), name, problems), problems


def _rows(sheet: Sheet, text: str, name: str, problems: list[Problem]) -> list[Row]:
    """The rows of a CSV file, parted by whatever sign gives the most headings."""
    top = "".join(text.splitlines(keepends=True)[:50])
    separator = max(SEPARATORS, key=lambda sign: score(sheet, _split(top, sign, None, name)))
    rows = _split(text, separator, problems, name)
    if said := too_large(rows):
        problems.append(Problem(name, said, sheet.name))
        return []
    return rows


def _split(text: str, separator: str, problems: list[Problem] | None, file: str) -> list[Row]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for cells in reader:
            rows.append((start, [clean(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error:
        if problems is not None:
            said = "Citattecknen går inte ihop. Skriv två citattecken för ett inne i en text."
            problems.append(Stood("", file).problem(start, "", said))
    return rows
