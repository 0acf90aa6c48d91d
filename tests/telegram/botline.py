"""The bot at work between the loopback server and a house."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from loopback import TOKEN, BotApi

from bot.assembly import House
from bot.channels.pace import Pace
from bot.channels.telegram import TelegramChannel, connect
from bot.doors.beside import Beside
from bot.doors.dispatching import TelegramWire, dispatcher
from bot.doors.polling import Polling
from bot.doors.telegram import TelegramDoor
from care.times import SWEDEN

NOW = datetime(2026, 11, 23, 10, tzinfo=SWEDEN)


async def at_once(_seconds: float) -> None:
    """Nobody waits."""


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
        self.still = False
        self._looked = 0

    def _clock(self) -> datetime:
        """Four seconds go between two updates, as with a person; none when it stands `still`."""
        self._looked += not self.still
        return NOW + timedelta(seconds=4 * self._looked)

    async def start(self, patience: float = 2) -> asyncio.Task[None]:
        """Begin to poll, as after a restart: without an offset."""
        self._bot = connect(TOKEN, self.api.base)
        pace = Pace(sleep=at_once)  # a whole conversation in a moment is no person's
        channel = TelegramChannel(self._bot, self.house.wording, lambda: NOW, pace)
        self._beside = Beside(
            self.house.conversations.recall_turn, self.house.wording, channel.call, aloud=True
        )
        self.door = TelegramDoor(
            self._bot.id,
            self.house.conversations.heard,
            self.house.wording,
            self._clock,
            self._beside,
            self.house.conversations.reach,
        )
        self.wire = TelegramWire(
            self._bot, dispatcher(self.door), channel.call, sleep=self._sleep, wait=5
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
        await self._beside.close()
        await self._bot.session.close()
        self._running = None

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(3600 if self.asleep else 0)
