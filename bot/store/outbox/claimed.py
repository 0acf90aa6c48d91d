"""Rows of the outbox, read again against their cases when they are claimed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
    true,
    type_coerce,
)
from sqlalchemy import case as sql_case

from bot.store.calls import BOOKED, HELD
from bot.store.outbox import recipients, routes
from bot.store.outbox.states import CLAIMED, of_kinds
from bot.store.statement import Held, Record, Statement
from bot.store.tables import (
    ACCOUNT,
    ADDRESS,
    BOOKING,
    CASE,
    CONTACT,
    CONVERSATION,
    OUTBOX,
    PARTICIPANT,
)
from bot.store.unfinished import CAME_FURTHER
from care.casework import Closing, Stage
from care.followup import OF_THE_CALL, OF_THE_COURSE, POLICY, Kind

_OF = BOOKING.c.case_id == OUTBOX.c.case_id
_TAKES_PART = exists().where(
    PARTICIPANT.c.case_id == OUTBOX.c.case_id,
    PARTICIPANT.c.conversation_id == OUTBOX.c.conversation_id,
    recipients.STILL,
)
_STANDS = sql_case(
    (OUTBOX.c.case_id.is_not(None) & CASE.c.stopped_at.is_not(None), literal(False)),
    (OUTBOX.c.case_id.is_not(None) & ~_TAKES_PART, literal(False)),
    (OUTBOX.c.kind == Kind.UNFINISHED.value, ~CAME_FURTHER),
    (
        OUTBOX.c.kind == Kind.HOLD_ENDING.value,
        exists().where(_OF, BOOKING.c.status == HELD, BOOKING.c.id == OUTBOX.c.about),
    ),
    (
        of_kinds(OF_THE_CALL),
        (CASE.c.version == OUTBOX.c.version) & exists().where(_OF, BOOKING.c.status == BOOKED),
    ),
    # What was being sent as the case was closed could not be taken back, and may come again.
    (CASE.c.stage == Stage.CLOSED.value, CASE.c.closed_as == Closing.CONFIRMED.value),
    (of_kinds(OF_THE_COURSE), CASE.c.stage == Stage.STARTED.value),
    else_=true(),
)
"""Whether what a notice tells is still so. The rest was taken back where it is not."""

# Only the code itself goes to a contact that nobody has shown to be theirs.
_CLOSED = CONTACT.c.dead | and_(
    CONTACT.c.id.is_not(None),  # what goes to an officer goes to an account's own address
    CONTACT.c.verified_at.is_(None),
    OUTBOX.c.kind != Kind.CODE.value,
)
_READ = Statement(
    select(
        *(OUTBOX.c[c] for c in ("id", "key", "kind", "tries", "not_after")),
        OUTBOX.c.municipality,
        OUTBOX.c.case_id,
        OUTBOX.c.channel,
        OUTBOX.c.about,
        OUTBOX.c.conversation_id,
        func.coalesce(func.nullif(CONVERSATION.c.language, ""), "sv"),
        OUTBOX.c.account_id,
        ADDRESS.c.id,
        ADDRESS.c.kind,
        ADDRESS.c.host,
        ADDRESS.c.external,
        CONTACT.c.id,
        func.coalesce(CONTACT.c.sealed, ACCOUNT.c.email),
        ADDRESS.c.dead,
        type_coerce(_CLOSED, Boolean()),
        CONVERSATION.c.reminders,
        func.coalesce(CONVERSATION.c.declined, ""),
        _STANDS,
    )
    .outerjoin(CONVERSATION, OUTBOX.c.conversation_id == CONVERSATION.c.id)
    .outerjoin(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .outerjoin(
        CONTACT,
        (CONTACT.c.conversation_id == CONVERSATION.c.id) & (CONTACT.c.kind == OUTBOX.c.channel),
    )
    .outerjoin(ACCOUNT, ACCOUNT.c.id == OUTBOX.c.account_id)
    .outerjoin(CASE, OUTBOX.c.case_id == CASE.c.id)
    .where(
        OUTBOX.c.channel == bindparam("channel"),
        OUTBOX.c.state == CLAIMED,
        OUTBOX.c.next_at == bindparam("lease", type_=OUTBOX.c.next_at.type, required=True),
    )
    .order_by(OUTBOX.c.id)
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One row, claimed until `lease`, with where it goes; `also` are rows that are told with it.

    `conversation` is None for what goes to an officer. `door`, `host` and `external` are those of
    the chat; `sealed` is the e-mail address or number where it goes there.
    """

    lease: datetime
    id: int
    key: str
    kind: str
    tries: int
    not_after: datetime
    municipality: str
    case: int | None
    channel: str
    about: str
    conversation: int | None
    language: str
    account: int | None
    address: int | None
    door: str | None
    host: str | None
    external: str | None
    contact: int | None
    sealed: str | None
    also: "tuple[Notice, ...]" = ()

    @property
    def rows(self) -> "tuple[Notice, ...]":
        """This one and those that are told with it."""
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Read:
    """A notice as it was read again.

    `stands`: what it tells is still so, and those it goes to want it. `lost`: its channel reaches
    them no more.
    """

    notice: Notice
    stands: bool
    lost: bool

    @property
    def known(self) -> bool:
        """Whether this program can tell it; a newer one beside it may."""
        return self.notice.kind in POLICY


def read(held: Held, channel: str, rows: Collection[int], lease: datetime) -> list[Read]:
    """The rows of a channel that were claimed just now, until `lease`, the first planned first."""
    found = held.all(_READ, channel=channel, lease=lease)
    return [_read(record, lease) for record in found if record[0] in rows]


def _read(record: Record, lease: datetime) -> Read:
    *fields, dead, closed, reminders, declined, stands = record
    notice = Notice(lease, *fields)
    by_chat = notice.channel == routes.named(notice.door or "", notice.host or "")
    known = notice.kind in POLICY
    wanted = not known or recipients.takes(Kind(notice.kind), reminders, declined)
    return Read(notice, bool(stands) and wanted, bool(dead if by_chat else closed))
