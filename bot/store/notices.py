"""The rows of the outbox, as a turn plans and takes them back."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import CONVERSATION, OUTBOX, PARTICIPANT
from care.followup import FollowUp
from care.times import SWEDEN

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
        (OUTBOX.c.state == PLANNED) | (OUTBOX.c.state == CLAIMED) | (OUTBOX.c.state == UNCERTAIN),
    )
    .values(state=CANCELLED)
)
_REMOVE = Statement(delete(OUTBOX).where(OUTBOX.c.conversation_id == bindparam("conversation")))
_WANTS = Statement(
    select(PARTICIPANT.c.conversation_id)
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .where(PARTICIPANT.c.case_id == bindparam("this"), CONVERSATION.c.reminders.is_not(False))
    .order_by(PARTICIPANT.c.id)
)
_REMIND = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(reminders=bindparam("wanted", required=True))
)


def plan(held: Held, case: int, municipality: str, version: int, rows: Sequence[FollowUp]) -> None:
    """Plan notices for everyone who takes part in the case and has not said no to them."""
    for row in rows:
        for (conversation,) in held.all(_WANTS, this=case):
            held.run(
                _PLAN,
                key=f"{row.kind}:{case}:{version}:{conversation}",
                kind=str(row.kind),
                case_id=case,
                version=version,
                conversation_id=conversation,
                municipality=municipality,
                due=row.due,
                wall=row.due.astimezone(SWEDEN).isoformat(timespec="minutes"),
                not_after=row.not_after,
                next_at=row.due,
            )


def take_back(held: Held, case: int) -> None:
    """Nothing that was planned for this case is begun any more."""
    held.run(_TAKE_BACK, this=case)


def remind(held: Held, conversation: int, wanted: bool | None) -> None:
    """Whether this conversation wants notices; None is not asked."""
    held.run(_REMIND, conversation=conversation, wanted=wanted)


def remove(held: Held, conversation: int) -> None:
    """No trace of any notice to this conversation."""
    held.run(_REMOVE, conversation=conversation)
