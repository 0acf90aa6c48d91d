"""A case that one officer hands over to another."""

from datetime import datetime

from sqlalchemy import bindparam, update

from bot.store import case
from bot.store.statement import Held, Statement
from bot.store.tables import CASE

_GIVE = Statement(
    update(CASE)
    .where(
        CASE.c.id == bindparam("this"),
        CASE.c.municipality == bindparam("here"),
        CASE.c.officer.is_not_distinct_from(bindparam("was")),
    )
    .values(officer=bindparam("to", type_=CASE.c.officer.type, required=True))
)


def give(
    held: Held, municipality: str, this: int, *, to: str, was: str | None, by: str, now: datetime
) -> bool:
    """Let an officer have a case; False where another than `was` has it by now."""
    done = held.run(_GIVE, this=this, here=municipality, was=was, to=to) == 1
    if done:
        case.touch(held, this, by, now)
    return done
