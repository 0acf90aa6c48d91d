"""All the calls of an officer who is away (*sjuk*).

Each goes to a colleague at the same time, else to the next time that is free, else the person is
rung from the queue. What will happen is foreseen first and shown; it is done only if it still
would be the same.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import blake2b

from sqlalchemy import bindparam, select

from bot.store import calls, case, cells, diary, waiting
from bot.store.calls import BOOKED, HELD
from bot.store.keys.sealing import Seal
from bot.store.office import schedules, tasks
from bot.store.office.cases import opened
from bot.store.outbox import notices
from bot.store.statement import Held, Record, Statement
from bot.store.tables import BOOKING, CASE
from bot.store.tasks import RING_INSTEAD
from care import times
from care.followup import Kind, news, plan
from care.municipality import Municipality, Officer
from care.quiet import Closed
from care.times import (
    LEAD,
    LEAD_INTERPRETER,
    SWEDEN,
    SWEDISH,
    Call,
    Deviation,
    Diary,
    Slot,
    free,
)
from dialogs.world import Booking

INSTANT = timedelta(microseconds=1)

_THEIRS = Statement(
    select(
        *(BOOKING.c[field] for field in calls.FIELDS),
        BOOKING.c.status,
        BOOKING.c.conversation_id,
        CASE.c.id,
        CASE.c.name,
        CASE.c.area,
        CASE.c.language,
        CASE.c.interpreter,
    )
    .join(CASE, CASE.c.id == BOOKING.c.case_id)
    .where(
        BOOKING.c.municipality == bindparam("municipality"),
        BOOKING.c.officer == bindparam("officer"),
        (BOOKING.c.status == BOOKED) | (BOOKING.c.status == HELD),
        BOOKING.c.start > bindparam("now", type_=BOOKING.c.start.type, required=True),
    )
    .order_by(BOOKING.c.start, BOOKING.c.id)
)
_VERSION = Statement(select(CASE.c.version).where(CASE.c.id == bindparam("this")))


class Overtaken(Exception):
    """Something has changed since it was foreseen. What was done must be rolled back."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A call as it stands, and what matters of its case. `by` is the conversation that booked."""

    call: Booking
    held: bool
    by: int | None
    case: int
    name: str
    area: str
    language: str
    interpreter: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a call: who rings and when; None both where nobody can."""

    of: Standing
    officer: str | None = None
    start: datetime | None = None

    @property
    def same_time(self) -> bool:
        """Whether only the officer is another."""
        return self.start == self.of.call.start


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What will happen when an officer is away. `held` are times that somebody is about to book."""

    away: tuple[Deviation, ...]
    fates: tuple[Fate, ...]
    held: tuple[Standing, ...]

    @property
    def print(self) -> str:
        """The same as long as the same would happen."""
        told = [(f.of.call.id, f.of.call.start, f.officer, f.start) for f in self.fates]
        days = [(d.officer, d.opens, d.closes) for d in self.away]
        return blake2b(repr((days, told)).encode(), digest_size=12).hexdigest()


def away(officer: str, days: Sequence[date]) -> tuple[Deviation, ...]:
    """Whole days, from midnight to midnight on the clock of Sweden."""

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(0), SWEDEN)

    return tuple(
        Deviation(officer, midnight(day), midnight(day + timedelta(days=1))) for day in days
    )


def foresee(
    held: Held,
    seal: Seal,
    here: Municipality,
    officer: str,
    days: Sequence[date],
    now: datetime,
    closed: Container[date] = (),
) -> Foreseen:
    """What becomes of every call of these days that has not begun. Changes nothing."""
    gone = away(officer, days)
    rows = held.all(_THEIRS, municipality=here.key, officer=officer, now=now)
    standing = [_standing(row, seal) for row in rows]
    theirs = [s for s in standing if any(d.opens <= s.call.start < d.closes for d in gone)]
    officers = diary.officers(held, here)
    known = diary.diary(held, here.key, now, closed=closed)
    book = replace(known, deviations=[*known.deviations, *gone])
    sick = next((one for one in officers if one.key == officer), Officer(officer, officer, ()))
    fates: list[Fate] = []
    for one in theirs:
        if one.held:
            continue
        fate = _fate(one, sick, officers, book, now)
        fates.append(fate)
        if fate.officer and fate.start:
            book = _with(book, fate.officer, fate.start, one.call.minutes)
    return Foreseen(gone, tuple(fates), tuple(one for one in theirs if one.held))


def carry_out(
    held: Held,
    seal: Seal,
    here: Municipality,
    officer: str,
    days: Sequence[date],
    now: datetime,
    *,
    seen: str,
    by: str,
    closed: Container[date] = (),
) -> Foreseen:
    """Do it, if it still is what was `seen` (its print). Raises Overtaken where it is not."""
    schedules.change_deviations(held)  # from here on nobody books who has not seen that they are
    rows = held.all(_THEIRS, municipality=here.key, officer=officer, now=now)
    for this in sorted({_standing(row, seal).case for row in rows}):
        case.lock(held, this)
    foreseen = foresee(held, seal, here, officer, days, now, closed)
    if foreseen.print != seen:
        raise Overtaken
    there = {n.deviation for n in schedules.coming(held, here.key, now)}
    schedules.add(
        held, here.key, [day for day in foreseen.away if day not in there], by=by, now=now
    )
    for kept in foreseen.held:
        notices.take_back_about(held, kept.case, kept.call.id)
        calls.drop(held, kept.call.id)
    # Everyone wins cells in the same order, so that nobody waits in a ring.
    for fate in sorted(foreseen.fates, key=lambda f: (f.officer or "", f.start or now)):
        _bring_about(held, here, fate, by, now, closed.__contains__)
    return foreseen


def _fate(
    one: Standing, sick: Officer, officers: Sequence[Officer], book: Diary, now: datetime
) -> Fate:
    # Without an interpreter the next one has to speak what this one spoke.
    spoken = one.language if not one.interpreter and one.language in sick.languages else SWEDISH
    wanted = Call(one.call.minutes, timedelta(0), one.area, spoken)
    slot = _first(officers, book, wanted, now, one.call.start - INSTANT)
    if slot and slot.start == one.call.start:
        return Fate(one, slot.officers[0], slot.start)
    later = replace(wanted, lead=LEAD_INTERPRETER if one.interpreter else LEAD)
    slot = _first(officers, book, later, now, one.call.start)
    return Fate(one, slot.officers[0], slot.start) if slot else Fate(one)


def _first(
    officers: Sequence[Officer], book: Diary, wanted: Call, now: datetime, after: datetime
) -> Slot | None:
    return next(free(officers, book, wanted, now=now, after=after), None)


def _with(book: Diary, officer: str, start: datetime, minutes: int) -> Diary:
    owned = {*book.owned.get(officer, ()), *times.cells(start, minutes)}
    starts = [*book.starts.get(officer, ()), start]
    return replace(
        book, owned={**book.owned, officer: owned}, starts={**book.starts, officer: starts}
    )


def _bring_about(
    held: Held, here: Municipality, fate: Fate, by: str, now: datetime, closed: Closed
) -> None:
    old = fate.of.call
    row = held.one(_VERSION, this=fate.of.case)
    assert row is not None
    version = case.next_version(held, fate.of.case, row[0])
    case.touch(held, fate.of.case, by, now)
    if fate.officer and fate.start:
        owned = cells.owned(held, old.id)
        new = cells.wanted(here.key, fate.officer, fate.start, old.minutes)
        if not cells.win(held, new, old.id, now, own=owned):
            raise Overtaken
        cells.release(held, owned - new, old.id)
        calls.move(held, here.key, old, fate.officer, fate.start, old.minutes)
        notices.take_back(held, fate.of.case)
        notices.plan(
            held, fate.of.case, here.key, version, plan(fate.start, now=now, closed=closed)
        )
    else:
        calls.cancel(held, old.id)
        notices.take_back(held, fate.of.case)
        waiting.stop(held, fate.of.case)
    told_of = news(Kind.CALL_MOVED, now=now, closed=closed)
    told = notices.tell(held, fate.of.case, here.key, version, told_of, old.id, also=fate.of.by)
    if fate.start is None:
        tasks.ask(
            held, here.key, tasks.CALL_LOST, fate.of.case, fate.of.by, now, promised=old.start
        )
    elif not told and not fate.same_time:
        tasks.ask(held, here.key, RING_INSTEAD, fate.of.case, fate.of.by, now, promised=old.start)


def _standing(row: Record, seal: Seal) -> Standing:
    *call, status, by, this, name, area, language, interpreter = row
    return Standing(
        Booking(*call), status == HELD, by, this, opened(seal, name), area, language, interpreter
    )
