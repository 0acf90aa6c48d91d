"""A reminder that did not come through, or was taken back, planned once more by an officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from itertools import count

from sqlalchemy import bindparam, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import case as stored
from bot.store.office import audit, ringing
from bot.store.office.acts import By, NotNow, written
from bot.store.office.cases import Case
from bot.store.office.ledger import Reminder
from bot.store.outbox import recipients, routes
from bot.store.outbox.notices import on_the_wall
from bot.store.outbox.recipients import Recipient
from bot.store.outbox.states import CANCELLED, FAILED, PLANNED, TOO_LATE, UNCERTAIN, UNREAD
from bot.store.statement import Held, Statement
from bot.store.tables import OUTBOX
from care.casework import Stage
from care.followup import NEWS_HELPS, OF_THE_CALL, OF_THE_COURSE, Kind, ends
from care.quiet import Window, calm
from care.times import SWEDEN
from dialogs.world import Booking

WHERE_IT_HELPS = (FAILED, TOO_LATE, UNREAD, UNCERTAIN, CANCELLED)
"""The states in which a reminder can be sent again."""
AGAIN = ":again-"
OF_CALLS = (*OF_THE_CALL, Kind.CALL_MOVED, Kind.CALL_MISSED)
"""What is told to who booked too, whether or not they may know of the case."""
NEVER = (Kind.HOLD_ENDING, Kind.EARLIER_TIME, Kind.LINE, Kind.CODE, Kind.DIGEST)
"""Was about its own moment, and is not sent again."""

_PUT = Statement(
    insert(OUTBOX)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in OUTBOX.columns
            if c.name not in ("id", "tries", "state", "link", "account_id")
        }
        | {"tries": 0, "state": PLANNED}
    )
    .on_conflict_do_nothing()
    .returning(OUTBOX.c.id)
)
_INSTEAD = Statement(
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("this"), OUTBOX.c.state == UNCERTAIN)
    .values(state=CANCELLED)
)


class Reason(StrEnum):
    """Why it is sent again; the audit keeps no other words."""

    ASKED = "asked"
    NOT_SEEN = "not_seen"
    NEW_WAY = "new_way"
    """There is a new address or number."""
    MISTAKE = "mistake"
    """It was taken back, and should not have been."""


class Cannot(StrEnum):
    """Why it cannot be sent again."""

    KIND = "kind"
    CLOSED = "closed"
    STOPPED = "stopped"
    OVER = "over"
    """What it tells is not so any more."""
    NEWER = "newer"
    DECLINED = "declined"
    """They want none of that kind, or may not be told."""
    NO_WAY = "no_way"
    """No channel reaches them."""
    QUIET = "quiet"
    """When the quiet hours are over it helps nobody any more."""


@dataclass(frozen=True, slots=True)
class Again:
    """When and how it goes."""

    window: Window
    channel: str


def possible(held: Held, case: Case, row: Reminder, by: By) -> Again | Cannot:
    """When and how it would go now, or why it cannot."""
    kind = Kind(row.kind)
    if kind in NEVER:
        return Cannot.KIND
    if case.stopped_at:
        return Cannot.STOPPED
    if case.stage is Stage.CLOSED and not (kind in OF_THE_COURSE and case.course.started):
        return Cannot.CLOSED
    if row.newer:
        return Cannot.NEWER
    until = _until(held, case, row, by.now)
    if isinstance(until, Cannot):
        return until
    every = recipients.of_case(held, case.id)
    to = next((one for one in every if one.conversation == row.conversation), None)
    if to is None or not _may(to, kind):
        return Cannot.DECLINED
    channel = routes.first(held, to)
    if channel == routes.NONE:
        return Cannot.NO_WAY
    window = calm(Window(by.now, until), now=by.now, closed=by.closed)
    return Again(window, channel) if window and by.now < until else Cannot.QUIET


def over(held: Held, case: Case, row: Reminder, now: datetime) -> bool:
    """Whether what it tells is not so any more."""
    return isinstance(_until(held, case, row, now), Cannot)


def again(held: Held, case: Case, row: Reminder, reason: Reason, by: By) -> Again | Cannot:
    """Plan it once more, in a row of its own; the old one stays as it is.

    One of which nobody knows whether it came is not tried again by itself then. To be called on a
    case that is held. Raises NotNow where the row is on its way by now.
    """
    if row.state not in WHERE_IT_HELPS:
        raise NotNow
    found = possible(held, case, row, by)
    if isinstance(found, Cannot):
        return found
    if row.state == UNCERTAIN and held.run(_INSTEAD, this=row.id) == 0:
        raise NotNow
    new = _put(held, case, row, found)
    stored.touch(held, case.id, by.account.name, by.now)
    codes = {"kind": row.kind, "reason": reason.value, "row": str(row.id), "new": str(new)}
    detail = written(codes)
    audit.note(held, by.account, "reminder.again", by.now, case=case.id, detail=detail)
    return found


def _put(held: Held, case: Case, row: Reminder, found: Again) -> int:
    window = found.window
    values = {
        "kind": row.kind,
        "case_id": case.id,
        "version": case.version,
        "conversation_id": row.conversation,
        "municipality": case.municipality,
        "channel": found.channel,
        "due": window.due,
        "wall": on_the_wall(window.due),
        "wished": on_the_wall(window.wished) if window.wished else None,
        "not_after": window.not_after,
        "next_at": window.due,
        "about": row.about,
    }
    first = row.key.partition(AGAIN)[0]
    keys = (f"{first}{AGAIN}{n}" for n in count(1))
    return int(next(made[0] for key in keys if (made := held.one(_PUT, key=key, **values))))


def _may(to: Recipient, kind: Kind) -> bool:
    return (to.knows or (kind in OF_CALLS and to.stays)) and to.takes(kind)


def _until(held: Held, case: Case, row: Reminder, now: datetime) -> datetime | Cannot:
    """Until when it helps; what it tells has to be so still."""
    kind, helps = Kind(row.kind), now + NEWS_HELPS
    if kind in OF_CALLS:
        return _until_call(kind, case, row.about, ringing.live(held, case), now)
    course = case.course
    days = {Kind.DECISION_ENDS: course.decision_ends, Kind.CHANGE_BY: course.change_by}
    if kind in days:
        day = days[kind]
        said = day is not None and row.about == day.isoformat()
        return datetime.combine(day, time(18), SWEDEN) if day and said else Cannot.OVER
    if kind in OF_THE_COURSE:
        said = course.started is not None and row.about == course.started.isoformat()
        return helps if said else Cannot.OVER
    stands: Mapping[Kind, bool] = {
        Kind.UNFINISHED: case.stage is Stage.OPEN
        and not (case.wish or case.cannot_choose or ringing.live(held, case)),
        Kind.CHOICE_CONFIRMED: case.stage is not Stage.OPEN,
        Kind.CASE_NEWS: case.stage not in (Stage.OPEN, Stage.CONFIRMED),
    }
    return helps if stands.get(kind, True) else Cannot.OVER


def _until_call(
    kind: Kind, case: Case, about: str, call: Booking | None, now: datetime
) -> datetime | Cannot:
    if kind is Kind.CALL_MISSED:
        return now + NEWS_HELPS if case.attempts and call is None else Cannot.OVER
    if call is None:
        cancelled = kind is Kind.CALL_MOVED and about == "cancelled"
        return now + NEWS_HELPS if cancelled else Cannot.OVER
    until = ends(call.start)
    return until.get(kind, until[Kind.CALL_SOON]) if call.start > now else Cannot.OVER
