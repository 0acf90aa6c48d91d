"""Held and booked calls, and the cells of officers' days that they own.

A cell's primary key decides who won: all cells of a call are inserted in one statement, sorted,
and fewer rows back than asked for means that someone else was first.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from hashlib import blake2b

from sqlalchemy import bindparam, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CELL
from care.times import cells
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

Cell = tuple[str, str, datetime]
"""Municipality, officer and start (UTC): the key of a cell."""

_KEY = (CELL.c.municipality, CELL.c.officer, CELL.c.start)
_OF_OFFICER = (
    CELL.c.municipality == bindparam("municipality"),
    CELL.c.officer == bindparam("officer"),
)
_THEIRS = CELL.c.booking_id == bindparam("booking")
_EXPIRED = Statement(
    delete(CELL).where(
        tuple_(*_KEY).in_(
            select(*_KEY)
            .where(
                *_OF_OFFICER,
                CELL.c.start >= bindparam("first"),
                CELL.c.start <= bindparam("last"),
                CELL.c.until <= bindparam("now"),
                CELL.c.booking_id != bindparam("kept"),
            )
            .order_by(CELL.c.start)
            .with_for_update(skip_locked=True)
        )
    )
)
_RELEASE = Statement(delete(CELL).where(_THEIRS))
_RELEASE_ONE = Statement(
    delete(CELL).where(*_OF_OFFICER, CELL.c.start == bindparam("start"), _THEIRS)
)
_OWNED = Statement(select(*_KEY).where(_THEIRS).order_by(*_KEY).with_for_update())
_HAND_OVER = Statement(
    update(CELL).where(_THEIRS).values(booking_id=bindparam("to", required=True), until=None)
)
_PROLONG = Statement(
    update(CELL).where(_THEIRS).values(until=bindparam("until", type_=CELL.c.until.type))
)
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
_BOOKED = Statement(
    select(*(BOOKING.c[field] for field in FIELDS)).where(_OF_CASE, BOOKING.c.status == BOOKED)
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


def wanted(municipality: str, officer: str, start: datetime, minutes: int) -> frozenset[Cell]:
    """The cells that such a call owns."""
    return frozenset((municipality, officer, cell) for cell in cells(start, minutes))


def owned(held: Held, booking: str) -> frozenset[Cell]:
    """The cells that a call owns now; nobody else can take them until this transaction ends."""
    return frozenset((m, o, s) for m, o, s in held.all(_OWNED, booking=booking))


def win(
    held: Held,
    new: frozenset[Cell],
    booking: str,
    now: datetime,
    *,
    until: datetime | None = None,
    own: frozenset[Cell] = frozenset(),
    kept: str = "",
) -> bool:
    """Own all these cells, or none: False where someone else has one.

    Those that `own` has already count as won, also where the call that is `kept` has held them too
    long. A time that others held too long is free again.
    """
    lacking = sorted(new - own)
    if not lacking:
        return True
    municipality, officer, first = lacking[0]
    held.run(
        _EXPIRED, municipality=municipality, officer=officer, first=first, last=lacking[-1][2],
        now=now, kept=kept,
    )  # fmt: skip
    values: dict[str, object] = {"booking": booking, "until": until}
    for i, (municipality, officer, start) in enumerate(lacking):
        values |= {f"m{i}": municipality, f"o{i}": officer, f"s{i}": start}
    won = held.all(_insert_cells(len(lacking)), **values)
    if len(won) == len(lacking):
        return True
    release(held, [cell for cell in lacking if (cell[2],) in won], booking)
    return False


def release(held: Held, given_up: Collection[Cell], booking: str) -> None:
    """These cells of a call are free for others."""
    for municipality, officer, start in given_up:
        held.run(
            _RELEASE_ONE, municipality=municipality, officer=officer, start=start, booking=booking
        )


def hand_over(held: Held, booking: str, to: str) -> None:
    """What one call owns, and perhaps only held, another owns for good."""
    held.run(_HAND_OVER, booking=booking, to=to)


@cache
def _insert_cells(count: int) -> Statement:
    rows: list[dict[str, object]] = [
        {
            # With types: SQLAlchemy gives only the first row's parameters those of the columns.
            "municipality": bindparam(f"m{i}", type_=CELL.c.municipality.type),
            "officer": bindparam(f"o{i}", type_=CELL.c.officer.type),
            "start": bindparam(f"s{i}", type_=CELL.c.start.type),
            "booking_id": bindparam("booking", type_=CELL.c.booking_id.type),
            "until": bindparam("until", type_=CELL.c.until.type),
        }
        for i in range(count)
    ]
    return Statement(insert(CELL).values(rows).on_conflict_do_nothing().returning(CELL.c.start))


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
        held.run(_PROLONG, booking=booking.id, until=until)


def cancel(held: Held, booking: str) -> None:
    """The call is off, and its time free for others."""
    held.run(_CANCEL, booking=booking)
    held.run(_RELEASE, booking=booking)


def finish(held: Held, booking: str) -> None:
    """The call has taken place: it stands no more in the way of another."""
    held.run(_FINISH, booking=booking)
    held.run(_RELEASE, booking=booking)


def finish_past(held: Held, case: int) -> None:
    """The call of this case that stands, and has taken place, gives way to a new one."""
    held.run(_FREE_PAST, this=case)
    held.run(_FINISH_PAST, this=case)


def drop(held: Held, booking: str) -> None:
    """A held time is let go, and leaves no trace."""
    held.run(_RELEASE, booking=booking)
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
    row = held.one(_BOOKED, this=case)
    return Booking(*row) if row else None


def made(held: Held, phone: str, since: datetime) -> int:
    """How many calls to this number (its print) have been booked since then."""
    row = held.one(_MADE, phone=phone, since=since)
    return int(row[0]) if row else 0


def word(booking: str) -> str:
    """What the officer says first, so that the person knows who rings."""
    return WORDS[blake2b(booking.encode(), digest_size=2).digest()[0] % len(WORDS)]
