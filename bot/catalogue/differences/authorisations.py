"""What would change in what one provider may give, where and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.catalogue.differences.said import listed, said
from care.municipality import Municipality
from care.providers import Authorisation, Availability, Room, Standing
from care.services import Service


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens to a provider: `what` follows its name.

    `loss` is whether people who have chosen it may have to choose anew.
    """

    what: str
    loss: bool = False


Happening = tuple[Service, Event]
Authorisations = tuple[Authorisation, ...] | None

ROOM = {
    "places": "lediga platser",
    "queue": "personer i kö",
    "weeks": "väntetid i veckor",
    "day": "räknade den",
}


def authorised(
    old: Authorisations,
    new: Authorisations,
    before: Municipality,
    after: Municipality,
    today: date,
) -> tuple[Event, ...]:
    """What happens to one provider's authorisations; the same for several services is told once."""
    if new is None:
        lost = Event("har inte längre någon uppgift om vad de får ge", loss=True)
        return () if old is None else (lost,)
    services = {a.service for a in (*(old or ()), *new)}
    together: defaultdict[Event, list[Service]] = defaultdict(list)
    for service, event in _all(old or (), new, before, after, today):
        together[event].append(service)
    known = (Event("har nu uppgift om vad de får ge"),) if old is None else ()
    return (*known, *(_for(event, of, services) for event, of in together.items()))


def touched(old: Municipality | None, new: Municipality) -> int:
    """How many authorisations come, go or become others; how much room there is does not count.

    It is what takes two people on the keeper's pages (`bot.catalogue.changes.Kind`).
    """
    before, after = _allowed(old) if old else {}, _allowed(new)
    number = 0
    for of in before.keys() | after.keys():
        was, is_ = before.get(of, frozenset()), after.get(of, frozenset())
        number += max(len(was - is_), len(is_ - was))
    return number


def _allowed(here: Municipality) -> dict[tuple[str, Service], frozenset[str]]:
    """What each provider may give of each service, told so that it can be compared."""
    found: defaultdict[tuple[str, Service], set[str]] = defaultdict(set)
    for provider in here.providers:
        for one in provider.authorisations or ():
            areas = sorted(one.areas) if one.areas is not None else None
            reason = sorted((one.reason or {}).items())
            told = (areas, one.start, one.end, one.standing, reason)
            found[provider.key, one.service].add(repr(told))
    return {of: frozenset(all_) for of, all_ in found.items()}


def _for(event: Event, of: list[Service], services: set[Service]) -> Event:
    if set(of) == services and len(of) > 1:
        return event
    named = listed(dict.fromkeys(map(said, of)))
    return Event(f"{event.what} ({named})", event.loss)


def _all(
    old: tuple[Authorisation, ...],
    new: tuple[Authorisation, ...],
    before: Municipality,
    after: Municipality,
    today: date,
) -> Iterator[Happening]:
    gone = [a for a in old if a not in new]
    for one in (a for a in new if a not in old):
        like = [a for a in gone if a.service is one.service]
        match = next((a for a in like if a.start == one.start), like[0] if like else None)
        if match is None:
            yield one.service, _granted(one, after)
        else:
            gone.remove(match)
            yield from ((one.service, e) for e in _changed(match, one, before, after, today))
    for one in gone:
        held = one.availability(None, today) not in (Availability.WITHDRAWN, Availability.ENDED)
        where = _places(one.areas, before)
        yield one.service, Event(f"har inte kvar sitt godkännande i {where}", loss=held)


def _granted(one: Authorisation, after: Municipality) -> Event:
    until = f" till {one.end}" if one.end else ""
    standing = "" if one.standing is Standing.ACTIVE else f", {said(one.standing)}"
    where = _places(one.areas, after)
    return Event(f"får ett godkännande i {where} från {one.start}{until}{standing}")


def _changed(
    old: Authorisation,
    new: Authorisation,
    before: Municipality,
    after: Municipality,
    today: date,
) -> Iterator[Event]:
    if old.standing is not new.standing:
        yield _stands(new)
    elif old.reason != new.reason:
        yield Event(f"har en ny orsak till att godkännandet är {said(new.standing)}{_why(new)}")
    if old.end != new.end:
        yield _ends(old.end, new.end, today)
    if old.start != new.start:
        yield Event(f"börjar {new.start} i stället för {old.start}")
    yield from _areas(old.areas, new.areas, before, after)
    if old.room != new.room:
        yield _room(old.room, new.room)


def _stands(new: Authorisation) -> Event:
    match new.standing:
        case Standing.WITHDRAWN:
            return Event(f"har inte längre kommunens godkännande{_why(new)}", loss=True)
        case Standing.PAUSED:
            return Event(f"är pausad och tar inte emot nya{_why(new)}", loss=True)
        case Standing.ACTIVE:
            return Event("har ett godkännande som gäller igen")


def _why(new: Authorisation) -> str:
    return f": {said(new.reason)}" if new.reason else ""


def _ends(old: date | None, new: date | None, today: date) -> Event:
    if new is None:
        return Event(f"slutar inte {old}, och har inget sista datum")
    ends = f"slutar {new}" if new >= today else f"slutade {new}"
    if old is None:
        return Event(ends, loss=True)
    return Event(f"{ends} i stället för {old}", loss=new < old)


def _areas(
    old: frozenset[str] | None,
    new: frozenset[str] | None,
    before: Municipality,
    after: Municipality,
) -> Iterator[Event]:
    if old == new:
        return
    if old is None or new is None:
        where = f"får vara i {_places(new, after)} i stället för i {_places(old, before)}"
        yield Event(where, loss=new is not None)
        return
    if come := new - old:
        yield Event(f"får också vara i {_places(come, after)}")
    if gone := old - new:
        yield Event(f"får inte längre vara i {_places(gone, before)}", loss=True)


def _places(areas: Iterable[str] | None, here: Municipality) -> str:
    if areas is None:
        return "hela kommunen"
    keys = set(areas)
    names = [area.name for area in here.areas if area.key in keys]
    return listed((*names, *sorted(keys - {area.key for area in here.areas})))


def _room(old: Room, new: Room) -> Event:
    changes = (
        f"{label}: {said(getattr(old, name))} → {said(getattr(new, name))}"
        for name, label in ROOM.items()
        if getattr(old, name) != getattr(new, name)
    )
    return Event(f"har nya uppgifter, {listed(changes)}")
