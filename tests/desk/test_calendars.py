"""Officers' calendars: one call as a file, and the feed at an address of one's own."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from atdesk import HERE, Clock, Worker
from booked import at, book
from icalendar import Calendar, Component
from starlette.applications import Starlette

from bot.assembly import House
from bot.desk.visit import START
from bot.store import calls
from bot.store.office import accounts
from bot.store.office.accounts import Office
from care.times import SWEDEN
from dialogs.world import Booking

Give = Callable[..., Awaitable[Worker]]
TOLD = {"UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "STATUS", "TRANSP"}


def read(content: bytes | str) -> tuple[Component, list[Component]]:
    """A calendar, and its calls."""
    found = Calendar.from_ical(content)
    return found, found.walk("VEVENT")


async def address(worker: Worker) -> str:
    """Make a new address; its path."""
    await worker.open("/calendar")
    page = await worker.post(f"{START}/calendar/renew", worker.page.forms[-1].fields)
    found = re.search(r"http://desk\.test(/desk/feed/[\w-]{43}\.ics)", page.html)
    assert found, page.text
    return found[1]


async def get(site: Starlette, path: str, **headers: str) -> httpx.Response:
    """As a calendar program asks: with no session."""
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        return await client.get(path, headers=headers)


async def test_a_call_as_a_file_says_when_and_no_more(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    id, _ = book(house, "anna-lind", at(19, 9), 30)

    answer = await anna.client.get(f"{START}/calls/{id}.ics")

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    whole, [call] = read(answer.content)
    assert (whole["METHOD"], call["STATUS"], call["UID"], call["SEQUENCE"]) == (
        "PUBLISH", "CONFIRMED", id, 0,
    )  # fmt: skip
    assert str(call["SUMMARY"]) == "Samtal"
    assert call["DTSTART"].dt == at(19, 9)
    assert call["DTEND"].dt - call["DTSTART"].dt == timedelta(minutes=30)
    assert set(call) <= TOLD
    assert call.walk("VALARM") == []


async def test_a_moved_and_a_cancelled_call_keep_their_name(worker: Give, house: House) -> None:
    anna = await worker("Anna Lind")
    id, _ = book(house, "anna-lind", at(19, 9))
    moved = Booking(id, at(20, 10), 20, "anna-lind", "björk", 1)
    with house.store.writing() as held:
        calls.rewrite(held, HERE, moved)

    _, [call] = read((await anna.client.get(f"{START}/calls/{id}.ics")).content)
    assert (call["UID"], call["SEQUENCE"], call["DTSTART"].dt) == (id, 1, at(20, 10))

    with house.store.writing() as held:
        calls.cancel(held, id)
    whole, [call] = read((await anna.client.get(f"{START}/calls/{id}.ics")).content)
    assert (whole["METHOD"], call["STATUS"], call["UID"], call["SEQUENCE"]) == (
        "CANCEL", "CANCELLED", id, 2,
    )  # fmt: skip


@pytest.mark.parametrize(("month", "day"), [(3, 28), (10, 31)])
@pytest.mark.parametrize(("hour", "minute"), [(2, 30), (9, 0), (13, 0), (14, 30)])
async def test_t27_a_calendar_shows_the_time_on_the_wall(
    worker: Give, house: House, clock: Clock, month: int, day: int, hour: int, minute: int
) -> None:
    anna = await worker("Anna Lind")
    wall = datetime(2027, month, day, hour, minute, tzinfo=SWEDEN)
    id, _ = book(house, "anna-lind", wall)

    answer = await anna.client.get(f"{START}/calls/{id}.ics")

    _, [call] = read(answer.content)
    stamp = wall.astimezone(UTC)
    assert f"DTSTART:{stamp:%Y%m%dT%H%M%SZ}" in answer.text
    assert call["DTSTART"].dt == stamp
    assert f"{call['DTSTART'].dt.astimezone(SWEDEN):%H.%M}" == {
        (3, 2): "03.30",  # that night the clock goes from 2 to 3
    }.get((month, hour), f"{hour:02}.{minute:02}")
    assert call["DTEND"].dt - call["DTSTART"].dt == timedelta(minutes=20)


@pytest.mark.parametrize("id", ["nothing", "%00", "../calendar", "a" * 500])
async def test_a_call_that_is_not_there(worker: Give, id: str) -> None:
    anna = await worker("Anna Lind")

    assert (await anna.client.get(f"{START}/calls/{id}.ics")).status_code == 404


async def test_a_call_of_another_municipality_is_not_there(worker: Give, house: House) -> None:
    other = next(key for key in house.catalogues.now.by_key if key != HERE)
    id, _ = book(house, "eva", at(19, 9), here=other)
    anna = await worker("Anna Lind")

    assert (await anna.client.get(f"{START}/calls/{id}.ics")).status_code == 404


async def test_a_feed_has_ones_own_calls_from_a_week_back_to_six_weeks_ahead(
    worker: Give, house: House, site: Starlette, clock: Clock
) -> None:
    anna = await worker("Anna Lind")
    mine = [book(house, "anna-lind", at(*day))[0] for day in ((6, 9), (12, 9), (19, 9))]
    gone, _ = book(house, "anna-lind", at(20, 9))
    with house.store.writing() as held:
        calls.cancel(held, gone)
    book(house, "anna-lind", at(4, 9))
    book(house, "anna-lind", at(1, 9, month=3))
    book(house, "omar-said", at(19, 9))
    book(house, "anna-lind", at(21, 9), until=clock() + timedelta(minutes=20))

    answer = await get(site, await address(anna))

    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    _, found = read(answer.content)
    assert [str(call["UID"]) for call in found] == [*mine, gone]
    assert [str(call["STATUS"]) for call in found] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert {str(call["SUMMARY"]) for call in found} == {"Samtal"}
    assert all(set(call) <= TOLD for call in found)


async def test_the_address_is_shown_once_and_only_its_print_is_stored(
    worker: Give, house: House, site: Starlette
) -> None:
    anna = await worker("Anna Lind")
    path = await address(anna)
    token = path.removeprefix("/desk/feed/").removesuffix(".ics")

    again = await anna.open("/calendar")

    assert token not in again.html
    assert "Den går inte att visa igen" in again.text
    with house.store.reading() as held:
        [account] = accounts.of(held, HERE)
        assert accounts.by_feed(held, token) is None
    assert token not in repr(account)


async def test_a_new_address_kills_the_old_at_once(worker: Give, site: Starlette) -> None:
    anna = await worker("Anna Lind")
    old = await address(anna)
    new = await address(anna)

    assert [(await get(site, path)).status_code for path in (old, new)] == [404, 200]

    await anna.open("/calendar")
    page = await anna.post(f"{START}/calendar/end", anna.page.forms[-1].fields)

    assert "Adressen är borta." in page.text
    assert (await get(site, new)).status_code == 404


async def test_t29_the_same_form_twice_makes_one_address(worker: Give, site: Starlette) -> None:
    anna = await worker("Anna Lind")
    await anna.open("/calendar")
    fields = anna.page.forms[-1].fields
    path = await address(anna)
    pairs = anna.page.forms[-1].fields

    first = await anna.post(f"{START}/calendar/renew", fields)
    second = await anna.post(f"{START}/calendar/renew", fields)

    assert "desk.test/desk/feed/" in first.html
    assert "desk.test/desk/feed/" not in second.html
    assert "Den visades en gång" in second.text
    assert pairs != fields
    assert (await get(site, path)).status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 43, "%C3%A5" * 20, "a" * 4000, "%00"])
async def test_what_is_no_address_is_not_there(worker: Give, site: Starlette, token: str) -> None:
    await address(await worker("Anna Lind"))

    answer = await get(site, f"/desk/feed/{token}.ics")

    assert (answer.status_code, answer.content) == (404, b"")


async def test_one_who_has_left_has_no_feed(worker: Give, house: House, site: Starlette) -> None:
    anna, omar = await worker("Anna Lind"), await worker("Omar Said", "omar-said")
    paths = [await address(anna), await address(omar)]
    with house.store.writing() as held:
        by_name = {one.name: one.id for one in accounts.of(held, HERE)}
        accounts.change(held, by_name["Anna Lind"], "active", False)
        keeper = accounts.written(frozenset({Office.KEEPER}))
        accounts.change(held, by_name["Omar Said"], "roles", keeper)

    assert [(await get(site, path)).status_code for path in paths] == [404, 404]


async def test_a_program_that_has_it_already_gets_it_only_when_it_changes(
    worker: Give, house: House, site: Starlette, clock: Clock
) -> None:
    anna = await worker("Anna Lind")
    book(house, "anna-lind", at(19, 9))
    path = await address(anna)
    first = await get(site, path)
    clock.at += timedelta(minutes=15)

    second = await get(site, path, **{"if-none-match": first.headers["etag"]})
    book(house, "anna-lind", at(20, 9))
    third = await get(site, path, **{"if-none-match": first.headers["etag"]})

    assert [second.status_code, third.status_code] == [304, 200]
    assert second.content == b""


async def test_t06_asking_three_times_changes_nothing(
    worker: Give, house: House, site: Starlette
) -> None:
    anna = await worker("Anna Lind")
    id, _ = book(house, "anna-lind", at(19, 9))
    feed = await address(anna)
    with house.store.reading() as held:
        before = accounts.of(held, HERE)

    answers = set()
    for _ in range(3):
        for path in (f"{START}/calls/{id}.ics", f"{START}/calendar", f"{START}/calendar/renew"):
            await anna.client.get(path)
        answers.add((await get(site, feed)).content)

    assert len(answers) == 1
    with house.store.reading() as held:
        assert accounts.of(held, HERE) == before


async def test_one_without_calls_is_told_why_the_calendar_is_empty(worker: Give) -> None:
    eva = await worker("Eva Ek", None)

    page = await eva.open("/calendar")

    assert "ditt konto hör inte till någon handläggare" in page.text
