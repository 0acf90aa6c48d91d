"""The officers of a municipality and their days: who can ring, and when they are taken."""

from collections.abc import Container
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import BindParameter, bindparam, select

from bot.store.calls import CANCELLED, HELD
from bot.store.statement import Held, Statement
from bot.store.tables import ACCOUNT, BOOKING, CELL, DEVIATION, SCHEDULE
from care.municipality import Hours, Municipality, Officer
from care.times import SWEDEN, Deviation, Diary

_HERE: BindParameter[str] = bindparam("municipality")
_OWNED = Statement(
    select(CELL.c.officer, CELL.c.start, CELL.c.booking_id, CELL.c.until).where(
        CELL.c.municipality == _HERE, CELL.c.start >= bindparam("since")
    )
)
_STARTS = Statement(
    select(
        BOOKING.c.officer, BOOKING.c.start, BOOKING.c.id, BOOKING.c.status, BOOKING.c.until
    ).where(BOOKING.c.municipality == _HERE, BOOKING.c.start >= bindparam("since"))
)
_DEVIATIONS = Statement(
    select(DEVIATION.c.officer, DEVIATION.c.opens, DEVIATION.c.closes, DEVIATION.c.extra).where(
        DEVIATION.c.municipality == _HERE, DEVIATION.c.closes > bindparam("since")
    )
)
_SCHEDULES = Statement(
    select(SCHEDULE.c.officer, SCHEDULE.c.hours).where(SCHEDULE.c.municipality == _HERE)
)
_NAMES = Statement(
    select(ACCOUNT.c.officer, ACCOUNT.c.name)
    .where(ACCOUNT.c.municipality == _HERE, ACCOUNT.c.officer.is_not(None), ACCOUNT.c.active)
    .order_by(ACCOUNT.c.officer, ACCOUNT.c.id)
)


def officers(held: Held, here: Municipality) -> tuple[Officer, ...]:
    """Those of the catalogue, then those with an account alone; hours as set at the desk."""
    found = {officer.key: officer for officer in here.officers}
    for key, name in held.all(_NAMES, municipality=here.key):
        found.setdefault(key, Officer(key, name, ()))
    for key, hours in held.all(_SCHEDULES, municipality=here.key):
        if key in found:
            found[key] = replace(found[key], hours=read_hours(hours))
    return tuple(found.values())


def diary(
    held: Held,
    municipality: str,
    now: datetime,
    *,
    closed: Container[date] = (),
    mine: tuple[str, ...] = (),
) -> Diary:
    """The days from today on. Calls that are `mine` (ids) count as free, since they can move."""
    morning = datetime.combine(now.astimezone(SWEDEN).date(), time(0), SWEDEN)
    owned: dict[str, set[datetime]] = {}
    for officer, start, booking, until in held.all(_OWNED, municipality=municipality, since=now):
        if booking not in mine and (until is None or until > now):
            owned.setdefault(officer, set()).add(start)
    starts: dict[str, set[datetime]] = {}
    for officer, start, booking, status, until in held.all(
        _STARTS, municipality=municipality, since=morning
    ):
        gone = status == CANCELLED or (status == HELD and until <= now)
        if booking not in mine and not gone:
            starts.setdefault(officer, set()).add(start)
    deviations = [
        Deviation(*row) for row in held.all(_DEVIATIONS, municipality=municipality, since=morning)
    ]
    return Diary(owned, starts, deviations, closed)


def read_hours(stored: str) -> tuple[Hours, ...]:
    """Weekly hours as they are stored: seven days with ";", spans with "|"."""
    return tuple(
        Hours(weekday, *(time.fromisoformat(clock.replace(".", ":")) for clock in span.split("-")))
        for weekday, spans in enumerate(stored.split(";"))
        for span in spans.split("|")
        if span
    )


def write_hours(hours: tuple[Hours, ...]) -> str:
    """The same, as they are stored."""
    return ";".join(
        "|".join(
            f"{h.opens:%H.%M}-{h.closes:%H.%M}"
            for h in sorted(hours, key=lambda h: (h.weekday, h.opens))
            if h.weekday == weekday
        )
        for weekday in range(7)
    )
