"""The rows of the outbox, as a turn plans and takes them back."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, BOOKING, CONVERSATION, OUTBOX, PARTICIPANT
from care.followup import FollowUp, Kind
from care.people import Role
from care.times import SWEDEN

PLANNED, CLAIMED, SENDING = "planned", "claimed", "sending"
SENT, UNCERTAIN, FAILED = "sent", "uncertain", "failed"
TOO_LATE, CANCELLED = "too_late", "cancelled"
AT_THE_DESK = "desk"
"""The kind of address of one whom an officer guides on the phone."""

BY_NAME = frozenset({Kind.HOLD_ENDING, Kind.EARLIER_TIME, Kind.CALL_MOVED})
"""Follow from what the person did or asked for, and are no reminders."""

_ROW = insert(OUTBOX).values(
    {
        c.name: bindparam(c.name, type_=c.type, required=True)
        for c in OUTBOX.columns
        if c.name not in ("id", "tries", "state")
    }
    | {"tries": 0, "state": PLANNED}
)
_PLAN = Statement(
    _ROW.on_conflict_do_update(
        index_elements=[OUTBOX.c.key],
        set_={c: _ROW.excluded[c] for c in ("state", "due", "wall", "not_after", "next_at")},
        where=OUTBOX.c.state == CANCELLED,
    )
)
_OPEN = (OUTBOX.c.state == PLANNED) | (OUTBOX.c.state == CLAIMED) | (OUTBOX.c.state == UNCERTAIN)
_OF_THIS = OUTBOX.c.case_id == bindparam("this")
_OF_THE_CALL = (
    (OUTBOX.c.kind == Kind.CALL_TOMORROW.value)
    | (OUTBOX.c.kind == Kind.CALL_SOON.value)
    | (OUTBOX.c.kind == Kind.EARLIER_TIME.value)
)
_TAKE_BACK = Statement(update(OUTBOX).where(_OF_THIS, _OPEN, _OF_THE_CALL).values(state=CANCELLED))
_TAKE_BACK_ALL = Statement(update(OUTBOX).where(_OF_THIS, _OPEN).values(state=CANCELLED))
_TAKE_BACK_ABOUT = Statement(
    update(OUTBOX)
    .where(_OF_THIS, _OPEN, OUTBOX.c.about == bindparam("about"))
    .values(state=CANCELLED)
)
_REMOVE = Statement(delete(OUTBOX).where(OUTBOX.c.conversation_id == bindparam("conversation")))
_TAKES_PART = PARTICIPANT.c.case_id == bindparam("this")
MAY_KNOW = (
    (PARTICIPANT.c.role == Role.PERSON.value)
    | (PARTICIPANT.c.role == Role.REPRESENTATIVE.value) & PARTICIPANT.c.checked
    | (PARTICIPANT.c.role == Role.RELATIVE.value) & (PARTICIPANT.c.consent.is_(True))
)
STILL = PARTICIPANT.c.consent.is_not(False)
"""That no yes or right of theirs has been taken back (`office.people.withdraw`)."""
_BOOKED_IT = STILL & exists().where(
    BOOKING.c.case_id == PARTICIPANT.c.case_id,
    (BOOKING.c.status == "booked") | (BOOKING.c.status == "held"),
    # Of a call from before there was a desk nobody knows who booked; who has not joined, did.
    (BOOKING.c.conversation_id.is_(None) & BOOKING.c.made_at.is_(None) & ~PARTICIPANT.c.joined)
    | (BOOKING.c.conversation_id == PARTICIPANT.c.conversation_id),
)
_REACHED = (
    select(PARTICIPANT.c.conversation_id)
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(_TAKES_PART, ADDRESS.c.kind != AT_THE_DESK)
    .order_by(PARTICIPANT.c.id)
)
_ALSO = PARTICIPANT.c.conversation_id == bindparam(
    "also", type_=PARTICIPANT.c.conversation_id.type, required=True
)
_WHO_MAY_KNOW = Statement(_REACHED.where(MAY_KNOW | (STILL & _ALSO)))
_ASKED = Statement(_REACHED.where(MAY_KNOW | _BOOKED_IT))
_WANTS = Statement(_REACHED.where(MAY_KNOW | _BOOKED_IT, CONVERSATION.c.reminders.is_not(False)))
_REMIND = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(reminders=bindparam("wanted", required=True))
)


def plan(
    held: Held,
    case: int,
    municipality: str,
    version: int,
    rows: Sequence[FollowUp],
    *,
    about: str = "",
    only: int | None = None,
) -> None:
    """Plan notices for everyone who may be told of the call, and has not said no to reminders.

    Who said no still gets what they have asked for by name. `only` keeps to one conversation.
    `about` is what it is about, where the kind does not say. Planned again under the same version,
    one that was taken back is planned after all.
    """
    for row in rows:
        for (conversation,) in held.all(_ASKED if row.kind in BY_NAME else _WANTS, this=case):
            if only in (None, conversation):
                _plan(held, row, case, municipality, version, conversation, about)


def tell(
    held: Held,
    case: int,
    municipality: str,
    version: int,
    row: FollowUp,
    about: str,
    *,
    also: int | None = None,
) -> int:
    """Plan news for everyone who may be told of the case; how many they are.

    So too for the conversation that is `also` told, of what it did itself. Whoever has only rung
    the desk has nothing to read it in, and is not counted.
    """
    told = held.all(_WHO_MAY_KNOW, this=case, also=also)
    for (conversation,) in told:
        _plan(held, row, case, municipality, version, conversation, about)
    return len(told)


def write(held: Held, row: FollowUp, municipality: str, conversation: int, about: str) -> None:
    """Plan one that belongs to a conversation, whatever its case. `about` makes it the only one."""
    _plan(held, row, None, municipality, 0, conversation, about)


def _plan(
    held: Held,
    row: FollowUp,
    case: int | None,
    municipality: str,
    version: int,
    conversation: int,
    about: str,
) -> None:
    held.run(
        _PLAN,
        key=f"{row.kind}:{case or ''}:{version}:{conversation}" + (f":{about}" if about else ""),
        kind=str(row.kind),
        case_id=case,
        version=version,
        conversation_id=conversation,
        municipality=municipality,
        due=row.due,
        wall=row.due.astimezone(SWEDEN).isoformat(timespec="minutes"),
        not_after=row.not_after,
        next_at=row.due,
        about=about,
    )


def take_back(held: Held, case: int) -> None:
    """Nothing that was planned for the call of this case is begun any more; news still is."""
    held.run(_TAKE_BACK, this=case)


def take_back_all(held: Held, case: int) -> None:
    """Nothing at all is begun any more: death, hospital, moved."""
    held.run(_TAKE_BACK_ALL, this=case)


def take_back_about(held: Held, case: int, about: str) -> None:
    """Nothing that was planned about this is begun any more."""
    held.run(_TAKE_BACK_ABOUT, this=case, about=about)


def remind(held: Held, conversation: int, wanted: bool | None) -> None:
    """Whether this conversation wants notices; None is not asked."""
    held.run(_REMIND, conversation=conversation, wanted=wanted)


def remove(held: Held, conversation: int) -> None:
    """No trace of any notice to this conversation."""
    held.run(_REMOVE, conversation=conversation)
