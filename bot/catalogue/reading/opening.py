"""Any form of a catalogue as a book, and as the municipality that it tells of."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.catalogue.book import Book, dump
from bot.catalogue.problems import Problem, WrongCatalogue, printable, readable, shown, unknown
from bot.catalogue.reading.folder import FILES, Progress, read_folder
from bot.catalogue.reading.whole import read_book
from bot.logs import log
from care.municipality import Municipality

_ABSENT = f"Här ska det finnas en mapp med {FILES[0]}, eller en Excel-arbetsbok (.xlsx)."


def open_book(path: Path, progress: Progress | None = None) -> Book:
    """The book in a folder of CSV files or in a workbook, told by what it is and not by its name.

    Raises WrongCatalogue where nothing can be read at all; what else is wrong stands in the book.
    """
    try:
        if path.is_dir():
            return read_folder(path, progress)
        if not path.exists():
            raise WrongCatalogue([Problem("", f"Filen finns inte: {printable(shown(path))}")])
        if not path.is_file():
            raise WrongCatalogue([Problem(shown(path), _ABSENT)])
        return _workbook(path, progress)
    except OSError as error:
        said = f"Det går inte att läsa här: {error.strerror}."
        raise WrongCatalogue([Problem(readable(shown(path)), said)]) from None


def _workbook(path: Path, progress: Progress | None) -> Book:
    from bot.catalogue.reading.workbook import read_workbook  # openpyxl: only with a workbook

    try:
        return read_workbook(path, progress)
    except WrongCatalogue as wrong:
        raise WrongCatalogue(p.within(_origin(path)) for p in wrong.problems) from None


def load(path: Path) -> Municipality:
    """The municipality in a folder or a workbook. Raises WrongCatalogue with all that is wrong."""
    return _loaded(path).here


class Loaded(NamedTuple):
    """A municipality, and the content of the book that tells of it, as it is kept."""

    here: Municipality
    content: str


def _loaded(path: Path) -> Loaded:
    book = open_book(path)
    content = dump(book)
    try:
        return Loaded(_read(_Content(content, book.problems, book)), content)
    except WrongCatalogue as wrong:
        raise WrongCatalogue(p.within(_origin(path)) for p in wrong.problems) from None


@dataclass(frozen=True, slots=True)
class _Content:
    """A book by what is kept of it and what was wrong with it, wherever it stood."""

    kept: str
    problems: tuple[Problem, ...]
    book: Book = field(compare=False)


@lru_cache(maxsize=8)
def _read(content: _Content) -> Municipality:
    """Read once, however many houses a process has."""
    return read_book(content.book)


def _origin(path: Path) -> str:
    return f"{shown(path)}/" if path.is_dir() else f"{shown(path)}: "


def load_all(root: Path, only: str | None = None) -> tuple[Municipality, ...]:
    """The municipalities of `loaded`. Raises WrongCatalogue."""
    return tuple(one.here for one in loaded(root, only))


def loaded(
    root: Path, only: str | None = None, *, spare: Collection[str] = ()
) -> tuple[Loaded, ...]:
    """Every municipality under `root` in the order of their keys, or the one called `only`.

    Raises WrongCatalogue with all that is wrong in any of them; but those in `spare` are told in
    the log and left out.
    """
    folders = sorted(p for p in root.glob("*") if p.is_dir() and not p.name.startswith("."))
    names = [folder.name for folder in folders]
    if not folders:
        said = f"Här ska det finnas en mapp för varje kommun, med {FILES[0]}."
        raise WrongCatalogue([Problem(shown(root), said)])
    if only and only not in names:
        raise WrongCatalogue([Problem(shown(root), unknown(only, names))])
    found: list[Loaded] = []
    problems: list[Problem] = []
    for folder in folders:
        if not only or folder.name == only:
            try:
                found.append(_loaded(folder))
            except WrongCatalogue as wrong:
                if folder.name in spare:
                    log().warning("folder.unreadable", municipality=folder.name)
                else:
                    problems += wrong.problems
    if problems:
        raise WrongCatalogue(problems)
    return tuple(found)
