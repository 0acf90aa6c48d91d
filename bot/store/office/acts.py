"""What an officer does to a case: begun on the case that was read, settled in one transaction.

Whoever comes second has read something else than what is so: `begin` tells who was first. Every
act leaves a line in the audit, and tells those who may know at most once.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.store import case as stored
from bot.store.calls import BOOKED
from bot.store.keys.sealing import Seal
from bot.store.office import audit, cases, tasks
from bot.store.office.accounts import Account
from bot.store.office.cases import Case
from bot.store.outbox import notices, recipients
from bot.store.outbox.states import CANCELLED, CLAIMED, PLANNED
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, OUTBOX, PARTICIPANT, TASK
from bot.store.tasks import RING_INSTEAD, WRITE_INSTEAD
from care import followup
from care.casework import Stage
from care.followup import Kind
from care.quiet import Closed
from dialogs.world import Reason

_KEPT = (
    "stage", "provider", "interim", "start_day", "closed_as", "cannot_choose", "service", "area",
    "attempts", "officer", "interpreter_reference", "decision_ends", "change_by",
)  # fmt: skip
_WRITE = Statement(
    update(CASE)
    .where(CASE.c.id == bindparam("this"))
    .values({c: bindparam(c, type_=CASE.c[c].type, required=True) for c in _KEPT})
)
_CALL = Statement(
    select(BOOKING.c.start).where(
        BOOKING.c.case_id == bindparam("this"), BOOKING.c.status == BOOKED
    )
)
_UNTELL = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.case_id == bindparam("this"),
        (OUTBOX.c.kind == Kind.CHOICE_CONFIRMED.value) | (OUTBOX.c.kind == Kind.CASE_NEWS.value),
        (OUTBOX.c.state == PLANNED) | (OUTBOX.c.state == CLAIMED),
    )
    .values(state=CANCELLED)
)
_TO_RING = Statement(
    select(PARTICIPANT.c.conversation_id)
    # Never a relative without a yes: whoever rings tells what has become of the case.
    .where(
        PARTICIPANT.c.case_id == bindparam("this"), PARTICIPANT.c.phone.is_not(None),
        recipients.MAY_KNOW,
    )
    .order_by(PARTICIPANT.c.id)
    .limit(1)
)  # fmt: skip
_OPEN_TASK = (TASK.c.case_id == bindparam("this")) & TASK.c.done_at.is_(None)
_DONE = Statement(
    update(TASK)
    .where(_OPEN_TASK, TASK.c.reason == bindparam("reason"))
    .values(
        key=None,
        done_at=bindparam("now", type_=TASK.c.done_at.type, required=True),
        done_by=bindparam("by"),
    )
)
_ALL_DONE = Statement(
    update(TASK)
    .where(_OPEN_TASK, TASK.c.reason != Reason.APPLY.value)
    .values(
        key=None,
        done_at=bindparam("now", type_=TASK.c.done_at.type, required=True),
        done_by=bindparam("by"),
    )
)


class NoCase(Exception):
    """There is no such case in this municipality."""


class Overtaken(Exception):
    """The case is no longer as it was read. Nothing was done; `case` is how it stands now."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(f"case {case.id} was changed by {case.changed_by or 'a resident'}")


class NotNow(Exception):
    """Where the case stands this cannot be done. Nothing was done."""


@dataclass(frozen=True, slots=True)
class By:
    """Who acts, and when; `closed` tells the days on which nobody works."""

    account: Account
    now: datetime
    closed: Closed


def begin(held: Held, seal: Seal, case: int, revision: int, by: By) -> Case:
    """The case, held until the transaction ends.

    Raises NoCase, and Overtaken where it is no longer that `revision`.
    """
    found = cases.lock(held, seal, by.account.municipality, case)
    if found is None:
        raise NoCase
    if found.revision != revision:
        raise Overtaken(found)
    return found


def settle(
    held: Held,
    case: Case,
    by: By,
    what: str,
    *,
    news: Kind | None = None,
    about: str = "",
    **codes: str,
) -> bool:
    """Keep the case as it is now. Reminders are planned anew, where a call still stands.

    `what` and `codes` go into the audit. `news` are told to those who may know, in place of older
    news that nobody has been sent yet. False where there were news and nobody to tell in a chat:
    then an officer is asked to ring instead, or to write where there is no number to ring; but not
    of a confirmation, which was spoken of just now.
    """
    told = True
    values = {field: getattr(case, field) for field in _KEPT}
    values["service"] = case.service or ""
    held.run(_WRITE, this=case.id, **values)
    stored.touch(held, case.id, by.account.name, by.now)
    version = replan(held, case, by)
    if news:
        untell(held, case)
        row_of_news = followup.news(news, now=by.now, closed=by.closed)
        told = notices.tell(held, case.id, case.municipality, version, row_of_news, about) > 0
        if not told and news is not Kind.CHOICE_CONFIRMED:
            row = held.one(_TO_RING, this=case.id)
            reason = RING_INSTEAD if row else WRITE_INSTEAD
            tasks.ask(held, case.municipality, reason, case.id, row[0] if row else None, by.now)
    audit.note(held, by.account, what, by.now, case=case.id, detail=written(codes))
    return told


def replan(held: Held, case: Case, by: By) -> int:
    """Plan the reminders anew for all who may know now, where a call still stands, and what
    follows the start. What has been told is not told again. Gives the new version.
    """
    version = stored.next_version(held, case.id, case.version)
    notices.take_back(held, case.id)
    if (row := held.one(_CALL, this=case.id)) and case.stage is not Stage.CLOSED:
        due = followup.plan(row[0], now=by.now, closed=by.closed)
        notices.plan(held, case.id, case.municipality, version, due)
    followed = followup.course(case.course, now=by.now, closed=by.closed)
    notices.follow(held, case.id, case.municipality, followed, followup.anchors(case.course))
    return version


def untell(held: Held, case: Case) -> bool:
    """Take back news of the choice that nobody has been sent; whether there were any."""
    return held.run(_UNTELL, this=case.id) > 0


def tasks_done(held: Held, case: Case, by: By, *reasons: str) -> None:
    """What officers were asked for these reasons is done."""
    for reason in reasons:
        held.run(_DONE, this=case.id, reason=str(reason), now=by.now, by=by.account.name)


def all_tasks_done(held: Held, case: Case, by: By) -> None:
    """Nothing is asked of officers any more, but to answer an application: it never expires."""
    held.run(_ALL_DONE, this=case.id, now=by.now, by=by.account.name)


def written(codes: dict[str, str]) -> str:
    """Codes as the audit keeps them: `provider=solrosen whose=person`."""
    return " ".join(f"{name}={value}" for name, value in codes.items() if value)


def read(detail: str) -> dict[str, str]:
    """The codes again."""
    return {name: value for part in detail.split() for name, _, value in [part.partition("=")]}
