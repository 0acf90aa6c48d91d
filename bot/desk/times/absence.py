"""Who is away when, or has extra times: what the form for it asks for, and what is wrong there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.desk.times.team import Team
from bot.desk.times.weekly import span
from bot.desk.times.worked import Days
from bot.desk.visit import Visit
from bot.desk.words.days import read_day
from bot.pages.parts import Trouble
from care.times import MIDNIGHT, ONE_DAY, SWEDEN, Deviation

FARTHEST = timedelta(days=400)
"""How far ahead a day may lie: next summer's holiday, and no year that was typed wrong."""
SATURDAY = 5

NOBODY = "Kryssa för minst en handläggare."
NO_KIND = "Välj vad som ska gälla."
NO_DAY = "Kryssa för en dag, eller skriv en period."
HALF_PERIOD = "Skriv både första och sista dagen."
UNREAD = "Dagen går inte att läsa. Skriv så här: 2027-01-12."
BACKWARDS = "Sista dagen ligger före den första."
PAST = "Dagen har redan varit."
TOO_FAR = "Dagen ligger mer än ett år bort."
ONLY_FREE = "I perioden finns ingen vardag. Kryssa för dagarna i stället."
GONE = "Då är {who} redan borta. Ta tillbaka det först."


class Sort(StrEnum):
    """What may be put in."""

    DAY = "day"
    BETWEEN = "between"
    EXTRA = "extra"


SORTS = {
    Sort.DAY: "Borta hela dagen",
    Sort.BETWEEN: "Borta mellan två tider",
    Sort.EXTRA: "Erbjud extra tid mellan två tider",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form asks for, or what is wrong with it, by field."""

    officers: tuple[str, ...] = ()
    sort: Sort | None = None
    days: tuple[date, ...] = ()
    period: tuple[date, date] | None = None
    between: tuple[time, time] | None = None
    faults: tuple[Trouble, ...] = ()

    def deviations(self, among: Days) -> Iterator[Deviation]:
        """Each with its officer; days off in a row, and a period whole, are one."""
        for officer in self.officers:
            if self.between:
                opens, closes = self.between
                for one in sorted({*self.days, *self.working(among)}):
                    yield Deviation(
                        officer, _at(one, opens), _at(one, closes), self.sort is Sort.EXTRA
                    )
            else:
                for first, last in _runs({*self.days, *self._period()}):
                    yield Deviation(officer, _at(first, MIDNIGHT), _at(last + ONE_DAY, MIDNIGHT))

    def working(self, among: Days) -> list[date]:
        """The days of the period on which people work."""
        return [d for d in self._period() if d.weekday() < SATURDAY and d not in among.closed]

    def _period(self) -> list[date]:
        if self.period is None:
            return []
        first, last = self.period
        return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _at(on: date, wall: time) -> datetime:
    return datetime.combine(on, wall, SWEDEN)


def _runs(days: set[date]) -> Iterator[tuple[date, date]]:
    """First and last of each row of days that follow on each other."""
    left = sorted(days)
    while left:
        first = last = left.pop(0)
        while left and left[0] == last + ONE_DAY:
            last = left.pop(0)
        yield first, last


def read(at: Visit, now: Team) -> Wanted:
    """What was sent by the form."""
    faults: list[Trouble] = []
    officers = tuple(o.key for o in now.officers if o.key in at.ticked("officer"))
    if not officers:
        faults.append(Trouble(NOBODY, "officer"))
    sort = next((s for s in Sort if s == at.sent("sort")), None)
    if sort is None:
        faults.append(Trouble(NO_KIND, "sort"))
    days, period = _days(at, faults)
    between = None
    if sort in (Sort.BETWEEN, Sort.EXTRA):
        typed = span(at.sent("from"), at.sent("to"))
        if isinstance(typed, str):
            faults.append(Trouble(typed, "from"))
        else:
            between = typed
    wanted = Wanted(officers, sort, days, period, between)
    if period and between and not days and not wanted.working(now.days):
        faults.append(Trouble(ONLY_FREE, "first"))
    if sort is Sort.EXTRA and not faults and (gone := _gone(now, wanted)):
        faults.append(Trouble(GONE.format(who=gone), "officer"))
    return replace(wanted, faults=tuple(faults))


def _days(at: Visit, faults: list[Trouble]) -> tuple[tuple[date, ...], tuple[date, date] | None]:
    ticked = [read_day(one) for one in at.ticked("day")]
    days = tuple(one for one in ticked if one)
    if len(days) < len(ticked):
        faults.append(Trouble(UNREAD, "day"))
    elif any(one < at.today for one in days):
        faults.append(Trouble(PAST, "day"))
    elif any(one > at.today + FARTHEST for one in days):
        faults.append(Trouble(TOO_FAR, "day"))
    typed = at.sent("first"), at.sent("last")
    if not any(typed):
        if not ticked:
            faults.append(Trouble(NO_DAY, "first"))
        return days, None
    first, last = (read_day(one) for one in typed)
    fault = ""
    if not all(typed):
        fault = HALF_PERIOD
    elif first is None or last is None:
        fault = UNREAD
    elif last < first:
        fault = BACKWARDS
    elif first < at.today:
        fault = PAST
    elif last > at.today + FARTHEST:
        fault = TOO_FAR
    if fault:
        faults.append(Trouble(fault, "first"))
    return days, (first, last) if first and last and not fault else None


def _gone(now: Team, wanted: Wanted) -> str:
    """Who is away at the extra time, and could not take a call then."""
    for one in wanted.deviations(now.days):
        for other in now.days.deviations:
            same = other.officer == one.officer and not other.extra
            if same and other.opens < one.closes and one.opens < other.closes:
                return now.name(one.officer)
    return ""
