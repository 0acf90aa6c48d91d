"""Kolada's figures, from a file or a server into a list: what `kundval catalogue kolada` does."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.catalogue import Book, read_book
from bot.catalogue.book import content, of
from bot.catalogue.differences.said import count, listed
from bot.catalogue.kolada.figures import Laid, WrongAnswer, code, lay, newest, owners, readings
from bot.catalogue.problems import Problem, WrongCatalogue, quoted
from bot.catalogue.reading.opening import open_book
from bot.catalogue.schema.sheets import QUALITY
from bot.catalogue.writing.export import write_book
from bot.commands.in_use import must_be_in_use, opened
from bot.commands.terminal import found_in
from bot.settings import Settings

NAMED = 10
"""So many ids are named; of more only how many."""


def book_for(settings: Settings, key: str, into: Path | None) -> Book:
    """The list to lay figures in: the one at `into`, else the one in use.

    Raises WrongCatalogue, for one that is not whole too: it is written anew.
    """
    if into is not None and into.exists():
        book = open_book(found_in(into))
        if key and book.key != key:
            said = f"Listan gäller {quoted(book.key)}, men du skrev {quoted(key)}."
            raise WrongCatalogue([Problem(str(into), said)])
    else:
        with opened(settings) as store:
            found = must_be_in_use(store, settings.catalogues, key).book
        assert found is not None
        book = found
    read_book(book)
    return book


def saved(file: Path) -> list[object]:
    """The pages in a file. Raises WrongAnswer."""
    try:
        read = json.loads(file.read_bytes())
    except (ValueError, RecursionError):  # RecursionError: lists in lists in lists
        raise WrongAnswer(f"{file} är ingen JSON-fil.") from None
    return read if isinstance(read, list) else [read]


def fetched(book: Book, base: str, year: int | None) -> Iterator[object]:
    """The pages that Kolada answers with on this list's ids."""
    from bot.catalogue.kolada.api import API, fetch

    sheets = content(book)
    yield from fetch(base or API, sorted(owners(sheets)), code(sheets), year)


def put(book: Book, pages: Iterable[object], year: int | None) -> tuple[Book, Laid]:
    """The list with the figures in it. Raises WrongAnswer, or WrongCatalogue."""
    sheets = content(book)
    found = newest((one for page in pages for one in readings(page)), year)
    laid = lay(sheets, found)
    after = of({**sheets, QUALITY.name: [dict(row) for row in laid.rows]})
    read_book(after)
    return after, laid


def written(after: Book, laid: Laid, into: Path | None) -> Iterator[str]:
    """Writes the list at `into`, or else only prints its figures; and what there is to say."""
    if into is None:
        rows = csv.DictWriter(sys.stdout, [c.name for c in QUALITY.columns], lineterminator="\n")
        rows.writeheader()
        rows.writerows(laid.rows)
    else:
        yield f"Listan finns i {write_book(after, into)}."
    yield (
        f"{count(laid.new, 'ny siffra', 'nya siffror')}, "
        f"{count(laid.changed, 'ändrad', 'ändrade')}."
    )
    if laid.kept:
        yield f"{laid.kept} lämnades, för listan har redan senare år."
    yield from _named("Finns hos Kolada men inte i listan", laid.unknown)
    yield from _named("Finns i listan men har inga siffror hos Kolada", laid.silent)


def _named(what: str, ids: tuple[str, ...]) -> Iterator[str]:
    if ids:
        more = f" och {len(ids) - NAMED} till" if len(ids) > NAMED else ""
        yield f"{what}: {listed(ids[:NAMED])}{more}."
