"""One municipality: its areas, its people, its rules, and all who may be chosen there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from care.directory import Directory
from care.providers import Provider
from care.quality import Figure
from care.rules import Change, Rules, ServiceRule
from care.services import Service


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the municipality, and the names of places by which people call it."""

    key: str
    name: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` to `closes`, wall time, on one weekday (Monday is 0)."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Officer:
    """A case officer (*handläggare*) and the weekly hours in which calls may be booked.

    `languages` are those spoken beside Swedish, `areas` (keys) where they work, none if
    everywhere; `most` is how many calls a day at most, None where there is no limit.
    """

    key: str
    name: str
    hours: tuple[Hours, ...]
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    most: int | None = None


class Role(StrEnum):
    """What a number other than the officers' own is for."""

    ADVICE = "advice"
    COMPLAINTS = "complaints"
    RELATIVES = "relatives"
    """*Anhörigsamordnare*: support for those who care for someone close."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A number of the municipality's, with its name and the hours in which it is answered."""

    role: Role
    name: str
    phone: str
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Fee:
    """The most that help may cost a month, in kronor, in one year; never told after that year."""

    kronor: int
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from, and the day they were read there."""

    what: str
    day: date


@dataclass(frozen=True)
class Municipality:
    """One municipality with all that a conversation may say of it.

    `version` names the exact catalogue. `example` is told to the reader. Where `takes_wishes` is
    False (authorisations are not sourced) providers are shown and compared, and the person is
    sent to the municipality instead of leaving a wish or booking a call. `services` are those in
    the choice, in the order in which they are offered. `figures` are the municipality's own and
    `country` Sweden's, to lay beside a provider's. `sources` are of facts by field. `live_chat` is
    whether officers may answer in the chat themselves.
    """

    key: str
    name: str
    code: str
    version: str
    example: bool
    takes_wishes: bool
    services: tuple[ServiceRule, ...]
    providers: tuple[Provider, ...]
    rules: Rules = field(default_factory=Rules)
    areas: tuple[Area, ...] = ()
    officers: tuple[Officer, ...] = ()
    open_hours: tuple[Hours, ...] = ()
    phone: str | None = None
    out_of_hours_phone: str | None = None
    website: str | None = None
    contacts: tuple[Contact, ...] = ()
    fee: Fee | None = None
    figures: tuple[Figure, ...] = ()
    country: tuple[Figure, ...] = ()
    sources: Mapping[str, Source] | None = None
    live_chat: bool = False

    @cached_property
    def directory(self) -> Directory:
        """Its providers, found by what is asked for."""
        return Directory(self.providers)

    @cached_property
    def offered(self) -> tuple[Service, ...]:
        """What one may choose for here."""
        return tuple(rule.service for rule in self.services)

    @cached_property
    def _areas(self) -> Mapping[str, Area]:
        return {area.key: area for area in self.areas}

    @cached_property
    def _services(self) -> Mapping[Service, ServiceRule]:
        return {rule.service: rule for rule in self.services}

    def area(self, key: str) -> Area | None:
        """The area with this key."""
        return self._areas.get(key)

    def provider(self, key: str) -> Provider | None:
        """The provider with this key."""
        return self.directory.get(key)

    def service(self, service: Service) -> ServiceRule:
        """The rule of one service; of one that is not in the choice, what always holds."""
        return self._services.get(service) or ServiceRule(service)

    def change(self, service: Service | None) -> Change:
        """When one may change: the service's own rule where it has one, else the general one."""
        own = self.service(service).change if service else Change()
        return self.rules.change if own == Change() else own
