"""Who is signed in. The cookie is never stored, only its print."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.office import accounts
from bot.store.office.accounts import Account
from bot.store.statement import Held, Statement
from bot.store.tables import SESSION

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""A working day: then one signs in again, however busy one was."""
SEEN_AGAIN = timedelta(minutes=1)
"""How much later one has to be seen for it to be written down."""

_THIS = SESSION.c.print == bindparam("this")
_BEGIN = Statement(
    insert(SESSION).values(
        {c.name: bindparam(c.name, type_=c.type, required=True) for c in SESSION.columns}
    )
)
_FIND = Statement(select(SESSION.c.account_id, SESSION.c.made_at, SESSION.c.seen_at).where(_THIS))
_SEEN = Statement(
    update(SESSION).where(_THIS).values(seen_at=bindparam("now", type_=SESSION.c.seen_at.type))
)
_END = Statement(delete(SESSION).where(_THIS))
_END_ALL = Statement(delete(SESSION).where(SESSION.c.account_id == bindparam("account")))
_END_OTHERS = Statement(
    delete(SESSION).where(
        SESSION.c.account_id == bindparam("account"), SESSION.c.print != bindparam("this")
    )
)
_SWEEP = Statement(
    delete(SESSION).where(
        (SESSION.c.seen_at < bindparam("idle", type_=SESSION.c.seen_at.type))
        | (SESSION.c.made_at < bindparam("longest", type_=SESSION.c.made_at.type))
    )
)


def fingerprint(cookie: str) -> str:
    """What of a cookie is stored."""
    return hashlib.sha256(cookie.encode(errors="replace")).hexdigest()


def begin(held: Held, cookie: str, account: int, now: datetime) -> None:
    """Signed in from now on; sessions that have ended go."""
    held.run(_SWEEP, idle=now - IDLE, longest=now - LONGEST)
    held.run(_BEGIN, print=fingerprint(cookie), account_id=account, made_at=now, seen_at=now)


def find(held: Held, cookie: str, now: datetime) -> tuple[Account, bool] | None:
    """Whose session it is, and whether `seen` should be written; None where it has ended."""
    row = held.one(_FIND, this=fingerprint(cookie))
    if row is None:
        return None
    account_id, made_at, seen_at = row
    if now - seen_at > IDLE or now - made_at > LONGEST:
        return None
    account = accounts.by_id(held, account_id)
    if account is None or not account.active:
        return None
    return account, now - seen_at >= SEEN_AGAIN


def seen(held: Held, cookie: str, now: datetime) -> None:
    """Still at work."""
    held.run(_SEEN, this=fingerprint(cookie), now=now)


def end(held: Held, cookie: str) -> None:
    """Signed out."""
    held.run(_END, this=fingerprint(cookie))


def end_all(held: Held, account: int) -> None:
    """Signed out everywhere."""
    held.run(_END_ALL, account=account)


def end_others(held: Held, account: int, cookie: str) -> None:
    """Signed out everywhere but here."""
    held.run(_END_OTHERS, account=account, this=fingerprint(cookie))
