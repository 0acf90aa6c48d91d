"""Officers and what is in their diaries, for tests of times."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import takewhile

from care.municipality import Hours, Officer
from care.times import ANY, SWEDEN, Call, Deviation, Diary, Slot, free

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SWEDEN)  # the Sunday before
WEEK = tuple(Hours(day, time(9), time(12)) for day in range(5))
ANNA, OMAR, MARIA = (
    Officer(key, key.title(), WEEK) for key in ("anna", "omar", "maria")
)  # fmt: skip


def wall(day: date, clock: str) -> datetime:
    """A moment on Sweden's clock."""
    return datetime.combine(day, time.fromisoformat(clock), SWEDEN)


def gone(officer: Officer, day: date, opens: str, closes: str) -> Deviation:
    """Away from one clock time to another."""
    return Deviation(officer.key, wall(day, opens), wall(day, closes))


def extra(officer: Officer, day: date, opens: str, closes: str) -> Deviation:
    """Times beyond the weekly hours."""
    return Deviation(officer.key, wall(day, opens), wall(day, closes), extra=True)


def on(
    day: date,
    diary: Diary,
    *,
    officers: Sequence[Officer] = (ANNA,),
    call: Call = ANY,
    now: datetime = NOW,
) -> list[Slot]:
    """The free times of one day."""
    upto = takewhile(
        lambda slot: slot.start.astimezone(SWEDEN).date() <= day,
        free(officers, diary, call, now=now),
    )
    return [slot for slot in upto if slot.start.astimezone(SWEDEN).date() == day]


def clocks(slots: Sequence[Slot]) -> str:
    """Their clock times in a row."""
    return " ".join(f"{slot.start.astimezone(SWEDEN):%H.%M}" for slot in slots)
