"""The ledger of reminders: every row of the outbox, without a name."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Integer, String, and_, bindparam, exists, func, or_, select, tuple_
from sqlalchemy import case as sql_case

from bot.store.outbox.states import (
    CANCELLED,
    CLAIMED,
    FAILED,
    PLANNED,
    SENDING,
    TOO_LATE,
    UNCERTAIN,
    UNREAD,
)
from bot.store.statement import Held, Statement
from bot.store.tables import OUTBOX
from care.times import SWEDEN

ALL, STANDING, MISSED = "all", "", "missed"
"""In place of a state: every row; all but what was taken back, for something else was planned; and
all that did not reach anyone."""

NOT_REACHED = (FAILED, TOO_LATE, UNREAD)

_CASE = bindparam("case", type_=Integer, required=True)
_STATE = bindparam("state", type_=String, required=True)
_KIND = bindparam("kind", type_=String, required=True)
_GROUP = sql_case(
    ((OUTBOX.c.state == CLAIMED) | (OUTBOX.c.state == SENDING), PLANNED), else_=OUTBOX.c.state
)
"""What is claimed or on its way is, to an officer, planned."""
_MISSED = or_(*(OUTBOX.c.state == state for state in NOT_REACHED))
_TO_GO = or_(*(OUTBOX.c.state == state for state in (PLANNED, CLAIMED, SENDING, UNCERTAIN)))
_FROM_ROW = tuple_(
    bindparam("due", type_=OUTBOX.c.due.type, required=True),
    bindparam("id", type_=OUTBOX.c.id.type, required=True),
)
_ORDER = (OUTBOX.c.due, OUTBOX.c.id)
_HERE = OUTBOX.c.municipality == bindparam("municipality")
_LATER = OUTBOX.alias("later")
_NEWER = exists().where(
    _LATER.c.case_id == OUTBOX.c.case_id,
    _LATER.c.conversation_id == OUTBOX.c.conversation_id,
    _LATER.c.kind == OUTBOX.c.kind,
    _LATER.c.id > OUTBOX.c.id,
)
_ROWS = select(
    *(
        OUTBOX.c[c]
        for c in (
            "id", "key", "kind", "case_id", "conversation_id", "channel", "due", "wall", "wished",
            "tries", "about",
        )
    ),
    _GROUP,
    _NEWER,
)  # fmt: skip
_PAGE = _ROWS.where(
    _HERE,
    or_(
        _STATE == ALL,
        and_(_STATE == STANDING, _GROUP != CANCELLED),
        and_(_STATE == MISSED, _MISSED),
        _GROUP == _STATE,
    ),
    (_KIND == "") | (OUTBOX.c.kind == _KIND),
    _CASE.is_(None) | (OUTBOX.c.case_id == _CASE),
)
_SOME = bindparam("count", type_=Integer, required=True)
_NEXT = Statement(_PAGE.where(tuple_(*_ORDER) > _FROM_ROW).order_by(*_ORDER).limit(_SOME))
_PAST = Statement(
    _PAGE.where(tuple_(*_ORDER) < _FROM_ROW).order_by(*(c.desc() for c in _ORDER)).limit(_SOME)
)
_ONE = Statement(_ROWS.where(_HERE, OUTBOX.c.id == bindparam("this")))
_COMING = Statement(
    _ROWS.where(OUTBOX.c.case_id == bindparam("this"), _TO_GO).order_by(*_ORDER).limit(_SOME)
)
_DUE = OUTBOX.c.due.type
_COUNTS = Statement(
    select(
        select(func.count())
        .select_from(OUTBOX)
        .where(_HERE, _TO_GO, OUTBOX.c.next_at < bindparam("midnight", type_=_DUE, required=True))
        .scalar_subquery(),
        select(func.count())
        .select_from(OUTBOX)
        .where(_HERE, _MISSED, OUTBOX.c.due >= bindparam("monday", type_=_DUE, required=True))
        .scalar_subquery(),
    )
)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A notice that goes, or went. `kind` is `care.followup`'s, `state` as the outbox has it.

    `case` and `conversation` are None of what goes to an officer, `case` also of an officer's own
    line. `wall` and `wished` are as the outbox has them. `newer` is that there is a later one of
    the same kind to the same person.
    """

    id: int
    key: str
    kind: str
    case: int | None
    conversation: int | None
    channel: str
    due: datetime
    wall: str
    wished: str | None
    tries: int
    about: str
    state: str
    newer: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are still to go today, and how many of this week's have reached nobody."""

    today: int
    missed: int


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
    kind: str = "",
    case: int | None = None,
) -> list[Reminder]:
    """Those due after `place`, the next first; with `back` those before, the newest first.

    `state`, `kind` and `case` keep to some; empty and None to none in particular.
    """
    due, id = place
    rows = held.all(
        _PAST if back else _NEXT, municipality=municipality, due=due, id=id, state=state,
        kind=kind, case=case, count=count,
    )  # fmt: skip
    return [Reminder(*row) for row in rows]


def find(held: Held, municipality: str, this: int) -> Reminder | None:
    """One of this municipality's."""
    row = held.one(_ONE, municipality=municipality, this=this)
    return Reminder(*row) if row else None


def coming(held: Held, case: int, count: int) -> list[Reminder]:
    """What goes next in a case, the first first."""
    return [Reminder(*row) for row in held.all(_COMING, this=case, count=count)]


def counts(held: Held, municipality: str, now: datetime) -> Counts:
    """Days and weeks are those of Sweden."""
    today = now.astimezone(SWEDEN).date()
    midnight = datetime.combine(today + timedelta(days=1), time(0), SWEDEN)
    monday = datetime.combine(today - timedelta(days=today.weekday()), time(0), SWEDEN)
    row = held.one(_COUNTS, municipality=municipality, midnight=midnight, monday=monday)
    assert row is not None
    return Counts(*row)
