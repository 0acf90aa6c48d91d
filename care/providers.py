"""Those who give the help (*utförare*), and what the municipality has allowed them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care.quality import Figure
from care.rules import Span
from care.services import Service

AGED = timedelta(days=365)
"""What was last looked over longer ago than this is told with its day."""

OUTSIDE = "outside"
"""The site of one that lies outside the municipality; no area has this key."""

Words = Mapping[str, str]
"""The same text by language; Swedish is always there."""


class Form(StrEnum):
    """Who owns the provider."""

    MUNICIPAL = "municipal"
    COMPANY = "company"
    ASSOCIATION = "association"
    UNKNOWN = "unknown"


class Standing(StrEnum):
    """Where an authorisation stands."""

    ACTIVE = "active"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"


class Availability(StrEnum):
    """Whether a provider can be chosen for one service in one area on one day."""

    CAN = "can"
    FULL = "full"
    """Authorised, but full, and nobody may wait."""
    NOT_TRAINED = "not_trained"
    """Authorised, but known to lack the competence that the decision requires."""
    BEYOND = "beyond"
    """Authorised, but outside the municipality, where this service is not chosen."""
    NOT_YET = "not_yet"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    NOT_HERE = "not_here"
    UNKNOWN = "unknown"
    """The catalogue has no sourced authorisations at all."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much room there is for new people, as told on `day`; what is not known is None.

    `places` are free, `queue` is how many wait, `weeks` how long one waits (0 is room now).
    """

    places: int | None = None
    queue: int | None = None
    weeks: int | None = None
    day: date | None = None

    @property
    def wait(self) -> int | None:
        """Weeks until help can start, as far as is known."""
        return 0 if self.weeks is None and self.places else self.weeks

    def before(self, other: "Room") -> bool:
        """Whether help starts sooner here, as far as is known; what is unknown comes last."""
        return _soon(self) < _soon(other)

    @property
    def full(self) -> bool:
        """Whether it is known that nobody can start now."""
        return self.places == 0


def _soon(room: Room) -> tuple[bool, bool, int]:
    return room.full, room.wait is None, room.wait or 0


@dataclass(frozen=True, slots=True)
class Authorisation:
    """That the municipality lets a provider give one service, in these areas, in this period.

    `areas` holds area keys; None means the whole municipality. `end` is the last day, or None.
    `reason` is why it was paused or withdrawn.
    """

    service: Service
    areas: frozenset[str] | None
    start: date
    end: date | None = None
    standing: Standing = Standing.ACTIVE
    room: Room = Room()
    reason: Words | None = None

    def availability(self, area: str | None, today: date) -> Availability:
        """What this authorisation says of `area` (None: any area) on the day `today`."""
        if self.areas is not None and area is not None and area not in self.areas:
            return Availability.NOT_HERE
        ended = self.end is not None and today > self.end
        if self.standing is Standing.ACTIVE and self.start <= today and not ended:
            return Availability.CAN
        if self.standing is Standing.WITHDRAWN:
            return Availability.WITHDRAWN
        if ended:
            return Availability.ENDED
        return Availability.PAUSED if self.standing is Standing.PAUSED else Availability.NOT_YET


@dataclass(frozen=True, slots=True)
class Unit:
    """A group or an office of a provider, with figures of its own.

    `site` is the key of the area where it lies, or OUTSIDE. `services` are those it gives; None
    is all of its provider's. `kolada` is its id there.
    """

    key: str
    name: str
    site: str | None = None
    figures: tuple[Figure, ...] = ()
    kolada: str | None = None
    services: frozenset[Service] | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """The municipality's last follow-up (*uppföljning*) of a provider.

    `remedied` is whether what was found has been put right; None where nobody has said.
    """

    day: date
    finding: Words
    remedied: bool | None = None
    reply: Words | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over, from which day; people are told and choose anew, nobody is moved."""

    key: str
    day: date


@dataclass(frozen=True, slots=True)
class Features:
    """What a provider has, as far as is known.

    `has` and `lacks` hold wishes as `care.choice` writes them (`evening`, `language=fi`). What
    stands in neither is unknown, and unknown is never counted as no.
    """

    has: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    lists_all: frozenset[str] = frozenset()
    """Kinds (`language`, `competence`) whose list is complete: what it does not name is lacking."""

    def knows(self, wish: str) -> bool | None:
        """Whether the provider has this; None where nobody knows."""
        if wish in self.has:
            return True
        lacking = wish in self.lacks or wish.partition("=")[0] in self.lists_all
        return False if lacking else None

    def of(self, kind: str) -> tuple[str, ...]:
        """The values of one kind in alphabetical order: `of("language")` → `("fi", "sv")`."""
        prefix = f"{kind}="
        return tuple(sorted(w.removeprefix(prefix) for w in self.has if w.startswith(prefix)))


@dataclass(frozen=True, slots=True)
class Provider:
    """One who gives help. `key` is stable and never used again for another.

    `authorisations` is None where none is sourced. None elsewhere is unknown: `handles_complaints`
    (a way of handling them that works), `makes_plans` (*genomförandeplan*), `fixed_contact` (*fast
    omsorgskontakt*). `hours` are those in which somebody comes. `extras` are sold beside, `site`
    is where it lies as for a unit, and `updated` the day somebody last said that all this is true.
    """

    key: str
    name: str
    form: Form
    authorisations: tuple[Authorisation, ...] | None = None
    features: Features = Features()
    organisation_number: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None
    site: str | None = None
    hours: Span | None = None
    handles_complaints: bool | None = None
    makes_plans: bool | None = None
    fixed_contact: bool | None = None
    extras: Words | None = None
    own_words: Words | None = None
    review: Review | None = None
    successor: Successor | None = None
    figures: tuple[Figure, ...] = ()
    units: tuple[Unit, ...] = ()
    updated: date | None = None
    source: str = ""
    kolada: str | None = None

    def sites(self, service: Service | None) -> frozenset[str | None]:
        """Where one would come for a service: its units' places, or its own where it has none.

        None is among them where somebody's place is not known.
        """
        if not self.units:
            return frozenset((self.site,))
        return frozenset(
            unit.site
            for unit in self.units
            if service is None or unit.services is None or service in unit.services
        ) or frozenset((self.site,))

    def aged(self, today: date) -> bool:
        """Whether it is more than a year since somebody said that all this is true."""
        return self.updated is not None and today - self.updated > AGED

    def standing(
        self, service: Service | None, area: str | None, today: date
    ) -> tuple[Availability, Authorisation | None]:
        """Whether this provider can be chosen, and by which authorisation; None asks for any.

        Of several authorisations the one that lets most counts, and of equals the one with room.
        """
        if self.authorisations is None:
            return Availability.UNKNOWN, None
        best = _NOWHERE
        for authorisation in self.authorisations:
            if service is None or authorisation.service is service:
                said = authorisation.availability(area, today)
                if _lets_more(said, authorisation, *best):
                    best = said, authorisation
        return best

    def availability(self, service: Service | None, area: str | None, today: date) -> Availability:
        """Whether this provider can be chosen."""
        return self.standing(service, area, today)[0]

    def opens(self, service: Service | None, today: date, area: str | None = None) -> date | None:
        """The first coming day on which this provider may give `service` in `area`."""
        starts = [
            a.start
            for a in self.authorisations or ()
            if (service is None or a.service is service)
            and a.availability(area, today) is Availability.NOT_YET
        ]
        return min(starts, default=None)


def _lets_more(
    said: Availability, by: Authorisation, before: Availability, other: Authorisation | None
) -> bool:
    if said is not before or other is None:
        return _LETS[said] < _LETS[before]
    return by.room.before(other.room)


_NOWHERE: tuple[Availability, Authorisation | None] = (Availability.NOT_HERE, None)
_LETS = {availability: n for n, availability in enumerate(Availability)}
"""From what lets most to what lets least; what was before comes after what is."""
