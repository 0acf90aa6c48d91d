"""Away, or extra times: for several officers and several days at once."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from babel.dates import format_date
from starlette.responses import Response

from bot.closed_days import name as holiday
from bot.desk.times.absence import SORTS, Sort, Wanted, read
from bot.desk.times.team import SICK, Team, team
from bot.desk.times.weekly import Under
from bot.desk.times.worked import Days, robbed
from bot.desk.visit import Visit, Way
from bot.store.office import schedules
from bot.store.statement import Held
from care.times import HORIZON


def form(at: Visit) -> Response:
    """The form, and what was sent by it."""
    with at.store.reading() as held:
        now = team(at, held)
    if not at.posted:
        ticked = (at.account.officer,) if at.account.officer in now.days.officers else ()
        return _page(at, now, Wanted(tuple(filter(None, ticked))))
    wanted = read(at, now)
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
    return f"/times?{urlencode({'told': at.signed(told)})}"


def _page(at: Visit, now: Team, wanted: Wanted, under: Sequence[str] = ()) -> Response:
    ahead = [at.today + timedelta(days=n) for n in range(HORIZON.days + 1)]
    weeks: dict[int, list[dict[str, object]]] = {}
    ticked = at.ticked("day")
    for one in ahead:
        named, short = holiday(one), format_date(one, "EE d MMMM", locale="sv")
        weeks.setdefault(one.isocalendar().week, []).append(
            {
                "value": one.isoformat(),
                "name": f"{short}, {named}" if named else short,
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
        gaps=range(at.today.weekday()),
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
        return f"/times?{urlencode({'told': at.signed('Den var redan borttagen.')})}"
    before = team(at, held)
    kept = [noted.deviation for noted in before.coming if noted.id != this]
    under = robbed(before.calls, before.days, Days(before.days.officers, kept, before.days.closed))
    if under:
        raise Under(under)
    schedules.remove(held, at.here.key, this)
    at.note(held, "times.taken_back", detail=found.deviation.officer)
    told = f"Borttaget för {before.name(found.deviation.officer)}."
    return f"/times?{urlencode({'told': at.signed(told)})}"


WAYS = (
    Way("/times/change", form, "times", posts=True),
    Way("/times/deviations/{deviation}", take_back, "times", posts=True),
)
