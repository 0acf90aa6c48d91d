"""Whether what is to be sent goes on time: told to who runs the house, and to officers."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from atdesk import Clock, Worker
from booked import open_case
from postgres import Server
from reminded import put

from bot.assembly import House, assemble, page
from bot.settings import Settings
from bot.store.migrate import head
from bot.store.office.accounts import Office
from bot.store.outbox import states

Give = Callable[..., Awaitable[Worker]]

BAND = "Meddelanden är försenade sedan"


async def asked(house: House, now: Callable[[], datetime]) -> tuple[int, object]:
    """What an operator's machine is answered."""
    transport = httpx.ASGITransport(page(house, now))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        answer = await client.get("/health/ready")
    assert answer.headers["cache-control"] == "no-store"
    return answer.status_code, answer.json()


WELL = {
    "ready": True,
    "database": "ok",
    "migrations": "ok",
    "catalogues": "ok",
    "outbox": "ok",
    "oldest_due_seconds": 0,
    "closed": [],
}


async def test_with_nothing_due_all_is_well(house: House, clock: Clock) -> None:
    assert await asked(house, clock) == (200, WELL)


async def test_tables_that_are_behind_are_told_and_newer_ones_are_none_of_our_business(
    house: House, clock: Clock
) -> None:
    told = {}
    for version in ("0001", "9999"):
        with house.store.writing() as held:
            held.driver.execute(f"UPDATE alembic_version SET version_num = '{version}'")
        told[version] = await asked(house, clock)
    with house.store.writing() as held:
        held.driver.execute(f"UPDATE alembic_version SET version_num = '{head()}'")

    assert told == {
        "0001": (503, WELL | {"ready": False, "migrations": "behind"}),
        "9999": (200, WELL),
    }


async def test_a_database_that_is_gone_is_told_and_the_process_still_answers(
    tmp_path: Path, keys: tuple[str, ...], clock: Clock
) -> None:
    server = Server(tmp_path)
    server.start()
    server.create("kundval")
    settings = Settings(database=server.url("kundval"), secret="test", keys=",".join(keys))
    house = assemble(settings, patience=1)
    before = await asked(house, clock)
    server.stop()

    after = await asked(house, clock)

    transport = httpx.ASGITransport(page(house, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        live = await client.get("/health/live")
    house.close()
    away = {"ready": False, "database": "away", "migrations": "unknown", "outbox": "unknown"}
    assert before == (200, WELL)
    assert after == (503, WELL | away | {"oldest_due_seconds": None})
    assert (live.status_code, live.text) == (200, "ok")


@pytest.mark.parametrize(
    ("minutes", "state", "status", "word"),
    [
        (5, states.PLANNED, 200, "ok"),
        (6, states.PLANNED, 503, "late"),
        (6, states.UNCERTAIN, 503, "late"),
        (6, states.SENDING, 503, "late"),
    ],
)
async def test_t09_health_is_red_when_the_oldest_due_is_over_five_minutes_old(
    house: House, clock: Clock, minutes: int, state: str, status: int, word: str
) -> None:
    due = clock() - timedelta(minutes=minutes)
    put(house, due, case=open_case(house), conversation=None, state=state)

    answer = await asked(house, clock)

    told = {"ready": status == 200, "outbox": word, "oldest_due_seconds": minutes * 60}
    assert answer == (status, WELL | told)


async def test_what_is_sent_or_stands_on_a_page_is_not_late(house: House, clock: Clock) -> None:
    for state in (states.SENT, states.FAILED, states.POSTED, states.CANCELLED):
        due = clock() - timedelta(days=1)
        put(house, due, case=open_case(house), conversation=None, state=state)

    assert (await asked(house, clock))[0] == 200


async def test_officers_are_told_on_every_page_that_messages_are_late(
    house: House, clock: Clock, worker: Give
) -> None:
    anna = await worker()
    lars = await worker("Lars Alm", None, (Office.ADMINISTRATOR,))
    assert BAND not in (await anna.open("/")).text
    put(house, clock() - timedelta(minutes=20), case=open_case(house), conversation=None)

    for path in ("/", "/ring", "/ledger"):
        assert f"{BAND} tisdag 12 januari klockan 08.10." in (await anna.open(path)).text
    assert BAND not in (await lars.open("/accounts")).text
