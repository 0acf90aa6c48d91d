"""Quiet hours: nobody's telephone rings at night, nor on a public holiday.

What falls there goes in the morning where it still helps, else before the evening of the working
day before (citygram #78: messages in the night).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from care.times import ONE_DAY, SWEDEN

Closed = Callable[[date], bool]
"""Whether nobody works on a day: a public holiday, or one in all but name."""

OPENS, CLOSES = time(8, 30), time(18)
LAST = time(17, 30)
"""When that goes which would come too late in the morning."""
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Window:
    """From when something is to be sent, and until when it helps; `wished` is the first `due`,
    where quiet hours have moved it.
    """

    due: datetime
    not_after: datetime
    wished: datetime | None = None


def quiet(at: datetime, closed: Closed) -> bool:
    """Whether `at` is at night or on a public holiday; on an ordinary Sunday one may write."""
    wall = at.astimezone(SWEDEN)
    return closed(wall.date()) or not OPENS <= wall.time() < CLOSES


def morning(at: datetime, closed: Closed) -> datetime:
    """The end of the quiet hours in which `at` is."""
    wall = at.astimezone(SWEDEN)
    day = wall.date() if wall.time() < CLOSES else wall.date() + ONE_DAY
    while closed(day):
        day += ONE_DAY
    return datetime.combine(day, OPENS, SWEDEN)


def evening_before(at: datetime, closed: Closed) -> datetime:
    """The last moment to write on a working day before the quiet hours in which `at` is."""
    wall = at.astimezone(SWEDEN)
    day = wall.date() if wall.time() >= CLOSES else wall.date() - ONE_DAY
    while closed(day) or day.weekday() > FRIDAY:
        day -= ONE_DAY
    return datetime.combine(day, LAST, SWEDEN)


def calm(
    window: Window, *, now: datetime, closed: Closed, beside: Sequence[datetime] = ()
) -> Window | None:
    """The same, out of the quiet hours. None where it would help nobody any more.

    `beside` is what goes to the same person anyway. What is moved to the day before goes together
    with the last of it between then and the quiet hours, if there is any.
    """
    if not quiet(window.due, closed):
        return window
    later = morning(window.due, closed)
    if later < window.not_after:
        return replace(window, due=later, wished=window.due)
    earlier = evening_before(window.due, closed)
    goes = [at for at in beside if earlier - timedelta(hours=12) <= at < window.due]
    moved = max(goes, default=earlier)
    return replace(window, due=moved, wished=window.due) if moved > now else None
