"""When the officers' phone is answered, and by when someone who asks for a human is rung.

Holidays are asked for by `closed`: on such a day nobody answers, whatever the weekly hours say.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from care.municipality import Municipality
from care.times import SWEDEN

ENOUGH = timedelta(hours=2)
"""Of open hours that have to be left of a day for a call to be promised on it."""
DAYS = 15
"""How far ahead an open day is looked for: no row of closed days is so long."""

Closed = Callable[[date], bool]
Span = tuple[datetime, datetime]


def next_open(here: Municipality, now: datetime, closed: Closed) -> datetime | None:
    """The moment from which the phone is answered: `now` itself when it is open.

    None where the hours are not known.
    """
    for spans in _days(here, now, closed):
        for opens, closes in spans:
            if closes > now:
                return max(opens, now)
    return None


def answered_now(here: Municipality, now: datetime, closed: Closed) -> bool:
    """Whether the officers answer at this moment."""
    opens = next_open(here, now, closed)
    return opens is not None and opens <= now


def promised(here: Municipality, now: datetime, closed: Closed) -> datetime | None:
    """By when someone who asks for a human is rung: our own promise, made of the officers' hours.

    It is when they close on the day that they are next open with at least two hours left; a day
    that has not begun is long enough, however short. None where the hours are not known.
    """
    for spans in _days(here, now, closed):
        left = sum((closes - max(opens, now) for opens, closes in spans if closes > now), _NOTHING)
        if left and (left >= ENOUGH or spans[0][0] >= now):
            return spans[-1][1]
    return None


_NOTHING = timedelta()


def _days(here: Municipality, now: datetime, closed: Closed) -> Iterator[list[Span]]:
    """The open hours of each open day from today, in order."""
    today = now.astimezone(SWEDEN).date()
    for day in (today + timedelta(days=ahead) for ahead in range(DAYS)):
        spans = sorted(
            (datetime.combine(day, h.opens, SWEDEN), datetime.combine(day, h.closes, SWEDEN))
            for h in here.open_hours
            if h.weekday == day.weekday()
        )
        if spans and not closed(day):
            yield spans
