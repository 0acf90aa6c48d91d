"""Whether the chat is closed: of one municipality, or of all."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import CLOSURE

_NEW = insert(CLOSURE).values(
    {c.name: bindparam(c.name, type_=c.type, required=True) for c in CLOSURE.columns}
)
_CLOSE = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[CLOSURE.c.municipality],
        set_={name: _NEW.excluded[name] for name in ("text", "phone", "by", "at")},
    )
)
_OPEN = Statement(
    delete(CLOSURE).where(CLOSURE.c.municipality == bindparam("municipality", required=True))
)
_ALL = Statement(select(*CLOSURE.columns).order_by(CLOSURE.c.municipality))


@dataclass(frozen=True, slots=True)
class Closure:
    """`municipality` is empty where all are closed; `by` closed it at `at`."""

    municipality: str
    text: str
    phone: str
    by: str
    at: datetime


def close(held: Held, closure: Closure) -> None:
    """From now on, or with another text."""
    held.run(
        _CLOSE,
        municipality=closure.municipality,
        text=closure.text,
        phone=closure.phone,
        by=closure.by,
        at=closure.at,
    )


def reopen(held: Held, municipality: str) -> bool:
    """Whether it was closed."""
    return held.run(_OPEN, municipality=municipality) == 1


def standing(held: Held) -> list[Closure]:
    """All that are closed, that of all municipalities first."""
    return [Closure(*row) for row in held.all(_ALL)]
