"""An officer's weekly hours: the form, and what may stand in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.times.team import SICK, Team, team
from bot.desk.times.worked import robbed
from bot.desk.visit import NotHere, Visit, Way
from bot.desk.words.days import clock, full_moment, read_clock
from bot.pages.parts import Trouble
from bot.store.office import schedules
from bot.store.office.schedules import Taken
from bot.store.statement import Held
from care.municipality import Hours, Officer
from care.times import MINUTES

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
SPANS = 2
"""In a day, at least: before lunch and after it."""
EARLIEST, LATEST = time(7), time(20)
"""Nobody is rung earlier or later than this."""

HALF = "Skriv både när tiden börjar och när den slutar."
UNREAD = "Skriv tiden så här: 08.30."
BACKWARDS = "Tiden slutar innan den har börjat."
BEYOND = "Tiden ska ligga mellan klockan 07.00 och 20.00."
SHORT = f"Tiden är för kort. Ett samtal tar {MINUTES} minuter."
OVERLAP = "Två tider går in i varandra."


class Under(Exception):
    """The change would take the time from under these calls."""

    def __init__(self, calls: Sequence[Taken]) -> None:
        self.calls = calls
        super().__init__()


@dataclass(frozen=True, slots=True)
class Row:
    """One day of the form: what stands in its fields, and what is wrong there."""

    weekday: int
    name: str
    spans: tuple[tuple[str, str], ...]
    fault: str = ""


def span(opens: str, closes: str) -> tuple[time, time] | str:
    """What was typed as a time from and to, or what is wrong with it."""
    if not (opens and closes):
        return HALF
    first, last = read_clock(opens), read_clock(closes)
    if first is None or last is None:
        return UNREAD
    if last <= first:
        return BACKWARDS
    if first < EARLIEST or last > LATEST:
        return BEYOND
    return (first, last) if _long(first, last) >= timedelta(minutes=MINUTES) else SHORT


def _long(first: time, last: time) -> timedelta:
    return timedelta(hours=last.hour - first.hour, minutes=last.minute - first.minute)


def week(at: Visit) -> Response:
    """The form of one officer, and what was sent by it."""
    if not at.posted:
        with at.store.reading() as held:
            now = team(at, held)
        return _form(at, now, _officer(at, now))
    rows, hours = _read(at)
    faults = [
        Trouble(f"{row.name.capitalize()}: {row.fault}", str(row.weekday))
        for row in rows
        if row.fault
    ]
    if not faults:
        try:
            return at.once(lambda held: _set(at, held, hours))
        except Under as error:
            return _again(at, rows, calls=error.calls)
    return _again(at, rows, faults)


def _again(
    at: Visit, rows: Sequence[Row], faults: Sequence[Trouble] = (), calls: Sequence[Taken] = ()
) -> Response:
    with at.store.reading() as held:
        now = team(at, held)
    return _form(at, now, _officer(at, now), rows, faults, calls)


def _set(at: Visit, held: Held, hours: tuple[Hours, ...]) -> str:
    schedules.change_hours(held)
    before = team(at, held)
    officer = _officer(at, before)
    expected = at.sent("revision")
    if expected != str(before.revisions.get(officer.key, schedules.Revision()).number):
        return f"/times/week/{officer.key}?late=1"
    changed = {**before.days.officers, officer.key: replace(officer, hours=hours)}
    under = robbed(before.calls, before.days, replace(before.days, officers=changed))
    if under:
        raise Under(under)
    schedules.set_hours(
        held, at.here.key, officer.key, hours,
        expected=int(expected), by=at.account.name, now=at.now,
    )  # fmt: skip
    at.note(held, "times.week", detail=officer.key)
    return f"/times?{urlencode({'told': at.signed(f'Veckan är ändrad för {officer.name}.')})}"


def _officer(at: Visit, now: Team) -> Officer:
    found = now.days.officers.get(at.path["officer"])
    if found is None:
        raise NotHere
    return found


def _read(at: Visit) -> tuple[list[Row], tuple[Hours, ...]]:
    rows, hours = [], []
    for weekday, name in enumerate(WEEKDAYS):
        typed: list[tuple[str, str]] = []
        while len(typed) < SPANS or f"{weekday}.{len(typed)}.from" in at.fields:
            n = len(typed)
            typed.append((at.sent(f"{weekday}.{n}.from"), at.sent(f"{weekday}.{n}.to")))
        read = [span(*one) for one in typed if any(one)]
        fault = next((one for one in read if isinstance(one, str)), "")
        spans = sorted(one for one in read if not isinstance(one, str))
        if not fault and any(one[1] > after[0] for one, after in pairwise(spans)):
            fault = OVERLAP
        rows.append(Row(weekday, name, tuple(typed), fault))
        hours += [Hours(weekday, opens, closes) for opens, closes in spans]
    return rows, tuple(hours)


def _rows(officer: Officer) -> list[Row]:
    rows = []
    for weekday, name in enumerate(WEEKDAYS):
        own = sorted((h.opens, h.closes) for h in officer.hours if h.weekday == weekday)
        spans = [(clock(opens), clock(closes)) for opens, closes in own]
        spans += [("", "")] * (SPANS - len(spans))
        rows.append(Row(weekday, name, tuple(spans)))
    return rows


def _form(
    at: Visit,
    now: Team,
    officer: Officer,
    rows: Sequence[Row] = (),
    faults: Sequence[Trouble] = (),
    calls: Sequence[Taken] = (),
) -> Response:
    revision = now.revisions.get(officer.key, schedules.Revision())
    shown = rows or _rows(officer)
    late = "late" in at.query and not rows
    return at.page(
        "week.html",
        f"Veckotider för {officer.name}",
        status=409 if calls else 422 if faults else 200,
        problems=faults,
        under=now.told(calls),
        sick=SICK,
        rows=shown,
        spans=range(max(len(row.spans) for row in shown)),
        revision=at.sent("revision") if rows else revision.number,
        since=_since(revision.by, revision.at),
        late=_late(revision.by, revision.at) if late else "",
    )


def _since(by: str, when: datetime | None) -> str:
    if when is None:
        return "Tiderna kommer från kommunens lista."
    return f"{by} ändrade tiderna {full_moment(when)}."


def _late(by: str, when: datetime | None) -> str:
    if when is None:
        return ""
    first = f"{by} hann före, {full_moment(when)}."
    return f"{first} Det du skrev är inte sparat. Här är det som gäller nu."


WAYS = (Way("/times/week/{officer}", week, "times", posts=True),)
