"""Wrong passwords in a row, counted by what was typed as the login, whether it is one or not.

A try is counted before its password is looked at, so that many at once are not more tries.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import ATTEMPT

MOST = 5
WAIT = timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)
"""When tries that led nowhere are counted no more."""

_THIS = ATTEMPT.c.print == bindparam("this")
_OVER = Statement(
    delete(ATTEMPT).where(
        (ATTEMPT.c.until <= bindparam("now", type_=ATTEMPT.c.until.type))
        | (ATTEMPT.c.at < bindparam("old", type_=ATTEMPT.c.at.type))
    )
)
_COUNT = Statement(
    insert(ATTEMPT)
    .values(
        print=bindparam("this", type_=ATTEMPT.c.print.type),
        failures=1,
        until=None,
        at=bindparam("now", type_=ATTEMPT.c.at.type),
    )
    .on_conflict_do_update(
        index_elements=[ATTEMPT.c.print],
        set_={"failures": ATTEMPT.c.failures + 1, "at": bindparam("now", type_=ATTEMPT.c.at.type)},
    )
    .returning(ATTEMPT.c.failures, ATTEMPT.c.until)
)
_CLOSE = Statement(
    update(ATTEMPT).where(_THIS).values(until=bindparam("until", type_=ATTEMPT.c.until.type))
)
_CLEAR = Statement(delete(ATTEMPT).where(_THIS))
_UNTIL = Statement(select(ATTEMPT.c.until).where(_THIS))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try: whether it is `let_in`, and until when none is after it, where it was the last."""

    let_in: bool
    until: datetime | None


def begin(held: Held, login: str, now: datetime) -> Attempt:
    """Count a try. The fifth in a row is let in still, and none for 15 minutes after it."""
    this = _print(login)
    held.run(_OVER, now=now, old=now - FORGOTTEN)
    row = held.one(_COUNT, this=this, now=now)
    assert row is not None
    failures, until = row
    if failures == MOST:
        until = now + WAIT
        held.run(_CLOSE, this=this, until=until)
    return Attempt(failures <= MOST, until)


def clear(held: Held, login: str) -> None:
    """It was right: the count begins anew."""
    held.run(_CLEAR, this=_print(login))


def locked_until(held: Held, login: str, now: datetime) -> datetime | None:
    """When the next try with this login is let in; None where one is now."""
    row = held.one(_UNTIL, this=_print(login))
    return row[0] if row and row[0] and row[0] > now else None


def _print(login: str) -> str:
    return hashlib.sha256(login.strip().casefold().encode(errors="replace")).hexdigest()
