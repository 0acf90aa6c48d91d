"""What must hold between providers, units, authorisations and figures."""

from collections.abc import Collection, Mapping, Sequence

from bot.catalogue.book import Book
from bot.catalogue.problems import Problem, absent
from bot.catalogue.reading.allowed import check_authorisations
from bot.catalogue.reading.refer import Refer, Sheets, given_here
from bot.catalogue.reading.rows import Row, once
from bot.catalogue.schema.lists import EVERYWHERE
from bot.catalogue.schema.words import SERVICES
from care.providers import OUTSIDE

MUNICIPALITY, COUNTRY = "municipality", "country"
"""Whose figures stand beside the providers'."""
RESERVED = frozenset(
    {
        MUNICIPALITY, COUNTRY, OUTSIDE,
        "all", "cannot", "list", "other", "third", "ask", "compare", "why", "wish", "page", "share",
        "source", "back", "restart", "help", "human", "language",
        "alla",
    }
)  # fmt: skip
"""What is no key of anybody's: it already means something in the sheets, or as an answer in the
chat, where what one has tapped is the key of a provider or an area.
"""
REVIEW = ("review_remedied", "review_reply")
NAMED = "En person kan inte skilja dem åt. Skriv till något i namnet."

REFER = {
    "providers": ("units", "authorisations"),
    "areas": ("providers", "units", "authorisations", "officers"),
}
"""The sheets that others refer to, and those that do."""


def check_supply(book: Book, sheets: Sheets, problems: list[Problem]) -> None:
    """All that must hold of those who give the help, and of where officers ring."""
    gone = _gone(book, sheets)
    for sheet in gone:
        said = "Det saknas, eller har inga rader. Andra blad hänvisar till det. Lägg tillbaka det."
        problems.append(Problem(book.called(sheet), said, sheet, bearable=True))
    areas = [row["key"] for row in sheets["areas"] if row["key"]]
    keys = once((*sheets["providers"], *sheets["units"]), "key", "Ge den en egen nyckel.")
    providers = {row["key"]: row for row in sheets["providers"] if row["key"]}
    check_reserved(keys)
    once(sheets["providers"], "name", NAMED, bearable=True)
    refer = Refer(book, providers, areas, gone)
    for row in sheets["providers"]:
        refer.site(row)
        _check_provider(row, providers, refer)
    _check_units(sheets, refer)
    for row in sheets["officers"]:
        refer.every_area(row)
    check_authorisations(sheets, providers, refer)
    if "providers" not in gone:
        _check_figures(sheets["quality"], keys)


def check_reserved(keys: Mapping[str, Row]) -> None:
    """That no key is a word with a meaning of its own."""
    for key in RESERVED & keys.keys():
        keys[key].wrong("key", f"{key} har en särskild betydelse. Ta en annan nyckel.")


def _gone(book: Book, sheets: Sheets) -> frozenset[str]:
    """The sheets that are not there although others refer to them; once is enough to tell it."""
    return frozenset(
        sheet
        for sheet, others in REFER.items()
        if not sheets[sheet] and any(_refers(row, sheet) for o in others for row in sheets[o])
    )


def _refers(row: Row, sheet: str) -> bool:
    areas = (row["areas"] or (EVERYWHERE,)) != (EVERYWHERE,)
    return sheet == "providers" or areas or row["site"] not in (None, OUTSIDE)


def _check_provider(row: Row, providers: Collection[str], refer: Refer) -> None:
    if bool(row.written("review_day")) != bool(row.written("review_finding")):
        empty = "review_finding" if row.written("review_day") else "review_day"
        row.wrong(empty, "Dagen för uppföljningen och resultatet hör ihop. Skriv båda.")
    if not row.written("review_finding"):
        for column in REVIEW:
            if row.written(column):
                row.wrong(column, "Skriv också dagen för uppföljningen och resultatet.")
    if bool(row.written("successor")) != bool(row.written("successor_day")):
        empty = "successor_day" if row.written("successor") else "successor"
        row.wrong(empty, "Den som tar över och dagen hör ihop. Skriv båda.")
    if row["successor"] and row["successor"] == row["key"]:
        row.wrong("successor", "En utförare kan inte ta över efter sig själv.")
    else:
        refer.provider(row, "successor")


def _check_units(sheets: Sheets, refer: Refer) -> None:
    services = given_here(sheets)
    named: dict[tuple[str, str], Row] = {}
    for row in sheets["units"]:
        for service in row["services"] or ():
            if services and service not in services:
                name = SERVICES[service][0]
                row.wrong("services", f"Insatsen {name} finns inte {refer.on('services')}. "
                                      "Lägg till den där, eller ta bort den här.")  # fmt: skip
        refer.provider(row, "provider")
        refer.site(row)
        if row["provider"] and row["name"]:
            first = named.setdefault((row["provider"], row["name"].casefold()), row)
            if first is not row:
                row.wrong(
                    "name", f"Enheten på {first.seen_from(row)} heter lika. {NAMED}", bearable=True
                )


def _check_figures(rows: Sequence[Row], keys: Collection[str]) -> None:
    known = {*keys, MUNICIPALITY, COUNTRY}
    given: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row["key"] and row["key"] not in known:
            row.wrong("key", absent(row["key"], list(known), "bland utförare och enheter"))
        same = (row["key"], row["indicator"], row["year"])
        if None not in same and given.setdefault(same, row) is not row:
            row.wrong(
                "indicator", f"Samma siffra för samma år står på {given[same].seen_from(row)}."
            )
