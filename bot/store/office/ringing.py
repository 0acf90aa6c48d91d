"""What becomes of a case's call: in vain, made, taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select, update

from bot.store import calls, cells, waiting
from bot.store.office import audit
from bot.store.office.acts import By, NotNow, settle, written
from bot.store.office.cases import Case
from bot.store.outbox import notices
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING
from care import followup
from care.casework import LETTER, Stage
from care.followup import Kind
from care.times import SWEDEN
from dialogs.world import Booking

SOON = timedelta(hours=1)
"""A call that begins within this is the one that is made now; a later one has not been."""

_THIS = BOOKING.c.case_id == bindparam("this")
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
        news(held, case, by, _vain(booking.id), Kind.CALL_MISSED)
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
    own = cells.wanted(case.municipality, booking.officer, booking.start, booking.minutes)
    if ends > by.now and cells.win(held, own, booking.id, by.now):
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
        news(held, case, by, "cancelled")
        calls.cancel(held, booking.id)
        detail = written({"at": value(booking.start)})
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
    news(held, case, by, "cancelled")
    _take_off(held, case, booking, by)
    settle(held, case, by, "call.cancel", at=value(booking.start))


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
    if kept := calls.held_for(held, case.id):
        calls.drop(held, kept.id)


def refer(held: Held, case: Case, reference: str, by: By) -> None:
    """Note by what the interpreter is booked; empty takes it away."""
    settle(held, replace(case, interpreter_reference=reference), by, "call.interpreter")


def news(held: Held, case: Case, by: By, about: str, kind: Kind = Kind.CALL_MOVED) -> None:
    """To who booked, and to all who may know. Before a call is taken off: who booked is on it."""
    row = followup.news(kind, now=by.now, closed=by.closed)
    version = case.version + 1  # what `settle` makes it
    notices.plan(held, case.id, case.municipality, version, (row,), about=about)


def _vain(booking: str) -> str:
    """What news of a call in vain are about: that call, and nothing else of it."""
    return f"vain={booking}"


def _day(at: datetime) -> date:
    return at.astimezone(SWEDEN).date()


def value(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
