"""The page of one case: what is known, what has been done, what can be done now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from bot.desk.calls import card
from bot.desk.calls.card import Fact
from bot.desk.cases import history
from bot.desk.queues import queued
from bot.desk.visit import NotHere, Visit, Way
from bot.desk.words import reminders, stopped
from bot.desk.words.case import CLOSINGS, NO_CHOICES, REASONS, Words, may, where, who, whose_wish
from bot.desk.words.days import full_day, full_moment, moment
from bot.pages.parts import Trouble
from bot.store import wanted
from bot.store.office import audit, cases, days, ledger, people, seen
from bot.store.office.cases import Case, Waits
from bot.store.office.days import Call
from bot.store.office.ledger import Reminder
from bot.store.office.people import Participant
from bot.store.office.seen import Seen
from bot.store.statement import Held
from care.casework import STOPS, Closing, Stage
from dialogs.understanding.numbers import as_dialled

DECISION_YEARS = 10
"""So many years ahead a decision can be said to last."""
COMING = 3
START_DAYS = (-30, 365)
"""From so many days ago to so many ahead help can be said to start."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One who takes part, in words. `phone` is E.164, `dialled` the same as it is written."""

    who: str
    may: str
    reached: str
    phone: str
    dialled: str


def show(at: Visit, problems: Sequence[Trouble] = (), status: int = 200) -> Response:
    """The whole case, with what is wrong above it."""
    with at.store.writing() as held:
        told = at.words(queued.names(at, held))
        this = found(at, held)
        calls = days.of_case(held, at.store.seal, at.here.key, this.id)
        entries = audit.of_case(held, at.here.key, this.id)
        taking_part = people.participants(held, at.store.seal, this.id)
        shown = seen.last(held, this.id)
        waits = cases.tasks(held, this.id)
        coming = ledger.coming(held, this.id, COMING)
        asked_for = wanted.about(held, at.here.key, this.id)
        at.note(held, "case.read", case=this.id)
    live = next((call for call in calls if call.stands), None)
    return at.page(
        "case.html",
        f"Ärende {this.id}",
        status=status,
        problems=problems,
        faults={trouble.field: trouble.said for trouble in problems},
        days=[at.today + timedelta(days) for days in START_DAYS],
        day=at.sent("day"),
        ends=at.sent("ends") or this.decision_ends,
        decides=_goes_on(this) and this.stage is not Stage.OPEN,
        follows_up=this.closed_as is Closing.CONFIRMED,
        stopped=stopped.band(this, entries) if _goes_on(this) else "",
        closings=[(one.value, CLOSINGS[one]) for one in Closing if one in STOPS],
        coming=[_coming(one) for one in coming],
        wanted=", ".join(one.reference for one in asked_for),
        case=this,
        pill=card.stage_pill(this),
        live=live,
        when=moment(live.start) if live else "",
        facts=_facts(this, calls, taking_part, shown, told, at),
        people=[_someone(one) for one in taking_part],
        shown=[told.provider(key) for key in shown.providers] if shown else [],
        seen=shown,
        tasks=[_task(task) for task in waits],
        events=history.events(entries, calls, told),
        rule=NO_CHOICES[at.here.rules.no_choice],
    )


def found(at: Visit, held: Held) -> Case:
    """The case of the address. Raises NotHere."""
    case = cases.find(held, at.store.seal, at.here.key, at.number("case"))
    if case is None:
        raise NotHere
    return case


def _facts(
    case: Case,
    calls: list[Call],
    taking_part: Sequence[Participant],
    shown: Seen | None,
    words: Words,
    at: Visit,
) -> list[Fact]:
    owner = next((p.part for p in taking_part if p.part.role is case.wish_role), None)
    whose = whose_wish(case, owner)
    wish = card.wish_of(case, words)
    facts = [
        Fact("Född", case.birth_year or "Inte sagt", not case.birth_year),
        Fact("Önskan", f"{wish}. {whose}" if whose and case.wish else wish),
    ]
    facts += [
        *card.leaves(case, words, at.now),
        Fact("Beviljat", words.granted(case), case.service is None),
        Fact("Viktigt", "\n".join(words.matters(case)) or "Inget sagt i chatten"),
        Fact("Språk", words.spoken(case)),
        Fact("Har sett", card.seen_told(shown)),
        *_calls(calls),
        Fact("Har ärendet", words.officer(case.officer) or queued.NOBODY, not case.officer),
    ]
    if case.provider:
        facts.append(Fact("Bekräftad", words.provider(case.provider)))
    if case.interim:
        facts.append(Fact("Under tiden", words.provider(case.interim)))
    if case.start_day:
        facts.append(Fact("Börjar", full_day(case.start_day)))
    if case.decision_ends:
        facts.append(Fact("Beslut", f"Gäller till {full_day(case.decision_ends)}"))
    if case.attempts:
        facts.append(Fact("Försök", f"{case.attempts} samtal utan att nå personen"))
    if case.changed_at:
        by = case.changed_by or "i chatten"
        facts.append(Fact("Ändrat", f"{full_moment(case.changed_at)}, {by}"))
    return facts


def _calls(calls: list[Call]) -> list[Fact]:
    live = next((call for call in calls if call.stands), None)
    if live is None:
        return []
    return [
        Fact("Samtal", f"{moment(live.start)}, {live.minutes} minuter"),
        card.phone(live),
        Fact("Ord", live.word),
    ]


def _someone(one: Participant) -> Someone:
    dialled = as_dialled(one.phone) if one.phone else ""
    return Someone(who(one.part), may(one.part), where(one), one.phone or "", dialled)


def _goes_on(case: Case) -> bool:
    return case.stage is not Stage.CLOSED or case.closed_as is Closing.CONFIRMED


def _coming(one: Reminder) -> str:
    when = full_moment(datetime.fromisoformat(one.wall))
    how = ", ".join(part for part in (reminders.by(one.channel), reminders.moved(one)) if part)
    return f"{reminders.kind(one.kind)}. {when[:1].upper()}{when[1:]}, {how}."


def _task(task: Waits) -> str:
    promised = f". Ring senast {moment(task.promised)}" if task.promised else ""
    return f"{REASONS.get(task.reason, task.reason)}. Kom {full_moment(task.at)}{promised}"


WAYS = (Way("/cases/{case}", show, "today"),)
