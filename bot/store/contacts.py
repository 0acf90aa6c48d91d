"""E-mail addresses and mobile numbers to which reminders go, sealed, and how long they are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import links, wanted
from bot.store.calls import BOOKED
from bot.store.keys.sealing import Seal
from bot.store.outbox import routes, states
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, CONTACT, CONVERSATION, OUTBOX, PARTICIPANT
from care.casework import Stage
from care.followup import OF_THE_COURSE, months_after
from dialogs.understanding import emails, numbers

MONTHS = 13
"""For how long one is kept at most, since it was given."""
UNPROVED = timedelta(days=1)
"""For how long one is kept to which no code was typed back."""
RINGING = timedelta(hours=2)
"""After its start a call is over."""
PARTS = ("sms", "email", "sms.part", "email.part", "email.meant", "proof")
"""What `told` knows."""

_MINE = CONTACT.c.conversation_id == bindparam("conversation")
_KIND = CONTACT.c.kind == bindparam("kind", type_=CONTACT.c.kind.type, required=True)
_THIS = CONTACT.c.id == bindparam("this")
_FIELDS = (
    "id", "kind", "sealed", "print", "verified_at", "dead", "code", "code_ends", "tries",
)  # fmt: skip
_ONE = Statement(select(*(CONTACT.c[f] for f in _FIELDS)).where(_MINE, _KIND))
_BY_ID = Statement(select(*(CONTACT.c[f] for f in _FIELDS)).where(_THIS))
_NEW = insert(CONTACT).values(
    conversation_id=bindparam("conversation", type_=CONTACT.c.conversation_id.type, required=True),
    kind=bindparam("kind", type_=CONTACT.c.kind.type, required=True),
    sealed=bindparam("sealed", type_=CONTACT.c.sealed.type, required=True),
    print=bindparam("print", type_=CONTACT.c.print.type, required=True),
    made_at=bindparam("now", type_=CONTACT.c.made_at.type, required=True),
    verified_at=None,
    dead=False,
    code=None,
    code_ends=None,
    tries=0,
)
_GIVE = Statement(
    _NEW.on_conflict_do_update(
        index_elements=[CONTACT.c.conversation_id, CONTACT.c.kind],
        set_={c: _NEW.excluded[c] for c in (
            "sealed", "print", "made_at", "verified_at", "dead", "code", "code_ends", "tries",
        )},
    )
)  # fmt: skip
_AGAIN = Statement(
    update(CONTACT)
    .where(_THIS)
    .values(made_at=bindparam("now", type_=CONTACT.c.made_at.type, required=True))
)
_DEAD = Statement(update(CONTACT).where(_MINE, _KIND).values(dead=bindparam("dead", required=True)))
_REMOVE = Statement(delete(CONTACT).where(_MINE))

_TO = CONTACT.c.conversation_id
_UNDER_WAY = (
    states.PLANNED, states.CLAIMED, states.SENDING, states.UNCERTAIN, states.POSTED,
)  # fmt: skip
_WAITS = exists().where(
    OUTBOX.c.conversation_id == _TO,
    or_(*(OUTBOX.c.state == state for state in _UNDER_WAY)),
)
_PART = (PARTICIPANT.c.conversation_id == _TO, PARTICIPANT.c.case_id == CASE.c.id)
_CALLED = exists().where(
    *_PART,
    BOOKING.c.case_id == CASE.c.id,
    BOOKING.c.status == BOOKED,
    BOOKING.c.start > bindparam("rung", type_=BOOKING.c.start.type, required=True),
)
# What follows the start of the help is planned only once its day is known.
_GOES_ON = exists().where(
    *_PART,
    CONVERSATION.c.id == _TO,
    CONVERSATION.c.reminders,
    or_(*(~CONVERSATION.c.declined.contains(f"|{kind}|") for kind in OF_THE_COURSE)),
    CASE.c.stopped_at.is_(None),
    CASE.c.stage != Stage.CLOSED.value,
)
_MADE_BEFORE = bindparam("oldest", type_=CONTACT.c.made_at.type, required=True)
_FORGET_OLD = Statement(
    delete(CONTACT)
    .where(
        ~exists().where(
            CONVERSATION.c.id == _TO,
            wanted.all_of(CONVERSATION.c.municipality) | wanted.of_conversation(CONVERSATION.c.id),
        ),
        CONTACT.c.dead
        | (CONTACT.c.made_at <= _MADE_BEFORE)
        | CONTACT.c.verified_at.is_(None)
        & (CONTACT.c.made_at <= bindparam("unproved", type_=CONTACT.c.made_at.type, required=True))
        | CONTACT.c.verified_at.is_not(None) & ~_WAITS & ~_CALLED & ~_GOES_ON,
    )
    .returning(_TO)
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One address of a conversation; `code` is the print of the last code sent there."""

    id: int
    kind: str
    sealed: str
    print: str
    verified_at: datetime | None
    dead: bool
    code: str | None
    code_ends: datetime | None
    tries: int


def one(held: Held, conversation: int, kind: str) -> Contact | None:
    """The address of this kind, dead or alive."""
    row = held.one(_ONE, conversation=conversation, kind=kind)
    return Contact(*row) if row else None


def by_id(held: Held, id: int) -> Contact | None:
    """The same, by its number."""
    row = held.one(_BY_ID, this=id)
    return Contact(*row) if row else None


def give(held: Held, seal: Seal, conversation: int, kind: str, value: str, now: datetime) -> None:
    """Keep an address in place of another. A verified one that is given again stays verified.

    What was sent to another leads here no more: it may never have been theirs.
    """
    print = seal.print(f"{kind}:{value.lower()}")  # Anna@ and anna@ are counted as one
    old = one(held, conversation, kind)
    if old and old.verified_at and not old.dead and old.print == print:
        held.run(_AGAIN, this=old.id, now=now)
        return
    sealed = seal.close(value)
    held.run(_GIVE, conversation=conversation, kind=kind, sealed=sealed, print=print, now=now)
    links.take_back(held, conversation, kind)
    routes.reroute(held, conversation)  # nothing goes to the new one yet


def stop(held: Held, conversation: int, kind: str) -> None:
    """Nothing goes there any more, and no link from there leads here; `forget_old` removes it."""
    held.run(_DEAD, conversation=conversation, kind=kind, dead=True)
    links.take_back(held, conversation, kind)
    routes.reroute(held, conversation)


def revive(held: Held, conversation: int, kind: str) -> bool:
    """It is not removed after all; False where it has been."""
    if not held.run(_DEAD, conversation=conversation, kind=kind, dead=False):
        return False
    routes.reroute(held, conversation)
    return True


def remove(held: Held, conversation: int) -> None:
    """No trace of any."""
    held.run(_REMOVE, conversation=conversation)


def forget_old(held: Held, now: datetime) -> int:
    """Remove what is kept no longer; how many that were.

    One is kept until the last follow-up that the person said yes to has gone, and the call is
    over: with a yes to all of them for as long as the case goes on. Never beyond `MONTHS`, but for
    what somebody has asked to read.
    """
    oldest = datetime.combine(months_after(now.date(), -MONTHS), now.timetz())
    gone = held.all(_FORGET_OLD, oldest=oldest, unproved=now - UNPROVED, rung=now - RINGING)
    for conversation in sorted({row[0] for row in gone}):
        routes.reroute(held, conversation)
    return len(gone)


def told(held: Held, seal: Seal, conversation: int, field: str) -> str | None:
    """One of `PARTS`, as it is shown: whole, in part, or what was probably meant.

    What was typed as a code is never kept.
    """
    if field == "proof":
        return "••• •••"
    kind, _, part = field.partition(".")
    to = one(held, conversation, kind)
    value = seal.open(to.sealed) if to else None
    if value is None or part == "meant":
        return emails.meant(value) if value else None
    if kind == routes.SMS:
        return numbers.in_part(value) if part else numbers.as_dialled(value)
    return emails.in_part(value) if part else value
