"""Officers' calls as a calendar needs them: when, and nothing of whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, literal, select

from bot.store.calls import CANCELLED, HELD
from bot.store.statement import Held, Record, Statement
from bot.store.tables import ACCOUNT, BOOKING

_COLUMNS = tuple(BOOKING.c[c] for c in ("id", "start", "minutes", "sequence", "status"))
_HERE = BOOKING.c.municipality == bindparam("municipality")
_ONE = Statement(
    select(*_COLUMNS).where(_HERE, BOOKING.c.id == bindparam("this"), BOOKING.c.status != HELD)
)
_OF = Statement(
    select(*_COLUMNS)
    .where(
        _HERE,
        BOOKING.c.officer == bindparam("officer"),
        BOOKING.c.start >= bindparam("first"),
        BOOKING.c.start < bindparam("last"),
        BOOKING.c.status != HELD,
    )
    .order_by(BOOKING.c.start, BOOKING.c.id)
)
_SUBSCRIBED = Statement(
    select(literal(1))
    .select_from(ACCOUNT)
    .where(ACCOUNT.c.id == bindparam("account"), ACCOUNT.c.feed.is_not(None))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A call that was booked, whatever became of it."""

    id: str
    start: datetime
    minutes: int
    sequence: int
    cancelled: bool


def one(held: Held, municipality: str, this: str) -> Entry | None:
    """A call by its id."""
    row = held.one(_ONE, municipality=municipality, this=this)
    return _entry(row) if row else None


def of(held: Held, municipality: str, officer: str, first: datetime, last: datetime) -> list[Entry]:
    """An officer's calls that begin from `first` and before `last`."""
    rows = held.all(_OF, municipality=municipality, officer=officer, first=first, last=last)
    return [_entry(row) for row in rows]


def subscribed(held: Held, account: int) -> bool:
    """Whether somebody has an address for a calendar program."""
    return held.one(_SUBSCRIBED, account=account) is not None


def _entry(row: Record) -> Entry:
    *fields, status = row
    id, start, minutes, sequence = fields
    return Entry(id, start, minutes, sequence, status == CANCELLED)
