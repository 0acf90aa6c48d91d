"""Calls that stand in officers' days, put there without a chat."""

from datetime import datetime, timedelta
from secrets import token_hex

from atdesk import HERE, MORNING
from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from bot.assembly import House
from bot.store import calls
from bot.store.statement import Statement
from bot.store.tables import CASE
from dialogs.world import Booking

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
        cells = calls.wanted(here, officer, start, minutes)
        assert calls.win(held, cells, id, MORNING, until=until)
        calls.write(held, here, case, made, MORNING, until=until, conversation=None)
    return id, case


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    """A moment in 2027, on the clock of Sweden."""
    return MORNING.replace(month=month, day=day, hour=hour, minute=minute)


def later(days: int) -> datetime:
    """So many days after the morning of all tests."""
    return MORNING + timedelta(days=days)
