"""Which providers fit what a person wishes: all of them, in three groups, in a neutral order.

Kommunallagen (2017:725) 8 kap. 18 § asks for information about *all* providers that is factual,
relevant, comparable, easy to understand and easy to reach. So nothing is ranked: a wish moves a
provider between groups and never hides it, and inside a group the order is drawn by lot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from care.choice import SHORT_WAIT_WEEKS, Need
from care.providers import Availability, Provider
from care.services import Service


@dataclass(frozen=True, slots=True)
class Fit:
    """One provider against the wishes; each wish stands in exactly one of the three."""

    provider: Provider
    availability: Availability
    meets: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Every provider once: *har det du önskar*, *vi vet inte*, *saknar något*, cannot be chosen."""

    meets: tuple[Fit, ...]
    unknown: tuple[Fit, ...]
    lacks: tuple[Fit, ...]
    not_available: tuple[Fit, ...]

    @property
    def choosable(self) -> tuple[Fit, ...]:
        """All that can be chosen, in the order in which they are shown."""
        return self.meets + self.unknown + self.lacks


def match(
    providers: Iterable[Provider],
    wishes: Sequence[str],
    *,
    service: Service | None,
    area: str | None,
    today: date,
    seed: int,
) -> Shortlist:
    """Sort all `providers` by what is known of them; None for service or area asks for any."""
    meets: list[Fit] = []
    unknown: list[Fit] = []
    lacks: list[Fit] = []
    not_available: list[Fit] = []
    for provider in sorted(providers, key=lambda p: lot(seed, p.key)):
        one = fit(provider, wishes, provider.availability(service, area, today))
        if one.availability not in (Availability.CAN, Availability.UNKNOWN):
            not_available.append(one)
        elif one.lacks:
            lacks.append(one)
        elif one.unknown:
            unknown.append(one)
        else:
            meets.append(one)
    return Shortlist(tuple(meets), tuple(unknown), tuple(lacks), tuple(not_available))


def lot(seed: int, key: str) -> bytes:
    """The lot a provider draws: one leaving does not change the order of the others."""
    return blake2b(key.encode(), key=(seed % 2**64).to_bytes(8, "big"), digest_size=8).digest()


def fit(provider: Provider, wishes: Sequence[str], availability: Availability) -> Fit:
    """One provider against the wishes; each wish is met, unknown or lacking."""
    found: dict[bool | None, list[str]] = {True: [], None: [], False: []}
    for wish in wishes:
        found[_has(provider, wish)].append(wish)
    return Fit(provider, availability, tuple(found[True]), tuple(found[None]), tuple(found[False]))


def _has(provider: Provider, wish: str) -> bool | None:
    need, _, value = wish.partition("=")
    if need == Need.FORM:
        return None if provider.form == "unknown" else provider.form == value
    if need == Need.SHORT_WAIT:
        return None if provider.wait_weeks is None else provider.wait_weeks <= SHORT_WAIT_WEEKS
    if wish in provider.features:
        return True
    return False if provider.features.known_lacking(wish) else None
