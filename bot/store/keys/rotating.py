"""All that is encrypted, anew with the first key, while the house works.

A little at a time: no turn waits for more than that, and what is done stays done. A value that was
changed meanwhile is left alone, for whoever changed it encrypted it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, bindparam, select, update

from bot.store.keys.sealed import columns
from bot.store.statement import Statement
from bot.store.store import Store

AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Rotated:
    """One column: how many values were encrypted anew, and how many none of our keys opens."""

    column: str
    anew: int
    shut: int


def rotated(store: Store) -> Iterator[Rotated]:
    """Each column when it is done. To begin again does only what is left.

    Raises Unavailable; then what was done stays.
    """
    for column in columns():
        anew = shut = 0
        for part in _parts(store, column):
            anew += part.anew
            shut += part.shut
        yield Rotated(str(column), anew, shut)


def _parts(store: Store, column: Column[str]) -> Iterator[Rotated]:
    (key,) = column.table.primary_key
    some = select(key, column).where(column.is_not(None)).order_by(key).limit(AT_A_TIME)
    first = Statement(some)
    later = Statement(some.where(key > bindparam("last", type_=key.type, required=True)))
    change = Statement(
        update(column.table)
        .where(
            key == bindparam("this", type_=key.type, required=True),
            column == bindparam("was", type_=column.type, required=True),
        )
        .values({column: bindparam("becomes", type_=column.type, required=True)})
    )
    with store.reading() as held:
        rows = held.all(first)
    while rows:
        renewed = [(this, was, store.seal.renewed(was)) for this, was in rows]
        others = [(this, was, token) for this, was, token in renewed if token and token != was]
        anew = 0
        if others:
            with store.writing() as held:
                for this, was, token in others:
                    anew += held.run(change, this=this, was=was, becomes=token)
        yield Rotated(str(column), anew, sum(token is None for _, _, token in renewed))
        with store.reading() as held:
            rows = held.all(later, last=rows[-1][0])
