"""What was stored once, read by a program that may ask for more or know less than the one before.

An import is read strictly. A stored edition was right when it came in, so a municipality never goes
dark for what has become wrong since: a field or column that is not known is not read, a cell that
cannot be read is unknown, and a row that lacks what it must have is left out. Nothing is made wider
by that: an authorisation with anything unreadable in what it allows is no authorisation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.catalogue.book import Book, Line
from bot.catalogue.problems import Problem, WrongCatalogue
from bot.catalogue.reading.whole import build, look
from bot.catalogue.schema.lists import AREAS, EVERYWHERE
from bot.catalogue.schema.sheets import AUTHORISATIONS, BY_NAME, OFFICERS, PROVIDERS
from care.municipality import Municipality
from care.providers import Form
from care.retention import Record

TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"review_day", "review_finding", "review_remedied", "review_reply"}),
    frozenset({"successor", "successor_day"}),
    frozenset({"source", "day"}),
    frozenset({"change", "change_number"}),
)
"""Cells that tell nothing without each other: where one is missing, the others are unknown too."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "phone": ("takes_wishes",),
    "officers": ("takes_wishes",),
    "authorisations": ("takes_wishes",),
    "fee_year": ("fee_kronor",),
    "fee_kronor": ("fee_year",),
    "retention_decision": tuple(f"retention_{record}" for record in Record),
}
"""What is not there, and the facts that cannot be told without it."""
ALLOWS = frozenset({"provider", "service", "areas", "start", "end", "standing"})
"""What of an authorisation says what is allowed; without an end it would last for ever."""

Where = tuple[str, int | None, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """The municipality as far as it can be read, and how many of its rows were not read whole."""

    here: Municipality
    left_out: int


def read_stored(book: Book) -> Stored:
    """The municipality of a stored edition.

    Raises WrongCatalogue only where nothing could be told of it: a list without any service.
    """
    kept = replace(book, problems=())
    while True:
        found = look(kept)
        wrong = [problem for problem in found.problems if not problem.bearable]
        if not wrong:
            return Stored(build(book, found), _left_out(book, kept))
        less = _without(kept, wrong)
        if less.sheets == kept.sheets:
            raise WrongCatalogue(wrong)
        kept = less


def read_changed(before: Book, after: Book, today: date | None = None) -> Municipality:
    """The municipality after a change of what was stored; `today` as for `read_book`.

    Raises WrongCatalogue with what the change made wrong; what was wrong before is left as it is.
    """
    known = {_where(problem) for problem in look(before, today).problems}
    new = [problem for problem in look(after, today).problems if _where(problem) not in known]
    if new:
        raise WrongCatalogue(new)
    return read_stored(after).here


def _where(problem: Problem) -> Where:
    return problem.sheet, problem.row, problem.said


def _without(book: Book, wrong: list[Problem]) -> Book:
    """The book without what is wrong in it."""
    sheets = {name: {line.row: line for line in lines} for name, lines in book.sheets.items()}
    areas = {line.cells.get("key", "") for line in book.lines("areas")}
    for problem in wrong:
        rows = sheets.get(problem.sheet, {})
        if problem.row is None:
            lost = NEEDS.get(problem.column or problem.sheet, ())
            facts = sheets.get("municipality", {})
            for row in [r for r, fact in facts.items() if fact.cells.get("field") in lost]:
                del facts[row]
        elif problem.row in rows:
            less = _less(rows[problem.row], problem.sheet, problem.column, areas)
            if less is None:
                del rows[problem.row]
            else:
                rows[problem.row] = less
    return replace(book, sheets={name: tuple(rows.values()) for name, rows in sheets.items()})


def _less(line: Line, sheet: str, column: str, areas: set[str]) -> Line | None:
    """The line without a wrong cell; None where it is nothing without it."""
    if sheet in (AUTHORISATIONS.name, OFFICERS.name) and column == "areas":
        named = AREAS.read(line.cells.get(column, "")) or ()
        known = [area for area in named if area in areas]
        if known and EVERYWHERE not in named:
            return replace(line, cells={**line.cells, column: AREAS.write(tuple(known))})
    if sheet == AUTHORISATIONS.name and column in ALLOWS:
        return None
    if sheet == PROVIDERS.name and column == "form":
        return replace(line, cells={**line.cells, column: Form.UNKNOWN.value})
    known_column = BY_NAME[sheet].by_name.get(column)
    if known_column is None or known_column.must:
        return None
    gone = {column}
    if column not in line.cells:  # it is missing beside another
        gone |= next((group for group in TOGETHER if column in group), frozenset())
    cells = {name: cell for name, cell in line.cells.items() if name not in gone}
    return replace(line, cells=cells) if len(cells) < len(line.cells) else None


def _left_out(book: Book, kept: Book) -> int:
    return sum(
        len(set(map(id, lines)) - set(map(id, kept.lines(name))))
        for name, lines in book.sheets.items()
    )
