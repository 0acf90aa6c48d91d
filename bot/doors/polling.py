"""Asking for updates, turn by turn: the order, the offset, and a line for each chat's answers.

aiogram's own polling confirms updates before they are done; this confirms them after. It knows
nothing of aiogram: what fetches, hears and sends is a `Wire`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from bot.conversation import Unavailable
from bot.logs import log, told
from bot.rendering.telegrams import Method

LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True)
class Arrived:
    """One update, of any kind: whose line it stands in, and its number."""

    chat: int
    number: int
    update: object


@dataclass(frozen=True, slots=True)
class Fetched:
    """Updates in order of arrival, and the last number seen, read or not; None for none."""

    updates: Sequence[Arrived]
    last: int | None


class Trouble(Exception):
    """Nothing could be fetched or sent; `seconds` is what the other side asks us to wait."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds

    def pause(self, times: int) -> float:
        """Seconds to wait after so many troubles in a row."""
        return min(2.0**times, LONGEST_PAUSE) if self.seconds is None else self.seconds


class Wire(Protocol):
    """The other side."""

    async def fetch(self, offset: int | None) -> Fetched:
        """What has come; waits a while for something to come. Raises Trouble."""

    async def hear(self, arrived: Arrived) -> Sequence[Method]:
        """One turn, committed. Raises Unavailable where nothing was done."""

    async def send(self, method: Method) -> bool:
        """Send it, again where that helps; False when what follows need not be tried."""


class Polling:
    """Fetch, hear, answer, and only then move on.

    Chats go side by side; within a chat, turns and their messages keep their order. The offset
    moves when a turn is committed and its answer has been tried, so that a crash repeats an update
    (which `hear` knows again) rather than loses it. A chat that is made to wait (429) is left to
    its own line after `patience` seconds, and the others go on.
    """

    def __init__(
        self,
        wire: Wire,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = 2,
    ) -> None:
        self._wire = wire
        self._sleep = sleep
        self._patience = patience
        self._offset: int | None = None
        self._done: set[int] = set()
        self._lines: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Until cancelled, or until `fetch` raises what is no Trouble."""
        times = 0
        try:
            while True:
                try:
                    await self._round()
                    times = 0
                except Trouble as trouble:
                    times += 1
                    log().warning("telegram_fetch", **told(trouble))
                    await self._sleep(trouble.pause(times))
        finally:
            lines = [*self._lines.values()]
            for line in lines:
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)

    async def _round(self) -> None:
        fetched = await self._wire.fetch(self._offset)
        by_chat = sorted(fetched.updates, key=lambda arrived: arrived.chat)
        chats = [list(group) for _, group in groupby(by_chat, key=lambda arrived: arrived.chat)]
        lines: list[asyncio.Task[None]] = []
        unheard = await asyncio.gather(*(self._turns(chat, lines) for chat in chats))
        if lines:
            await asyncio.wait(lines, timeout=self._patience)
        if waiting := [number for number in unheard if number is not None]:
            self._offset = min(waiting)
            raise Trouble("Unavailable")
        if fetched.last is not None:
            self._offset = fetched.last + 1
            self._done.clear()

    async def _turns(self, chat: list[Arrived], lines: list[asyncio.Task[None]]) -> int | None:
        """Hear one chat's updates in order; gives the first that could not be heard."""
        for arrived in chat:
            if arrived.number in self._done:
                continue
            methods: Sequence[Method] = ()
            try:
                methods = await self._wire.hear(arrived)
            except Unavailable:
                return arrived.number
            except Exception as error:
                # A defect of ours: the next update is not made to wait until it is mended.
                log().error("telegram_turn", update=arrived.number, error=type(error).__name__)
            self._done.add(arrived.number)
            if methods:
                before = self._lines.get(arrived.chat)
                line = asyncio.create_task(self._answer(arrived.chat, methods, before))
                self._lines[arrived.chat] = line
                lines.append(line)
        return None

    async def _answer(
        self, chat: int, methods: Sequence[Method], before: asyncio.Task[None] | None
    ) -> None:
        if before:
            await asyncio.wait([before])
        try:
            for method in methods:
                if not await self._wire.send(method):
                    break
        except Exception as error:
            # A defect of ours. Left to asyncio, it would be logged with what was said in it.
            log().error("telegram_answer", error=type(error).__name__)
        finally:
            if self._lines.get(chat) is asyncio.current_task():
                del self._lines[chat]
