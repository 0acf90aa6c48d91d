"""Handing over: a case to a colleague, and all the calls of one who is sick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.queues import queued
from bot.desk.queues.queued import NOBODY
from bot.desk.queues.tasks import NO_OFFICER, UNKNOWN
from bot.desk.visit import NotHere, Refused, Visit, Way
from bot.desk.words.days import clock, full_day, moment, read_day
from bot.pages.parts import Trouble
from bot.store.office import cases, handing_over, sick
from bot.store.office.sick import Fate, Foreseen, Overtaken
from bot.store.statement import Held

MOST_DAYS = 31
"""How long one may be away at a time here; the page of times takes longer."""

QUEUES = ("/confirm", "/ring", "/apply", "/ongoing")
"""The lists from which a case can be taken, and to which one comes back."""

CHANGED = "Något har ändrats sedan sidan visades. Inget är flyttat. Titta igen."
UNREAD = "Välj den första och den sista dagen."
BACKWARDS = "Den sista dagen ligger före den första."
PAST = "Den första dagen har redan varit."
TOO_LONG = f"Högst {MOST_DAYS} dagar i taget."


@dataclass(frozen=True, slots=True)
class Told:
    """What becomes of one call, in words. `lost` where nobody can take it."""

    when: str
    who: str
    becomes: str
    notes: tuple[str, ...]
    lost: bool
    case: int


def hand_over(at: Visit) -> Response:
    """A case to a colleague, or to oneself."""
    number = at.number("case")
    if not at.posted:
        return _page(at, number)
    try:
        return at.once(lambda held: _give(at, held, number))
    except _Unchosen:
        return _page(at, number, [Trouble(UNKNOWN, "to")])


class _Unchosen(Exception):
    """Nobody who works here was chosen; nothing was done."""


def _page(at: Visit, number: int, problems: Sequence[Trouble] = ()) -> Response:
    with at.store.writing() as held:
        case = cases.find(held, at.store.seal, at.here.key, number)
        if case is None:
            raise NotHere
        officers = queued.names(at, held)
        at.note(held, "case.read", case=number)
    return at.page(
        "hand-over.html",
        "Lämna över ärendet",
        status=422 if problems else 200,
        problems=problems,
        fault=problems[0].said if problems else "",
        who=queued.who(at, case.name, case.birth_year, case.language, ""),
        had=officers.get(case.officer, case.officer) if case.officer else NOBODY,
        was=case.officer or "",
        mine=case.officer is not None and case.officer == at.account.officer,
        colleagues=[
            (key, name)
            for key, name in officers.items()
            if key not in (case.officer, at.account.officer)
        ],
        case=number,
    )


def _give(at: Visit, held: Held, number: int) -> str:
    officers = queued.names(at, held)
    case = cases.find(held, at.store.seal, at.here.key, number)
    if case is None:
        raise NotHere
    to = at.sent("to") if at.sent("deed") != "take" else at.account.officer or ""
    if not to and at.sent("deed") == "take":
        raise Refused(NO_OFFICER)
    if to not in officers:
        raise _Unchosen
    was = at.sent("was") or None
    by = at.account.name
    if not handing_over.give(held, at.here.key, number, to=to, was=was, by=by, now=at.now):
        now = cases.find(held, at.store.seal, at.here.key, number) or case
        had = officers.get(now.officer or "", NOBODY)
        when = f" {now.changed_by} ändrade {moment(now.changed_at)}." if now.changed_at else ""
        raise Refused(f"{had} har ärendet nu.{when} Titta igen innan du ändrar.")
    at.note(held, "case.give", case=number, detail=f"to={to}")
    after = at.sent("after") if at.sent("after") in QUEUES else f"/cases/{number}"
    told = f"Ärendet är lämnat till {officers[to]}."
    return f"{after}?{urlencode({'told': at.signed(told)})}"


def away(at: Visit) -> Response:
    """Sick: first what will happen, then it is done."""
    if at.posted:
        return at.once(lambda held: _carry_out(at, held))
    with at.store.reading() as held:
        officers = queued.names(at, held)
    chosen = at.query.get("officer", at.account.officer or "")
    first, last = at.query.get("first", f"{at.today}"), at.query.get("last", f"{at.today}")
    asked = "officer" in at.query
    problems, foreseen = [], None
    if asked:
        if chosen not in officers:
            problems.append(Trouble(UNKNOWN, "officer"))
        if fault := _fault(at, first, last):
            problems.append(Trouble(fault, "first"))
        if not problems:
            with at.store.writing() as held:
                foreseen = sick.foresee(
                    held, at.store.seal, at.here, chosen, _days(first, last), at.now,
                    at.desk.closed,
                )  # fmt: skip
                at.note(held, "calls.read", detail=f"officer={chosen} first={first} last={last}")
    return at.page(
        "sick.html",
        "Sjuk: flytta alla samtal",
        problems=problems,
        officers=officers,
        chosen=chosen,
        first=first,
        last=last,
        least=f"{at.today}",
        foreseen=foreseen,
        fates=[told(fate, officers, chosen) for fate in foreseen.fates] if foreseen else (),
        name=officers.get(chosen, chosen),
        period=_period(first, last) if foreseen else "",
        status=422 if problems else 200,
    )


def told(fate: Fate, officers: Mapping[str, str], was: str) -> Told:
    """In words: to whom, when, and what an officer has to see to."""
    call = fate.of.call
    notes = []
    if fate.officer is None or fate.start is None:
        becomes = "Ingen kan ta det. Läggs i Ring upp."
    elif fate.same_time:
        becomes = f"Samma tid, {officers.get(fate.officer, fate.officer)} ringer."
    else:
        becomes = f"{moment(fate.start)}, {officers.get(fate.officer, fate.officer)} ringer."
        becomes = becomes[:1].upper() + becomes[1:]
    if fate.of.interpreter and not fate.same_time:
        notes.append("Boka om tolken.")
    when = f"{moment(call.start)}–{clock(call.start + timedelta(minutes=call.minutes))}"
    who = fate.of.name or f"Ärende {fate.of.case}"
    return Told(when, who, becomes, tuple(notes), fate.officer is None, fate.of.case)


def _carry_out(at: Visit, held: Held) -> str:
    officer, first, last = at.sent("officer"), at.sent("first"), at.sent("last")
    if officer not in queued.names(at, held):
        raise Refused(UNKNOWN, status=422)
    if fault := _fault(at, first, last):
        raise Refused(fault, status=422)
    try:
        done = sick.carry_out(
            held, at.store.seal, at.here, officer, _days(first, last), at.now,
            seen=at.sent("seen"), by=at.account.name, closed=at.desk.closed,
        )  # fmt: skip
    except Overtaken:
        raise Refused(CHANGED) from None
    for fate in done.fates:
        became = f"to={fate.officer} at={fate.start}" if fate.start else "to=queue"
        at.note(held, "call.away", case=fate.of.case, detail=f"call={fate.of.call.id} {became}")
    at.note(held, "officer.away", detail=f"officer={officer} first={first} last={last}")
    query = {"officer": officer, "first": first, "last": last, "told": at.signed(_summary(done))}
    return f"/sick?{urlencode(query)}"


def _summary(done: Foreseen) -> str:
    moved = sum(fate.start is not None for fate in done.fates)
    lost = len(done.fates) - moved
    words = f"Klart. {moved} samtal är flyttade."
    return words + (f" {lost} ligger i Ring upp." if lost else "")


def _fault(at: Visit, first: str, last: str) -> str:
    begins, ends = read_day(first), read_day(last)
    if begins is None or ends is None:
        return UNREAD
    if ends < begins:
        return BACKWARDS
    if begins < at.today:
        return PAST
    return TOO_LONG if (ends - begins).days >= MOST_DAYS else ""


def _days(first: str, last: str) -> list[date]:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    return [begins + timedelta(days=n) for n in range((ends - begins).days + 1)]


def _period(first: str, last: str) -> str:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    return full_day(begins) if begins == ends else f"{full_day(begins)} till {full_day(ends)}"


WAYS: tuple[Way, ...] = (
    Way("/cases/{case}/hand-over", hand_over, "ring", posts=True),
    Way("/sick", away, "times", posts=True),
)
