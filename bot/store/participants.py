"""Who takes part in a case: joining others', leaving, and a case that nobody is left in."""

from datetime import datetime

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.outbox.recipients import AT_THE_DESK
from bot.store.statement import Held, Statement
from bot.store.tables import (
    ADDRESS,
    CASE,
    CONVERSATION,
    INVITATION,
    OUTBOX,
    PARTICIPANT,
    TASK,
    TURN,
    WAITING,
)
from care.people import Part
from dialogs.world import Reason

IN_THE_CHAT = "chat"
"""Who has recorded a yes that the person gave themselves, by a code."""

_TAKES_PART = PARTICIPANT.c.conversation_id == bindparam("conversation")
_THIS_CASE = CASE.c.id == bindparam("this")
_LEAVE = Statement(delete(PARTICIPANT).where(_TAKES_PART))
_ALONE = ~exists().where(PARTICIPANT.c.case_id == bindparam("this"))
_JOIN = Statement(
    insert(PARTICIPANT)
    .values(
        conversation_id=bindparam("conversation"),
        case_id=bindparam("case_id"),
        municipality=bindparam("municipality"),
        role=bindparam("role"),
        representation=bindparam("representation"),
        consent=bindparam("consent"),
        joined=True,
        recorded_by=bindparam("by", type_=PARTICIPANT.c.recorded_by.type, required=True),
        recorded_at=bindparam("at", type_=PARTICIPANT.c.recorded_at.type, required=True),
    )
    .on_conflict_do_nothing()
)
_OF_CASE = TASK.c.case_id == bindparam("this")
_MOVE_TASKS = Statement(update(TASK).where(_OF_CASE).values(case_id=bindparam("to")))
_UNTASK = Statement(delete(TASK).where(_OF_CASE, TASK.c.reason != Reason.APPLY.value))
_UNNAME = Statement(update(TASK).where(_OF_CASE).values(case_id=None))
_UNPLAN = Statement(delete(OUTBOX).where(OUTBOX.c.case_id == bindparam("this")))
_WAITS_NO_MORE = Statement(delete(WAITING).where(WAITING.c.case_id == bindparam("this")))
_UNINVITE = Statement(delete(INVITATION).where(INVITATION.c.case_id == bindparam("this")))
_REMOVE = Statement(delete(CASE).where(_THIS_CASE, _ALONE))
_OTHERS = Statement(
    select(PARTICIPANT.c.id)
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(
        PARTICIPANT.c.case_id == bindparam("this"),
        PARTICIPANT.c.conversation_id != bindparam("conversation"),
        ADDRESS.c.kind != AT_THE_DESK,
    )
)
_AT_THE_DESK = (
    select(PARTICIPANT.c.conversation_id)
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(PARTICIPANT.c.case_id == bindparam("this"), ADDRESS.c.kind == AT_THE_DESK)
)
_UNSAY = Statement(delete(TURN).where(TURN.c.conversation_id.in_(_AT_THE_DESK)))
_HANG_UP = Statement(
    delete(PARTICIPANT).where(
        PARTICIPANT.c.case_id == bindparam("this"), PARTICIPANT.c.conversation_id.in_(_AT_THE_DESK)
    )
)


def others(held: Held, conversation: int, case: int) -> bool:
    """Whether anyone else takes part in it; one who was guided on the phone does not count."""
    return held.one(_OTHERS, this=case, conversation=conversation) is not None


def join(
    held: Held, conversation: int, case: int, municipality: str, part: Part, by: str, at: datetime
) -> None:
    """Take part in what others began, as an officer (`by`) or the person has recorded it."""
    held.run(
        _JOIN,
        conversation=conversation,
        case_id=case,
        municipality=municipality,
        role=part.role.value,
        representation=part.right.value if part.right else "",
        consent=part.consent or None,
        by=by,
        at=at,
    )


def leave(held: Held, conversation: int) -> None:
    """Take no part any more."""
    held.run(_LEAVE, conversation=conversation)


def move_tasks(held: Held, case: int, to: int) -> None:
    """What officers are asked of one case they are asked of another."""
    held.run(_MOVE_TASKS, this=case, to=to)


def remove(held: Held, case: int) -> None:
    """The case is gone, with what hangs on it but its calls, where nobody takes part any more.

    So is what was said on the phone while an officer guided somebody. An application stays, dated
    and without a name.
    """
    held.run(_UNSAY, this=case)
    held.run(_HANG_UP, this=case)
    held.run(_UNTASK, this=case)
    held.run(_UNNAME, this=case)
    held.run(_UNPLAN, this=case)
    held.run(_WAITS_NO_MORE, this=case)
    held.run(_UNINVITE, this=case)
    held.run(_REMOVE, this=case)
