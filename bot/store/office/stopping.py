"""All reminders of a case, stopped by an officer, and begun again."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, update

from bot.store import notices
from bot.store.office.acts import By, NotNow, settle, tasks_done
from bot.store.office.cases import Case
from bot.store.statement import Held, Statement
from bot.store.tables import CASE
from care.casework import Stage
from dialogs.world import Reason

STOP, GO_ON = "case.stop", "case.go-on"

_SET = Statement(
    update(CASE)
    .where(CASE.c.id == bindparam("this"))
    .values(stopped_at=bindparam("at", type_=CASE.c.stopped_at.type, required=True))
)


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
