"""The rows of the outbox that need looking after, beside those that go on time.

Some help nobody any more, and some stand on a page that nobody has opened: then an officer rings,
or writes where there is no number.
"""

from datetime import datetime, timedelta

from sqlalchemy import (
    Integer,
    bindparam,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    update,
)

from bot.store import tasks
from bot.store.outbox import routes
from bot.store.outbox.states import (
    CANCELLED,
    CLAIMED,
    FAILED,
    PLANNED,
    POSTED,
    SENDING,
    SENT,
    TOO_LATE,
    UNCERTAIN,
    UNREAD,
    in_states,
)
from bot.store.statement import Held, Statement
from bot.store.tables import CASE, OUTBOX, TURN
from care.casework import STOPS
from care.followup import POLICY, Kind

SEEN_WITHIN = timedelta(days=2)
"""For what stands on a page and must be read; then an officer rings or writes instead."""


_NOW = bindparam("now", type_=OUTBOX.c.next_at.type, required=True)
_WHOSE = bindparam("whose", type_=Integer, required=True)
_HERE = (
    OUTBOX.c.channel == bindparam("channel", required=True),
    _WHOSE.is_(None) | (OUTBOX.c.conversation_id == _WHOSE),
)


NEXT = (*_HERE, OUTBOX.c.next_at <= _NOW)
_DUE = Statement(
    select(literal(1))
    .select_from(OUTBOX)
    .where(*NEXT, in_states(PLANNED, UNCERTAIN, CLAIMED, SENDING, POSTED))
    .limit(1)
)
_WHO = (OUTBOX.c.kind, OUTBOX.c.municipality, OUTBOX.c.conversation_id, OUTBOX.c.case_id)
_OVERDUE = (
    # With those that a process left behind whose channel nobody has any more.
    in_states(PLANNED, UNCERTAIN, CLAIMED, SENDING),
    OUTBOX.c.not_after <= _NOW,
    OUTBOX.c.next_at <= _NOW,
    _WHOSE.is_(None) | (OUTBOX.c.conversation_id == _WHOSE),
)
_TO_NOBODY = (
    OUTBOX.c.channel == routes.NONE,
    in_states(PLANNED, UNCERTAIN),
    OUTBOX.c.next_at <= _NOW,
    _WHOSE.is_(None) | (OUTBOX.c.conversation_id == _WHOSE),
)
_ANY_TO_NOBODY = Statement(select(literal(1)).select_from(OUTBOX).where(*_TO_NOBODY).limit(1))
_UNREACHED = Statement(update(OUTBOX).where(*_TO_NOBODY).values(state=FAILED).returning(*_WHO))
# Nobody is asked to ring about what is told to nobody: a loss, a case that is over.
_STOPPED = exists().where(
    CASE.c.id == OUTBOX.c.case_id,
    or_(CASE.c.stopped_at.is_not(None), *(CASE.c.closed_as == why.value for why in sorted(STOPS))),
)
_VOID = Statement(update(OUTBOX).where(*_OVERDUE, _STOPPED).values(state=CANCELLED))
_ANY_LATE = Statement(select(literal(1)).select_from(OUTBOX).where(*_OVERDUE).limit(1))
_LATE = Statement(update(OUTBOX).where(*_OVERDUE).values(state=TOO_LATE).returning(*_WHO))
_POSTED = Statement(
    select(OUTBOX.c.id, OUTBOX.c.next_at, *_WHO)
    .where(*NEXT, OUTBOX.c.state == POSTED)
    .order_by(OUTBOX.c.id)
    .with_for_update(skip_locked=True)
)
_BACK = Statement(
    select(literal(1))
    .select_from(TURN)
    .where(
        TURN.c.conversation_id == bindparam("conversation"),
        TURN.c.at > bindparam("since", type_=TURN.c.at.type, required=True),
        not_(TURN.c.heard.startswith("notice:")),
    )
    .limit(1)
)
_LOOKED = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("this"), OUTBOX.c.state == POSTED)
    .values(state=bindparam("becomes"))
)
_OLDEST = Statement(
    select(func.min(OUTBOX.c.next_at, type_=OUTBOX.c.next_at.type)).where(
        in_states(PLANNED, UNCERTAIN, CLAIMED, SENDING), OUTBOX.c.next_at <= _NOW
    )
)

_OPEN = (PLANNED, CLAIMED, SENDING, UNCERTAIN, POSTED)
_UNDER_WAY = Statement(
    select(OUTBOX.c.state, func.count()).where(in_states(*_OPEN)).group_by(OUTBOX.c.state)
)


def due(held: Held, now: datetime, channel: str, whose: int | None = None) -> bool:
    """Whether anything is to be done; only looks, so that an idle clock locks nobody out."""
    return held.one(_DUE, now=now, channel=channel, whose=whose) is not None


def lost(held: Held, now: datetime, whose: int | None = None) -> bool:
    """Whether anything, of whatever channel, helps nobody any more, or has nowhere to go."""
    either = (_ANY_LATE, _ANY_TO_NOBODY)
    if any(held.one(statement, now=now, whose=whose) for statement in either):
        return True
    return whose is None and routes.nameless(held)


def give_up(held: Held, now: datetime, whose: int | None = None) -> None:
    """All that becomes a task, whether or not anyone serves its channel.

    What an older program planned beside this one is given its channel first.
    """
    routes.adopt(held)
    held.run(_VOID, now=now, whose=whose)
    for statement in (_LATE, _UNREACHED):
        for row in held.all(statement, now=now, whose=whose):
            ask_instead(held, now, *row)


def look_for_seen(held: Held, now: datetime, channel: str, whose: int | None) -> None:
    """What has stood on the page for `SEEN_WITHIN`: seen where the person has been back since."""
    for this, looked_at, *row in held.all(_POSTED, now=now, channel=channel, whose=whose):
        conversation, since = row[2], looked_at - SEEN_WITHIN
        back = held.one(_BACK, conversation=conversation, since=since) is not None
        held.run(_LOOKED, this=this, becomes=SENT if back else UNREAD)
        if not back:
            ask_instead(held, now, *row)


def oldest_due(held: Held, now: datetime) -> datetime | None:
    """Since when the row that has waited longest should have been looked at; None for none."""
    row = held.one(_OLDEST, now=now)
    return row[0] if row else None


def under_way(held: Held) -> dict[str, int]:
    """How many rows are in each state that is not an end; by an index: there may be millions."""
    return {**dict.fromkeys(_OPEN, 0), **dict(held.all(_UNDER_WAY))}


def ask_instead(
    held: Held,
    now: datetime,
    kind: str,
    municipality: str,
    conversation: int | None,
    case: int | None,
) -> None:
    """Give an officer the task to tell it, where its kind asks for that."""
    known = kind in POLICY  # else a newer program's, of which one had better tell too much
    if conversation is not None and (not known or POLICY[Kind(kind)].human):
        tasks.instead(held, municipality, conversation, case, now)
