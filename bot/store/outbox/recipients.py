"""Who is told of a case, and of what: the person, and whom they or the law have let know."""

from dataclasses import dataclass

from sqlalchemy import Boolean, and_, bindparam, exists, literal, or_, select, type_coerce

from bot.store.calls import BOOKED, HELD
from bot.store.statement import Held, Record, Statement
from bot.store.tables import ADDRESS, BOOKING, CASE, CONVERSATION, PARTICIPANT
from care.followup import POLICY, Consent, Kind
from care.people import Role

AT_THE_DESK = "desk"
"""The kind of address of one whom an officer guides on the phone."""

MAY_KNOW = (
    (PARTICIPANT.c.role == Role.PERSON.value)
    | (PARTICIPANT.c.role == Role.REPRESENTATIVE.value) & PARTICIPANT.c.checked
    | (PARTICIPANT.c.role == Role.RELATIVE.value) & (PARTICIPANT.c.consent.is_(True))
)
STILL = PARTICIPANT.c.consent.is_not(False)
"""That no yes or right of theirs has been taken back (`office.people.withdraw`)."""
_BOOKED_IT = and_(
    STILL,
    exists().where(
        BOOKING.c.case_id == PARTICIPANT.c.case_id,
        or_(BOOKING.c.status == BOOKED, BOOKING.c.status == HELD),
        # Of a call from before there was a desk nobody knows who booked; who has not joined, did.
        (BOOKING.c.conversation_id.is_(None) & BOOKING.c.made_at.is_(None) & ~PARTICIPANT.c.joined)
        | (BOOKING.c.conversation_id == PARTICIPANT.c.conversation_id),
    ),
)
_WHERE = (
    CONVERSATION.c.id,
    ADDRESS.c.kind,
    ADDRESS.c.host,
    ADDRESS.c.dead,
    CONVERSATION.c.reminders,
    CONVERSATION.c.declined,
)
_BOOL = Boolean()
_OF_CASE = Statement(
    select(
        *_WHERE,
        type_coerce(MAY_KNOW, _BOOL),
        type_coerce(_BOOKED_IT, _BOOL),
        type_coerce(STILL, _BOOL),
    )
    .select_from(PARTICIPANT)
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .join(CASE, CASE.c.id == PARTICIPANT.c.case_id)
    .where(
        PARTICIPANT.c.case_id == bindparam("this"),
        ADDRESS.c.kind != AT_THE_DESK,
        CASE.c.stopped_at.is_(None),
    )
    .order_by(PARTICIPANT.c.id)
)
_YES, _NO = literal(True), literal(False)
_ONE = Statement(
    select(*_WHERE, _YES, _NO, _YES)
    .select_from(CONVERSATION)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(CONVERSATION.c.id == bindparam("conversation"))
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A conversation of a case. `door` and `host` are those of its address, `dead` where it is.

    `knows`: may be told of the case. `booked`: has booked the call or holds a time. `stays`: no yes
    or right of theirs has been taken back.
    """

    knows: bool
    booked: bool
    stays: bool
    conversation: int
    door: str
    host: str
    dead: bool
    reminders: bool | None
    declined: str

    def takes(self, kind: Kind) -> bool:
        """Whether what they have said to reminders lets this kind through."""
        return takes(kind, self.reminders, self.declined)


def takes(kind: Kind, reminders: bool | None, declined: str) -> bool:
    """Whether what someone has said to reminders lets this kind through."""
    if f"|{kind}|" in declined:
        return False
    match POLICY[kind].consent:
        case Consent.NEWS | Consent.BY_NAME:
            return True
        case Consent.UNLESS_NO:
            return reminders is not False
        case Consent.YES:
            return reminders is True


def of_case(held: Held, case: int) -> list[Recipient]:
    """All whom anything can reach, in the order in which they came; none of one that is stopped."""
    return [_recipient(row) for row in held.all(_OF_CASE, this=case)]


def one(held: Held, conversation: int) -> Recipient:
    """A conversation by itself, whatever its case. It must exist."""
    row = held.one(_ONE, conversation=conversation)
    assert row is not None
    return _recipient(row)


def _recipient(row: Record) -> Recipient:
    *rest, knows, booked, stays = row
    return Recipient(bool(knows), bool(booked), bool(stays), *rest)
