"""Which columns hold encrypted text, and whether our keys open what stands in them."""

from collections.abc import Iterator

from sqlalchemy import Column, ColumnElement, select

from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables.row import Row

NEWEST = 20
"""So many of each column are tried."""


def columns() -> Iterator[Column[str]]:
    """Every one of them: those that their table describes as sealed."""
    for table in Row.__subclasses__():
        for name, field in table.model_fields.items():
            if field.description == "sealed":
                yield Row.metadata.tables[str(table.__tablename__)].c[name]


def _newest(column: Column[str]) -> Iterator[ColumnElement[str]]:
    return (key.desc() for key in column.table.primary_key)


def unopened(held: Held, seal: Seal) -> tuple[int, int]:
    """Of the newest in every column: how many no key of ours opens, and how many were tried."""
    tried = shut = 0
    for column in columns():
        newest = select(column).where(column.is_not(None)).order_by(*_newest(column))
        for (token,) in held.all(Statement(newest.limit(NEWEST))):
            tried += 1
            shut += seal.open(token) is None
    return shut, tried
