"""Away, or extra times: for several officers and several days at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from starlette.responses import Response

from bot.closed_days import name as holiday
from bot.desk.team import SICK, Team, team
from bot.desk.visit import Visit, Way
from bot.desk.wall import day, read_day
from bot.desk.weekly import Under, span
from bot.desk.worked import Days, robbed
from bot.keeping.pages import Trouble
from bot.store.office import schedules
from bot.store.statement import Held
from care.times import HORIZON, MIDNIGHT, ONE_DAY, SWEDEN, Deviation

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


def form(at: Visit) -> Response:
    """The form, and what was sent by it."""
    with at.store.reading() as held:
        now = team(at, held)
    if not at.posted:
        ticked = (at.account.officer,) if at.account.officer in now.days.officers else ()
        return _page(at, now, Wanted(tuple(filter(None, ticked))))
    wanted = _read(at, now)
    if wanted.faults:
        return _page(at, now, wanted)
    try:
        return at.once(lambda held: _add(at, held, wanted))
    except Under as error:
        return _page(at, now, wanted, now.told(error.calls))


def _add(at: Visit, held: Held, wanted: Wanted) -> str:
    schedules.change_deviations(held)
    before = team(at, held)
    known = set(before.days.deviations)
    new = [d for d in wanted.deviations(before.days) if d not in known]
    after = Days(before.days.officers, [*before.days.deviations, *new], before.days.closed)
    under = robbed(before.calls, before.days, after)
    if under:
        raise Under(under)
    schedules.add(held, at.here.key, new, by=at.account.name, now=at.now)
    extra = wanted.sort is Sort.EXTRA
    for officer in wanted.officers:
        at.note(held, "times.extra" if extra else "times.away", detail=officer)
    who = ", ".join(before.name(officer) for officer in wanted.officers)
    told = f"Klart. {'Extra tid finns nu för' if extra else 'Inlagt som borta:'} {who}."
    return f"/times?{urlencode({'told': told})}"


def _read(at: Visit, now: Team) -> Wanted:
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
        read = span(at.sent("from"), at.sent("to"))
        if isinstance(read, str):
            faults.append(Trouble(read, "from"))
        else:
            between = read
    wanted = Wanted(officers, sort, days, period, between)
    if period and between and not days and not wanted.working(now.days):
        faults.append(Trouble(ONLY_FREE, "first"))
    if sort is Sort.EXTRA and not faults and (gone := _gone(now, wanted)):
        faults.append(Trouble(GONE.format(who=gone), "officer"))
    return Wanted(officers, sort, days, period, between, tuple(faults))


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


def _page(at: Visit, now: Team, wanted: Wanted, under: Sequence[str] = ()) -> Response:
    ahead = [at.today + timedelta(days=n) for n in range(HORIZON.days + 1)]
    weeks: dict[int, list[dict[str, object]]] = {}
    ticked = at.ticked("day")
    for one in ahead:
        named = holiday(one)
        weeks.setdefault(one.isocalendar().week, []).append(
            {
                "value": one.isoformat(),
                "name": f"{day(one)}, {named}" if named else day(one),
                "ticked": one.isoformat() in ticked,
            }
        )
    return at.page(
        "deviating.html",
        "Borta eller extra tid",
        status=409 if under else 422 if wanted.faults else 200,
        problems=wanted.faults,
        faults={one.field: one.said for one in wanted.faults},
        under=under,
        sick=SICK,
        officers=[(o.key, o.name, o.key in wanted.officers) for o in now.officers],
        sorts=[(sort.value, name, sort is wanted.sort) for sort, name in SORTS.items()],
        weeks=weeks,
        open=bool(ticked),
        sent={name: at.sent(name) for name in ("first", "last", "from", "to")},
        least=at.today.isoformat(),
    )


def take_back(at: Visit) -> Response:
    """One deviation is gone; GET shows the list."""
    this = at.number("deviation")
    if not at.posted:
        return at.go("/times")
    try:
        return at.once(lambda held: _take_back(at, held, this))
    except Under as error:
        with at.store.reading() as held:
            told = team(at, held).told(error.calls)
        return at.page("kept.html", "Tiden är kvar", status=409, under=told, sick=SICK)


def _take_back(at: Visit, held: Held, this: int) -> str:
    schedules.change_deviations(held)
    found = schedules.one(held, at.here.key, this)
    if found is None:
        return f"/times?{urlencode({'told': 'Den var redan borttagen.'})}"
    before = team(at, held)
    kept = [noted.deviation for noted in before.coming if noted.id != this]
    under = robbed(before.calls, before.days, Days(before.days.officers, kept, before.days.closed))
    if under:
        raise Under(under)
    schedules.remove(held, at.here.key, this)
    at.note(held, "times.taken_back", detail=found.deviation.officer)
    told = f"Borttaget för {before.name(found.deviation.officer)}."
    return f"/times?{urlencode({'told': told})}"


WAYS = (
    Way("/times/change", form, "times", posts=True),
    Way("/times/deviations/{deviation}", take_back, "times", posts=True),
)
