"""When a provider leaves those who chose it: it ends, may no longer be chosen, or becomes another.

What is authorised now stands in the catalogue; who is concerned follows from their case. Nobody is
moved in silence: whoever wished for the provider, or has it, is told and chooses anew.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from care.casework import Closing, Stage
from care.matching import Asked, fit
from care.municipality import Municipality
from care.providers import Authorisation, Availability, Provider
from care.services import Service
from care.times import ONE_DAY

AHEAD = timedelta(days=60)
"""So long before its last day that a provider ends is told."""


class What(StrEnum):
    """What happens to the provider."""

    WITHDRAWN = "withdrawn"
    PAUSED = "paused"
    ENDS = "ends"
    """Its authorisation has a last day that is near."""
    ENDED = "ended"
    BECOMES = "becomes"
    """Another takes over, from a day that is near."""
    BECAME = "became"
    NOT_HERE = "not_here"
    """Authorised, but not for this service in this area any more."""
    REMOVED = "removed"
    """The catalogue does not name it any more."""


_TOLD_AHEAD = {What.ENDED: What.ENDS, What.BECAME: What.BECOMES}


@dataclass(frozen=True, slots=True)
class Leaving:
    """What happens. `day` is the last of the authorisation, or the successor's first.

    `successor` is the key of who takes over, where somebody does.
    """

    what: What
    day: date | None = None
    successor: str | None = None

    @property
    def code(self) -> str:
        """One word for exactly this: `withdrawn`, `ends:2027-01-31`."""
        return f"{self.what}:{self.day}" if self.day else self.what.value

    @property
    def told_ahead(self) -> str:
        """The code under which the same has been told before its day; empty where it has none."""
        before = _TOLD_AHEAD.get(self.what)
        return Leaving(before, self.day).code if before else ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is chosen in a case, and for what, as far as it matters here; providers are keys."""

    stage: Stage
    closed_as: Closing | None
    wish: str | None
    provider: str | None
    interim: str | None
    service: Service | None
    area: str

    @property
    def providers(self) -> tuple[tuple[str, bool], ...]:
        """Those it hangs on, each with whether it has said yes to helping this person.

        While nothing is confirmed it is who is wished for; then who was confirmed, and who helps
        meanwhile. A case that was closed hangs on nobody, but where the help goes on.
        """
        if self.stage is Stage.CLOSED and self.closed_as is not Closing.CONFIRMED:
            return ()
        if self.stage is Stage.OPEN:
            return ((self.wish, False),) if self.wish else ()
        taken = self.stage in (Stage.ACCEPTED, Stage.STARTED, Stage.CLOSED)
        found = [(self.provider, taken)] if self.provider else []
        if self.interim and self.stage in (Stage.QUEUED, Stage.ACCEPTED):
            found.append((self.interim, True))
        return tuple(found)


def leavings(here: Municipality, chosen: Chosen, today: date) -> dict[str, Leaving]:
    """Which of those that a case hangs on leave it, by key, and what happens to each."""
    found = {
        key: leaving(here, key, chosen.service, chosen.area, today, taken=taken)
        for key, taken in chosen.providers
    }
    return {key: what for key, what in found.items() if what}


def leaving(
    here: Municipality,
    key: str,
    service: Service | None,
    area: str,
    today: date,
    *,
    taken: bool = False,
) -> Leaving | None:
    """What happens to a provider, for one service in one area; None where it stays.

    Where it has `taken` the person on, a pause is nothing to them: it takes no new people. So is
    nothing to anybody that it is full, or must know more than it does: that is the officer's.
    """
    provider = here.provider(key)
    if provider is None:
        return Leaving(What.REMOVED)
    now, by = _standing(here, provider, service, area, today)
    if now is Availability.WITHDRAWN:
        return Leaving(What.WITHDRAWN)
    if now is Availability.PAUSED:
        return None if taken else Leaving(What.PAUSED)
    if (next_one := provider.successor) and next_one.day <= today + AHEAD:
        what = What.BECOMES if today < next_one.day else What.BECAME
        return Leaving(what, next_one.day, next_one.key)
    if now is Availability.NOT_HERE:
        return Leaving(What.NOT_HERE)
    if now is Availability.ENDED:
        return Leaving(What.ENDED, by.end if by else None)
    last = _last_day(here, provider, service, area, today) if now is Availability.CAN else None
    return Leaving(What.ENDS, last) if last else None


def _standing(
    here: Municipality, provider: Provider, service: Service | None, area: str, day: date
) -> tuple[Availability, Authorisation | None]:
    found = fit(here, provider, Asked(service, area or None, day))
    by = found.authorisation
    open_to_some = found.availability in (Availability.FULL, Availability.BEYOND)
    return Availability.CAN if open_to_some else found.availability, by


def _last_day(
    here: Municipality, provider: Provider, service: Service | None, area: str, today: date
) -> date | None:
    """The last day, where it is near and no other authorisation follows it."""
    day = today
    while True:
        now, by = _standing(here, provider, service, area, day)
        if now is not Availability.CAN:
            return day - ONE_DAY
        if by is None or by.end is None or by.end > today + AHEAD:
            return None
        day = by.end + ONE_DAY
