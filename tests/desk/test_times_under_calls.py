"""T3 at the desk: no officer moves or takes away a time under a call."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from atdesk import HERE, Clock, Worker
from booked import CHANGE, TUESDAY, WEEK, at, book, deviate, noted, open_case

from bot.assembly import House
from bot.store import calls, cells, diary
from bot.store.office import schedules
from dialogs.world import Booking

Give = Callable[..., Awaitable[Worker]]


async def test_t03_a_time_under_a_call_is_not_moved_nor_taken_away(
    worker: Give, house: House
) -> None:
    anna = await worker("Anna Lind")
    _, case = book(house, "anna-lind", at(19, 9, 30), 30)
    told = f"tisdag 19 januari klockan 09.30, Anna Lind, ärende {case}"

    await anna.open(WEEK)
    moved = await anna.send(-1, **{"1.0.from": "09.40"})
    assert (anna.status, told in moved.text, "/desk/sick" in moved.links) == (409, True, True)
    assert moved.forms[-1].value("1.0.from") == "09.40"

    shorter = await anna.send(-1, **{"1.0.from": "08.30", "1.0.to": "09.50"})
    assert (anna.status, told in shorter.text) == (409, True)

    away = await deviate(anna, sort="day", first="2027-01-18", last="2027-01-22")
    assert (anna.status, told in away.text, "/desk/sick" in away.links) == (409, True, True)

    between = await deviate(anna, sort="between", day=[TUESDAY], **{"from": "9.50", "to": "11"})
    assert (anna.status, told in between.text) == (409, True)

    with house.store.reading() as held:
        assert schedules.coming(held, HERE, at(12, 8)) == []
        assert schedules.revisions(held, HERE) == {}
    assert noted(house) == []


async def test_t03_an_extra_time_stays_while_a_call_stands_in_it(
    worker: Give, house: House
) -> None:
    anna = await worker("Anna Lind")
    await deviate(anna, sort="extra", day=["2027-01-16"], **{"from": "10", "to": "11"})
    _, case = book(house, "anna-lind", at(16, 10))

    page = await anna.open("/times")
    refused = await anna.send(-1)

    assert anna.status == 409
    assert f"lördag 16 januari klockan 10.00, Anna Lind, ärende {case}" in refused.text
    assert "Samtal när ingen är på plats" not in page.text
    with house.store.reading() as held:
        assert len(schedules.coming(held, HERE, at(12, 8))) == 1


async def test_t03_a_time_that_somebody_is_booking_now_is_not_taken(
    worker: Give, house: House, clock: Clock
) -> None:
    anna = await worker("Anna Lind")
    book(house, "anna-lind", at(19, 9), until=clock() + timedelta(minutes=20))

    page = await deviate(anna, sort="day", day=[TUESDAY])
    assert "någon bokar den just nu" in page.text

    clock.at += timedelta(minutes=21)
    page = await deviate(anna, sort="day", day=[TUESDAY])
    assert "Borta hela dagen" in page.text


@pytest.mark.parametrize("path", [CHANGE, WEEK])
async def test_t03_who_books_while_the_time_is_taken_away_was_first(
    worker: Give, house: House, clock: Clock, path: str
) -> None:
    anna = await worker("Anna Lind")
    await anna.open(path)
    case = open_case(house)
    made = Booking("b1", at(19, 9), 20, "anna-lind", "björk")
    gone: dict[str, str | list[str]] = {"sort": "day", "day": [TUESDAY], "1.0.from": "11"}

    with house.store.writing() as held:  # a resident's turn
        diary.diary(held, HERE, clock())
        diary.officers(held, house.catalogues.now.by_key[HERE])
        sending = asyncio.create_task(anna.send(-1, **gone))
        await asyncio.sleep(0.3)
        waits = not sending.done()
        assert cells.win(held, cells.wanted(HERE, "anna-lind", made.start, 20), "b1", clock())
        calls.write(held, HERE, case, made, clock(), conversation=None)
    page = await sending

    assert waits
    assert anna.status == 409
    assert f"tisdag 19 januari klockan 09.00, Anna Lind, ärende {case}" in page.text


async def test_a_change_beside_a_call_is_made(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    book(house, "anna-lind", at(19, 9), 20)

    page = await deviate(anna, sort="between", day=[TUESDAY], **{"from": "9.20", "to": "11"})

    assert "Klart. Inlagt som borta: Anna Lind." in page.text
