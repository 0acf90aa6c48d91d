"""Officers' days from inside: calls put there without a chat, what is free, what was noted."""

from datetime import date, datetime
from secrets import token_hex

from atdesk import HERE, MORNING, Clock
from office import Page, Person
from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from bot.assembly import House
from bot.store import calls, cells, diary
from bot.store.office import audit
from bot.store.statement import Statement
from bot.store.tables import CASE
from care.times import SWEDEN, free
from dialogs.world import Booking

WEEK = "/times/week/anna-lind"
CHANGE = "/times/change"
TUESDAY = "2027-01-19"

_CASE = Statement(
    insert(CASE)
    .values(municipality=bindparam("municipality"), version=0, needs=bindparam("needs"),
            service=bindparam("service"))
    .returning(CASE.c.id)
)  # fmt: skip


def open_case(house: House, here: str = HERE, service: str = "care", needs: str = "") -> int:
    """A case with nobody in it; its number."""
    with house.store.writing() as held:
        row = held.one(_CASE, municipality=here, service=service, needs=needs)
    assert row is not None
    return int(row[0])


def book(
    house: House,
    officer: str,
    start: datetime,
    minutes: int = 20,
    here: str = HERE,
    *,
    until: datetime | None = None,
) -> tuple[str, int]:
    """A call that is booked, or held `until` then: its id, and its case."""
    case, id = open_case(house, here), token_hex(8)
    made = Booking(id, start, minutes, officer, "björk")
    with house.store.writing() as held:
        wanted = cells.wanted(here, officer, start, minutes)
        assert cells.win(held, wanted, id, MORNING, until=until)
        calls.write(held, here, case, made, MORNING, until=until, conversation=None)
    return id, case


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    """A moment in 2027, on the clock of Sweden."""
    return MORNING.replace(month=month, day=day, hour=hour, minute=minute)


def offered(house: House, clock: Clock, officer: str, day: date) -> list[str]:
    """The times that a resident can get with this officer on a day."""
    here = house.catalogues.now.by_key[HERE]
    with house.store.reading() as held:
        days = diary.diary(held, HERE, clock())
        able = [o for o in diary.officers(held, here) if o.key == officer]
    walls = [slot.start.astimezone(SWEDEN) for slot in free(able, days, now=clock())]
    return [f"{at:%H.%M}" for at in walls if at.date() == day]


def noted(house: House) -> list[tuple[str, str]]:
    """What the audit says of times, the oldest first."""
    with house.store.reading() as held:
        rows = audit.page(held, HERE)
    return [(e.what, e.detail) for e in reversed(rows) if e.what.startswith("times.")]


async def deviate(worker: Person, **values: str | list[str]) -> Page:
    """Fill in the form for days off and extra times, and send it."""
    await worker.open(CHANGE)
    return await worker.send(-1, **values)
