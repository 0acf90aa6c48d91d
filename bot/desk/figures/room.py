"""Where there is room, service by service, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.keeping.overview import STANDINGS
from bot.keeping.shown import MISSING
from bot.keeping.todo import SOON
from bot.keeping.words import day
from care.municipality import Municipality
from care.providers import Authorisation, Availability, Provider, Room
from care.services import Service

STALE = timedelta(days=31)
"""Places and queues are of another month then."""
EVERYWHERE = "Hela kommunen"
_ALPHABET = str.maketrans("åäö", "{|}")
"""Last, and in this order, as Swedish has them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One authorisation of one provider. `tone` is the colour beside the words of `standing`."""

    name: str
    standing: str
    tone: str
    places: str
    queue: str
    weeks: str
    seen: str
    stale: bool
    areas: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One service: how many may be chosen, and of these how many can begin, are full, unknown."""

    service: Service
    choosable: int
    now: int
    full: int
    unknown: int


def alphabetical(name: str) -> str:
    """What to sort a name by."""
    return name.casefold().translate(_ALPHABET)


def lines(here: Municipality, service: Service, area: str, today: date) -> list[Line]:
    """Every authorisation for a service, by the provider's name; in an area, or in all."""
    found = sorted(_of(here, service, area), key=lambda one: alphabetical(one[0].name))
    return [_line(here, provider, given, today) for provider, given in found]


def sums(here: Municipality, today: date) -> list[Sum]:
    """Every service in the choice."""
    return [_sum(here, rule.service, today) for rule in here.services]


def _of(
    here: Municipality, service: Service, area: str
) -> Iterator[tuple[Provider, Authorisation | None]]:
    for provider in here.providers:
        if provider.authorisations is None:
            yield provider, None
        for given in provider.authorisations or ():
            if given.service is service and (
                not area or given.areas is None or area in given.areas
            ):
                yield provider, given


def _sum(here: Municipality, service: Service, today: date) -> Sum:
    rooms: dict[str, Room] = {}
    for provider, given in _of(here, service, ""):
        if given and given.availability(None, today) is Availability.CAN:
            before = rooms.get(provider.key)
            if before is None or given.room.before(before):
                rooms[provider.key] = given.room
    full = [room for room in rooms.values() if room.full]
    now = [room for room in rooms.values() if room.wait == 0 and not room.full]
    unknown = [room for room in rooms.values() if room.wait is None and not room.full]
    return Sum(service, len(rooms), len(now), len(full), len(unknown))


def _line(here: Municipality, provider: Provider, given: Authorisation | None, today: date) -> Line:
    if given is None:
        unknown = STANDINGS[Availability.UNKNOWN]
        none = MISSING
        return Line(provider.name, unknown, "unknown", none, none, none, none, False, none)
    room = given.room
    standing, tone = _standing(given, today)
    return Line(
        provider.name,
        standing,
        tone,
        MISSING if room.places is None else "fullt" if room.full else str(room.places),
        MISSING if room.queue is None else "ingen" if not room.queue else f"{room.queue} väntar",
        _weeks(room.weeks),
        day(room.day) if room.day else MISSING,
        room.day is not None and today - room.day > STALE,
        _areas(here, given),
    )


def _weeks(weeks: int | None) -> str:
    match weeks:
        case None:
            return MISSING
        case 0:
            return "kan börja nu"
        case 1:
            return "1 vecka"
        case _:
            return f"{weeks} veckor"


def _standing(given: Authorisation, today: date) -> tuple[str, str]:
    said = given.availability(None, today)
    told = STANDINGS[said]
    reason = (given.reason or {}).get("sv", "")
    match said:
        case Availability.CAN if given.end and given.end <= today + SOON:
            return f"{told}, slutar {day(given.end)}", "unknown"
        case Availability.CAN:
            return told, "meets"
        case Availability.NOT_YET:
            return f"börjar {day(given.start)}", "unknown"
        case Availability.ENDED if given.end:
            return f"slutade {day(given.end)}", "lacks"
        case _:
            return f"{told}: {reason}" if reason else told, "lacks"


def _areas(here: Municipality, given: Authorisation) -> str:
    if given.areas is None:
        return EVERYWHERE
    return ", ".join(area.name for area in here.areas if area.key in given.areas)
