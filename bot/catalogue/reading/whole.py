"""A book as the municipality that it tells of, or all that is wrong with it."""

from bot.catalogue.book import Book, version
from bot.catalogue.problems import Problem, WrongCatalogue
from bot.catalogue.reading import facts as own
from bot.catalogue.reading import providers as supply
from bot.catalogue.reading.checks import COUNTRY, MUNICIPALITY, check_supply
from bot.catalogue.reading.rows import read_rows
from bot.catalogue.schema.sheets import BY_NAME, SHEETS
from care.municipality import Municipality


def read_book(book: Book) -> Municipality:
    """The municipality. Raises WrongCatalogue with every problem at once, in the sheets' order."""
    problems = list(book.problems)
    sheets = {sheet.name: read_rows(book, sheet, problems) for sheet in SHEETS}
    facts = own.facts_of(sheets["municipality"])
    own.check_facts(book, facts, sheets, problems)
    own.check_places(sheets)
    check_supply(sheets)
    if problems:
        raise WrongCatalogue(_in_order(problems))
    figures = supply.figures(sheets["quality"])
    return Municipality(
        key=book.key,
        name=own.fact(facts, "name"),
        code=own.fact(facts, "code"),
        version=version(book),
        example=own.fact(facts, "example") or False,
        takes_wishes=own.fact(facts, "takes_wishes") or False,
        services=own.services(sheets["services"]),
        providers=supply.providers(sheets),
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
    )


def _in_order(problems: list[Problem]) -> list[Problem]:
    order = {name: n for n, name in enumerate(BY_NAME)}
    return sorted(problems, key=lambda p: (order.get(p.sheet, -1), p.row or 0))
