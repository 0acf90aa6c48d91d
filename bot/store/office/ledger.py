"""The ledger of reminders: every row of the outbox, without a name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, String, bindparam, select, tuple_
from sqlalchemy import case as sql_case

from bot.store.notices import CANCELLED, CLAIMED, PLANNED, SENDING
from bot.store.statement import Held, Statement
from bot.store.tables import OUTBOX

ALL, STANDING = "all", ""
"""In place of a state: every row, and all but what was taken back, for something else was planned.
"""

_CASE = bindparam("case", type_=Integer, required=True)
_STATE = bindparam("state", type_=String, required=True)
_GROUP = sql_case(
    ((OUTBOX.c.state == CLAIMED) | (OUTBOX.c.state == SENDING), PLANNED), else_=OUTBOX.c.state
)
"""What is claimed or on its way is, to an officer, planned."""
_FROM_ROW = tuple_(
    bindparam("due", type_=OUTBOX.c.due.type, required=True),
    bindparam("id", type_=OUTBOX.c.id.type, required=True),
)
_ORDER = (OUTBOX.c.due, OUTBOX.c.id)
_PAGE = select(
    *(OUTBOX.c[c] for c in ("id", "kind", "case_id", "due", "wall", "tries")), _GROUP
).where(
    OUTBOX.c.municipality == bindparam("municipality"),
    (_STATE == ALL) | (_STATE == STANDING) & (_GROUP != CANCELLED) | (_GROUP == _STATE),
    _CASE.is_(None) | (OUTBOX.c.case_id == _CASE),
)
_SOME = bindparam("count", type_=Integer, required=True)
_NEXT = Statement(_PAGE.where(tuple_(*_ORDER) > _FROM_ROW).order_by(*_ORDER).limit(_SOME))
_PAST = Statement(
    _PAGE.where(tuple_(*_ORDER) < _FROM_ROW).order_by(*(c.desc() for c in _ORDER)).limit(_SOME)
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A notice that goes, or went. `kind` is `care.followup`'s, `state` as the outbox has it."""

    id: int
    kind: str
    case: int
    due: datetime
    wall: str
    tries: int
    state: str


Place = tuple[datetime, int]
"""Where one is in the ledger: when a row is due, and its number."""


def page(
    held: Held,
    municipality: str,
    place: Place,
    *,
    back: bool,
    count: int,
    state: str = STANDING,
    case: int | None = None,
) -> list[Reminder]:
    """Those due after `place`, the next first; with `back` those before, the newest first.

    `state` and `case` keep to some; None to no case in particular.
    """
    due, id = place
    rows = held.all(
        _PAST if back else _NEXT, municipality=municipality, due=due, id=id, state=state,
        case=case, count=count,
    )  # fmt: skip
    return [Reminder(*row) for row in rows]
