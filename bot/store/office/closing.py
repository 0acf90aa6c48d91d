"""Closing a case, and opening it again as it was."""

from dataclasses import replace

from bot.store import invitations
from bot.store.office import audit, ringing
from bot.store.office.acts import By, NotNow, all_tasks_done, read, settle
from bot.store.office.cases import Case
from bot.store.outbox import notices
from bot.store.statement import Held
from care.casework import STOPS, Closing, Stage

CLOSE, REOPEN = "case.close", "case.reopen"


def close(held: Held, case: Case, reason: Closing, by: By) -> None:
    """Nothing more is asked or told; after STOPS, not even what was planned before.

    No code that has not been used leads here any more. Raises NotNow for a case that is closed,
    and for one that cannot be closed as confirmed.
    """
    unconfirmed = case.stage is Stage.OPEN and reason is Closing.CONFIRMED
    if case.stage is Stage.CLOSED or unconfirmed:
        raise NotNow
    ringing.drop(held, case, by)
    all_tasks_done(held, case, by)
    invitations.take_back(held, case.id)
    after = replace(case, stage=Stage.CLOSED, closed_as=reason)
    settle(held, after, by, CLOSE, reason=reason.value, was=case.stage.value)
    if reason in STOPS:
        notices.take_back_all(held, case.id)


def reopen(held: Held, case: Case, by: By) -> Case:
    """As it was before it was closed; a call that was taken off stays off. Raises NotNow."""
    if case.stage is not Stage.CLOSED:
        raise NotNow
    was = Stage.OPEN
    for entry in audit.of_case(held, case.municipality, case.id):
        if entry.what == CLOSE:
            was = Stage(read(entry.detail).get("was", Stage.OPEN))
    after = replace(case, stage=was, closed_as=None)
    settle(held, after, by, REOPEN, now=was.value)
    return after
