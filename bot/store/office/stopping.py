"""All reminders of a case: stopped, by whom and why, and begun again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, update

from bot.store.office import audit
from bot.store.office.acts import By, NotNow, read, settle, tasks_done, written
from bot.store.office.audit import Entry
from bot.store.office.cases import Case
from bot.store.office.tasks import STOP
from bot.store.outbox import notices
from bot.store.statement import Held, Statement
from bot.store.tables import CASE
from care.casework import Stage
from care.people import Role
from dialogs.world import Reason

GO_ON = "case.go-on"
CHAT = "I chatten"
"""By whose hand, where somebody told of it there; who that is in the case, the codes say."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who stopped it: `by` an officer's name, or CHAT with the `role` of who told.

    `why` is `died`, `hospital` or `moved`; empty where that is not known.
    """

    by: str
    role: str
    why: str


_SET = Statement(
    update(CASE)
    .where(CASE.c.id == bindparam("this"))
    .values(stopped_at=bindparam("at", type_=CASE.c.stopped_at.type, required=True))
)


def told_of(held: Held, municipality: str, case: int, why: str, role: Role, now: datetime) -> None:
    """Note that somebody told of a loss in the chat: codes, and none of their words."""
    codes = written({"why": why, "role": role.value})
    audit.note_from_outside(held, municipality, CHAT, STOP, now, case=case, detail=codes)


def begun_again(held: Held, municipality: str, case: int, now: datetime) -> None:
    """Note that it was told in the chat to be a mistake."""
    audit.note_from_outside(held, municipality, CHAT, GO_ON, now, case=case)


def told(entries: Sequence[Entry], since: datetime | None) -> Told | None:
    """Who has told since a case is stopped; the first who said what it was, else the first."""
    those = [e for e in entries if since and e.what == STOP and e.at >= since]
    first = next((e for e in those if "why" in read(e.detail)), those[0] if those else None)
    codes = read(first.detail) if first else {}
    return Told(first.by, codes.get("role", ""), codes.get("why", "")) if first else None


def stop(held: Held, case: Case, by: By) -> None:
    """From now on nothing is sent, nor anything that was planned. Raises NotNow."""
    if case.stopped_at or case.stage is Stage.CLOSED:
        raise NotNow
    _settle(held, case, by, STOP, by.now)
    notices.take_back_all(held, case.id)


def go_on(held: Held, case: Case, by: By) -> None:
    """It was a mistake, or is over: what is still to come is planned anew. Raises NotNow.

    News that nobody has been sent stay taken back; the ledger tells of them.
    """
    if case.stopped_at is None:
        raise NotNow
    _settle(held, case, by, GO_ON, None)
    tasks_done(held, case, by, Reason.STOP)


def _settle(held: Held, case: Case, by: By, what: str, at: datetime | None) -> None:
    held.run(_SET, this=case.id, at=at)
    settle(held, replace(case, stopped_at=at), by, what)
