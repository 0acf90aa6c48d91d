"""Who would rather be rung earlier than they are booked, and is told when a time is free."""

from datetime import datetime

from sqlalchemy import Boolean, bindparam, delete, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.calls import BOOKED
from bot.store.outbox import notices
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, WAITING
from care.followup import earlier_time
from care.quiet import Closed
from care.times import LEAD, LEAD_INTERPRETER

_THIS = WAITING.c.case_id == bindparam("this")
_BEGIN = Statement(
    insert(WAITING)
    .values(
        case_id=bindparam("this", type_=WAITING.c.case_id.type),
        municipality=bindparam("municipality"),
        at=bindparam("now", type_=WAITING.c.at.type),
        told_at=None,
    )
    .on_conflict_do_nothing()
)
_STOP = Statement(delete(WAITING).where(_THIS))
_WAITS = Statement(select(literal(1)).select_from(WAITING).where(_THIS))
_FIRST = Statement(
    select(WAITING.c.case_id, CASE.c.version, BOOKING.c.start)
    .join(CASE, CASE.c.id == WAITING.c.case_id)
    .join(BOOKING, (BOOKING.c.case_id == CASE.c.id) & (BOOKING.c.status == BOOKED))
    .where(
        WAITING.c.municipality == bindparam("municipality"),
        WAITING.c.case_id != bindparam("but"),
        BOOKING.c.start > bindparam("freed"),
        ~CASE.c.interpreter | ~bindparam("soon", type_=Boolean, required=True),
    )
    # Whoever was told last stands last, so that one who never answers stops nobody.
    .order_by(WAITING.c.told_at.is_not(None), WAITING.c.told_at, WAITING.c.at, WAITING.c.case_id)
    .limit(1)
    # Who changes their own place in line just now is not waited for: two could wait for each other.
    .with_for_update(of=WAITING, skip_locked=True)
)
_TOLD = Statement(
    update(WAITING)
    .where(_THIS)
    .values(told_at=bindparam("now", type_=WAITING.c.told_at.type, required=True))
)


def begin(held: Held, case: int, municipality: str, now: datetime) -> None:
    """Wait, in the order of asking."""
    held.run(_BEGIN, this=case, municipality=municipality, now=now)


def stop(held: Held, case: int) -> None:
    """Wait no more."""
    held.run(_STOP, this=case)


def waits(held: Held, case: int) -> bool:
    """Whether this case waits."""
    return held.one(_WAITS, this=case) is not None


def offer(
    held: Held,
    municipality: str,
    freed: datetime,
    now: datetime,
    *,
    closed: Closed,
    but: int = 0,
) -> int | None:
    """A time at `freed` is free again: tell the first in line whom it would serve.

    It is not kept for them, for they may be asleep; whoever is first gets it. Gives the case.
    `but` is the case that gave the time up. What is too soon to be booked is offered to nobody, nor
    is what will be by the end of the quiet hours.
    """
    notice = earlier_time(freed - LEAD, now=now, closed=closed)
    if freed < now + LEAD or notice is None:
        return None
    soon = freed < now + LEAD_INTERPRETER
    row = held.one(_FIRST, municipality=municipality, freed=freed, but=but, soon=soon)
    if row is None:
        return None
    case, version, _start = row
    about = freed.isoformat(timespec="minutes")
    notices.plan(held, case, municipality, version, (notice,), about=about)
    held.run(_TOLD, this=case, now=now)
    return int(case)
