"""What a task to ring, or to write, instead is about: notices that reached nobody.

A task names its conversation and no row, so they are those that have failed there since the last
such task was done.
"""

from datetime import datetime

from sqlalchemy import bindparam, exists, func, or_, select

from bot.store.keys.sealing import Seal
from bot.store.office import audit, cases, resending, tasks
from bot.store.office.ledger import NOT_REACHED, Reminder, find
from bot.store.office.tasks import Task
from bot.store.outbox.states import CANCELLED
from bot.store.statement import Held, Statement
from bot.store.tables import OUTBOX, TASK
from bot.store.tasks import RING_INSTEAD, WRITE_INSTEAD
from care.followup import POLICY

INSTEAD = (RING_INSTEAD, WRITE_INSTEAD)
BY = "Systemet"
"""By whose hand a task goes that is about nothing any more."""

_CONVERSATION = bindparam("conversation", type_=OUTBOX.c.conversation_id.type, required=True)
_LATER = OUTBOX.alias("later")
_TOLD_SINCE = exists().where(
    _LATER.c.case_id == OUTBOX.c.case_id,
    _LATER.c.conversation_id == OUTBOX.c.conversation_id,
    _LATER.c.kind == OUTBOX.c.kind,
    _LATER.c.id > OUTBOX.c.id,
    _LATER.c.state != CANCELLED,
)
_DONE_BEFORE = (
    select(func.max(TASK.c.done_at, type_=TASK.c.done_at.type))
    .where(
        TASK.c.conversation_id == _CONVERSATION,
        or_(*(TASK.c.reason == reason for reason in INSTEAD)),
    )
    .scalar_subquery()
)
_ROWS = Statement(
    select(OUTBOX.c.id, _TOLD_SINCE)
    .where(
        OUTBOX.c.conversation_id == _CONVERSATION,
        or_(*(OUTBOX.c.state == state for state in NOT_REACHED)),
        or_(*(OUTBOX.c.kind == kind.value for kind, policy in POLICY.items() if policy.human)),
        _DONE_BEFORE.is_(None) | (OUTBOX.c.next_at > _DONE_BEFORE),
    )
    .order_by(OUTBOX.c.due, OUTBOX.c.id)
)


def kinds(held: Held, seal: Seal, municipality: str, task: Task, now: datetime) -> list[str] | None:
    """The kinds that are still to be told, the oldest first; None where the rows are not known.

    An empty list: all of it is over, or has been told since.
    """
    if task.reason not in INSTEAD or task.conversation is None or not task.of_conversation:
        return None
    rows = held.all(_ROWS, conversation=task.conversation)
    known = [(find(held, municipality, id), since) for id, since in rows]
    left = [
        row.kind
        for row, since in known
        if row and not since and not _over(held, seal, municipality, row, now)
    ]
    return list(dict.fromkeys(left)) if rows else None


def let_go(held: Held, seal: Seal, municipality: str, now: datetime) -> None:
    """End those that are about nothing any more. The audit says so."""
    for task in tasks.waiting(held, seal, municipality):
        if kinds(held, seal, municipality, task, now) != []:
            continue
        if tasks.finish(held, municipality, task.id, BY, now):
            codes = f"task={task.id} reason={task.reason} how=over"
            audit.note_from_outside(
                held, municipality, BY, "task.done", now, case=task.case, detail=codes
            )


def _over(held: Held, seal: Seal, municipality: str, row: Reminder, now: datetime) -> bool:
    case = cases.find(held, seal, municipality, row.case) if row.case else None
    return case is not None and resending.over(held, case, row, now)
