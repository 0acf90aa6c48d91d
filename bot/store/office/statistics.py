"""What the desk's figures are counted from; each row is a count, and none is a person."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from bot.store.calls import CANCELLED, HELD
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, CONVERSATION, TURN

_SINCE = bindparam("since", type_=TURN.c.at.type, required=True)
_UNTIL = bindparam("until", type_=TURN.c.at.type, required=True)
_HERE = bindparam("municipality", type_=CASE.c.municipality.type, required=True)
# What came unasked is no step of anybody's.
_OWN = ~TURN.c.heard.like("notice:%") & ~TURN.c.heard.like("relay%")
_WITHIN = (CONVERSATION.c.municipality == _HERE, TURN.c.at >= _SINCE, TURN.c.at < _UNTIL)
_TALKS = TURN.join(CONVERSATION, TURN.c.conversation_id == CONVERSATION.c.id)
_PEOPLE = func.count(TURN.c.conversation_id.distinct())
_LANGUAGES = Statement(
    select(CONVERSATION.c.language, _PEOPLE)
    .select_from(_TALKS)
    .where(*_WITHIN)
    .group_by(CONVERSATION.c.language)
)
_HEARD = Statement(
    select(TURN.c.heard, _PEOPLE)
    .select_from(_TALKS)
    .where(
        *_WITHIN,
        TURN.c.heard.like("knew=%") | TURN.c.heard.like("miss:%"),
    )
    .group_by(TURN.c.heard)
)
# By the municipality on the leaflet: many stop before they have said where they live.
_ARRIVED = Statement(
    select(TURN.c.heard, _PEOPLE)
    .where(
        TURN.c.heard.like("start:%!_" + _HERE + "!_%", escape="!"),
        TURN.c.at >= _SINCE,
        TURN.c.at < _UNTIL,
    )
    .group_by(TURN.c.heard)
)
_last = (
    select(TURN.c.conversation_id, func.max(TURN.c.n).label("n"))
    .select_from(_TALKS)
    .where(*_WITHIN, _OWN)
    .group_by(TURN.c.conversation_id)
    .subquery()
)
_STOPPED = Statement(
    select(TURN.c.step, func.count())
    .join(_last, (TURN.c.conversation_id == _last.c.conversation_id) & (TURN.c.n == _last.c.n))
    .where(TURN.c.at < bindparam("quiet", type_=TURN.c.at.type, required=True))
    .group_by(TURN.c.step)
)
_CALLS = Statement(
    select(BOOKING.c.made_at, BOOKING.c.start).where(
        BOOKING.c.municipality == _HERE,
        BOOKING.c.made_at >= _SINCE,
        BOOKING.c.made_at < _UNTIL,
        BOOKING.c.status != HELD,
        BOOKING.c.status != CANCELLED,
    )
)
_IN_PERIOD = (CASE.c.municipality == _HERE, CASE.c.opened_at >= _SINCE, CASE.c.opened_at < _UNTIL)
_CHOICES = Statement(
    select(CASE.c.provider, func.count())
    .where(*_IN_PERIOD, CASE.c.provider.is_not(None))
    .group_by(CASE.c.provider)
)
_WISHES = Statement(
    select(CASE.c.service, CASE.c.area, CASE.c.needs, func.count())
    .where(*_IN_PERIOD, CASE.c.needs != "")
    .group_by(CASE.c.service, CASE.c.area, CASE.c.needs)
)

QUIET = timedelta(days=1)
"""After so long without a word a conversation counts as stopped."""


@dataclass(frozen=True, slots=True)
class Period:
    """From one moment up to, and not including, another."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of conversations by answer, language, step and leaflet; of cases by provider and wish.

    `leaflets` are by the link on each (`dialogs.arriving`). `waits` are from when a call was booked
    to when it was to be. `wished` counts service, area and one wish.
    """

    knew: Counter[str]
    languages: Counter[str]
    stopped: Counter[str]
    missed: Counter[str]
    waits: tuple[timedelta, ...]
    chosen: Counter[str]
    wished: Counter[tuple[str, str, str]]
    leaflets: Counter[str]


def count(held: Held, municipality: str, period: Period, now: datetime) -> Counted:
    """Everything that the page shows, of one municipality in one period."""
    where = {"municipality": municipality, "since": period.since, "until": period.until}
    knew: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    leaflets = Counter(
        {heard.removeprefix("start:"): n for heard, n in held.all(_ARRIVED, **where)}
    )
    for heard, n in held.all(_HEARD, **where):
        kind, _, rest = heard.replace("=", ":", 1).partition(":")
        if kind == "knew":
            knew[rest] += n
        elif rest.endswith(":1"):  # the second and third miss are of the same people
            missed[rest.removesuffix(":1")] += n
    wished: Counter[tuple[str, str, str]] = Counter()
    for service, area, needs, n in held.all(_WISHES, **where):
        for need in needs.split("|"):
            wished[service, area, need] += n
    return Counted(
        knew,
        _counter(held, _LANGUAGES, where),
        _counter(held, _STOPPED, {**where, "quiet": now - QUIET}),
        missed,
        tuple(start - made for made, start in held.all(_CALLS, **where)),
        _counter(held, _CHOICES, where),
        wished,
        leaflets,
    )


def _counter(held: Held, statement: Statement, where: dict[str, object]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, n in held.all(statement, **where):
        found[key or ""] += n
    return found
