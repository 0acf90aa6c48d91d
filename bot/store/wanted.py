"""Requests to have records handed out: while one is open nothing that it asks for is destroyed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import CASE, PARTICIPANT, TURN, WANTED

_OPEN = WANTED.c.ended_at.is_(None)
_HERE = WANTED.c.municipality == bindparam("municipality")
_ASK = Statement(
    insert(WANTED)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in WANTED.columns
            if c.name not in ("id", "ended_by", "ended_at")
        }
        | {"ended_by": ""}
    )
    .returning(WANTED.c.id)
)
_END = Statement(
    update(WANTED)
    .where(_HERE, _OPEN, WANTED.c.id == bindparam("this"))
    .values(
        ended_by=bindparam("by", type_=WANTED.c.ended_by.type, required=True),
        ended_at=bindparam("now", type_=WANTED.c.ended_at.type, required=True),
    )
    .returning(WANTED.c.case_id)
)
_COLUMNS = (WANTED.c.id, WANTED.c.case_id, WANTED.c.reference, WANTED.c.by, WANTED.c.at)
_LISTED = Statement(select(*_COLUMNS).where(_HERE, _OPEN).order_by(WANTED.c.id))


@dataclass(frozen=True, slots=True)
class Request:
    """One that is open: of one case, or of everything where `case` is None."""

    id: int
    case: int | None
    reference: str
    by: str
    at: datetime


def all_of(municipality: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether everything of this municipality is asked for."""
    return exists().where(_OPEN, WANTED.c.municipality == municipality, WANTED.c.case_id.is_(None))


def of_case(case: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether this case is asked for by itself."""
    return exists().where(_OPEN, WANTED.c.case_id == case)


def of_conversation(conversation: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a case is asked for in which this conversation takes part."""
    return exists().where(
        _OPEN,
        PARTICIPANT.c.conversation_id == conversation,
        WANTED.c.case_id == PARTICIPANT.c.case_id,
    )


_THEIRS = PARTICIPANT.c.conversation_id == bindparam("conversation")
# They may have chatted in one municipality, chosen in another, and be in a third.
_WHERE_THEY_WERE = or_(
    _HERE,
    exists().where(
        _THEIRS, CASE.c.id == PARTICIPANT.c.case_id, CASE.c.municipality == WANTED.c.municipality
    ),
    exists().where(
        TURN.c.conversation_id == bindparam("conversation"),
        TURN.c.municipality == WANTED.c.municipality,
    ),
)
_STOPS = Statement(
    select(WANTED.c.id)
    .where(
        _OPEN,
        or_(
            exists().where(_THEIRS, WANTED.c.case_id == PARTICIPANT.c.case_id),
            WANTED.c.case_id.is_(None) & _WHERE_THEY_WERE,
        ),
    )
    .limit(1)
)


def ask(
    held: Held, municipality: str, case: int | None, reference: str, by: str, now: datetime
) -> int:
    """Somebody asks for one case, or for everything; the request's number."""
    row = held.one(
        _ASK, municipality=municipality, case_id=case, reference=reference, by=by, at=now
    )
    assert row is not None
    return int(row[0])


def end(held: Held, municipality: str, this: int, by: str, now: datetime) -> bool:
    """It is answered; False where it was not open here."""
    return held.one(_END, municipality=municipality, this=this, by=by, now=now) is not None


def listed(held: Held, municipality: str) -> list[Request]:
    """Those that are open, the oldest first."""
    return [Request(*row) for row in held.all(_LISTED, municipality=municipality)]


def about(held: Held, municipality: str, case: int) -> list[Request]:
    """Those that are open of this case, those of everything among them, the oldest first."""
    return [one for one in listed(held, municipality) if one.case in (None, case)]


def stops(held: Held, conversation: int, municipality: str) -> bool:
    """Whether nothing of this conversation, in this municipality now, may be destroyed."""
    return held.one(_STOPS, conversation=conversation, municipality=municipality) is not None
