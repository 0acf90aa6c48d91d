"""What is sent after a call is booked: a pure plan, from the call's time alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from care.times import SWEDEN


class Kind(StrEnum):
    """The kinds of follow-up, each worded by `dialogs.notices`."""

    CALL_TOMORROW = "call_tomorrow"
    CALL_SOON = "call_soon"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A notice that is due at `due` and helps nobody any more after `not_after`."""

    kind: Kind
    due: datetime
    not_after: datetime


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
