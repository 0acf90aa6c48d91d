"""Forms that have had their effect, so that one sent twice has one."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import DEED

_THIS = DEED.c.key == bindparam("this")
_BEGIN = Statement(
    insert(DEED)
    .values(
        key=bindparam("this", type_=DEED.c.key.type),
        account_id=bindparam("account", type_=DEED.c.account_id.type),
        outcome="",
        at=bindparam("now", type_=DEED.c.at.type),
    )
    .on_conflict_do_nothing()
    .returning(DEED.c.key)
)
_OUTCOME = Statement(select(DEED.c.outcome).where(_THIS))
_END = Statement(update(DEED).where(_THIS).values(outcome=bindparam("outcome")))


def begin(held: Held, key: str, account: int, now: datetime) -> str | None:
    """None where this form is new; else what became of it the first time.

    Of two sent at once the second waits here until the first is done.
    """
    if held.one(_BEGIN, this=key, account=account, now=now):
        return None
    row = held.one(_OUTCOME, this=key)
    return str(row[0]) if row else ""


def end(held: Held, key: str, outcome: str) -> None:
    """What became of it."""
    held.run(_END, this=key, outcome=outcome)
