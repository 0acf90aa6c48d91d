"""Those who give the help (*utförare*), and what the municipality has allowed them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from care.quality import Figure
from care.services import Service


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
    NOT_YET = "not_yet"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    NOT_HERE = "not_here"
    UNKNOWN = "unknown"
    """The catalogue has no sourced authorisations at all."""


@dataclass(frozen=True, slots=True)
class Authorisation:
    """That the municipality lets a provider give one service, in these areas, in this period.

    `areas` holds area keys; None means the whole municipality. `end` is the last day, or None.
    """

    service: Service
    areas: frozenset[str] | None
    start: date
    end: date | None = None
    standing: Standing = Standing.ACTIVE

    def availability(self, area: str | None, today: date) -> Availability:
        """What this authorisation says of `area` (None: any area) on the day `today`."""
        if self.areas is not None and area is not None and area not in self.areas:
            return Availability.NOT_HERE
        if self.standing is Standing.WITHDRAWN:
            return Availability.WITHDRAWN
        if self.end is not None and today > self.end:
            return Availability.ENDED
        if self.standing is Standing.PAUSED:
            return Availability.PAUSED
        if today < self.start:
            return Availability.NOT_YET
        return Availability.CAN


@dataclass(frozen=True, slots=True)
class Unit:
    """A group or an office of a provider that has figures of its own."""

    key: str
    name: str
    figures: tuple[Figure, ...] = ()


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

    def __contains__(self, wish: str) -> bool:
        return wish in self.has

    def known_lacking(self, wish: str) -> bool:
        """Whether it is known that the provider does not have this."""
        return wish in self.lacks or (
            wish not in self.has and wish.partition("=")[0] in self.lists_all
        )

    def of(self, kind: str) -> tuple[str, ...]:
        """The values of one kind in alphabetical order: `of("language")` → `("fi", "sv")`."""
        prefix = f"{kind}="
        return tuple(sorted(w.removeprefix(prefix) for w in self.has if w.startswith(prefix)))


@dataclass(frozen=True, slots=True)
class Provider:
    """One who gives help. `key` is stable and never used again for another.

    `authorisations` is None where none is sourced; `wait_weeks` is 0 for room now and None where
    unknown; `handles_complaints` and `makes_plans` are None where unknown.
    """

    key: str
    name: str
    form: Form
    authorisations: tuple[Authorisation, ...] | None = None
    features: Features = Features()
    wait_weeks: int | None = None
    handles_complaints: bool | None = None
    makes_plans: bool | None = None
    phone: str | None = None
    own_words: str | None = None
    figures: tuple[Figure, ...] = ()
    units: tuple[Unit, ...] = ()
    updated: date | None = None
    source: str = ""

    def availability(self, service: Service | None, area: str | None, today: date) -> Availability:
        """Whether this provider can be chosen; `service` None asks for any service.

        Of several authorisations the one that lets most counts.
        """
        if self.authorisations is None:
            return Availability.UNKNOWN
        said = {
            a.availability(area, today)
            for a in self.authorisations
            if service is None or a.service is service
        }
        for availability in Availability:  # from can to cannot; what was before comes after what is
            if availability in said:
                return availability
        return Availability.NOT_HERE

    def opens(self, service: Service | None, today: date, area: str | None = None) -> date | None:
        """The first coming day on which this provider may give `service` in `area`."""
        starts = [
            a.start
            for a in self.authorisations or ()
            if (service is None or a.service is service)
            and a.availability(area, today) is Availability.NOT_YET
        ]
        return min(starts, default=None)
