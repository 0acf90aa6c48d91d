"""Residents with a case and a call, put there without a word of chat."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import select

from bot.assembly import House
from bot.store import calls, case, cells, situations, turns
from bot.store.statement import Record, Statement
from bot.store.tables import BOOKING, CELL, OUTBOX, TASK
from care.people import Part, Role
from care.times import SWEDEN
from dialogs.situation import Situation
from dialogs.world import Booking

HERE = "exempelby"
SELF = Part(Role.PERSON)

_BOOKINGS = Statement(
    select(*(BOOKING.c[c] for c in ("id", "case_id", "officer", "start", "minutes", "status")))
    .order_by(BOOKING.c.start, BOOKING.c.id)
)  # fmt: skip
_CELLS = Statement(select(CELL.c.booking_id, CELL.c.officer, CELL.c.start))
_NOTICES = Statement(select(OUTBOX.c.case_id, OUTBOX.c.kind, OUTBOX.c.state).order_by(OUTBOX.c.id))
_TASKS = Statement(select(TASK.c.case_id, TASK.c.reason, TASK.c.done_at).order_by(TASK.c.id))


@dataclass(frozen=True, slots=True)
class Someone:
    """One who has a case: its number, and that of the conversation."""

    case: int
    conversation: int


def on(day: int, clock: str) -> datetime:
    """A time in January 2027."""
    hour, minute = clock.split(".")
    return datetime(2027, 1, day, int(hour), int(minute), tzinfo=SWEDEN)


def someone(
    house: House,
    now: datetime,
    name: str = "",
    *,
    door: str = "web",
    part: Part = SELF,
    language: str = "sv",
    wish: str | None = None,
    phone: str = "",
    interpreter: bool = False,
    cannot_choose: bool = False,
) -> Someone:
    """Has a case."""
    close = house.store.seal.close
    with house.store.writing() as held:
        place = turns.hold(held, door, "", token_hex(8), lambda: 7)
        turns.save(held, place, state="{}", language=language, municipality=HERE)
        mine = case.find_or_open(held, place.id, HERE, part, now)
        if name:
            case.keep(held, place.id, mine, "name", close(name))
            case.keep(held, place.id, mine, "birth_year", close("1941"))
        if phone:
            case.keep(held, place.id, mine, "phone", close(phone))
        told = Situation(
            part, language, "care", interpreter=interpreter, cannot_choose=cannot_choose
        )
        situations.note(held, place.id, told, common=False)
        if wish:
            case.wish(held, mine.id, wish, part.role)
    return Someone(mine.id, place.id)


def call(
    house: House, now: datetime, who: Someone, officer: str, start: datetime, minutes: int = 20
) -> str:
    """A booked call with this very officer."""
    id = token_hex(8)
    with house.store.writing() as held:
        wanted = cells.wanted(HERE, officer, start, minutes)
        assert cells.win(held, wanted, id, now)
        booking = Booking(id, start, minutes, officer, "sol")
        calls.write(held, HERE, who.case, booking, now, conversation=who.conversation)
    return id


def rows(house: House, statement: Statement) -> list[Record]:
    """What is stored."""
    with house.store.reading() as held:
        return held.all(statement)


def bookings(house: House) -> list[Record]:
    """Id, case, officer, start, minutes and status of every call."""
    return rows(house, _BOOKINGS)


def notices(house: House) -> list[tuple[int, str, str]]:
    """Case, kind and state of all that goes out."""
    return [(case, kind, state) for case, kind, state in rows(house, _NOTICES)]


def asked(house: House) -> list[tuple[int, str]]:
    """Case and reason of every open task."""
    return [(case, reason) for case, reason, done in rows(house, _TASKS) if done is None]


def consistent(house: House) -> bool:
    """Whether each call that stands owns its own cells, and nothing else owns any."""
    owned = {(id, officer, start) for id, officer, start in rows(house, _CELLS)}
    wanted = {
        (id, officer, cell)
        for id, _, officer, start, minutes, status in bookings(house)
        if status == calls.BOOKED
        for _, _, cell in cells.wanted(HERE, officer, start, minutes)
    }
    return owned == wanted


def half_hours(day: int, first: str, last: str) -> list[datetime]:
    """From one time to another, the last included."""
    at, ends = on(day, first), on(day, last)
    found = []
    while at <= ends:
        found.append(at)
        at += timedelta(minutes=30)
    return found
