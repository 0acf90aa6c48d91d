"""When an officer can ring: days of ten-minute cells, on the wall clock of Sweden.

A booking owns cells, and two bookings can never own the same one. A time is offered only if all
its cells, and the ten minutes after it, are free.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from care.municipality import Hours, Officer

SWEDEN = ZoneInfo("Europe/Stockholm")
CELL = timedelta(minutes=10)
BUFFER = CELL
"""Kept free after each call, so that one that runs late steals no time from the next."""
LEAD = timedelta(hours=2)
HORIZON = timedelta(weeks=6)
MINUTES = 20
MINUTES_LONG = 30
"""With an interpreter or when the person wants extra time."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that is free, and the officers who could take it."""

    start: datetime
    officers: tuple[str, ...]


def cells(start: datetime, minutes: int) -> tuple[datetime, ...]:
    """The starts, in UTC, of all cells that a call of `minutes` owns, buffer included.

    A cell that is owned in part is owned whole: cells lie on the tens of minutes whatever `start`
    is, for two bookings can only meet in a cell if they count the same cells.
    """
    begins = start.astimezone(UTC)
    ends = begins + timedelta(minutes=minutes) + BUFFER
    cell = begins.replace(minute=begins.minute // 10 * 10, second=0, microsecond=0)
    owned = [cell]
    while (cell := cell + CELL) < ends:
        owned.append(cell)
    return tuple(owned)


def free(
    officers: Sequence[Officer],
    taken: Mapping[str, Collection[datetime]],
    *,
    now: datetime,
    after: datetime | None = None,
    minutes: int = MINUTES,
    closed: Container[date] = (),
) -> Iterator[Slot]:
    """Free times from the earliest, one each half hour, no sooner than two hours from `now`.

    `taken` holds the owned cells (UTC) by officer key; `closed` the days nobody works; `after`
    leaves out that time and all before it. Nothing more than six weeks away is given.
    """
    real = now.astimezone(UTC)  # on Sweden's own clock two hours are not always two hours
    earliest, latest = real + LEAD, real + HORIZON
    day = max(earliest, after or earliest).astimezone(SWEDEN).date()
    while day <= latest.astimezone(SWEDEN).date():
        if day not in closed:
            starts: dict[datetime, list[str]] = {}
            for officer in officers:
                owned = taken.get(officer.key, ())
                for start in _starts(officer.hours, day, minutes):
                    if not any(cell in owned for cell in cells(start, minutes)):
                        starts.setdefault(start, []).append(officer.key)
            for start in sorted(starts):
                if earliest <= start <= latest and (after is None or start > after):
                    yield Slot(start, tuple(starts[start]))
        day += timedelta(days=1)


def _starts(hours: Sequence[Hours], day: date, minutes: int) -> Iterator[datetime]:
    step = timedelta(minutes=30)
    for h in hours:
        if h.weekday != day.weekday():
            continue
        # In UTC, so that a day on which the clocks change has the hours it really has.
        start = datetime.combine(day, h.opens, SWEDEN).astimezone(UTC)
        closes = datetime.combine(day, h.closes, SWEDEN).astimezone(UTC)
        while start + timedelta(minutes=minutes) <= closes:
            wall = start.astimezone(SWEDEN)
            if not wall.fold and wall.time() < h.closes:  # 02.30: twice in October, never in March
                yield start
            start += step
