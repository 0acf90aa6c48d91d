"""An officer moves a case's call, or books one where none stands."""

from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

from sqlalchemy import bindparam, select

from bot.store import calls, cells, diary, waiting
from bot.store.keys.sealing import Seal
from bot.store.office.acts import By, NotNow, settle
from bot.store.office.cases import Case
from bot.store.office.ringing import live, news, value
from bot.store.outbox import notices, recipients
from bot.store.statement import Held, Statement
from bot.store.tables import PARTICIPANT
from care.casework import Stage
from care.municipality import Municipality
from care.times import LEAD_INTERPRETER, SWEDEN, Call, Slot, call_minutes, free
from dialogs.world import Booking

DAYS_SHOWN = 3
JUST_BEFORE = timedelta(microseconds=1)

_REACHED_AT = Statement(
    select(PARTICIPANT.c.conversation_id, PARTICIPANT.c.phone)
    .where(
        PARTICIPANT.c.case_id == bindparam("this"),
        recipients.STILL,
        PARTICIPANT.c.phone.is_not(None) | recipients.MAY_KNOW,
    )
    .order_by(PARTICIPANT.c.phone.is_(None), ~recipients.MAY_KNOW, PARTICIPANT.c.id)
    .limit(1)
)


class Taken(Exception):
    """Somebody else got that time. Nothing was done."""


def offered(
    held: Held,
    here: Municipality,
    case: Case,
    now: datetime,
    closed: Container[date],
    *,
    after: datetime | None = None,
    officer: str = "",
) -> list[Slot]:
    """The free times on the next days that have any: of one officer, or of all."""
    days: set[date] = set()

    def near(slot: Slot) -> bool:
        days.add(slot.start.astimezone(SWEDEN).date())
        return len(days) <= DAYS_SHOWN

    slots = _free(held, here, case, now, closed, after)
    return list(takewhile(near, (s for s in slots if officer in ("", *s.officers))))


def move(
    held: Held,
    seal: Seal,
    here: Municipality,
    case: Case,
    start: datetime,
    officer: str,
    by: By,
    closed: Container[date],
    new_id: str,
) -> Booking:
    """Move the call, or book one where none stands. Raises Taken, and NotNow for a closed case."""
    if case.stage is Stage.CLOSED:
        raise NotNow
    call = wanted(case)
    slot = next(_free(held, here, case, by.now, closed, start - JUST_BEFORE), None)
    if slot is None or slot.start != start or officer not in slot.officers:
        raise Taken
    old = live(held, case)
    id = old.id if old else new_id
    spare = _win(held, here, case, id, cells.wanted(here.key, officer, start, call.minutes), by)
    if old:
        booking = calls.move(held, here.key, old, officer, start, call.minutes)
        waiting.offer(held, here.key, old.start, by.now, closed=by.closed)
    else:
        booking = Booking(id, start, call.minutes, officer, calls.word(id))
        at, phone = _reached_at(held, seal, case)
        calls.write(held, here.key, case.id, booking, by.now, conversation=at, phone=phone)
    cells.release(held, spare, id)
    settle(held, case, by, "call.move" if old else "call.book", at=value(start), officer=officer)
    news(held, case, by, value(start))
    return booking


def _win(
    held: Held, here: Municipality, case: Case, id: str, new: frozenset[cells.Cell], by: By
) -> frozenset[cells.Cell]:
    """Own these cells; gives those to give up afterwards. Raises Taken.

    They are won as `bot.store.world.calling` wins them: those that the call, or the person's held
    time, has already count as won.
    """
    kept = calls.held_for(held, case.id)
    hold = kept.id if kept else ""
    own, theirs = cells.owned(held, id), cells.owned(held, hold)
    if not cells.win(held, new, id, by.now, own=own | theirs, kept=hold):
        raise Taken
    if theirs & new:  # the person was about to book this very time
        cells.hand_over(held, hold, to=id)
        notices.take_back_about(held, case.id, hold)
        calls.drop(held, hold)
        own |= theirs
    return own - new


def wanted(case: Case) -> Call:
    """What a call in this case has to be; an officer may agree on any time but an interpreter's."""
    minutes = call_minutes(interpreter=case.interpreter, extra=case.extra_time)
    return Call(minutes, LEAD_INTERPRETER if case.interpreter else timedelta(), case.area)


def _free(
    held: Held,
    here: Municipality,
    case: Case,
    now: datetime,
    closed: Container[date],
    after: datetime | None,
) -> Iterator[Slot]:
    both = (calls.booked(held, case.id), calls.held_for(held, case.id))
    mine = tuple(one.id for one in both if one)
    days = diary.diary(held, here.key, now, closed=closed, mine=mine)
    officers = diary.officers(held, here)
    return free(officers, days, wanted(case), now=now, after=after)


def _reached_at(held: Held, seal: Seal, case: Case) -> tuple[int | None, str | None]:
    """Whose call it is when an officer books, and the print of the number.

    Who can be rung, and of those who may know of the case before others; else who may know.
    """
    row = held.one(_REACHED_AT, this=case.id)
    if row is None:
        return None, None
    conversation, phone = row
    opened = seal.open(phone) if phone else None
    return int(conversation), seal.print(opened) if opened else None
