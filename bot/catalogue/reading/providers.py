"""Who gives the help: providers with their units, authorisations and figures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from bot.catalogue.reading.rows import Row
from bot.catalogue.schema.column import TRANSLATED
from bot.catalogue.schema.providers import FLAGS, LISTS
from care.choice import wish
from care.providers import (
    Authorisation,
    Features,
    Form,
    Provider,
    Review,
    Room,
    Standing,
    Successor,
    Unit,
    Words,
)
from care.quality import Figure, Indicator
from care.services import Service


def providers(sheets: Mapping[str, Sequence[Row]], *, sourced: bool) -> tuple[Provider, ...]:
    """All providers with what the other sheets say of them.

    `sourced` is whether anybody has said what any of them is authorised for.
    """
    told = figures(sheets["quality"])
    units: defaultdict[str, list[Unit]] = defaultdict(list)
    for row in sheets["units"]:
        units[row["provider"]].append(
            Unit(
                key=row["key"],
                name=row["name"],
                site=row["site"],
                figures=told.get(row["key"], ()),
                kolada=row["kolada"],
                services=frozenset(map(Service, row["services"])) if row["services"] else None,
            )
        )
    allowed: defaultdict[str, list[Authorisation]] = defaultdict(list)
    for row in sheets["authorisations"]:
        allowed[row["provider"]].append(_authorisation(row))
    return tuple(
        _provider(
            row,
            authorisations=tuple(allowed[row["key"]]) if sourced else None,
            figures=told.get(row["key"], ()),
            units=tuple(units[row["key"]]),
        )
        for row in sheets["providers"]
    )


def figures(rows: Sequence[Row]) -> Mapping[str, tuple[Figure, ...]]:
    """Figures by the key of whom they tell of: a provider, a unit, the municipality, Sweden."""
    told: defaultdict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        indicator = Indicator(row["indicator"])
        told[row["key"]].append(
            Figure(indicator, row["value"], row["year"], row["answers"], row["source"])
        )
    return {key: tuple(found) for key, found in told.items()}


def _provider(row: Row, **others: Any) -> Provider:
    return Provider(
        key=row["key"],
        name=row["name"],
        form=Form(row["form"]),
        features=_features(row),
        organisation_number=row["organisation_number"],
        phone=row["phone"],
        email=row["email"],
        website=row["website"],
        site=row["site"],
        hours=row["hours"],
        handles_complaints=row["handles_complaints"],
        makes_plans=row["makes_plans"],
        fixed_contact=row["fixed_contact"],
        extras=_words(row, "extras"),
        own_words=_words(row, "own_words"),
        review=_review(row),
        successor=_successor(row),
        updated=row["updated"],
        source=row["source"] or "",
        kolada=row["kolada"],
        **others,
    )


def _features(row: Row) -> Features:
    has = {str(need) for need, column in FLAGS.items() if row[column] is True}
    lacks = frozenset(str(need) for need, column in FLAGS.items() if row[column] is False)
    lists_all: set[str] = set()
    for need, column in LISTS.items():
        if listed := row[column]:
            has |= {wish(need, value) for value in listed.values}
            if listed.complete:
                lists_all.add(str(need))
    return Features(frozenset(has), lacks, frozenset(lists_all))


def _words(row: Row, column: str) -> Words | None:
    if not row[column]:
        return None
    translated = ((code, row[name]) for code, name in _TRANSLATIONS[column])
    return {"sv": row[column]} | {code: text for code, text in translated if text}


_TRANSLATIONS = {
    column: tuple((code, f"{column}_{code}") for code in TRANSLATED)
    for column in ("extras", "own_words", "review_finding", "review_reply", "reason")
}


def _review(row: Row) -> Review | None:
    finding = _words(row, "review_finding")
    if finding is None or row["review_day"] is None:
        return None
    return Review(row["review_day"], finding, row["review_remedied"], _words(row, "review_reply"))


def _successor(row: Row) -> Successor | None:
    return Successor(row["successor"], row["successor_day"]) if row["successor"] else None


def _authorisation(row: Row) -> Authorisation:
    return Authorisation(
        service=Service(row["service"]),
        areas=None if row["areas"] == ("*",) else frozenset(row["areas"]),
        start=row["start"],
        end=row["end"],
        standing=Standing(row["standing"]),
        room=Room(row["places"], row["queue"], row["weeks"], row["room_day"]),
        reason=_words(row, "reason"),
    )
