"""A book as the municipality that it tells of, or all that is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.catalogue.book import Book, version
from bot.catalogue.problems import Problem, WrongCatalogue
from bot.catalogue.reading import facts as own
from bot.catalogue.reading import providers as supply
from bot.catalogue.reading.checks import COUNTRY, MUNICIPALITY, check_supply
from bot.catalogue.reading.days import check_days
from bot.catalogue.reading.rows import Row, read_rows
from bot.catalogue.schema.sheets import BY_NAME, SHEETS
from care.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Found:
    """A book's rows with their cells read, and everything that is wrong with them."""

    sheets: Mapping[str, Sequence[Row]]
    facts: Mapping[str, Row]
    problems: Sequence[Problem]


def read_book(book: Book, today: date | None = None) -> Municipality:
    """The municipality. Raises WrongCatalogue with every problem at once, in the sheets' order.

    With `today`, a day on which something was seen or counted may not be after it.
    """
    found = look(book, today)
    if found.problems:
        raise WrongCatalogue(_in_order(found.problems))
    return build(book, found)


def look(book: Book, today: date | None = None) -> Found:
    """Read and check everything in a book."""
    problems = list(book.problems)
    sheets = {sheet.name: read_rows(book, sheet, problems) for sheet in SHEETS}
    facts = own.facts_of(sheets["municipality"])
    own.check_facts(book, facts, sheets, problems)
    own.check_places(sheets)
    check_supply(book, sheets, problems)
    if today is not None:
        check_days(facts, sheets, today)
    return Found(sheets, facts, problems)


def build(book: Book, found: Found) -> Municipality:
    """The municipality of rows with nothing wrong in them, or nothing that cannot be borne.

    `book` is what it is named after, and says whether authorisations are sourced at all.
    """
    sheets, facts = found.sheets, found.facts
    figures = supply.figures(sheets["quality"])
    return Municipality(
        key=book.key,
        name=own.fact(facts, "name") or book.key,
        code=own.fact(facts, "code") or "",
        version=version(book),
        example=own.fact(facts, "example") or False,
        takes_wishes=own.fact(facts, "takes_wishes") or False,
        services=own.services(sheets["services"]),
        providers=supply.providers(sheets, sourced=bool(book.lines("authorisations"))),
        rules=own.rules(facts),
        areas=own.areas(sheets["areas"]),
        officers=own.officers(sheets["officers"]),
        open_hours=own.open_hours(facts),
        phone=own.fact(facts, "phone"),
        out_of_hours_phone=own.fact(facts, "out_of_hours_phone"),
        website=own.fact(facts, "website"),
        contacts=own.contacts(sheets["contacts"]),
        fee=own.fee(facts),
        figures=figures.get(MUNICIPALITY, ()),
        country=figures.get(COUNTRY, ()),
        sources=own.sources(facts, sheets["services"]),
        live_chat=own.fact(facts, "live_chat") or False,
    )


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    order = {name: n for n, name in enumerate(BY_NAME)}
    return sorted(problems, key=lambda p: (order.get(p.sheet, -1), p.row or 0))
