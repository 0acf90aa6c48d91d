"""The record of what was destroyed (*gallringsprotokoll*), as the night writes it."""

from datetime import date, datetime

from sqlalchemy import bindparam, case
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import ERASED
from care.retention import Record

_NEW = insert(ERASED).values({c.name: bindparam(c.name, type_=c.type) for c in ERASED.columns})
_NOTE = Statement(
    _NEW.on_conflict_do_update(
        index_elements=list(ERASED.primary_key),
        set_={
            "count": ERASED.c.count + _NEW.excluded.count,
            "before": case(
                (ERASED.c.before > _NEW.excluded.before, ERASED.c.before),
                else_=_NEW.excluded.before,
            ),
        },
    )
)


def note(
    held: Held,
    municipality: str,
    day: date,
    record: Record,
    decision: str,
    before: datetime,
    count: int,
) -> None:
    """What goes on the same day is added up; `before` is the latest moment of that day."""
    held.run(
        _NOTE,
        municipality=municipality,
        day=day,
        record=record.value,
        decision=decision,
        before=before,
        count=count,
    )
