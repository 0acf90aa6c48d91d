"""The demonstration: something in every queue of the desk, all by the ways that all others go."""

from collections import Counter
from datetime import datetime

import httpx
import pytest
from atdesk import HERE, Clock, Worker
from sqlalchemy import select

from bot.assembly import House, page
from bot.demo.filling import fill
from bot.store.calls import MISSED
from bot.store.office import queues
from bot.store.statement import Statement
from bot.store.tables import BOOKING, CASE
from care.times import SWEDEN

CHRISTMAS = datetime(2026, 12, 24, 23, 35, tzinfo=SWEDEN)
SUNDAY = datetime(2026, 11, 22, 14, 0, tzinfo=SWEDEN)
TUESDAY = datetime(2027, 1, 12, 9, 35, tzinfo=SWEDEN)


_IN_VAIN = Statement(
    select(BOOKING.c.start)
    .join(CASE, CASE.c.id == BOOKING.c.case_id)
    .where(CASE.c.attempts == 2, BOOKING.c.status == MISSED)
)


def ask(house: House, sql: str) -> Counter[object]:
    with house.store.reading() as held:
        return Counter(row[0] for row in held.driver.execute(sql).fetchall())


@pytest.mark.parametrize("now", [TUESDAY, SUNDAY, CHRISTMAS], ids=["tuesday", "sunday", "eve"])
async def test_there_is_a_case_in_every_state_on_any_day(house: House, now: datetime) -> None:
    filled = await fill(house, now)
    stages = ask(house, 'SELECT stage FROM "case"')
    closed = ask(house, "SELECT closed_as FROM \"case\" WHERE stage = 'closed'")
    tasks = ask(house, "SELECT reason FROM task WHERE done_at IS NULL")
    with house.store.reading() as held:
        waiting = queues.counts(held, HERE, now)

    assert filled.residents == 40
    assert set(stages) == {
        "open", "confirmed", "ordered", "accepted", "queued", "started", "closed",
    }  # fmt: skip
    assert set(closed) == {"confirmed", "declined", "died", "hospital", "moved", "care_home"}
    assert {"human", "apply", "relative", "change", "stop"} <= set(tasks)
    with house.store.reading() as held:
        twice = [row[0] for row in held.all(_IN_VAIN)]
    assert (len(twice), all(start < now for start in twice)) == (2, True)
    assert waiting.today >= 10  # one was moved, and late at night to another day
    assert min(waiting.confirm, waiting.ring, waiting.apply) > 0


async def test_one_signs_in_and_sees_the_morning(house: House, clock: Clock) -> None:
    filled = await fill(house, clock())
    transport = httpx.ASGITransport(page(house, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        anna = Worker(client, filled.logins[0])
        await anna.sign_in(filled.password)
        seen = await anna.open("/?whose=all")

    assert seen.text.count("Exempel ") >= 11
