"""An open page is told that there is something new, over a real connection."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from answering import Officer
from browser import Browser
from listening import PATIENCE, listening
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.assembly import House, assemble, page
from bot.conversation import Unavailable
from bot.doors.live import EACH, Live, Pace
from bot.doors.visit import Seal
from bot.settings import Settings
from bot.store.relays import Relay

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
QUICK = Pace(look=0.02, alive=0.2, whole=60)
MOST = 4
NEWS = re.compile(r'data-news="([0-9a-f]{16})"')


@pytest.fixture
def live() -> Live:
    return Live(QUICK, MOST)


@pytest.fixture
def house(database: Path) -> Iterator[House]:
    settings = Settings(database=f"sqlite:///{database}", secret="test", municipality="exempelby")
    made = assemble(settings, patience=0.1)
    yield made
    made.close()


@pytest.fixture
def site(house: House, live: Live) -> Starlette:
    return page(house, lambda: NOW, live)


@pytest.fixture
async def address(site: Starlette, live: Live) -> AsyncIterator[str]:
    async with listening(site, live) as address:
        yield address


@asynccontextmanager
async def visitor(address: str) -> AsyncIterator[Browser]:
    """Somebody who has chosen a language."""
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as client:
        person = Browser(client)
        await person.open()
        await person.press("language|sv")
        yield person


@pytest.fixture
async def me(address: str) -> AsyncIterator[Browser]:
    async with visitor(address) as person:
        yield person


class Stream:
    """What comes over one stream, line by line."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.lines = answer.aiter_lines()
        self.seen: list[str] = []

    async def until(self, begins: str) -> str:
        """The next line that begins so, and what stands after it."""
        async with asyncio.timeout(PATIENCE):
            async for line in self.lines:
                self.seen.append(line)
                if line.startswith(begins):
                    return line.removeprefix(begins)
        raise AssertionError(f"ended without {begins}: {self.seen}")

    async def rest(self) -> list[str]:
        """All that comes until it ends."""
        async with asyncio.timeout(PATIENCE):
            return [line async for line in self.lines]


@asynccontextmanager
async def opened(person: Browser) -> AsyncIterator[Stream]:
    async with person.client.stream("GET", "/events") as answer:
        assert answer.status_code == 200
        yield Stream(answer)


def shown(person: Browser) -> str:
    """The fingerprint of the page."""
    found = NEWS.search(person.page.html)
    assert found
    return found[1]


async def test_it_begins_with_what_the_page_has(me: Browser) -> None:
    async with opened(me) as stream:
        headers = stream.answer.headers
        assert await stream.until("data: ") == shown(me)

    assert stream.seen == ["retry: 3000", "", "event: news", f"data: {shown(me)}"]
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-length" not in headers
    assert headers["content-security-policy"].startswith("default-src 'none';")


async def test_an_officers_line_is_told_of_but_not_told(me: Browser, house: House) -> None:
    anna = Officer(house, "Anna Lind", NOW)
    async with opened(me) as stream:
        told = [await stream.until("data: ")]
        relay = anna.open(1, NOW)
        told.append(await stream.until("data: "))
        anna.say(1, "Hej Karin!", NOW)
        told.append(await stream.until("data: "))
        await me.open()
        assert told[-1] == shown(me)
        assert isinstance(relay, Relay)
        anna.close(relay, NOW)
        told.append(await stream.until("data: "))

    assert len(set(told)) == 4
    assert "Hej" not in " ".join(stream.seen)
    assert "Hej Karin!" in me.page.text


async def test_nobody_is_told_of_what_others_do(me: Browser, address: str) -> None:
    async with visitor(address) as other, opened(me) as stream:
        await stream.until("data: ")
        await other.press("knew|no")
        assert await stream.until(":") == ""

    assert stream.seen.count("event: news") == 1


async def test_signs_of_life_come_while_nothing_does(me: Browser) -> None:
    async with opened(me) as stream:
        await stream.until("data: ")
        assert [await stream.until(":"), await stream.until(":")] == ["", ""]


async def test_it_ends_by_itself(house: House) -> None:
    live = Live(Pace(look=0.02, alive=10, whole=0.1))
    async with (
        listening(page(house, lambda: NOW, live), live) as address,
        visitor(address) as person,
        opened(person) as stream,
    ):
        assert "event: news" in await stream.rest()


async def test_a_visitor_has_three_and_a_place_is_free_when_one_leaves(me: Browser) -> None:
    async with AsyncExitStack() as all_of_them:
        for _ in range(EACH - 1):
            await all_of_them.enter_async_context(opened(me))
        async with opened(me):
            refused = await me.client.get("/events")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "15")
        async with asyncio.timeout(PATIENCE):
            while (await me.client.head("/events")).status_code != 200:
                await asyncio.sleep(0.01)
        async with opened(me) as stream:
            assert await stream.until("data: ") == shown(me)


async def test_the_house_has_room_for_so_many(me: Browser, address: str) -> None:
    async with AsyncExitStack() as all_of_them:
        for _ in range(EACH):
            await all_of_them.enter_async_context(opened(me))
        second = await all_of_them.enter_async_context(visitor(address))
        await all_of_them.enter_async_context(opened(second))
        refused = await second.client.get("/events")

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "15")


async def test_without_a_conversation_there_is_nothing_to_wait_for(
    me: Browser, address: str
) -> None:
    nobody = Seal("test", lambda: NOW).newcomer("nobody", "sv")
    cookie = Seal("test", lambda: NOW).cookie(nobody)
    async with httpx.AsyncClient(base_url=address) as stranger:
        for sent in ({}, {"cookie": "visit=forged"}, {"cookie": f"visit={cookie}"}):
            answer = await stranger.get("/events", headers=sent)
            assert (answer.status_code, answer.content) == (204, b"")


async def test_t06_to_listen_changes_nothing(me: Browser, database: Path) -> None:
    before = whole(database)
    for _ in range(3):
        async with opened(me) as stream:
            await stream.until("data: ")
        assert (await me.client.head("/events")).status_code in (200, 503)

    assert whole(database) == before


async def test_a_server_stops_although_pages_are_open(house: House) -> None:
    live = Live()  # as it is: no look would end in time
    async with AsyncExitStack() as all_of_them:
        async with listening(page(house, lambda: NOW, live), live) as address:
            person = await all_of_them.enter_async_context(visitor(address))
            streams = [await all_of_them.enter_async_context(opened(person)) for _ in range(EACH)]
            for stream in streams:
                await stream.until("data: ")
            begun = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - begun < 2
        assert [await stream.rest() for stream in streams] == [[""]] * EACH


async def test_a_database_that_is_away_for_a_moment_ends_no_stream() -> None:
    answers: list[str | None] = ["one", None, None, "two"]

    async def news() -> str | None:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer is None:
            raise Unavailable
        return answer

    live = Live(QUICK)

    async def events(_request: Request) -> Response:
        return await live.stream("me", news)

    site = Starlette(routes=[Route("/events", events)])
    async with listening(site, live) as address, httpx.AsyncClient(base_url=address) as client:
        async with client.stream("GET", "/events") as answer:
            stream = Stream(answer)
            assert [await stream.until("data: ") for _ in range(2)] == ["one", "two"]
        answers[:] = [None]
        assert (await client.get("/events")).status_code == 503


def whole(database: Path) -> list[str]:
    """All that stands in the database."""
    looking = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = list(looking.iterdump())
    looking.close()
    return rows
