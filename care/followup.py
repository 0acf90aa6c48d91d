"""What is sent unasked, and when: a pure plan, from a call's time alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from care.times import SWEDEN


class Kind(StrEnum):
    """The kinds of follow-up, each worded by `dialogs.notices`."""

    CALL_TOMORROW = "call_tomorrow"
    CALL_SOON = "call_soon"
    HOLD_ENDING = "hold_ending"
    """A time that someone holds and has not booked is soon free for others again."""
    EARLIER_TIME = "earlier_time"
    """A time is free before the one that is booked, and the person asked to be told."""
    CALL_MOVED = "call_moved"
    """An officer has moved the call, or taken it back."""
    CHOICE_CONFIRMED = "choice_confirmed"
    CASE_NEWS = "case_news"
    """The order was accepted, or the provider is full, or the help has a day to start."""
    LINE = "line"
    """What an officer has written; or that an officer answers now, or does so no longer."""


NEWS = frozenset({Kind.CALL_MOVED, Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, Kind.LINE})
"""Tell of what has happened, so that a later change of plans does not make them untrue."""

WARNING = timedelta(minutes=5)
"""Before a held time ends."""
NEWS_HELPS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A notice that is due at `due` and helps nobody any more after `not_after`."""

    kind: Kind
    due: datetime
    not_after: datetime


def news(kind: Kind, *, now: datetime) -> FollowUp:
    """A notice that goes at once."""
    return FollowUp(kind, now, now + NEWS_HELPS)


def hold_ending(until: datetime) -> FollowUp:
    """The warning before a held time ends at `until`."""
    return FollowUp(Kind.HOLD_ENDING, until - WARNING, until)


def plan(call: datetime, *, now: datetime) -> tuple[FollowUp, ...]:
    """The notices for a call: the day before at 9.00 on the wall clock, and two hours before.

    One whose time has already passed at `now` is left out.
    """
    wall = call.astimezone(SWEDEN)
    morning = datetime.combine(wall.date() - timedelta(days=1), time(9), SWEDEN)
    real = call.astimezone(UTC)  # two hours on the clock are not two hours when clocks change
    rows = (
        FollowUp(Kind.CALL_TOMORROW, morning, real - timedelta(hours=3)),
        FollowUp(Kind.CALL_SOON, real - timedelta(hours=2), real - timedelta(minutes=10)),
    )
    return tuple(row for row in rows if row.due > now)
