"""Confirming a choice, and what follows: the order, the queue, the day when help starts."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.store.office import ringing
from bot.store.office.acts import By, NotNow, settle, tasks_done, untell
from bot.store.office.cases import Case
from bot.store.office.tasks import PROVIDER_GONE
from bot.store.statement import Held
from care.casework import BACK, Closing, Stage, may
from care.followup import Kind
from care.matching import Asked, Fit, fit
from care.municipality import Municipality
from care.providers import Availability
from care.services import Service
from care.times import SWEDEN
from dialogs.world import Reason


class Whose(StrEnum):
    """Whose choice is confirmed."""

    PERSON = "person"
    REPRESENTATIVE = "representative"
    """By a right that an officer has checked."""
    RULE = "rule"
    """Nobody's: the municipality's own rule for those who cannot choose (*ickeval*)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer was told on the phone. The provider is named by key."""

    provider: str
    service: Service
    area: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How the provider fits what is granted; and whether anybody was `told` of it in the chat."""

    fit: Fit
    told: bool


class CannotBe(Exception):
    """That provider cannot be chosen now, and `fit` says why. Nothing was done."""

    def __init__(self, fit: Fit | None) -> None:
        self.fit = fit
        super().__init__("not authorised" if fit is None else str(fit.availability))


def authorised(here: Municipality, case: Case, provider: str, by: By) -> Fit:
    """A provider that can be chosen today for the case's service and area.

    Authorisation alone: what the decision requires counts, and wishes do not. Raises CannotBe.
    """
    known, today = here.provider(provider), by.now.astimezone(SWEDEN).date()
    if known is None:
        raise CannotBe(None)
    asked = Asked(case.service, case.area or None, today, required=case.required or None)
    found = fit(here, known, asked)
    if found.availability is not Availability.CAN:
        raise CannotBe(found)
    return found


def confirm(held: Held, here: Municipality, case: Case, choice: Choice, by: By) -> Confirmed:
    """The choice is confirmed, the call over, and everyone who may know is told once.

    Raises NotNow, and CannotBe where the provider's authorisation does not hold at this moment.
    """
    if not may(case.stage, Stage.CONFIRMED) or case.stage is Stage.CLOSED:
        raise NotNow
    after = replace(
        case,
        stage=Stage.CONFIRMED,
        provider=choice.provider,
        interim=None,
        start_day=None,
        service=choice.service,
        area=choice.area,
        cannot_choose=choice.whose is Whose.RULE,
        officer=case.officer or by.account.officer,
        attempts=0,
    )
    found = authorised(here, after, choice.provider, by)
    ringing.over(held, case, by)
    tasks_done(held, case, by, Reason.RELATIVE, Reason.CHANGE, Reason.WISH, PROVIDER_GONE)
    told = settle(
        held, after, by, "case.confirm", news=Kind.CHOICE_CONFIRMED, about=choice.provider,
        provider=choice.provider, service=choice.service, area=choice.area, whose=choice.whose,
    )  # fmt: skip
    return Confirmed(found, told)


def cannot_choose(held: Held, case: Case, by: By) -> None:
    """The person says that they cannot choose: the municipality's own rule comes next."""
    if case.stage is not Stage.OPEN:
        raise NotNow
    ringing.over(held, case, by)
    settle(held, replace(case, cannot_choose=True, attempts=0), by, "case.cannot-choose")


def order(held: Held, case: Case, by: By) -> None:
    """The order has gone to the provider. Raises NotNow."""
    settle(held, _at(case, Stage.ORDERED), by, "case.order", provider=case.provider or "")


def accept(held: Held, case: Case, by: By) -> bool:
    """The provider has said yes. Raises NotNow; gives what `settle` does, as all that follow."""
    after = _at(case, Stage.ACCEPTED)
    return settle(
        held, after, by, "case.accept", news=Kind.CASE_NEWS, about="accepted",
        provider=case.provider or "",
    )  # fmt: skip


def queue(held: Held, here: Municipality, case: Case, interim: str, by: By) -> bool:
    """The provider is full: the person waits there, and `interim` helps meanwhile.

    Raises NotNow, and CannotBe where that one's authorisation does not hold.
    """
    after = replace(_at(case, Stage.QUEUED), interim=interim)
    authorised(here, after, interim, by)
    return settle(
        held, after, by, "case.queue", news=Kind.CASE_NEWS, about="queued",
        provider=case.provider or "", interim=interim,
    )  # fmt: skip


def start(held: Held, case: Case, day: date, by: By) -> bool:
    """The help has a day to start. Raises NotNow."""
    after = replace(_at(case, Stage.STARTED), start_day=day)
    return settle(
        held, after, by, "case.start", news=Kind.CASE_NEWS, about="started", day=day.isoformat(),
    )  # fmt: skip


def decided(held: Held, case: Case, ends: date | None, by: By) -> None:
    """The last day of the decision; None where nobody knows it. Raises NotNow before a choice."""
    goes_on = case.stage is not Stage.CLOSED or case.closed_as is Closing.CONFIRMED
    if case.stage is Stage.OPEN or not goes_on:
        raise NotNow
    day = ends.isoformat() if ends else ""
    settle(held, replace(case, decision_ends=ends), by, "case.decision-ends", day=day)


def back(held: Held, case: Case, by: By) -> bool:
    """The last step was a mistake. News of it that has been sent is put right. Raises NotNow."""
    before = BACK.get(case.stage)
    if before is None:
        raise NotNow
    if case.stage is Stage.ACCEPTED and case.interim:
        before = Stage.QUEUED
    after = replace(
        case,
        stage=before,
        provider=None if before is Stage.OPEN else case.provider,
        interim=case.interim if before is Stage.QUEUED else None,
        start_day=None,
    )
    told = case.stage is not Stage.ORDERED and not untell(held, case)
    return settle(
        held, after, by, "case.back", news=Kind.CASE_NEWS if told else None, about=before.value,
        was=case.stage.value, now=before.value,
    )  # fmt: skip


def choose_again(held: Held, case: Case, by: By) -> bool:
    """Open again: the person chooses anew. Raises NotNow."""
    if case.stage is Stage.CLOSED or not may(case.stage, Stage.OPEN):
        raise NotNow
    after = replace(case, stage=Stage.OPEN, provider=None, interim=None, start_day=None)
    told = not untell(held, case)
    return settle(
        held, after, by, "case.again", news=Kind.CASE_NEWS if told else None, about="open",
        was=case.stage.value, provider=case.provider or "",
    )  # fmt: skip


def _at(case: Case, stage: Stage) -> Case:
    if case.stage is Stage.CLOSED or not may(case.stage, stage):
        raise NotNow
    return replace(case, stage=stage)
