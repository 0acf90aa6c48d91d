"""When officers can ring, as they set it themselves: weekly hours, and what deviates from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ClauseElement, Executable

from bot.store.calls import BOOKED, HELD
from bot.store.diary import write_hours
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, DEVIATION, SCHEDULE
from care.municipality import Hours
from care.times import MINUTES_LONGEST, Deviation


class _Lock(Executable, ClauseElement):
    """A lock of a whole table, where more than one can write at a time."""

    inherit_cache = False

    def __init__(self, table: Table, mode: str) -> None:
        self.table, self.mode = table, mode


@compiles(_Lock, "postgresql")
def _lock(element: _Lock, _compiler: Any, **_: Any) -> str:
    return f"LOCK TABLE {element.table.name} IN {element.mode} MODE"


@compiles(_Lock, "sqlite")
def _nothing(_element: _Lock, _compiler: Any, **_: Any) -> str:
    return "SELECT 1"  # who writes there is alone already


_IN_TURN = Statement(_Lock(SCHEDULE, "SHARE ROW EXCLUSIVE"))
_UNREAD = {table: Statement(_Lock(table, "ACCESS EXCLUSIVE")) for table in (SCHEDULE, DEVIATION)}
_HERE: BindParameter[str] = bindparam("municipality")
_SETS = Statement(
    select(SCHEDULE.c.officer, SCHEDULE.c.revision, SCHEDULE.c.by, SCHEDULE.c.at).where(
        SCHEDULE.c.municipality == _HERE
    )
)
_FIRST = Statement(
    insert(SCHEDULE)
    .values({c.name: bindparam(c.name, type_=c.type, required=True) for c in SCHEDULE.columns})
    .on_conflict_do_nothing()
    .returning(SCHEDULE.c.revision)
)
_AGAIN = Statement(
    update(SCHEDULE)
    .where(
        SCHEDULE.c.municipality == bindparam("here"),
        SCHEDULE.c.officer == bindparam("whose"),
        SCHEDULE.c.revision == bindparam("expected"),
    )
    .values(
        {c: bindparam(c, type_=SCHEDULE.c[c].type) for c in ("hours", "by", "at")}
        | {"revision": SCHEDULE.c.revision + 1}
    )
)
_COLUMNS = tuple(DEVIATION.c[c] for c in ("id", "officer", "opens", "closes", "extra", "by", "at"))
_COMING = Statement(
    select(*_COLUMNS)
    .where(DEVIATION.c.municipality == _HERE, DEVIATION.c.closes > bindparam("now"))
    .order_by(DEVIATION.c.opens, DEVIATION.c.officer, DEVIATION.c.id)
)
_ONE = Statement(
    select(*_COLUMNS).where(DEVIATION.c.municipality == _HERE, DEVIATION.c.id == bindparam("this"))
)
_ADD = Statement(
    insert(DEVIATION).values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in DEVIATION.columns
            if c.name != "id"
        }
    )
)
_REMOVE = Statement(
    delete(DEVIATION).where(DEVIATION.c.municipality == _HERE, DEVIATION.c.id == bindparam("this"))
)
_CALLS = Statement(
    select(
        *(BOOKING.c[c] for c in ("officer", "start", "minutes", "case_id")),
        BOOKING.c.status,
        BOOKING.c.until,
    )
    .where(
        BOOKING.c.municipality == _HERE,
        BOOKING.c.start > bindparam("since"),
        (BOOKING.c.status == BOOKED) | (BOOKING.c.status == HELD),
    )
    .order_by(BOOKING.c.start, BOOKING.c.officer)
)


@dataclass(frozen=True, slots=True)
class Revision:
    """How often an officer's weekly hours have been set at the desk; 0: the catalogue's hold."""

    number: int = 0
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A deviation as it is stored, and who put it there."""

    id: int
    deviation: Deviation
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A call that stands in an officer's day; with `held` somebody is about to book it."""

    officer: str
    start: datetime
    minutes: int
    case: int
    held: bool

    @property
    def end(self) -> datetime:
        """When it is over."""
        return self.start + timedelta(minutes=self.minutes)


def change_hours(held: Held) -> None:
    """Until this transaction ends nobody books by weekly hours that are about to change.

    Who has read them in order to book keeps them until that is done. To be called first of all;
    it waits, and the two tables are never locked both, so that nobody waits in a ring.
    """
    held.run(_IN_TURN)
    held.run(_UNREAD[SCHEDULE])


def change_deviations(held: Held) -> None:
    """The same, for deviations."""
    held.run(_IN_TURN)
    held.run(_UNREAD[DEVIATION])


def revisions(held: Held, municipality: str) -> dict[str, Revision]:
    """By officer; who is not there has the catalogue's hours."""
    rows = held.all(_SETS, municipality=municipality)
    return {officer: Revision(*rest) for officer, *rest in rows}


def set_hours(
    held: Held,
    municipality: str,
    officer: str,
    hours: tuple[Hours, ...],
    *,
    expected: int,
    by: str,
    now: datetime,
) -> bool:
    """Weekly hours in place of those of revision `expected`; False where they are others by now."""
    written = write_hours(hours)
    if expected:
        values = {"here": municipality, "whose": officer, "expected": expected}
        return held.run(_AGAIN, **values, hours=written, by=by, at=now) == 1
    row = held.one(
        _FIRST, municipality=municipality, officer=officer, hours=written, revision=1, by=by,
        at=now,
    )  # fmt: skip
    return row is not None


def coming(held: Held, municipality: str, now: datetime) -> list[Noted]:
    """All deviations that are not over, the next first."""
    return [_noted(row) for row in held.all(_COMING, municipality=municipality, now=now)]


def one(held: Held, municipality: str, this: int) -> Noted | None:
    """A deviation by its number."""
    row = held.one(_ONE, municipality=municipality, this=this)
    return _noted(row) if row else None


def add(
    held: Held, municipality: str, deviations: Iterable[Deviation], *, by: str, now: datetime
) -> None:
    """From now on these deviate."""
    for deviation in deviations:
        held.run(
            _ADD, municipality=municipality, officer=deviation.officer, extra=deviation.extra,
            opens=deviation.opens, closes=deviation.closes, by=by, at=now,
        )  # fmt: skip


def remove(held: Held, municipality: str, this: int) -> None:
    """The deviation is taken back."""
    held.run(_REMOVE, municipality=municipality, this=this)


def calls(held: Held, municipality: str, now: datetime) -> list[Taken]:
    """All calls that are not over, and the times that are held now, the next first."""
    rows = held.all(
        _CALLS, municipality=municipality, since=now - timedelta(minutes=MINUTES_LONGEST)
    )
    found = [
        Taken(officer, start, minutes, case, status == HELD)
        for officer, start, minutes, case, status, until in rows
        if status == BOOKED or until > now
    ]
    return [call for call in found if call.end > now]


def _noted(row: tuple[Any, ...]) -> Noted:
    id, officer, opens, closes, extra, by, at = row
    return Noted(id, Deviation(officer, opens, closes, extra), by, at)
