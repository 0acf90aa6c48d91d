"""A Bot API server on loopback, a house on SQLite, and the bot between them."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from loopback import TOKEN, BotApi
from person import Person

from bot.assembly import House, assemble
from bot.channels.telegram import TelegramChannel, connect
from bot.doors.polling import Polling
from bot.doors.telegram import TelegramDoor, TelegramWire
from bot.settings import Settings
from care.times import SWEDEN

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 10, tzinfo=SWEDEN)


class Line:
    """The bot at work: started, stopped, and started again on the same database.

    It does not sleep but writes down how long it would have; `asleep` makes it never wake.
    """

    def __init__(self, api: BotApi, house: House) -> None:
        self.api = api
        self.house = house
        self.pauses: list[float] = []
        self.asleep = False
        self._running: asyncio.Task[None] | None = None

    async def start(self, patience: float = 2) -> asyncio.Task[None]:
        """Begin to poll, as after a restart: without an offset."""
        self._bot = connect(TOKEN, self.api.base)
        channel = TelegramChannel(self._bot, self.house.wording, lambda: NOW)
        self.door = TelegramDoor(
            self._bot.id, self.house.conversations.heard, self.house.wording, lambda: NOW
        )
        self.wire = TelegramWire(
            self._bot, self.door.dispatcher, channel.call, sleep=self._sleep, wait=5
        )
        polling = Polling(self.wire, sleep=self._sleep, patience=patience)
        self._running = asyncio.create_task(polling.run())
        return self._running

    async def stop(self) -> None:
        """Stop at once, whatever is going on."""
        if self._running is None:
            return
        self._running.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await self._running
        await self._bot.session.close()
        self._running = None

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(3600 if self.asleep else 0)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    settings = Settings(
        database=f"sqlite:///{tmp_path}/kundval.db",
        catalogues=ROOT / "catalogues",
        municipality="exempelby",
        _env_file=None,
    )
    built = assemble(settings, seed=7, patience=0.2)
    yield built
    built.close()


@pytest.fixture
async def line(api: BotApi, house: House) -> AsyncIterator[Line]:
    bot = Line(api, house)
    await bot.start()
    yield bot
    await bot.stop()


@pytest.fixture
def me(api: BotApi, line: Line) -> Person:
    return Person(api)
