"""When officers can ring: everyone's week, what deviates from it, and how much is free."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from starlette.responses import Response

from bot.closed_days import name as holiday
from bot.desk.times import deviating, weekly
from bot.desk.times.team import SICK, Team, team
from bot.desk.times.weekly import WEEKDAYS
from bot.desk.visit import Visit, Way
from bot.desk.words.days import clock, day, full_day, moment
from bot.store import diary
from bot.store.office.schedules import Noted
from care.municipality import Officer
from care.times import (
    ANY,
    HORIZON,
    LEAD_INTERPRETER,
    MIDNIGHT,
    MINUTES_LONG,
    ONE_DAY,
    SWEDEN,
    Call,
    Diary,
    free,
    offered,
)

INTERPRETED = Call(MINUTES_LONG, LEAD_INTERPRETER)
WORKDAYS = 5
CLOSED_AHEAD = timedelta(days=92)
SHOWN = 40
"""So many deviations stand in the list; the rest is asked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One officer's day in the view of weeks: in words, and how they are coloured."""

    text: str
    tone: str = ""


def times(at: Visit) -> Response:
    """Everyone's week and what is coming, with the first time that a resident is offered."""
    with at.store.reading() as held:
        now = team(at, held)
        days = diary.diary(held, at.here.key, at.now, closed=at.desk.closed)
    every = "all" in at.query
    coming = now.coming if every else now.coming[:SHOWN]
    used = {h.weekday for officer in now.officers for h in officer.hours}
    shown = [n for n in range(len(WEEKDAYS)) if n < WORKDAYS or n in used]
    return at.page(
        "times.html",
        "Tider",
        first=_first(now.officers, days, ANY, at.now),
        interpreted=_first(now.officers, days, INTERPRETED, at.now),
        misplaced=now.told(now.misplaced()),
        sick=SICK,
        weekdays=[WEEKDAYS[n] for n in shown],
        team=[
            {
                "key": officer.key,
                "name": officer.name,
                "mine": officer.key == at.account.officer,
                "days": [_spans(officer, n) for n in shown],
            }
            for officer in now.officers
        ],
        coming=[_row(now, one) for one in coming],
        more=0 if every else len(now.coming) - len(coming),
        closed=list(_closed(at.today, at.today + CLOSED_AHEAD)),
    )


def _first(officers: Sequence[Officer], days: Diary, call: Call, now: datetime) -> str:
    slot = next(free(officers, days, call, now=now), None)
    return moment(slot.start) if slot else ""


def _spans(officer: Officer, weekday: int) -> list[str]:
    own = sorted((h.opens, h.closes) for h in officer.hours if h.weekday == weekday)
    return [f"{clock(opens)}–{clock(closes)}" for opens, closes in own]


def _row(now: Team, noted: Noted) -> dict[str, object]:
    one = noted.deviation
    opens, closes = one.opens.astimezone(SWEDEN), one.closes.astimezone(SWEDEN)
    whole = not one.extra and opens.time() == closes.time() == MIDNIGHT
    last = closes.date() - ONE_DAY if whole else closes.date()
    when = full_day(opens.date())
    if last > opens.date():
        when = f"{when} till {full_day(last)}"
    if not whole:
        when = f"{when}, klockan {clock(opens)}–{clock(closes)}"
    what = "Extra tid" if one.extra else "Borta hela dagen" if whole else "Borta"
    if whole and last > opens.date():
        what = "Borta hela dagarna"
    return {
        "id": noted.id, "who": now.name(one.officer), "what": what, "when": when, "by": noted.by,
    }  # fmt: skip


def _closed(first: date, last: date) -> Iterator[str]:
    one = first
    while one <= last:
        if named := holiday(one):
            yield f"{full_day(one)}: {named}"
        one += ONE_DAY


def weeks(at: Visit) -> Response:
    """Six weeks ahead, day by day: how much is free and how much is booked."""
    with at.store.reading() as held:
        now = team(at, held)
        days = diary.diary(held, at.here.key, at.now, closed=at.desk.closed)
    booked = Counter(
        (call.officer, call.start.astimezone(SWEDEN).date()) for call in now.calls if not call.held
    )
    open_ = Counter(
        (officer.key, slot.start.astimezone(SWEDEN).date())
        for officer in now.officers
        for slot in free([officer], days, now=at.now)
    )
    found = []
    monday = at.today - timedelta(days=at.today.weekday())
    while monday <= at.today + HORIZON:
        own = [monday + timedelta(days=n) for n in range(len(WEEKDAYS))]
        used = {one for officer, one in (*booked, *open_) if one in own}
        shown = [one for one in own if one.weekday() < WORKDAYS or one in used]
        found.append(
            {
                "title": f"Vecka {monday.isocalendar().week}",
                "days": [_head(one) for one in shown],
                "rows": [
                    (o.name, [_cell(at, o, days, one, open_, booked) for one in shown])
                    for o in now.officers
                ],
            }
        )
        monday += timedelta(weeks=1)
    return at.page(
        "weeks.html",
        "Sex veckor framåt",
        weeks=found,
        free=sum(open_.values()),
        booked=sum(booked.values()),
        first=_first(now.officers, days, ANY, at.now),
    )


def _head(one: date) -> dict[str, str]:
    return {"day": day(one), "closed": holiday(one)}


def _cell(
    at: Visit,
    officer: Officer,
    days: Diary,
    one: date,
    open_: Mapping[tuple[str, date], int],
    booked: Mapping[tuple[str, date], int],
) -> Cell:
    left, calls = open_.get((officer.key, one), 0), booked.get((officer.key, one), 0)
    if left or calls:
        told = f"{left} {'ledig' if left == 1 else 'lediga'}" if left else "inget ledigt"
        return Cell(
            f"{told}, {calls} {'bokad' if calls == 1 else 'bokade'}", "meets" if left else "unknown"
        )
    if one < at.today or one > at.today + HORIZON:
        return Cell("–")
    if one in days.closed:
        return Cell("stängt")
    if not any(h.weekday == one.weekday() for h in officer.hours):
        return Cell("ingen tid")
    if not offered(officer, days, one):
        return Cell("borta", "unknown")
    return Cell("inget ledigt")


WAYS = (
    Way("/times", times, "times"),
    Way("/times/weeks", weeks, "times"),
    *weekly.WAYS,
    *deviating.WAYS,
)
