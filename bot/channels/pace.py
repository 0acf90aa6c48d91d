"""How fast a bot may write: Telegram asks for 1 message a second in a chat, and 30 in all."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

IN_ALL = 30
"""Messages a second, of all chats together."""
BURST = 5
"""Messages that one chat may be answered within as many seconds: an answer may have several."""
CHATS = 1000
"""So many are remembered before those are forgotten that have been silent."""


class Pace:
    """Everything that one bot writes waits here for its turn.

    What is sent unasked waits until its chat has been silent for a second. Answers share the same
    count, but a person who taps through some questions is never made to wait.
    """

    def __init__(
        self,
        time: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._time = time
        self._sleep = sleep
        self._all: deque[float] = deque(maxlen=IN_ALL)
        self._chats: dict[int, deque[float]] = {}

    async def turn(self, chat: int, *, unasked: bool = False) -> None:
        """Wait until a message may be written in this chat; the place in line is taken at once."""
        now = self._time()
        last = self._chats.get(chat)
        if last is None:
            self._forget(now)
            last = self._chats[chat] = deque(maxlen=BURST)
        at = now
        if len(last) == BURST:
            at = max(at, last[0] + BURST)
        if unasked and last:
            at = max(at, last[-1] + 1)
        last.append(at)
        await self._until(at)
        # Only now: a chat that has to wait holds up no other.
        at = self._time()
        if len(self._all) == IN_ALL:
            at = max(at, self._all[0] + 1)
        self._all.append(at)
        await self._until(at)

    async def _until(self, at: float) -> None:
        if (seconds := at - self._time()) > 0:
            await self._sleep(seconds)

    def _forget(self, now: float) -> None:
        if len(self._chats) < CHATS:
            return
        self._chats = {chat: at for chat, at in self._chats.items() if at[-1] + BURST > now}
