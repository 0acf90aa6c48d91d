"""Today's calls, and the call card."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.calls import card as cards
from bot.desk.visit import Visit, Way, home
from bot.desk.words import stopped
from bot.desk.words.case import Words
from bot.desk.words.days import day, moment, read_day
from bot.store.calls import MISSED
from bot.store.office import audit, days, seen
from bot.store.office.accounts import Office
from bot.store.office.audit import Entry
from bot.store.office.cases import Case
from bot.store.office.days import Call
from bot.store.statement import Held
from care.times import SWEDEN

MINE, ALL = "mine", "all"


def today(at: Visit) -> Response:
    """The list of a day, and the card of one call: the one asked for, else the next.

    Who is no officer begins elsewhere.
    """
    if not at.account.may(Office.OFFICER):
        return at.go(home(at.account))
    when = read_day(at.query.get("day", "")) or at.today
    own = at.account.officer
    whose = MINE if own and at.query.get("whose") != ALL else ALL
    words = Words(at.here, at.desk.wording)
    with at.store.writing() as held:
        everybodys = days.calls(held, at.store.seal, at.here.key, when)
        calls = [call for call in everybodys if whose == ALL or call.officer == own]
        chosen = _chosen(calls, at.query.get("call", ""), at.now)
        shown = seen.last(held, chosen.case.id) if chosen else None
        anew = _anew(held, at, chosen) if chosen else None
        why = stopped.band(chosen.case, _told(held, chosen.case)) if chosen else ""
        at.note(held, "day.read", detail=f"day={when.isoformat()} whose={whose}")
        if chosen:
            at.note(held, "card.read", case=chosen.case.id)
    id = chosen.id if chosen else ""
    return at.page(
        "today.html",
        title_of(when, at.today),
        rows=[cards.row(call, words, at.now, id) for call in calls],
        card=cards.card(chosen, words, at.now, shown, why) if chosen else None,
        anew=moment(anew.start) if anew else "",
        following=_following(calls, chosen, words, at.now) if chosen else None,
        whose=whose,
        mine=bool(own),
        counts={ALL: len(everybodys), MINE: sum(call.officer == own for call in everybodys)},
        links=Links(when, whose),
        before=when - timedelta(days=1),
        after=when + timedelta(days=1),
        is_today=when == at.today,
    )


def title_of(when: date, today: date) -> str:
    """`I dag, tisdag 12 januari`."""
    return f"I dag, {day(when)}" if when == today else day(when).capitalize()


def path_of(call: Call, own: str | None, told: str = "") -> str:
    """The page on which this call's card is open, among one's `own` calls or all."""
    when = call.start.astimezone(SWEDEN).date().isoformat()
    whose = MINE if own and call.officer == own else ALL
    return f"/?{urlencode({'day': when, 'whose': whose, 'call': call.id, 'told': told})}"


def _chosen(calls: list[Call], asked: str, now: datetime) -> Call | None:
    """The call that is asked for, else the first that is still to be made, else the last."""
    named = next((call for call in calls if call.id == asked), None)
    waiting = next((call for call in calls if call.stands), None)
    return named or waiting or (calls[-1] if calls else None)


def _anew(held: Held, at: Visit, chosen: Call) -> Call | None:
    """The call that has been booked after one in vain."""
    if chosen.status != MISSED:
        return None
    calls = days.of_case(held, at.store.seal, at.here.key, chosen.case.id)
    return next((call for call in calls if call.stands), None)


def _told(held: Held, case: Case) -> list[Entry]:
    return audit.of_case(held, case.municipality, case.id) if case.stopped_at else []


def _following(calls: list[Call], chosen: Call, words: Words, now: datetime) -> cards.Row | None:
    """The call to take after one that is done."""
    left = (call for call in calls if call.stands)
    found = None if chosen.stands else next(left, None)
    return cards.row(found, words, now, "") if found else None


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of this page with one thing changed."""

    day: date
    whose: str

    def to(self, *, day: date | None = None, whose: str = "", call: str = "") -> str:
        """The page of a day, of some or all, with a card open."""
        asked = {"day": (day or self.day).isoformat(), "whose": whose or self.whose}
        return "/?" + urlencode(asked | ({"call": call} if call else {}))


WAYS = (Way("/", today, "today", roles=()),)
