"""Who may be chosen, where there is room, and how well the list is kept."""

from collections.abc import Iterator
from functools import lru_cache

from starlette.responses import Response

from bot.catalogue.book import content, parse
from bot.catalogue.changes import Sheets
from bot.catalogue.schema.providers import OF_NEED
from bot.desk.figures import room
from bot.desk.visit import NotHere, Visit, Way
from bot.keeping import todo
from bot.keeping.shown import service as named
from bot.keeping.words import day
from bot.store.editions import Editions
from bot.store.office import asked
from bot.store.office.accounts import Office
from care.choice import Need
from care.counting import FEWEST
from care.providers import Availability
from care.services import Service
from dialogs.messages import bare
from dialogs.wished import wish_named
from dialogs.wording import SOURCE

KEEPERS = "/keep-list"
SHOWN = 10
"""So many of what is missing and what is asked for: the first to see to."""


def overview(at: Visit) -> Response:
    """Every service, and the state of the list."""
    here = at.here
    editions = Editions(at.store)
    newest = editions.of(here.key, 1)
    missing = todo.missing(_sheets(newest[0].content), here) if newest else ()
    return at.page(
        "providers.html",
        "Utförare",
        services=[
            {
                "key": one.service.value,
                "name": named(one.service),
                "choosable": one.choosable,
                "now": one.now,
                "full": one.full,
                "unknown": one.unknown,
            }
            for one in room.sums(here, at.today)
        ],
        sourced=any(p.authorisations is not None for p in here.providers),
        old=[(p.name, day(p.updated)) for p in todo.old(here, at.today)],
        ending=[
            (one.provider.name, one.service, day(one.end), one.people)
            for one in todo.ending(here, editions.wished(here.key), at.today)
        ],
        missing=missing[:SHOWN],
        asked=list(_asked(at))[:SHOWN],
        keepers=KEEPERS if at.account.may(Office.KEEPER) else "",
    )


def of_service(at: Visit) -> Response:
    """All providers of one service, with their room."""
    rule = next((r for r in at.here.services if r.service == at.path["service"]), None)
    if rule is None:
        raise NotHere
    area = at.here.area(at.query.get("area", ""))
    return at.page(
        "room.html",
        named(rule.service),
        lines=room.lines(at.here, rule.service, area.key if area else "", at.today),
        areas=[(one.key, one.name, one is area) for one in at.here.areas],
        area=area.name if area else "",
        keepers=KEEPERS if at.account.may(Office.KEEPER) else "",
    )


@lru_cache(maxsize=8)
def _sheets(stored: str) -> Sheets:
    return content(parse(stored))


def _asked(at: Visit) -> Iterator[tuple[str, str, str]]:
    """What is wished for and not known of every provider: the most wished for first."""
    with at.store.reading() as held:
        wished = asked.wishes(held, at.here.key)
    services = {rule.service.value for rule in at.here.services}
    for (service, wish), count in sorted(wished.items(), key=lambda one: (-one[1], one[0])):
        need = wish.partition("=")[0]
        if service not in services or need not in OF_NEED or need == Need.NEAR:
            continue
        able = [
            provider
            for provider in at.here.providers
            if provider.availability(Service(service), None, at.today) is Availability.CAN
        ]
        unknown = sum(provider.features.knows(wish) is None for provider in able)
        if unknown:
            said = at.desk.wording.text(bare("{w}", w=wish_named(wish, at.here)), SOURCE)
            times = f"färre än {FEWEST}" if count < FEWEST else str(count)
            yield f"{named(service)}: {said}", times, f"{unknown} av {len(able)}"


WAYS: tuple[Way, ...] = (
    Way("/providers", overview, "providers", roles=()),
    Way("/providers/{service}", of_service, "providers", roles=()),
)
