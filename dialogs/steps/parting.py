"""Whom this person hangs on that leaves them: who was chosen or wished for, as it is now."""

from dataclasses import dataclass

from care.casework import Stage
from care.leaving import Chosen, Leaving, leavings
from care.services import Service
from dialogs.steps.browsing import asked
from dialogs.talk import Talk
from dialogs.world import Standing


@dataclass(frozen=True, slots=True)
class Parting:
    """What happens to the provider `key`; `helps` where it gives help already."""

    key: str
    leaving: Leaving
    helps: bool


def partings(talk: Talk) -> tuple[Parting, ...]:
    """All of them, the one that was chosen first; none for who may not be told."""
    if talk.municipality is None or talk.world.stopped():
        return ()
    standing = talk.world.standing()
    wished = talk.world.wished()
    if standing is None and wished is None:
        return ()
    found = leavings(talk.here, _holds(talk, standing or Standing(Stage.OPEN), wished), talk.today)
    helping = standing is not None and standing.stage in (Stage.STARTED, Stage.CLOSED)
    interim = standing.interim if standing else None
    return tuple(Parting(key, leaving, helping or key == interim) for key, leaving in found.items())


def _holds(talk: Talk, standing: Standing, wished: str | None) -> Chosen:
    here = asked(talk)
    known = standing.service in set(Service)
    return Chosen(
        standing.stage,
        standing.closed_as,
        wished,
        standing.provider,
        standing.interim,
        Service(standing.service) if known else here.service,
        standing.area if known else here.area or "",
    )
