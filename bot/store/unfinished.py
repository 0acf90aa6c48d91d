"""Those who began to choose and went away, as far as the tables tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, exists, func, or_, select

from bot.store.calls import CANCELLED, HELD
from bot.store.statement import Held, Statement
from bot.store.tables import (
    ADDRESS,
    BOOKING,
    CASE,
    CONTACT,
    CONVERSATION,
    OUTBOX,
    PARTICIPANT,
    RELAY,
    TASK,
)
from care.casework import Stage
from care.followup import Kind

AT_A_TIME = 2000
"""Conversations looked through in one statement: no turn waits for more."""

_THEIRS = {
    table: table.c.conversation_id == CONVERSATION.c.id
    for table in (CONTACT, OUTBOX, PARTICIPANT, RELAY, TASK)
}
_REACHED = or_(
    (ADDRESS.c.kind == "telegram") & ~ADDRESS.c.dead,
    exists().where(_THEIRS[CONTACT], CONTACT.c.verified_at.is_not(None), ~CONTACT.c.dead),
)
_TOLD = exists().where(_THEIRS[OUTBOX], OUTBOX.c.kind == Kind.UNFINISHED.value)
_CASE = CASE.alias("theirs")  # others who ask this have a case of their own at hand
CAME_FURTHER = exists().where(
    _THEIRS[PARTICIPANT],
    _CASE.c.id == PARTICIPANT.c.case_id,
    or_(
        _CASE.c.wish.is_not(None),
        _CASE.c.cannot_choose,
        _CASE.c.stage != Stage.OPEN.value,
        _CASE.c.stopped_at.is_not(None),
        exists().where(
            BOOKING.c.case_id == _CASE.c.id,
            BOOKING.c.status != CANCELLED,
            BOOKING.c.status != HELD,
        ),
    ),
)
# An officer has them already.
_WAITS = or_(
    exists().where(_THEIRS[TASK], TASK.c.done_at.is_(None)),
    exists().where(_THEIRS[RELAY], RELAY.c.ended_at.is_(None)),
)
_MOMENT = CONVERSATION.c.at.type
_LEFT = Statement(
    select(CONVERSATION.c.id, CONVERSATION.c.municipality, CONVERSATION.c.state, CONVERSATION.c.at)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(
        CONVERSATION.c.id > bindparam("after", type_=Integer, required=True),
        CONVERSATION.c.id <= bindparam("last", type_=Integer, required=True),
        CONVERSATION.c.at >= bindparam("since", type_=_MOMENT, required=True),
        CONVERSATION.c.at <= bindparam("until", type_=_MOMENT, required=True),
        CONVERSATION.c.municipality != "",
        CONVERSATION.c.language != "",
        CONVERSATION.c.reminders.is_not(False),
        ~CONVERSATION.c.declined.contains(f"|{Kind.UNFINISHED}|"),
        _REACHED,
        ~_TOLD,
        ~CAME_FURTHER,
        ~_WAITS,
    )
    .order_by(CONVERSATION.c.id)
)
_NEWEST = Statement(select(func.coalesce(func.max(CONVERSATION.c.id), 0)))


@dataclass(frozen=True, slots=True)
class Gone:
    """One who went away at `at`, and has not been told of it. `state` is JSON."""

    conversation: int
    municipality: str
    state: str
    at: datetime


def newest(held: Held) -> int:
    """The number of the newest conversation."""
    row = held.one(_NEWEST)
    assert row is not None
    return int(row[0])


def left(
    held: Held, after: int, since: datetime, until: datetime, *, last: int | None = None
) -> list[Gone]:
    """Of `AT_A_TIME` conversations after this number those who wrote last between the moments.

    They have no wish, no call and nothing to do with an officer; can be reached where they are
    not just now; and have neither been told nor said no. `last` looks no further than that.
    """
    ends = after + AT_A_TIME if last is None else last
    return [Gone(*row) for row in held.all(_LEFT, after=after, last=ends, since=since, until=until)]
