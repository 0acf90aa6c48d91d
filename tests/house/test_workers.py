"""`kundval run --workers 2`: two processes answer, and nothing is lost when one is killed."""

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
import pytest
from answering import Officer
from crew import Crew, crew, until

from bot.assembly import House, assemble
from bot.settings import Settings

PEOPLE, TURNS = 4, 12
BRIEF = 15
"""Seconds in which all have stopped; far from the twenty after which they are killed."""


@pytest.fixture
def settings(database: str, keys: tuple[str, ...]) -> dict[str, str]:
    """What every process is told."""
    named = {"SECRET": "the same in all", "MUNICIPALITY": "exempelby"}
    return {"DATABASE": database, "KEYS": ",".join(keys), **named}


@pytest.fixture
def two(tmp_path: Path, settings: dict[str, str]) -> Iterator[Crew]:
    """Two that answer."""
    with crew(tmp_path, "--workers", "2", **settings) as made:
        until(lambda: len(made.serving()) == 2)
        yield made


class Caller:
    """Another program that talks for one person, and asks again when nobody answers."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.conversation = ""
        self.again = 0

    async def say(self, **event: Any) -> dict[str, Any]:
        """One event, by a connection of its own: any of the processes may hear it."""
        asked = {"key": token_hex(8), "conversation": self.conversation, **event}
        async with asyncio.timeout(60):
            while True:
                try:
                    async with httpx.AsyncClient(timeout=30) as client:
                        got = await client.post(f"{self.base}/api/turns", json=asked)
                except httpx.TransportError:
                    self.again += 1
                    await asyncio.sleep(0.1)
                    continue
                if got.status_code != 503:
                    break
        assert got.status_code == 200, got.text
        told: dict[str, Any] = got.json()
        self.conversation = told["conversation"]
        return told


async def talk(caller: Caller) -> int:
    """The number of the last of so many turns."""
    for n in range(TURNS):
        await asyncio.sleep(0.2)
        told = await caller.say(text="hjälp" if n % 2 else "tillbaka")
    return int(told["n"])


async def test_one_that_is_killed_is_replaced_and_no_turn_is_lost_or_doubled(two: Crew) -> None:
    callers = [Caller(two.base) for _ in range(PEOPLE)]
    for caller in callers:
        await caller.say(choose={"question": "language", "value": "sv"})
    talking = asyncio.gather(*map(talk, callers))
    await asyncio.sleep(1)
    os.kill(two.serving()[0], signal.SIGKILL)
    numbers = await talking
    await asyncio.to_thread(until, lambda: len(two.alive()) == 2)

    assert numbers == [TURNS + 1] * PEOPLE
    assert len(two.serving()) == 3


async def test_all_stop_within_seconds_though_a_page_is_open(two: Crew) -> None:
    async with httpx.AsyncClient(base_url=two.base, timeout=60) as client:
        caller = Caller(two.base)
        await caller.say(choose={"question": "language", "value": "sv"})
        client.cookies.set("visit", caller.conversation)
        async with client.stream("GET", "/events") as stream:
            lines = stream.aiter_lines()
            assert stream.status_code == 200
            assert await anext(lines) == "retry: 3000"
            seconds = await asyncio.to_thread(two.stop)
            assert [line async for line in lines][-1] == ""  # it has ended; it was not cut off

    assert seconds < BRIEF


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_whose_parent_is_killed_stops_too(two: Crew) -> None:
    two.process.kill()
    two.wait()

    until(lambda: not two.alive())


async def test_what_an_officer_writes_in_one_process_is_told_on_a_page_of_another(
    tmp_path: Path, settings: dict[str, str], house: House
) -> None:
    """The officer is in this process, the page at the other."""
    with crew(tmp_path, **settings) as one:
        caller = Caller(one.base)
        await caller.say(choose={"question": "language", "value": "sv"})
        await caller.say(text="människa")
        now = datetime.now(UTC)
        anna = Officer(house, "Anna Lind", now)
        async with httpx.AsyncClient(base_url=one.base, timeout=60) as client:
            client.cookies.set("visit", caller.conversation)
            async with client.stream("GET", "/events") as stream:
                told = (line async for line in stream.aiter_lines() if line.startswith("data:"))
                before = await anext(told)
                await asyncio.to_thread(anna.open, 1, now)
                after = await anext(told)
            page = await client.get("/")

    assert before != after
    assert "Anna från kommunen svarar dig nu" in page.text


@pytest.fixture
def house(settings: dict[str, str]) -> Iterator[House]:
    """The house as this process sees it."""
    given = {name.lower(): value for name, value in settings.items()}
    made = assemble(Settings(**given, _env_file=None))
    yield made
    made.close()


def test_a_wrong_number_stops_with_a_sentence(tmp_path: Path) -> None:
    with crew(tmp_path, "--workers", "0") as none:
        assert none.wait() == 2
        assert "KUNDVAL_WORKERS: expected a number from 1 to 64" in none.said.read_text()


def test_what_one_cannot_begin_with_is_said_once_and_none_is_tried_again(
    tmp_path: Path, postgres_url: str
) -> None:
    with crew(tmp_path, DATABASE=postgres_url, SECRET="s", WORKERS="3") as none:
        assert none.wait() == 2
        assert none.said.read_text().count("PostgreSQL needs KUNDVAL_KEYS") == 1
        assert none.serving() == []


def test_a_port_that_is_taken_is_told_before_any_begins(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with crew(tmp_path, "--workers", "2", PORT=port) as none:
            assert none.wait() == 2
            assert "set KUNDVAL_PORT to another number" in none.said.read_text()
