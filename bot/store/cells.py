"""The cells of officers' days, and who owns them: a call, or a time that is held for one.

A cell's primary key decides who won: all cells of a call are inserted in one statement, sorted,
and fewer rows back than asked for means that someone else was first.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import CELL
from care import times

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
_FREE = Statement(delete(CELL).where(_THEIRS))
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


def wanted(municipality: str, officer: str, start: datetime, minutes: int) -> frozenset[Cell]:
    """The cells that such a call owns."""
    return frozenset((municipality, officer, cell) for cell in times.cells(start, minutes))


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


def prolong(held: Held, booking: str, until: datetime) -> None:
    """What is held is held until then."""
    held.run(_PROLONG, booking=booking, until=until)


def free(held: Held, booking: str) -> None:
    """All that a call owns is free for others."""
    held.run(_FREE, booking=booking)


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
