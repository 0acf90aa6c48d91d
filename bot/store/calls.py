"""Booked calls and the cells of officers' days that they own.

A cell's primary key decides who won: all cells of a call are inserted in one statement, sorted,
and fewer rows back than asked for means that someone else was first.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import blake2b

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.case import LIVE, Mine
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CELL
from care.times import cells
from dialogs.world import Booking

WORDS = (
    "björk", "sol", "häst", "bröd", "båt", "katt", "lampa", "äpple",
    "fjäll", "hatt", "sjö", "blomma", "sten", "fågel", "stol", "snö",
    "ros", "skog", "kaffe", "vante", "räv", "gran", "måne", "klocka",
)  # fmt: skip
"""Plain words that are easy to hear on the phone."""

_TAKEN = Statement(
    select(CELL.c.officer, CELL.c.start, CELL.c.booking_id).where(
        CELL.c.municipality == bindparam("municipality"), CELL.c.start >= bindparam("since")
    )
)
_RELEASE = Statement(delete(CELL).where(CELL.c.booking_id == bindparam("booking")))
_RELEASE_ONE = Statement(
    delete(CELL).where(
        CELL.c.municipality == bindparam("municipality"),
        CELL.c.officer == bindparam("officer"),
        CELL.c.start == bindparam("start"),
        CELL.c.booking_id == bindparam("booking"),
    )
)
_BOOK = Statement(
    insert(BOOKING).values(
        {c.name: bindparam(c.name, type_=c.type, required=True) for c in BOOKING.columns}
    )
)
_THIS = BOOKING.c.id == bindparam("booking")
_MOVE = Statement(
    update(BOOKING)
    .where(_THIS)
    .values({c: bindparam(c) for c in ("municipality", "officer", "start", "minutes", "sequence")})
)
_CANCEL = Statement(update(BOOKING).where(_THIS).values(status="cancelled"))
_FINISH = Statement(update(BOOKING).where(_THIS).values(status="past"))
_REMOVE = Statement(delete(BOOKING).where(BOOKING.c.case_id == bindparam("this")))


def taken(
    held: Held, municipality: str, since: datetime, mine: Booking | None
) -> Mapping[str, Collection[datetime]]:
    """The owned cells by officer; those of one's own call count as free, since it can move."""
    owned: dict[str, set[datetime]] = {}
    for officer, start, booking in held.all(_TAKEN, municipality=municipality, since=since):
        if mine is None or booking != mine.id:
            owned.setdefault(officer, set()).add(start)
    return owned


def win(
    held: Held,
    municipality: str,
    officers: Sequence[str],
    start: datetime,
    minutes: int,
    booking: str,
    mine: Mine | None,
) -> str | None:
    """Own the cells of a call with the first officer who is still free then; None if nobody is.

    The cells of the call that is moved (`mine`) are released after the new ones are won.
    """
    old: frozenset[tuple[str, str, datetime]] = frozenset()
    if mine and mine.booking:
        call = mine.booking
        old = frozenset(
            (mine.booked_in, call.officer, cell) for cell in cells(call.start, call.minutes)
        )
    for officer in officers:
        new = frozenset((municipality, officer, cell) for cell in cells(start, minutes))
        if _own(held, sorted(new - old), booking):
            _release(held, old - new, booking)
            return officer
    return None


def _own(held: Held, wanted: Sequence[tuple[str, str, datetime]], booking: str) -> bool:
    if not wanted:
        return True
    values: dict[str, object] = {"booking": booking}
    for i, (municipality, officer, start) in enumerate(wanted):
        values |= {f"m{i}": municipality, f"o{i}": officer, f"s{i}": start}
    won = held.all(_insert_cells(len(wanted)), **values)
    if len(won) == len(wanted):
        return True
    _release(held, [cell for cell in wanted if (cell[2],) in won], booking)
    return False


def _release(held: Held, given_up: Collection[tuple[str, str, datetime]], booking: str) -> None:
    for municipality, officer, start in given_up:
        held.run(
            _RELEASE_ONE, municipality=municipality, officer=officer, start=start, booking=booking
        )


@cache
def _insert_cells(count: int) -> Statement:
    rows: list[dict[str, object]] = [
        {
            # With types: SQLAlchemy gives only the first row's parameters those of the columns.
            "municipality": bindparam(f"m{i}", type_=CELL.c.municipality.type),
            "officer": bindparam(f"o{i}", type_=CELL.c.officer.type),
            "start": bindparam(f"s{i}", type_=CELL.c.start.type),
            "booking_id": bindparam("booking", type_=CELL.c.booking_id.type),
        }
        for i in range(count)
    ]
    return Statement(insert(CELL).values(rows).on_conflict_do_nothing().returning(CELL.c.start))


def book(held: Held, municipality: str, mine: Mine, booking: Booking) -> None:
    """A new call, or the live one moved."""
    values = {
        "municipality": municipality,
        "officer": booking.officer,
        "start": booking.start,
        "minutes": booking.minutes,
        "sequence": booking.sequence,
    }
    if mine.booking:
        held.run(_MOVE, booking=booking.id, **values)
    else:
        held.run(_BOOK, id=booking.id, case_id=mine.id, word=booking.word, status=LIVE, **values)


def cancel(held: Held, booking: str) -> None:
    """The call is off, and its time free for others."""
    held.run(_CANCEL, booking=booking)
    held.run(_RELEASE, booking=booking)


def finish(held: Held, booking: str) -> None:
    """The call has taken place: it stands no more in the way of another."""
    held.run(_FINISH, booking=booking)
    held.run(_RELEASE, booking=booking)


def remove(held: Held, mine: Mine) -> None:
    """No trace of any call of this case."""
    if mine.booking:
        held.run(_RELEASE, booking=mine.booking.id)
    held.run(_REMOVE, this=mine.id)


def word(booking: str) -> str:
    """What the officer says first, so that the person knows who rings."""
    return WORDS[blake2b(booking.encode(), digest_size=2).digest()[0] % len(WORDS)]
