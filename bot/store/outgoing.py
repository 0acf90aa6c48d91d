"""The rows of the outbox, as they are claimed, sent and marked.

A row that is claimed or being sent has a lease, `next_at`: who dies in between loses it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, exists, literal, or_, select, true, update
from sqlalchemy import case as sql_case

from bot.store import tasks
from bot.store.notices import (
    BY_NAME,
    CANCELLED,
    CLAIMED,
    FAILED,
    PLANNED,
    SENDING,
    TOO_LATE,
    UNCERTAIN,
)
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, BOOKING, CASE, CONVERSATION, OUTBOX
from care.followup import NEWS, Kind

LEASE = timedelta(seconds=60)
TRIES = 3
"""How often at most a notice is begun whose outcome stays uncertain."""
_MISSED_BY_NOBODY = BY_NAME - NEWS
"""What need not be told by phone instead: the held time is gone, the earlier one taken."""

_WHOSE = bindparam("whose", type_=Integer, required=True)
_NEXT = (OUTBOX.c.next_at <= bindparam("now", type_=OUTBOX.c.next_at.type, required=True)) & (
    _WHOSE.is_(None) | (OUTBOX.c.conversation_id == _WHOSE)
)
_WAITING = (OUTBOX.c.state == PLANNED) | (OUTBOX.c.state == UNCERTAIN)
_DUE = Statement(
    select(literal(1))
    .select_from(OUTBOX)
    .where(_NEXT, _WAITING | (OUTBOX.c.state == CLAIMED) | (OUTBOX.c.state == SENDING))
    .limit(1)
)
_RETURN = Statement(update(OUTBOX).where(OUTBOX.c.state == CLAIMED, _NEXT).values(state=PLANNED))
_LOST = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.state == SENDING, _NEXT)
    .values(state=UNCERTAIN, next_at=bindparam("again"))
)
_LATE = Statement(
    update(OUTBOX)
    .where(_WAITING, _NEXT, OUTBOX.c.not_after <= bindparam("now", required=True))
    .values(state=TOO_LATE)
    .returning(OUTBOX.c.kind, OUTBOX.c.municipality, OUTBOX.c.conversation_id, OUTBOX.c.case_id)
)
# What an officer writes comes in the order of writing: a line waits for the one before.
_BEFORE = OUTBOX.alias("before")
_IN_ORDER = (OUTBOX.c.kind != Kind.LINE.value) | ~exists().where(
    _BEFORE.c.conversation_id == OUTBOX.c.conversation_id,
    _BEFORE.c.kind == Kind.LINE.value,
    _BEFORE.c.id < OUTBOX.c.id,
    or_(*(_BEFORE.c.state == state for state in (PLANNED, CLAIMED, SENDING, UNCERTAIN))),
)
_CLAIM = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.id.in_(
            select(OUTBOX.c.id)
            .where(_WAITING, _NEXT, _IN_ORDER)
            .order_by(OUTBOX.c.due)
            .limit(bindparam("count", type_=Integer, required=True))
            .with_for_update(skip_locked=True)
        )
    )
    .values(state=CLAIMED, next_at=bindparam("lease"))
    .returning(OUTBOX.c.id)
)
_THIS = OUTBOX.c.id == bindparam("this")
_OF = BOOKING.c.case_id == OUTBOX.c.case_id
_STANDS = sql_case(
    (or_(*(OUTBOX.c.kind == kind.value for kind in sorted(NEWS))), true()),
    (
        OUTBOX.c.kind == Kind.HOLD_ENDING.value,
        exists().where(_OF, BOOKING.c.status == "held", BOOKING.c.id == OUTBOX.c.about),
    ),
    else_=(CASE.c.version == OUTBOX.c.version) & exists().where(_OF, BOOKING.c.status == "booked"),
)
"""Whether what a notice tells is still so. News is; it was taken back where it is not."""
_READ = Statement(
    select(
        OUTBOX.c.id,
        OUTBOX.c.key,
        OUTBOX.c.kind,
        OUTBOX.c.tries,
        OUTBOX.c.municipality,
        OUTBOX.c.case_id,
        CONVERSATION.c.id,
        CONVERSATION.c.language,
        ADDRESS.c.id,
        ADDRESS.c.kind,
        ADDRESS.c.host,
        ADDRESS.c.external,
        OUTBOX.c.about,
        ADDRESS.c.dead,
        _STANDS,
    )
    .join(CONVERSATION, OUTBOX.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .outerjoin(CASE, OUTBOX.c.case_id == CASE.c.id)
    .where(_THIS)
)
_BEGIN = Statement(
    update(OUTBOX)
    .where(_THIS, OUTBOX.c.state == CLAIMED)
    .values(state=SENDING, next_at=bindparam("lease"), tries=OUTBOX.c.tries + 1)
)
_MARK = Statement(
    update(OUTBOX)
    .where(_THIS, OUTBOX.c.state == bindparam("was"))
    .values(state=bindparam("becomes"), next_at=bindparam("next_at"))
)
_DEAD = Statement(update(ADDRESS).where(ADDRESS.c.id == bindparam("address")).values(dead=True))


@dataclass(frozen=True, slots=True)
class Notice:
    """One row, claimed, with where it goes."""

    id: int
    key: str
    kind: str
    tries: int
    municipality: str
    case: int | None
    conversation: int
    language: str
    address: int
    door: str
    host: str
    external: str
    about: str


def due(held: Held, now: datetime, whose: int | None = None) -> bool:
    """Whether anything is to be done; only looks, so that an idle clock locks nobody out."""
    return held.one(_DUE, now=now, whose=whose) is not None


def claim(held: Held, now: datetime, count: int, whose: int | None = None) -> list[Notice]:
    """Own up to `count` notices that are due, read again against their case.

    `whose` names one conversation, and nobody else's rows are touched.

    First the rows of workers that died are given back, and those that help nobody any more become
    tasks. One whose case has changed since is cancelled; one to a dead address becomes a task.
    """
    held.run(_RETURN, now=now, whose=whose)
    held.run(_LOST, now=now, whose=whose, again=now + LEASE)
    for kind, municipality, conversation, case in held.all(_LATE, now=now, whose=whose):
        if kind not in _MISSED_BY_NOBODY:
            tasks.ask(held, municipality, tasks.RING_INSTEAD, conversation, case, now)
    claimed = []
    for (row,) in sorted(held.all(_CLAIM, now=now, whose=whose, count=count, lease=now + LEASE)):
        found = held.one(_READ, this=row)
        assert found is not None
        *fields, dead, stands = found
        notice = Notice(*fields)
        if not stands:
            mark(held, notice, CLAIMED, CANCELLED, now)
        elif dead or notice.tries >= TRIES:
            fail(held, notice, CLAIMED, now)
        else:
            claimed.append(notice)
    return claimed


def begin(held: Held, notice: Notice, now: datetime) -> bool:
    """Mark that sending begins now; False where it was cancelled or lost since it was claimed."""
    return held.run(_BEGIN, this=notice.id, lease=now + LEASE) == 1


def mark(held: Held, notice: Notice, was: str, becomes: str, next_at: datetime) -> bool:
    """Set the row's state; False where it is not `was` any more."""
    return held.run(_MARK, this=notice.id, was=was, becomes=becomes, next_at=next_at) == 1


def fail(held: Held, notice: Notice, was: str, now: datetime) -> None:
    """It cannot reach the person: an officer rings instead, where it would still help."""
    if mark(held, notice, was, FAILED, now) and notice.kind not in _MISSED_BY_NOBODY:
        tasks.ask(
            held, notice.municipality, tasks.RING_INSTEAD, notice.conversation, notice.case, now
        )


def bury(held: Held, notice: Notice) -> None:
    """The address is dead until the person writes again."""
    held.run(_DEAD, address=notice.address)
