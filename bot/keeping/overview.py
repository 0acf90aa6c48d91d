"""What there is to do, who is on the list, and what has been: a keeper's own pages."""

from collections.abc import Mapping
from datetime import date

from starlette.responses import Response

from bot.keeping import todo
from bot.keeping.deciding import card
from bot.keeping.listed import row
from bot.keeping.past import past
from bot.keeping.visit import NotHere, Visit
from bot.keeping.words import day, moment
from care.providers import Availability, Provider

EDITIONS = 20
UNDO = "kundval catalogue undo"
STANDINGS: Mapping[Availability, str] = {
    Availability.CAN: "går att välja",
    Availability.FULL: "full",
    Availability.NOT_TRAINED: "saknar den kunskap som behövs",
    Availability.BEYOND: "ligger utanför kommunen",
    Availability.NOT_YET: "börjar senare",
    Availability.PAUSED: "pausad",
    Availability.WITHDRAWN: "återkallad",
    Availability.ENDED: "har slutat",
    Availability.NOT_HERE: "har inget godkännande",
    Availability.UNKNOWN: "okänt",
}


def start(at: Visit) -> Response:
    """All that a keeper needs to do, the first proposal opened beside the list."""
    if not at.link.keeper:
        raise NotHere
    here = at.catalogue.here
    waiting = at.kept.proposals.waiting(here.key)
    ending = todo.ending(here, at.kept.editions.wished(here.key), at.today)
    return at.page(
        "start.html",
        "Att göra",
        waiting=[row(at, one) for one in waiting],
        coming=[row(at, one) for one in at.kept.proposals.coming(here.key)],
        card=card(at, waiting[0]) if waiting else None,
        old=[
            {"key": p.key, "name": p.name, "updated": day(p.updated)}
            for p in todo.old(here, at.today)
        ],
        ending=[
            {
                "key": one.provider.key,
                "name": one.provider.name,
                "service": one.service,
                "end": day(one.end),
                "people": "1 person" if one.people == 1 else f"{one.people} personer",
            }
            for one in ending
        ],
        missing=todo.missing(at.catalogue.sheets, here),
    )


def providers(at: Visit) -> Response:
    """Everyone on the list: all, those of a name, or those for whom something is missing."""
    if not at.link.keeper:
        raise NotHere
    here = at.catalogue.here
    asked = " ".join(at.query.get("q", "").split())[:60]
    column = at.query.get("missing", "")
    rows = sorted(here.providers, key=lambda p: p.name.casefold())
    title = "Utförare"
    lacking = next((m for m in todo.missing(at.catalogue.sheets, here) if m.column == column), None)
    if lacking:
        without = todo.without(at.catalogue.sheets, here, column)
        rows = [p for p in rows if p.key in without]
        title = f"Utförare utan uppgift: {lacking.title.lower()}"
    if asked:
        rows = [p for p in rows if asked.casefold() in p.name.casefold()]
    return at.page(
        "providers.html",
        title,
        q=asked,
        found=f"{len(rows)} av {len(here.providers)} utförare",
        rows=[
            {
                "key": p.key,
                "name": p.name,
                "standing": standing(p, at.today),
                "updated": day(p.updated),
            }
            for p in rows
        ],
    )


def standing(provider: Provider, today: date) -> str:
    """Whether a provider can be chosen for anything today."""
    return STANDINGS[provider.availability(None, None, today)]


def history(at: Visit) -> Response:
    """The last editions: when, by whom, and what they changed."""
    if not at.link.keeper:
        raise NotHere
    editions = at.kept.editions.of(at.link.municipality, EDITIONS + 1)
    return at.page(
        "history.html",
        "Historik",
        undo=f"{UNDO} {at.link.municipality}",
        editions=[
            {
                "at": moment(one.edition.at),
                "by": one.by,
                "about": one.about,
                "what": one.what,
                "version": one.edition.version,
            }
            for one in past(at.kept.proposals, editions, EDITIONS)
        ],
    )
