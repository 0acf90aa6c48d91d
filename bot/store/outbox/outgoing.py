"""The rows of the outbox, as they are claimed, sent and marked.

A row that is claimed or being sent has a lease, `next_at`: who dies in between loses it. Each
channel is a lane of its own, so that one that hangs holds up no other.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, exists, func, not_, or_, select, update

from bot.store.outbox import recipients, routes, tending
from bot.store.outbox.claimed import Notice, read
from bot.store.outbox.notices import on_the_wall
from bot.store.outbox.states import (
    CANCELLED,
    CLAIMED,
    FAILED,
    PLANNED,
    SENDING,
    UNCERTAIN,
    in_states,
)
from bot.store.outbox.tending import NEXT
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, CONTACT, OUTBOX
from care.followup import AT_THE_DOOR, POLICY, Kind

LEASE = timedelta(seconds=60)
TRIES = 3
"""How often at most a notice is begun by one channel whose outcome stays uncertain."""
_STILL_HELPS = OUTBOX.c.not_after > bindparam("now", type_=OUTBOX.c.not_after.type, required=True)
_NIGHT = or_(*(OUTBOX.c.kind == kind.value for kind, policy in POLICY.items() if policy.night))
_QUIET = (*NEXT, in_states(PLANNED, UNCERTAIN), _STILL_HELPS, not_(_NIGHT))
_MORNING = bindparam("morning", type_=OUTBOX.c.due.type, required=True)
_SLEEP = Statement(
    update(OUTBOX)
    .where(*_QUIET, OUTBOX.c.not_after > _MORNING)
    .values(
        next_at=_MORNING,
        due=_MORNING,
        wished=func.coalesce(OUTBOX.c.wished, OUTBOX.c.wall),
        wall=bindparam("wall", required=True),
    )
)
# What does not help in the morning is too late when it helps no more, and then a task.
_NOT_AT_NIGHT = Statement(update(OUTBOX).where(*_QUIET).values(next_at=OUTBOX.c.not_after))
_RETURN = Statement(update(OUTBOX).where(*NEXT, OUTBOX.c.state == CLAIMED).values(state=PLANNED))
_LOST = Statement(
    update(OUTBOX)
    .where(*NEXT, OUTBOX.c.state == SENDING)
    .values(state=UNCERTAIN, next_at=bindparam("again"))
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
            .where(in_states(PLANNED, UNCERTAIN), *NEXT, _STILL_HELPS, _IN_ORDER)
            .order_by(OUTBOX.c.due, OUTBOX.c.id)
            .limit(bindparam("count", type_=Integer, required=True))
            .with_for_update(skip_locked=True)
        )
    )
    .values(state=CLAIMED, next_at=bindparam("lease"))
    .returning(OUTBOX.c.id)
)
_THIS = OUTBOX.c.id == bindparam("this")
_OURS = OUTBOX.c.next_at == bindparam("ours", type_=OUTBOX.c.next_at.type, required=True)
"""A lease names whose claim it is: nobody else has it until then, and it is never given twice."""
_BEGIN = Statement(
    update(OUTBOX)
    .where(_THIS, OUTBOX.c.state == CLAIMED, _OURS)
    .values(state=SENDING, tries=OUTBOX.c.tries + 1, next_at=bindparam("lease"))
)
_MARK = Statement(
    update(OUTBOX)
    .where(_THIS, OUTBOX.c.state == bindparam("was"), _OURS)
    .values(state=bindparam("becomes"), next_at=bindparam("next_at"))
)
_LATER = Statement(
    update(OUTBOX)
    .where(_THIS, OUTBOX.c.state == SENDING, _OURS)
    # It was not taken, so it was no try: whatever is told to wait is never dropped for waiting.
    .values(state=PLANNED, next_at=bindparam("next_at"), tries=OUTBOX.c.tries - 1)
)
_PASS_ON = Statement(
    update(OUTBOX)
    .where(_THIS, OUTBOX.c.state == bindparam("was"), _OURS)
    .values(
        state=PLANNED,
        channel=bindparam("onward", required=True),
        tries=0,
        next_at=OUTBOX.c.due,
    )
)
_LINKED = Statement(update(OUTBOX).where(_THIS).values(link=bindparam("link", required=True)))
_DEAD = Statement(update(ADDRESS).where(ADDRESS.c.id == bindparam("address")).values(dead=True))
_CONTACT_DEAD = Statement(
    update(CONTACT).where(CONTACT.c.id == bindparam("contact")).values(dead=True)
)


def claim(
    held: Held,
    now: datetime,
    count: int,
    channel: str,
    whose: int | None = None,
    *,
    morning: datetime | None = None,
) -> list[Notice]:
    """Own up to `count` notices of a channel that are due, read again against their case.

    `whose` names one conversation, and nobody else's rows are touched. `morning` is the end of the
    quiet hours, where these are some: what was late or had to wait is not sent before.

    First the rows of workers that died are given back, and what nobody has seen becomes a task. One
    whose case has changed since is cancelled; one to a dead address goes by the next channel.
    Those to one conversation go together, unless their kind stands alone.
    """
    here = {"now": now, "channel": channel, "whose": whose}
    held.run(_RETURN, **here)
    held.run(_LOST, **here, again=now + LEASE)
    tending.look_for_seen(held, now, channel, whose)
    if morning:
        held.run(_SLEEP, **here, morning=morning, wall=on_the_wall(morning))
        held.run(_NOT_AT_NIGHT, **here)
    lease = now + LEASE
    claimed = []
    rows = {row for (row,) in held.all(_CLAIM, **here, count=count, lease=lease)}
    for found in read(held, channel, rows, lease) if rows else ():
        notice = found.notice
        if not found.known:  # one of a newer program's processes sends it
            mark(held, notice, CLAIMED, PLANNED, lease)
        elif not found.stands:
            mark(held, notice, CLAIMED, CANCELLED, now)
        elif found.lost or notice.tries >= _tries(notice.kind):
            fail(held, notice, CLAIMED, now)
        else:
            claimed.append(notice)
    return _together(claimed)


def begin(held: Held, notice: Notice, now: datetime) -> Notice | None:
    """Mark that sending begins now; None where it was cancelled or lost since it was claimed.

    Of several that go together those are left that still stand. The lease is a new one.
    """
    lease = now + LEASE
    begun = [
        replace(row, lease=lease)
        for row in notice.rows
        if held.run(_BEGIN, this=row.id, ours=row.lease, lease=lease) == 1
    ]
    return replace(begun[0], also=tuple(begun[1:])) if begun else None


def mark(held: Held, notice: Notice, was: str, becomes: str, next_at: datetime) -> bool:
    """Set the state of its rows; False where none is `was` any more.

    What is to be tried again is looked at no later than when it helps no more.
    """
    values = {"was": was, "becomes": becomes}
    again = becomes in (PLANNED, UNCERTAIN)
    marked = [
        held.run(
            _MARK, this=n.id, ours=n.lease, **values,
            next_at=min(next_at, n.not_after) if again else next_at,
        )
        for n in notice.rows
    ]  # fmt: skip
    return any(marked)


def later(held: Held, notice: Notice, again: datetime) -> None:
    """It was not taken: it is tried `again` then, as if it had not been begun."""
    for row in notice.rows:
        held.run(_LATER, this=row.id, ours=row.lease, next_at=min(again, row.not_after))


def link(held: Held, notice: Notice, print: str) -> None:
    """Note the print of the address where it is read."""
    held.run(_LINKED, this=notice.id, link=print)


def fail(held: Held, notice: Notice, was: str, now: datetime) -> None:
    """It did not reach them by this channel: the next one tries, else an officer rings instead."""
    for row in notice.rows:
        onward = routes.NONE
        if row.conversation is not None and POLICY[Kind(row.kind)].again:
            to = recipients.one(held, row.conversation)
            onward = routes.after(held, to, row.channel)
        if row.kind in AT_THE_DOOR or onward == routes.NONE:
            if held.run(
                _MARK, this=row.id, ours=row.lease, was=was, becomes=FAILED, next_at=now
            ):  # fmt: skip
                tending.ask_instead(
                    held, now, row.kind, row.municipality, row.conversation, row.case
                )
        else:
            held.run(_PASS_ON, this=row.id, ours=row.lease, was=was, onward=onward)


def bury(held: Held, notice: Notice) -> None:
    """The address is dead until the person writes again; a contact until it is given anew.

    All that is planned for them goes another way.
    """
    if notice.contact is not None:
        held.run(_CONTACT_DEAD, contact=notice.contact)
    elif notice.address is not None:
        held.run(_DEAD, address=notice.address)
    if notice.conversation is not None:
        routes.reroute(held, notice.conversation)


def _together(claimed: Iterable[Notice]) -> list[Notice]:
    found: dict[object, Notice] = {}
    for notice in claimed:
        alone = notice.conversation is None or POLICY[Kind(notice.kind)].alone
        key = ("alone", notice.id) if alone else ("to", notice.conversation)
        first = found.get(key)
        found[key] = replace(first, also=(*first.also, notice)) if first else notice
    return list(found.values())


def _tries(kind: str) -> int:
    return TRIES if POLICY[Kind(kind)].again else 1
