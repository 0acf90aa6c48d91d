"""When an officer can ring: days of ten-minute cells, on the wall clock of Sweden.

A booking owns cells, and two bookings can never own the same one. A time is offered only if all
its cells, and the ten minutes after it, are free.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from care.municipality import Officer

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
SWEDISH = "sv"
"""Every officer speaks it."""
ONE_DAY, MIDNIGHT = timedelta(days=1), time(0)


Span = tuple[datetime, datetime]
"""From and to, in UTC."""


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


def call_minutes(*, interpreter: bool, extra: bool) -> int:
    """How long a call is, by whether an interpreter is needed and `extra` time is wanted."""
    return (MINUTES, MINUTES_LONG, MINUTES_LONGEST)[interpreter + extra]


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
    return here and call.language in ("", SWEDISH, *officer.languages)


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
    one time the officer with the fewest calls that day stands first. A day is looked through only
    when its first time is asked for.
    """
    real = now.astimezone(UTC)  # on Sweden's own clock two hours are not always two hours
    earliest, latest = real + call.lead, real + HORIZON
    day = max(earliest, after or earliest).astimezone(SWEDEN).date()
    deviations: dict[str, list[Deviation]] = {}
    for deviation in diary.deviations:
        deviations.setdefault(deviation.officer, []).append(deviation)
    able = [_Days(o, diary, deviations.get(o.key, ())) for o in officers if takes(o, call)]
    while able and day <= latest.astimezone(SWEDEN).date():
        found: dict[datetime, list[_Days]] = {}
        needed: dict[datetime, tuple[datetime, ...]] = {}
        for one in able:
            if one.full(day):
                continue
            for start in one.offered(day, call.minutes):
                if start not in needed:
                    needed[start] = cells(start, call.minutes)
                if one.owned.isdisjoint(needed[start]):
                    found.setdefault(start, []).append(one)
        for start in sorted(found):
            if earliest <= start <= latest and (after is None or start > after):
                # Sorted by calls alone: among equals the order is the catalogue's.
                able_then = sorted(found[start], key=lambda one: one.calls[day])
                yield Slot(start, tuple(one.officer.key for one in able_then))
        day += ONE_DAY


def offered(officer: Officer, diary: Diary, day: date, minutes: int = MINUTES) -> list[datetime]:
    """The times (UTC) that an officer offers on a day, whether or not they are taken by calls."""
    own = [deviation for deviation in diary.deviations if deviation.officer == officer.key]
    return _Days(officer, diary, own).offered(day, minutes)


class _Days:
    """One officer's part of a diary, laid out once for all the days that are looked through."""

    __slots__ = ("_away", "_closed", "_extra", "calls", "officer", "owned")

    def __init__(self, officer: Officer, diary: Diary, own: Sequence[Deviation]) -> None:
        self.officer = officer
        self.owned = frozenset(diary.owned.get(officer.key, ()))
        starts = diary.starts.get(officer.key, ())
        self.calls = Counter(at.astimezone(SWEDEN).date() for at in starts)
        self._closed = diary.closed
        self._away = [
            (d.opens.astimezone(UTC), d.closes.astimezone(UTC)) for d in own if not d.extra
        ]
        self._extra = [(d.opens.astimezone(UTC), d.closes.astimezone(UTC)) for d in own if d.extra]

    def full(self, day: date) -> bool:
        """Whether there are as many calls that day as the officer takes."""
        most = self.officer.most
        return most is not None and self.calls[day] >= most

    def offered(self, day: date, minutes: int) -> list[datetime]:
        midnight, next_midnight = _instant(day, MIDNIGHT), _instant(day + ONE_DAY, MIDNIGHT)
        usual: list[Span] = []
        if day not in self._closed:
            usual = [
                # In UTC, so that a day on which the clocks change has the hours it really has.
                # With the other fold, hours that end within the hour that is not there end
                # before it.
                (_instant(day, h.opens), _instant(day, h.closes, fold=1))
                for h in self.officer.hours
                if h.weekday == day.weekday()
            ]
        # An extra time round midnight is cut in two: no call is on two days.
        extra = [
            (max(opens, midnight), min(closes, next_midnight))
            for opens, closes in self._extra
            if opens < next_midnight and midnight < closes
        ]
        long = timedelta(minutes=minutes)
        starts = _starts(usual, extra, long)
        for gone, back in self._away:
            if gone < next_midnight and midnight < back:
                starts = [start for start in starts if start + long <= gone or back <= start]
        if next_midnight - midnight > ONE_DAY:  # 02.30 comes twice in October; it is offered once
            starts = [start for start in starts if not start.astimezone(SWEDEN).fold]
        return starts


def _starts(usual: Sequence[Span], extra: Sequence[Span], long: timedelta) -> list[datetime]:
    """What begins in one span may run on into another that touches it.

    Each span counts its half hours from its own beginning, and no extra one where the usual hours
    have theirs: an extra hour adds times and moves none that was offered before.
    """
    joined = _joined((*usual, *extra)) if extra or len(usual) > 1 else usual
    starts: set[datetime] = set()
    for span in usual:
        starts.update(_half_hours(span, joined, long))
    for span in extra:
        starts.update(
            start
            for start in _half_hours(span, joined, long)
            if not any(opens <= start < closes for opens, closes in usual)
        )
    return sorted(starts)


def _half_hours(span: Span, joined: Sequence[Span], long: timedelta) -> Iterator[datetime]:
    start, closes = span
    last = max(end for begun, end in joined if begun <= start) - long
    while start < closes and start <= last:
        yield start
        start += STEP


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            begun, ended = joined.pop()
            joined.append((begun, max(ended, closes)))
        else:
            joined.append((opens, closes))
    return joined


@lru_cache(maxsize=1024)  # officers share their hours
def _instant(day: date, wall: time, fold: int = 0) -> datetime:
    return datetime.combine(day, wall.replace(fold=fold), SWEDEN).astimezone(UTC)
