"""What an officer does to a case's call: in vain, moved, booked anew, taken back."""

from collections.abc import Container, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile

from sqlalchemy import bindparam, select, update

from bot.store import calls, diary, waiting
from bot.store.keys.sealing import Seal
from bot.store.office import audit
from bot.store.office.acts import By, NotNow, settle, written
from bot.store.office.cases import Case
from bot.store.outbox import notices, recipients
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, PARTICIPANT
from care import followup
from care.casework import LETTER, Stage
from care.followup import Kind
from care.municipality import Municipality
from care.times import LEAD_INTERPRETER, SWEDEN, Call, Slot, call_minutes, free
from dialogs.world import Booking

SOON = timedelta(hours=1)
"""A call that begins within this is the one that is made now; a later one has not been."""
DAYS_SHOWN = 3

_THIS = BOOKING.c.case_id == bindparam("this")
_OF = {
    status: Statement(
        select(*(BOOKING.c[f] for f in calls.FIELDS)).where(_THIS, BOOKING.c.status == status)
    )
    for status in (calls.BOOKED, calls.HELD)
}
_BECOMES = Statement(
    update(BOOKING).where(BOOKING.c.id == bindparam("booking")).values(status=bindparam("now"))
)
_IN_VAIN = Statement(
    select(*(BOOKING.c[f] for f in calls.FIELDS))
    .where(_THIS, BOOKING.c.status == calls.MISSED)
    .order_by(BOOKING.c.start)
)
_MADE_AFTER_ALL = Statement(
    update(BOOKING).where(_THIS, BOOKING.c.status == calls.MISSED).values(status=calls.PAST)
)
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


def live(held: Held, case: Case) -> Booking | None:
    """The call that stands."""
    return calls.booked(held, case.id)


def not_reached(held: Held, case: Case, by: By) -> Case:
    """Nobody answered, or not the right one: one call in vain. Raises NotNow.

    Those are told who may know of it, and who booked, unless a letter is to be written instead.
    """
    booking = live(held, case)
    if booking is None or case.stage is Stage.CLOSED:
        raise NotNow
    if case.attempts + 1 < LETTER:
        _news(held, case, by, _vain(booking.id), Kind.CALL_MISSED)
    calls.finish(held, booking.id)
    held.run(_BECOMES, booking=booking.id, now=calls.MISSED)
    waiting.stop(held, case.id)
    after = replace(case, attempts=case.attempts + 1)
    settle(held, after, by, "call.missed", attempts=str(after.attempts))
    return after


def reached_after_all(held: Held, case: Case, by: By) -> None:
    """The last call was not in vain: it was a mistake to say so. Raises NotNow.

    One whose time is not over stands again, where nobody has taken the time since.
    """
    if case.attempts == 0 or case.stage is Stage.CLOSED:
        raise NotNow
    missed = [Booking(*row) for row in held.all(_IN_VAIN, this=case.id)]
    for booking in missed:
        notices.take_back_about(held, case.id, _vain(booking.id))
    held.run(_MADE_AFTER_ALL, this=case.id)
    if missed and live(held, case) is None:
        _stand_again(held, case, missed[-1], by)
    settle(held, replace(case, attempts=case.attempts - 1), by, "call.missed-undone")


def _stand_again(held: Held, case: Case, booking: Booking, by: By) -> None:
    ends = booking.start + timedelta(minutes=booking.minutes)
    cells = calls.wanted(case.municipality, booking.officer, booking.start, booking.minutes)
    if ends > by.now and calls.win(held, cells, booking.id, by.now):
        held.run(_BECOMES, booking=booking.id, now=calls.BOOKED)


def over(held: Held, case: Case, by: By) -> None:
    """The call has been made: what is left of its time is free for others.

    One on a later day has not: it is off, and those are told who may know of it. To be called
    before the case is settled.
    """
    booking = live(held, case)
    if booking is None:
        return
    if _day(booking.start) > _day(by.now):
        _news(held, case, by, "cancelled")
        calls.cancel(held, booking.id)
        detail = written({"at": _value(booking.start)})
        audit.note(held, by.account, "call.cancel", by.now, case=case.id, detail=detail)
    else:
        calls.finish(held, booking.id)
    waiting.stop(held, case.id)
    waiting.offer(held, case.municipality, booking.start, by.now, closed=by.closed)


def made(held: Held, case: Case, by: By) -> None:
    """The call has been made, whatever came of it. Raises NotNow before its day."""
    booking = live(held, case)
    if booking is None or _day(booking.start) > _day(by.now):
        raise NotNow
    over(held, case, by)
    settle(held, replace(case, attempts=0), by, "call.made")


def cancel(held: Held, case: Case, by: By) -> None:
    """The call is taken back, and those are told who may know of it. Raises NotNow."""
    booking = live(held, case)
    if booking is None:
        raise NotNow
    _news(held, case, by, "cancelled")
    _take_off(held, case, booking, by)
    settle(held, case, by, "call.cancel", at=_value(booking.start))


def drop(held: Held, case: Case, by: By) -> None:
    """Neither a booked nor a held time is left, and nobody is told."""
    booking = live(held, case)
    if booking and booking.start > by.now + SOON:
        _take_off(held, case, booking, by)
        return
    _let_go(held, case)
    if booking:
        waiting.stop(held, case.id)
        calls.finish(held, booking.id)


def _take_off(held: Held, case: Case, booking: Booking, by: By) -> None:
    """However soon it was to be: it is not one to make, and not one that was made."""
    _let_go(held, case)
    waiting.stop(held, case.id)
    calls.cancel(held, booking.id)
    waiting.offer(held, case.municipality, booking.start, by.now, closed=by.closed)


def _let_go(held: Held, case: Case) -> None:
    if kept := held.one(_OF[calls.HELD], this=case.id):
        calls.drop(held, kept[0])


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
    """Move the call, or book one where none stands. Raises Taken, and NotNow for a closed case.

    Cells are won as `bot.store.world.calling` wins them: those of the call count as won, and are
    given up only afterwards.
    """
    if case.stage is Stage.CLOSED:
        raise NotNow
    old, call = live(held, case), wanted(case)
    just_before = start - timedelta(microseconds=1)
    slot = next(_free(held, here, case, by.now, closed, just_before), None)
    if slot is None or slot.start != start or officer not in slot.officers:
        raise Taken
    id = old.id if old else new_id
    kept = held.one(_OF[calls.HELD], this=case.id)
    hold = kept[0] if kept else ""
    own, theirs = calls.owned(held, id), calls.owned(held, hold)
    cells = calls.wanted(here.key, officer, start, call.minutes)
    if not calls.win(held, cells, id, by.now, own=own | theirs, kept=hold):
        raise Taken
    if theirs & cells:  # the person was about to book this very time
        calls.hand_over(held, hold, to=id)
        notices.take_back_about(held, case.id, hold)
        calls.drop(held, hold)
        own |= theirs
    if old:
        booking = replace(old, start=start, minutes=call.minutes, officer=officer,
                          sequence=old.sequence + 1)  # fmt: skip
        calls.rewrite(held, here.key, booking)
        waiting.offer(held, here.key, old.start, by.now, closed=by.closed)
    else:
        booking = Booking(id, start, call.minutes, officer, calls.word(id))
        at, phone = _reached_at(held, seal, case)
        calls.write(held, here.key, case.id, booking, by.now, conversation=at, phone=phone)
    calls.release(held, own - cells, id)
    settle(held, case, by, "call.move" if old else "call.book", at=_value(start), officer=officer)
    _news(held, case, by, _value(start))
    return booking


def wanted(case: Case) -> Call:
    """What a call in this case has to be; an officer may agree on any time but an interpreter's."""
    minutes = call_minutes(interpreter=case.interpreter, extra=case.extra_time)
    return Call(minutes, LEAD_INTERPRETER if case.interpreter else timedelta(), case.area)


def refer(held: Held, case: Case, reference: str, by: By) -> None:
    """Note by what the interpreter is booked; empty takes it away."""
    settle(held, replace(case, interpreter_reference=reference), by, "call.interpreter")


def _free(
    held: Held,
    here: Municipality,
    case: Case,
    now: datetime,
    closed: Container[date],
    after: datetime | None,
) -> Iterator[Slot]:
    rows = [held.one(statement, this=case.id) for statement in _OF.values()]
    mine = tuple(row[0] for row in rows if row)
    days = diary.diary(held, here.key, now, closed=closed, mine=mine)
    officers = diary.officers(held, here)
    return free(officers, days, wanted(case), now=now, after=after)


def _news(held: Held, case: Case, by: By, about: str, kind: Kind = Kind.CALL_MOVED) -> None:
    """To who booked, and to all who may know. Before a call is taken off: who booked is on it."""
    row = followup.news(kind, now=by.now, closed=by.closed)
    version = case.version + 1  # what `settle` makes it
    notices.plan(held, case.id, case.municipality, version, (row,), about=about)


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


def _vain(booking: str) -> str:
    """What news of a call in vain are about: that call, and nothing else of it."""
    return f"vain={booking}"


def _day(at: datetime) -> date:
    return at.astimezone(SWEDEN).date()


def _value(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
