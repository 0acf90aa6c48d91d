"""What officers are asked to do."""

from datetime import datetime

from sqlalchemy import bindparam, delete, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import PARTICIPANT, TASK
from dialogs.world import Reason

RING_INSTEAD, WRITE_INSTEAD = "ring_instead", "write_instead"
"""A notice could not reach the person: by phone, or by letter where there is no number."""

_ASK = Statement(
    insert(TASK)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in TASK.columns
            if c.name not in ("id", "done_at", "done_by", "officer")
        }
    )
    .on_conflict_do_nothing()
)
_PHONE = Statement(
    select(literal(1))
    .select_from(PARTICIPANT)
    .where(
        PARTICIPANT.c.conversation_id == bindparam("conversation"), PARTICIPANT.c.phone.is_not(None)
    )
)
_KEY = TASK.c.key == bindparam("key")
_PROMISE = Statement(
    update(TASK)
    .where(_KEY, TASK.c.promised.is_(None))
    .values(promised=bindparam("promised", type_=TASK.c.promised.type, required=True))
)
_PROMISED = Statement(select(TASK.c.promised).where(_KEY))
_FREE = Statement(update(TASK).where(_KEY).values(promised=None))
_THEIRS = TASK.c.conversation_id == bindparam("conversation")
_MAY_GO = Statement(delete(TASK).where(_THEIRS, TASK.c.reason != Reason.APPLY.value))
_UNNAME = Statement(update(TASK).where(_THEIRS).values(case_id=None))
_WAITS = Statement(select(TASK.c.id).where(_THEIRS, TASK.c.done_at.is_(None)).limit(1))
_REMAIN = Statement(select(TASK.c.reason).where(_THEIRS).distinct())


def ask(
    held: Held,
    municipality: str,
    reason: str,
    conversation: int,
    case: int | None,
    at: datetime,
    *,
    promised: datetime | None = None,
    provider: str | None = None,
) -> datetime | None:
    """Give the officers a task; while one is open for this reason, it is that one.

    `promised` is by when the person is told that someone rings. Gives by when it is: an earlier
    promise that has not passed stands, and one that was not kept stays for the officers to see.
    """
    key = f"{reason}:{conversation}"
    held.run(
        _ASK,
        key=key,
        municipality=municipality,
        reason=reason,
        conversation_id=conversation,
        case_id=case,
        at=at,
        promised=promised,
        provider=provider,
    )
    if promised is None:
        return None
    held.run(_PROMISE, key=key, promised=promised)
    found = held.one(_PROMISED, key=key)
    stands: datetime | None = found[0] if found else None
    return stands if stands and stands > at else promised


def instead(
    held: Held, municipality: str, conversation: int, case: int | None, at: datetime
) -> None:
    """What could not be told is told by phone, or by letter where there is no number."""
    reached = held.one(_PHONE, conversation=conversation)
    reason = RING_INSTEAD if reached else WRITE_INSTEAD
    ask(held, municipality, reason, conversation, case, at)


def promise_anew(held: Held, conversation: int) -> None:
    """What was promised while there was no number to ring is promised anew when it is asked for."""
    held.run(_FREE, key=f"{Reason.HUMAN.value}:{conversation}")


def waits(held: Held, conversation: int) -> bool:
    """Whether officers have something to do for this conversation."""
    return held.one(_WAITS, conversation=conversation) is not None


def remove(held: Held, conversation: int) -> tuple[str, ...]:
    """Remove those that may go, and give the reasons of those that stay.

    An oral application is one under förvaltningslagen: it stays, dated, until it is answered.
    """
    held.run(_MAY_GO, conversation=conversation)
    held.run(_UNNAME, conversation=conversation)
    return tuple(row[0] for row in held.all(_REMAIN, conversation=conversation))
