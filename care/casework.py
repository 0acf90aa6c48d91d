"""How far a choice has come, from a wish to help that has started, and what may follow what.

The officer confirms and never the chat; a case that has been closed asks nothing and tells nothing
until it is opened again.
"""

from datetime import date
from enum import StrEnum

from care.followup import Course


class Stage(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    """A wish or none; nobody has confirmed it."""
    CONFIRMED = "confirmed"
    ORDERED = "ordered"
    """The order (*beställning*) has gone to the provider."""
    QUEUED = "queued"
    """The provider is full: the person waits there, and someone else helps meanwhile."""
    ACCEPTED = "accepted"
    STARTED = "started"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a case was closed."""

    CONFIRMED = "confirmed"
    """The help has started and nothing more is asked of an officer."""
    DECLINED = "declined"
    DIED = "died"
    HOSPITAL = "hospital"
    MOVED = "moved"
    CARE_HOME = "care_home"
    """*Särskilt boende*."""


STOPS = frozenset(Closing) - {Closing.CONFIRMED}
"""After these nothing more is sent: all that was planned is taken back at once."""

NEXT: dict[Stage, tuple[Stage, ...]] = {
    Stage.OPEN: (Stage.CONFIRMED, Stage.CLOSED),
    Stage.CONFIRMED: (Stage.ORDERED, Stage.OPEN, Stage.CLOSED),
    Stage.ORDERED: (Stage.ACCEPTED, Stage.QUEUED, Stage.OPEN, Stage.CLOSED),
    Stage.QUEUED: (Stage.ACCEPTED, Stage.OPEN, Stage.CLOSED),
    Stage.ACCEPTED: (Stage.STARTED, Stage.OPEN, Stage.CLOSED),
    Stage.STARTED: (Stage.OPEN, Stage.CLOSED),
    Stage.CLOSED: tuple(stage for stage in Stage if stage is not Stage.CLOSED),
}
"""What may follow. Back to open is a new choice; what was closed is opened again as it was."""

BACK: dict[Stage, Stage] = {
    Stage.CONFIRMED: Stage.OPEN,
    Stage.ORDERED: Stage.CONFIRMED,
    Stage.QUEUED: Stage.ORDERED,
    Stage.ACCEPTED: Stage.ORDERED,
    Stage.STARTED: Stage.ACCEPTED,
}
"""Where a case stands again when the last step was a mistake."""

LETTER = 2
"""Calls in vain before a letter is written instead."""


def course(
    stage: Stage,
    closed_as: Closing | None,
    start_day: date | None,
    decision_ends: date | None,
    change_by: date | None,
) -> Course:
    """How the help goes on, as far as follow-ups hang on it; all empty where it does not."""
    goes_on = stage is Stage.STARTED or closed_as is Closing.CONFIRMED
    return Course(start_day, decision_ends, change_by) if goes_on else Course()


def may(stage: Stage, follows: Stage) -> bool:
    """Whether one stage may follow another."""
    return follows in NEXT[stage]
