"""The rows of the outbox, as a turn plans and takes them back."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import CASE, CONVERSATION, OUTBOX, PARTICIPANT, TASK
from care.followup import FollowUp
from care.times import SWEDEN
from dialogs.world import Reason

PLANNED, CLAIMED, SENDING = "planned", "claimed", "sending"
SENT, UNCERTAIN, FAILED = "sent", "uncertain", "failed"
TOO_LATE, CANCELLED = "too_late", "cancelled"

_PLAN = Statement(
    insert(OUTBOX).values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in OUTBOX.columns
            if c.name not in ("id", "tries", "state")
        }
        | {"tries": 0, "state": PLANNED}
    )
)
_TAKE_BACK = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.case_id == bindparam("this"),
        (OUTBOX.c.state == PLANNED)
        | (OUTBOX.c.state == CLAIMED)
        | (OUTBOX.c.state == UNCERTAIN),
    )
    .values(state=CANCELLED)
)
_REMOVE = Statement(delete(OUTBOX).where(OUTBOX.c.conversation_id == bindparam("conversation")))
_WANTS = Statement(
    select(PARTICIPANT.c.conversation_id)
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .where(
        PARTICIPANT.c.case_id == bindparam("this"), CONVERSATION.c.reminders.is_not(False)
    )
    .order_by(PARTICIPANT.c.id)
)
_REMIND = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(reminders=bindparam("wanted", required=True))
)
_ASK = Statement(
    insert(TASK)
    .values(
        key=bindparam("key"),
        municipality=bindparam("municipality"),
        reason=bindparam("reason"),
        conversation_id=bindparam("conversation"),
        case_id=select(PARTICIPANT.c.case_id)
        .join(CASE, PARTICIPANT.c.case_id == CASE.c.id)
        .where(PARTICIPANT.c.conversation_id == bindparam("conversation"))
        .scalar_subquery(),
        at=bindparam("at"),
    )
    .on_conflict_do_nothing()
)
