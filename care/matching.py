"""Which providers fit what a person wishes: all of them, in three groups, in a neutral order.

Kommunallagen (2017:725) 8 kap. 18 § asks for information about *all* providers that is factual,
relevant, comparable, easy to understand and easy to reach. So nothing is ranked: a wish moves a
provider between groups and never hides it, and inside a group the order is drawn by lot.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from care.choice import SHORT_WAIT_WEEKS, Need, wish
from care.municipality import Municipality
from care.providers import OUTSIDE, Authorisation, Availability, Form, Provider, Room
from care.services import Service


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; None for service or area asks for any.

    `required` is the competence that the decision requires, as `care.choice` names it.
    """

    service: Service | None
    area: str | None
    today: date
    wishes: tuple[str, ...] = ()
    required: str | None = None


class Fit(NamedTuple):
    """One provider against what is asked; each wish stands in exactly one of the three.

    What the decision requires stands there too: as met, or as unknown. `authorisation` is the one
    by which the provider can be chosen, or the nearest to it. (A tuple, for hundreds are made for
    one list, and a frozen dataclass takes three times as long to make.)
    """

    provider: Provider
    availability: Availability
    authorisation: Authorisation | None = None
    meets: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def room(self) -> Room:
        """How much room there is for new people."""
        return self.authorisation.room if self.authorisation else Room()

    @property
    def choosable(self) -> bool:
        """Whether it can be chosen, as far as is known."""
        return self.availability in _CHOOSABLE


_CHOOSABLE = (Availability.CAN, Availability.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Everyone worth a look: *har det du önskar*, *vi vet inte*, *saknar något*, not choosable."""

    meets: tuple[Fit, ...]
    unknown: tuple[Fit, ...]
    lacks: tuple[Fit, ...]
    not_available: tuple[Fit, ...]

    @property
    def choosable(self) -> tuple[Fit, ...]:
        """All that can be chosen, in the order in which they are shown."""
        return self.meets + self.unknown + self.lacks


def match(here: Municipality, asked: Asked, *, seed: int) -> Shortlist:
    """Everyone whose authorisations name what is asked, sorted by what is known of them.

    Those that never give this help there are `elsewhere`.
    """
    groups: tuple[list[Fit], ...] = ([], [], [], [])
    meets, unknown, lacks, not_available = groups
    question = _Question(here, asked)
    for provider in _drawn(here.directory.candidates(asked.service, question.area), seed):
        one = question.fit(provider)
        if not one.choosable:
            not_available.append(one)
        elif one.lacks:
            lacks.append(one)
        elif one.unknown:
            unknown.append(one)
        else:
            meets.append(one)
    return Shortlist(*map(tuple, groups))


def elsewhere(here: Municipality, asked: Asked, *, seed: int) -> tuple[Fit, ...]:
    """All the other providers, for no list may end without a way to everyone."""
    question = _Question(here, asked)
    others = here.directory.elsewhere(asked.service, question.area)
    return tuple(question.fit(provider) for provider in _drawn(others, seed))


def fit(here: Municipality, provider: Provider, asked: Asked) -> Fit:
    """One provider against what is asked."""
    return _Question(here, asked).fit(provider)


def lot(seed: int, key: str) -> bytes:
    """The lot a provider draws: one leaving does not change the order of the others."""
    return _lots(seed)(key)


def _lots(seed: int) -> Callable[[str], bytes]:
    begun = blake2b(key=(seed % 2**64).to_bytes(8, "big"), digest_size=8)

    def draw(key: str) -> bytes:
        lot = begun.copy()
        lot.update(key.encode())
        return lot.digest()

    return draw


def _drawn(providers: Iterable[Provider], seed: int) -> list[Provider]:
    draw = _lots(seed)
    return sorted(providers, key=lambda p: draw(p.key))


class _Question:
    """What is asked, taken apart once for all who may answer it."""

    def __init__(self, here: Municipality, asked: Asked) -> None:
        rule = here.service(asked.service) if asked.service else None
        self.area = None if rule and rule.any_area else asked.area
        self._service = asked.service
        self._today = asked.today
        self._border = rule is not None and not rule.any_place
        self._waiting = here.rules.queue is not False
        self._must = wish(Need.COMPETENCE, asked.required) if asked.required else None
        first = (self._must,) if self._must else ()
        wishes = (*first, *(w for w in asked.wishes if w != self._must))
        self._wishes = tuple((one, _whether(one, asked.service)) for one in wishes)

    def fit(self, provider: Provider) -> Fit:
        """One provider against it."""
        availability, by = provider.standing(self._service, self.area, self._today)
        room = by.room if by else _NOT_TOLD
        meets: tuple[str, ...] = ()
        unknown: tuple[str, ...] = ()
        lacks: tuple[str, ...] = ()
        for one, whether in self._wishes:
            has = whether(provider, room)
            if has:
                meets += (one,)
            elif has is None:
                unknown += (one,)
            else:
                lacks += (one,)
        if availability is Availability.CAN:
            availability = self._hindered(provider, room, lacks) or availability
        return Fit(provider, availability, by, meets, unknown, lacks)

    def _hindered(
        self, provider: Provider, room: Room, lacks: tuple[str, ...]
    ) -> Availability | None:
        """Why one that is authorised cannot be chosen after all; None where nothing hinders."""
        if self._must in lacks:
            return Availability.NOT_TRAINED
        if self._border and provider.sites(self._service) == _ALL_OUTSIDE:
            return Availability.BEYOND
        if not self._waiting and room.full:
            return Availability.FULL
        return None


_NOT_TOLD = Room()
_ALL_OUTSIDE = frozenset((OUTSIDE,))


def _whether(wish: str, service: Service | None) -> Callable[[Provider, Room], bool | None]:
    """How to see whether a provider has what is wished; None is what nobody knows."""
    need, _, value = wish.partition("=")

    def form(provider: Provider, _room: Room) -> bool | None:
        return None if provider.form is Form.UNKNOWN else provider.form == value

    def short_wait(_provider: Provider, room: Room) -> bool | None:
        return None if room.wait is None else room.wait <= SHORT_WAIT_WEEKS

    def near(provider: Provider, _room: Room) -> bool | None:
        sites = provider.sites(service)
        return True if value in sites else None if None in sites else False

    def feature(provider: Provider, _room: Room) -> bool | None:
        return provider.features.knows(wish)

    match need:
        case Need.FORM:
            return form
        case Need.SHORT_WAIT:
            return short_wait
        case Need.NEAR:
            return near
    return feature
