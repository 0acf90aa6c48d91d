"""What people who have a case wish for, counted without saying who."""

from collections import Counter

from sqlalchemy import bindparam, func, select

from bot.store.statement import Held, Statement
from bot.store.tables import CASE
from care.casework import Stage

_WISHES = Statement(
    select(CASE.c.service, CASE.c.needs, func.count(CASE.c.id))
    .where(
        CASE.c.municipality == bindparam("municipality"),
        CASE.c.needs != "",
        CASE.c.stage != Stage.CLOSED.value,
    )
    .group_by(CASE.c.service, CASE.c.needs)
)


def wishes(held: Held, municipality: str) -> Counter[tuple[str, str]]:
    """How many open cases wish for what, by service and wish."""
    found: Counter[tuple[str, str]] = Counter()
    for service, needs, count in held.all(_WISHES, municipality=municipality):
        for wish in needs.split("|"):
            found[service, wish] += count
    return found
