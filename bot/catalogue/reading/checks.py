"""What must hold between providers, units, authorisations and figures."""

from collections.abc import Collection, Mapping, Sequence

from bot.catalogue.problems import absent
from bot.catalogue.reading.rows import Row, once
from bot.catalogue.schema.lists import EVERYWHERE
from bot.catalogue.schema.words import SERVICES
from care.providers import OUTSIDE, Standing

MUNICIPALITY, COUNTRY = "municipality", "country"
"""Whose figures stand beside the providers'."""
RESERVED = frozenset(
    {
        MUNICIPALITY, COUNTRY, OUTSIDE,
        "all", "cannot", "list", "other", "third", "ask", "compare", "why", "wish", "page",
        "back", "restart", "help", "human", "language",
        "alla",
    }
)  # fmt: skip
"""What is no key of anybody's: it already means something in the sheets, or as an answer in the
chat, where what one has tapped is the key of a provider or an area.
"""
REVIEW = ("review_remedied", "review_reply")
NAMED = "En person kan inte skilja dem åt. Skriv till något i namnet."

IN_PROVIDERS, IN_AREAS = "på bladet providers", "på bladet areas"

Sheets = Mapping[str, Sequence[Row]]


def check_supply(sheets: Sheets) -> None:
    """All that must hold of those who give the help."""
    areas = [row["key"] for row in sheets["areas"] if row["key"]]
    keys = once((*sheets["providers"], *sheets["units"]), "key", "Ge den en egen nyckel.")
    providers = {row["key"]: row for row in sheets["providers"] if row["key"]}
    check_reserved(keys)
    once(sheets["providers"], "name", NAMED)
    for row in sheets["providers"]:
        _check_site(row, areas)
        _check_provider(row, providers)
    _check_units(sheets, providers, areas)
    _check_authorisations(sheets, providers, areas)
    _check_figures(sheets["quality"], keys)


def check_reserved(keys: Mapping[str, Row]) -> None:
    """That no key is a word with a meaning of its own."""
    for key in RESERVED & keys.keys():
        keys[key].wrong("key", f"{key} har en särskild betydelse. Ta en annan nyckel.")


def _check_site(row: Row, areas: Collection[str]) -> None:
    if row["site"] and row["site"] != OUTSIDE and row["site"] not in areas:
        said = f"{absent(row['site'], list(areas), IN_AREAS)} Utanför kommunen skrivs {OUTSIDE}."
        row.wrong("site", said)


def _check_provider(row: Row, providers: Collection[str]) -> None:
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
    elif row["successor"] and row["successor"] not in providers:
        row.wrong("successor", absent(row["successor"], list(providers), IN_PROVIDERS))


def _check_units(sheets: Sheets, providers: Collection[str], areas: Collection[str]) -> None:
    services = _services(sheets)
    named: dict[tuple[str, str], Row] = {}
    for row in sheets["units"]:
        for service in row["services"] or ():
            if services and service not in services:
                name = SERVICES[service][0]
                row.wrong("services", f"Insatsen {name} finns inte på bladet services. Lägg till "
                                      "den där, eller ta bort den här.")  # fmt: skip
        _check_known(row, "provider", providers, IN_PROVIDERS)
        _check_site(row, areas)
        if row["provider"] and row["name"]:
            first = named.setdefault((row["provider"], row["name"].casefold()), row)
            if first is not row:
                row.wrong("name", f"Enheten på {first.seen_from(row)} heter lika. {NAMED}")


def _check_known(row: Row, column: str, keys: Collection[str], where: str) -> None:
    if row[column] and row[column] not in keys:
        row.wrong(column, absent(row[column], list(keys), where))


def _check_authorisations(
    sheets: Sheets, providers: Mapping[str, Row], areas: Collection[str]
) -> None:
    services = _services(sheets)
    given: dict[tuple[object, ...], Row] = {}
    for row in sheets["authorisations"]:
        _check_known(row, "provider", providers, IN_PROVIDERS)
        if row["service"] and services and row["service"] not in services:
            row.wrong("service", "Insatsen finns inte på bladet services. Lägg till den där, "
                                 "eller ta bort raden.")  # fmt: skip
        for area in row["areas"] or ():
            if area != EVERYWHERE and area not in areas:
                said = f"{absent(area, list(areas), IN_AREAS)} Hela kommunen skrivs {EVERYWHERE}."
                row.wrong("areas", said)
        if row["start"] and row["end"] and row["end"] < row["start"]:
            row.wrong("end", f"Sista dagen är före den första, {row['start']}. Ändra den ena.")
        if row["places"] == 0 and row["weeks"] == 0:
            row.wrong("weeks", "0 lediga platser och 0 veckors väntetid går inte ihop. Ändra det "
                               "ena, eller lämna väntetiden tom om ni inte vet.")  # fmt: skip
        if row["standing"] == Standing.ACTIVE and row.written("reason"):
            row.wrong("reason", "Orsak skrivs bara när läget är pausad eller återkallad.")
        same = (row["provider"], row["service"], row["areas"], row["start"])
        if None not in same and given.setdefault(same, row) is not row:
            row.wrong(
                "start", f"Samma godkännande står på {given[same].seen_from(row)}. Ta bort det ena."
            )
    named = {row["provider"] for row in sheets["authorisations"]}
    for key, row in providers.items():
        if sheets["authorisations"] and key not in named:
            row.wrong("key", "Utföraren har inget godkännande. Lägg till minst en rad på bladet "
                             "authorisations.")  # fmt: skip


def _services(sheets: Sheets) -> Collection[str]:
    return {row["service"] for row in sheets["services"] if row["service"]}


def _check_figures(rows: Sequence[Row], keys: Collection[str]) -> None:
    known = {*keys, MUNICIPALITY, COUNTRY}
    given: dict[tuple[object, ...], Row] = {}
    for row in rows:
        _check_known(row, "key", known, "bland utförare och enheter")
        same = (row["key"], row["indicator"], row["year"])
        if None not in same and given.setdefault(same, row) is not row:
            row.wrong(
                "indicator", f"Samma siffra för samma år står på {given[same].seen_from(row)}."
            )
