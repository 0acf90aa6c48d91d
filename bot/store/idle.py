"""Cases in which nothing happens any more: what can be asked of their rows alone."""

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, or_

from bot.store.calls import BOOKED, CANCELLED, HELD
from bot.store.outbox.states import OPEN, SENDING
from bot.store.tables import BOOKING, CASE, CONVERSATION, OUTBOX, PARTICIPANT, TASK
from care.casework import Stage

_BEFORE = bindparam("before", type_=CASE.c.changed_at.type, required=True)
_THEIR = PARTICIPANT.c.case_id == CASE.c.id


def _stands(*stages: Stage) -> ColumnElement[bool]:
    return or_(*(CASE.c.stage == stage.value for stage in stages))


SILENT = and_(
    func.coalesce(CASE.c.changed_at, CASE.c.opened_at, _BEFORE) <= _BEFORE,
    ~exists().where(
        _THEIR, CONVERSATION.c.id == PARTICIPANT.c.conversation_id, CONVERSATION.c.at > _BEFORE
    ),
)
"""Nobody has changed anything, and nobody who takes part has written, since `before`."""

_WAITS = or_(
    exists().where(OUTBOX.c.case_id == CASE.c.id, or_(OPEN, OUTBOX.c.state == SENDING)),
    exists().where(
        BOOKING.c.case_id == CASE.c.id, BOOKING.c.status == BOOKED, BOOKING.c.start > _BEFORE
    ),
    exists().where(TASK.c.case_id == CASE.c.id, TASK.c.done_at.is_(None)),
    exists().where(
        _THEIR, TASK.c.conversation_id == PARTICIPANT.c.conversation_id, TASK.c.done_at.is_(None)
    ),
)
IDLE = and_(SILENT, ~_WAITS)
"""… and nothing is to be sent, rung or done."""

DRAFT = and_(
    _stands(Stage.OPEN),
    CASE.c.wish.is_(None),
    ~CASE.c.cannot_choose,
    ~exists().where(
        BOOKING.c.case_id == CASE.c.id,
        BOOKING.c.status != CANCELLED,
        BOOKING.c.status != HELD,
    ),
)
"""Nobody has wished anything, and no call has been booked: nothing for an officer to act on."""

ENDED = or_(DRAFT, _stands(Stage.STARTED, Stage.CLOSED), CASE.c.stopped_at.is_not(None))
"""Nothing of it waits for an officer: a draft, help that has started, or a case that is closed."""

LEFT = or_(ENDED, _stands(Stage.OPEN))
"""… or a wish that nobody has come back to."""
