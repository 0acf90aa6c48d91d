"""Who waits for a human: those who asked for one, and those whom an officer answers now."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select

from bot.store.statement import Held, Statement
from bot.store.tables import CONVERSATION, PARTICIPANT, RELAY, TASK
from dialogs.world import Reason

_SINCE = func.coalesce(TASK.c.at, RELAY.c.at, type_=TASK.c.at.type)
_HERE = bindparam("municipality", type_=RELAY.c.municipality.type, required=True)
_CASE = (
    select(func.min(PARTICIPANT.c.case_id))
    .where(PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .scalar_subquery()
)
_WAITING = Statement(
    select(
        CONVERSATION.c.id,
        CONVERSATION.c.language,
        _CASE,
        _SINCE,
        TASK.c.promised,
        RELAY.c.name,
    )
    .select_from(CONVERSATION)
    .outerjoin(
        TASK,
        and_(
            TASK.c.conversation_id == CONVERSATION.c.id,
            TASK.c.reason == Reason.HUMAN.value,
            TASK.c.key.is_not(None),
            TASK.c.municipality == _HERE,
        ),
    )
    .outerjoin(
        RELAY,
        and_(
            RELAY.c.conversation_id == CONVERSATION.c.id,
            RELAY.c.ended_at.is_(None),
            RELAY.c.municipality == _HERE,
        ),
    )
    .where(TASK.c.id.is_not(None) | RELAY.c.id.is_not(None))
    .order_by(_SINCE.desc(), CONVERSATION.c.id)
)


@dataclass(frozen=True, slots=True)
class Waits:
    """A conversation that waits for a human, or is answered by one.

    `promised` is by when the person was told that someone rings; `by` is the officer who answers
    now, empty where nobody does.
    """

    conversation: int
    language: str
    case: int | None
    since: datetime
    promised: datetime | None
    by: str


def waiting(held: Held, municipality: str) -> list[Waits]:
    """All of a municipality, those who asked last first."""
    rows = held.all(_WAITING, municipality=municipality)
    return [
        Waits(conversation, language, case, since, promised, by or "")
        for conversation, language, case, since, promised, by in rows
    ]
