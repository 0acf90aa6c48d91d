"""What has to be so for a case to stand in each queue, as conditions in SQL.

Every case that is not closed stands in one of them, has a call to come or today, or a task.
"""

from sqlalchemy import BindParameter, and_, bindparam, exists, or_

from bot.store.calls import BOOKED, MISSED, PAST
from bot.store.tables import BOOKING, CASE, PARTICIPANT, TASK
from care.casework import Stage
from dialogs.world import Reason

LETTER_SENT = "letter"
"""The reason of a task that is done as it is noted: a letter has gone to the person."""

HERE: BindParameter[str] = bindparam("municipality")
OF_CASE = BOOKING.c.case_id == CASE.c.id
NOW = bindparam("now", type_=BOOKING.c.start.type, required=True)
_TO_COME = exists().where(OF_CASE, BOOKING.c.status == BOOKED, BOOKING.c.start > NOW)
_TALKED = exists().where(
    OF_CASE,
    or_(BOOKING.c.status == PAST, (BOOKING.c.status == BOOKED) & (BOOKING.c.start <= NOW)),
)
MORNING = bindparam("morning", type_=BOOKING.c.start.type, required=True)
_STANDS = exists().where(OF_CASE, BOOKING.c.status == BOOKED)
_NOT_ENDED = exists().where(OF_CASE, BOOKING.c.status == BOOKED, BOOKING.c.start < MORNING)
_TAKES_PART = PARTICIPANT.alias("takes_part")
_TASK_OF_CASE = and_(
    # A human may be asked for before there is a case.
    or_(
        TASK.c.case_id == CASE.c.id,
        TASK.c.case_id.is_(None)
        & exists().where(
            _TAKES_PART.c.case_id == CASE.c.id,
            _TAKES_PART.c.conversation_id == TASK.c.conversation_id,
        ),
    ),
    # One that stayed where the case was before is seen by nobody here.
    TASK.c.municipality == CASE.c.municipality,
    TASK.c.done_at.is_(None),
)
_ASKED = exists().where(_TASK_OF_CASE)
_TO_RING = exists().where(_TASK_OF_CASE, TASK.c.reason != Reason.APPLY.value)
_OPEN = and_(CASE.c.municipality == HERE, CASE.c.stage == Stage.OPEN.value)
_GOES_ON = and_(CASE.c.municipality == HERE, CASE.c.stage != Stage.CLOSED.value)
CONFIRM = and_(
    _OPEN,
    ~_TO_COME,
    CASE.c.wish.is_not(None) | CASE.c.cannot_choose,
    CASE.c.attempts == 0,
    _TALKED | ~_TO_RING,
)
"""Waits to be confirmed: the call has been held, or there is none."""
OF_LETTER = and_(
    TASK.c.case_id == CASE.c.id,
    TASK.c.reason == LETTER_SENT,
    # One that went before the last call in vain has been answered by that call.
    ~exists().where(OF_CASE, BOOKING.c.status == MISSED, BOOKING.c.start > TASK.c.at),
)
WRITTEN = exists().where(OF_LETTER)
NOT_REACHED = and_(_GOES_ON, CASE.c.attempts > 0, ~_STANDS)
"""Rung in vain, at any stage, and no call stands."""
UNENDED = and_(_GOES_ON, _NOT_ENDED, ~CONFIRM)
"""A call before today of which nobody has said what came of it."""
NOTHING = and_(
    _OPEN, CASE.c.wish.is_(None), ~CASE.c.cannot_choose, CASE.c.attempts == 0, ~_STANDS, ~_ASKED
)
"""No wish, no call, no task: opened, and then left."""
CHOSEN = and_(_GOES_ON, CASE.c.stage != Stage.OPEN.value)
"""The choice is confirmed, and the case is not closed."""
WITH_US = or_(
    *(CASE.c.stage == stage.value for stage in (Stage.CONFIRMED, Stage.ORDERED, Stage.ACCEPTED))
)
"""Of those, where the next step is an officer's."""
