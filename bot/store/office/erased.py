"""The record of what was destroyed (*gallringsprotokoll*), as it is read."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select

from bot.store.statement import Held, Statement
from bot.store.tables import ERASED

_HERE = ERASED.c.municipality == bindparam("municipality")
_DAYS = Statement(select(ERASED.c.day).where(_HERE).distinct().order_by(ERASED.c.day.desc()))
_BETWEEN = Statement(
    select(*(ERASED.c[c] for c in ("day", "record", "count", "before", "decision")))
    .where(_HERE, ERASED.c.day >= bindparam("first"), ERASED.c.day <= bindparam("last"))
    .order_by(ERASED.c.day.desc(), ERASED.c.record, ERASED.c.decision)
)


@dataclass(frozen=True, slots=True)
class Gone:
    """So many of one kind (`care.retention.Record`) that nothing had happened to since `before`."""

    day: date
    record: str
    count: int
    before: datetime
    decision: str


def days(held: Held, municipality: str) -> list[date]:
    """The days on which anything was destroyed, the newest first."""
    return [row[0] for row in held.all(_DAYS, municipality=municipality)]


def between(held: Held, municipality: str, first: date, last: date) -> list[Gone]:
    """What was destroyed from one day to another, both included, the newest first."""
    rows = held.all(_BETWEEN, municipality=municipality, first=first, last=last)
    return [Gone(*row) for row in rows]
