"""Calls that are booked, and times that are held for one."""

from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.store import cells
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CELL
from dialogs.world import Booking

BOOKED, HELD, CANCELLED, PAST = "booked", "held", "cancelled", "past"
MISSED = "missed"
"""A call that was made, and nobody was reached."""
FIELDS = ("id", "start", "minutes", "officer", "word", "sequence")
"""The columns that a `Booking` is made of."""

WORDS = (
    "björk", "sol", "häst", "bröd", "båt", "katt", "lampa", "äpple",
    "fjäll", "hatt", "sjö", "blomma", "sten", "fågel", "stol", "snö",
    "ros", "skog", "kaffe", "vante", "räv", "gran", "måne", "klocka",
)  # fmt: skip
"""Plain words that are easy to hear on the phone."""

_WRITE = Statement(
    insert(BOOKING).values(
        {c.name: bindparam(c.name, type_=c.type, required=True) for c in BOOKING.columns}
    )
)
_THIS = BOOKING.c.id == bindparam("booking")
_SETS = ("municipality", "officer", "start", "minutes", "sequence", "status", "until")
_SET = Statement(
    update(BOOKING)
    .where(_THIS)
    .values({c: bindparam(c, type_=BOOKING.c[c].type, required=True) for c in _SETS})
)
_CANCEL = Statement(
    update(BOOKING).where(_THIS).values(status=CANCELLED, sequence=BOOKING.c.sequence + 1)
)
_FINISH = Statement(update(BOOKING).where(_THIS).values(status=PAST))
_OF_CASE = BOOKING.c.case_id == bindparam("this")
_STANDS = _OF_CASE & (BOOKING.c.status == BOOKED)
_FREE_PAST = Statement(
    delete(CELL).where(CELL.c.booking_id.in_(select(BOOKING.c.id).where(_STANDS)))
)
_FINISH_PAST = Statement(update(BOOKING).where(_STANDS).values(status=PAST))
_FORGET = Statement(delete(BOOKING).where(_THIS))
_RELEASE_ALL = Statement(
    delete(CELL).where(CELL.c.booking_id.in_(select(BOOKING.c.id).where(_OF_CASE)))
)
_REMOVE = Statement(delete(BOOKING).where(_OF_CASE))
_CALLED_OFF = Statement(
    select(*(BOOKING.c[field] for field in (*FIELDS, "conversation_id", "made_at")))
    .where(_OF_CASE, BOOKING.c.status == CANCELLED)
    .order_by(BOOKING.c.made_at.desc().nulls_last(), BOOKING.c.id)
    .limit(1)
)
_ONE = Statement(
    select(*(BOOKING.c[field] for field in FIELDS)).where(
        _OF_CASE, BOOKING.c.status == bindparam("status")
    )
)
_MADE = Statement(
    select(func.count())
    .select_from(BOOKING)
    .where(
        BOOKING.c.phone == bindparam("phone"),
        BOOKING.c.made_at > bindparam("since"),
        BOOKING.c.status != HELD,
    )
)


def write(
    held: Held,
    municipality: str,
    case: int,
    booking: Booking,
    now: datetime,
    *,
    until: datetime | None = None,
    conversation: int | None,
    phone: str | None = None,
) -> None:
    """A call that is new: booked, or held `until` then."""
    held.run(
        _WRITE,
        id=booking.id,
        case_id=case,
        municipality=municipality,
        officer=booking.officer,
        start=booking.start,
        minutes=booking.minutes,
        word=booking.word,
        sequence=booking.sequence,
        status=HELD if until else BOOKED,
        until=until,
        conversation_id=conversation,
        phone=phone,
        made_at=now,
    )


def rewrite(
    held: Held, municipality: str, booking: Booking, *, until: datetime | None = None
) -> None:
    """A call that is there already, as it is now: moved, or no longer only held."""
    held.run(
        _SET,
        booking=booking.id,
        municipality=municipality,
        officer=booking.officer,
        start=booking.start,
        minutes=booking.minutes,
        sequence=booking.sequence,
        status=HELD if until else BOOKED,
        until=until,
    )
    if until:
        cells.prolong(held, booking.id, until)


def move(
    held: Held, municipality: str, old: Booking, officer: str, start: datetime, minutes: int
) -> Booking:
    """A booked call as it stands from now on; its cells are won already."""
    booking = replace(old, start=start, minutes=minutes, officer=officer, sequence=old.sequence + 1)
    rewrite(held, municipality, booking)
    return booking


def cancel(held: Held, booking: str) -> None:
    """The call is off, and its time free for others."""
    held.run(_CANCEL, booking=booking)
    cells.free(held, booking)


def finish(held: Held, booking: str) -> None:
    """The call has taken place: it stands no more in the way of another."""
    held.run(_FINISH, booking=booking)
    cells.free(held, booking)


def finish_past(held: Held, case: int) -> None:
    """The call of this case that stands, and has taken place, gives way to a new one."""
    held.run(_FREE_PAST, this=case)
    held.run(_FINISH_PAST, this=case)


def drop(held: Held, booking: str) -> None:
    """A held time is let go, and leaves no trace."""
    cells.free(held, booking)
    held.run(_FORGET, booking=booking)


def remove(held: Held, case: int) -> None:
    """No trace of any call of this case."""
    held.run(_RELEASE_ALL, this=case)
    held.run(_REMOVE, this=case)


def called_off(held: Held, case: int) -> tuple[Booking, int | None, datetime | None] | None:
    """The call of this case that was cancelled last; which conversation had booked it, and when."""
    row = held.one(_CALLED_OFF, this=case)
    return (Booking(*row[:-2]), row[-2], row[-1]) if row else None


def booked(held: Held, case: int) -> Booking | None:
    """The call of this case that stands."""
    row = held.one(_ONE, this=case, status=BOOKED)
    return Booking(*row) if row else None


def held_for(held: Held, case: int) -> Booking | None:
    """The time that is held for this case, perhaps too long."""
    row = held.one(_ONE, this=case, status=HELD)
    return Booking(*row) if row else None


def made(held: Held, phone: str, since: datetime) -> int:
    """How many calls to this number (its print) have been booked since then."""
    row = held.one(_MADE, phone=phone, since=since)
    return int(row[0]) if row else 0


def word(booking: str) -> str:
    """What the officer says first, so that the person knows who rings."""
    return WORDS[blake2b(booking.encode(), digest_size=2).digest()[0] % len(WORDS)]
