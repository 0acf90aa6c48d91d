"""One process at a time: for a channel that has a pace to keep, and for who asks for updates."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import LEASE

LASTS = timedelta(seconds=30)
"""After this long without a sign another process takes over."""

_NEW = insert(LEASE).values({c.name: bindparam(c.name, type_=c.type) for c in LEASE.columns})
_TAKE = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[LEASE.c.name],
        set_={"holder": _NEW.excluded.holder, "until": _NEW.excluded.until},
        where=(LEASE.c.holder == _NEW.excluded.holder)
        | (LEASE.c.until <= bindparam("now", type_=LEASE.c.until.type, required=True)),
    ).returning(LEASE.c.name)
)

_LEAVE = Statement(
    delete(LEASE).where(LEASE.c.name == bindparam("name"), LEASE.c.holder == bindparam("holder"))
)


def take(held: Held, name: str, holder: str, now: datetime, lasts: timedelta = LASTS) -> bool:
    """Whether `holder` is the one from now on, or still."""
    return held.one(_TAKE, name=name, holder=holder, until=now + lasts, now=now) is not None


def leave(held: Held, name: str, holder: str) -> None:
    """Another may be the one at once."""
    held.run(_LEAVE, name=name, holder=holder)
