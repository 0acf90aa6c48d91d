"""When an officer can ring: days of ten-minute cells, on the wall clock of Sweden.

A booking owns cells, and two bookings can never own the same one. A time is offered only if all
its cells, and the ten minutes after it, are free.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from care.municipality import Hours, Officer

SWEDEN = ZoneInfo("Europe/Stockholm")
CELL = timedelta(minutes=10)
BUFFER = CELL
"""Kept free after each call, so that one that runs late steals no time from the next."""
LEAD = timedelta(hours=2)
LEAD_INTERPRETER = timedelta(hours=24)
"""An interpreter has to be found first."""
HORIZON = timedelta(weeks=6)
STEP = timedelta(minutes=30)
"""Between the times that are offered."""
MINUTES = 20
MINUTES_LONG = 30
"""With an interpreter, or when the person wants extra time."""
MINUTES_LONGEST = 60
"""With both."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a call has to be: how long, how soon at the earliest, and by whom.

    `area` is the key of where the person lives, empty where that is not known. `language` is one
    that the officer must speak; empty where it does not matter.
    """

    minutes: int = MINUTES
    lead: timedelta = LEAD
    area: str = ""
    language: str = ""


ANY = Call()


@dataclass(frozen=True, slots=True)
class Deviation:
    """From `opens` to `closes` (aware) an officer is away; with `extra`, offers times as well."""

    officer: str
    opens: datetime
    closes: datetime
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Diary:
    """What is known of the officers' days beside their weekly hours.

    `owned` are the cells (UTC) that bookings own, `starts` the calls that stand, by officer key;
    `closed` the days on which nobody works.
    """

    owned: Mapping[str, Collection[datetime]] = field(default_factory=dict)
    starts: Mapping[str, Collection[datetime]] = field(default_factory=dict)
    deviations: Sequence[Deviation] = ()
    closed: Container[date] = ()


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


def takes(officer: Officer, call: Call) -> bool:
    """Whether this officer can take such a call at all: the area and the language are theirs."""
    here = not call.area or not officer.areas or call.area in officer.areas
    return here and (not call.language or call.language in officer.languages)


def free(
    officers: Sequence[Officer],
    diary: Diary,
    call: Call = ANY,
    *,
    now: datetime,
    after: datetime | None = None,
) -> Iterator[Slot]:
    """Free times from the earliest, one each half hour, no sooner than the call's lead from `now`.

    `after` leaves out that time and all before it. Nothing more than six weeks away is given. At
    one time the officer with the fewest calls that day stands first.
    """
    real = now.astimezone(UTC)  # on Sweden's own clock two hours are not always two hours
    earliest, latest = real + call.lead, real + HORIZON
    day = max(earliest, after or earliest).astimezone(SWEDEN).date()
    able = [officer for officer in officers if takes(officer, call)]
    while day <= latest.astimezone(SWEDEN).date():
        starts: dict[datetime, list[tuple[int, str]]] = {}
        for officer in able:
            calls = _calls(diary, officer.key)[day]
            if officer.most and calls >= officer.most:
                continue
            owned = diary.owned.get(officer.key, ())
            for start in offered(officer, diary, day, call.minutes):
                if not any(cell in owned for cell in cells(start, call.minutes)):
                    starts.setdefault(start, []).append((calls, officer.key))
        for start in sorted(starts):
            if earliest <= start <= latest and (after is None or start > after):
                # Sorted by calls alone: among equals the order is the catalogue's.
                able_then = sorted(starts[start], key=lambda one: one[0])
                yield Slot(start, tuple(key for _, key in able_then))
        day += timedelta(days=1)


def offered(officer: Officer, diary: Diary, day: date, minutes: int = MINUTES) -> list[datetime]:
    """The times (UTC) that an officer offers on a day, whether or not they are taken by calls."""
    mine = [d for d in diary.deviations if d.officer == officer.key]
    away = [(d.opens, d.closes) for d in mine if not d.extra]
    extra = [
        (d.opens.astimezone(UTC), d.closes.astimezone(UTC))
        for d in mine
        if d.extra and d.opens.astimezone(SWEDEN).date() == day
    ]
    weekly = () if day in diary.closed else _spans(officer.hours, day)
    long = timedelta(minutes=minutes)
    return sorted(
        {
            start
            for opens, closes in (*weekly, *extra)
            for start in _starts(opens, closes, long)
            if not any(start < gone_to and gone_from < start + long for gone_from, gone_to in away)
        }
    )


def _calls(diary: Diary, officer: str) -> Counter[date]:
    return Counter(at.astimezone(SWEDEN).date() for at in diary.starts.get(officer, ()))


def _spans(hours: Sequence[Hours], day: date) -> Iterator[tuple[datetime, datetime]]:
    for h in hours:
        if h.weekday == day.weekday():
            # In UTC, so that a day on which the clocks change has the hours it really has. With
            # the other fold, hours that end within the hour that is not there end before it.
            yield (_instant(day, h.opens), _instant(day, h.closes.replace(fold=1)))


def _instant(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, SWEDEN).astimezone(UTC)


def _starts(opens: datetime, closes: datetime, long: timedelta) -> Iterator[datetime]:
    start = opens
    while start + long <= closes:
        if not start.astimezone(SWEDEN).fold:  # 02.30: twice in October, never in March
            yield start
        start += STEP
