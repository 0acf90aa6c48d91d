"""What one process at a time does, of any number of equal ones: the one that holds its lease.

The holder renews it while it works; when it dies another begins as soon as the lease is over. A
holder that cannot renew has stopped before that.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from secrets import token_hex
from time import monotonic

from bot.store import Store, Unavailable, leases

LASTS = timedelta(seconds=15)
"""After this long without a sign of the holder another may begin."""
LOOKS = 5
"""So often within that time the holder renews it, and the others try to take it."""


class TakingTurns:
    """The lease of this `name`, as this process sees it."""

    def __init__(
        self, store: Store, name: str, now: Callable[[], datetime], lasts: timedelta = LASTS
    ) -> None:
        self._store = store
        self._name = name
        self._now = now
        self._lasts = lasts
        self._look = lasts.total_seconds() / LOOKS
        self._me = token_hex(8)
        self._ends = 0.0
        """By this process's own clock; a last look is over before others may begin."""

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` while it is our turn. Until cancelled, or until `work` ends or raises."""
        while True:
            if await self._ours() and await self._work(work):
                return
            await asyncio.sleep(self._look)

    async def _work(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Whether it has ended by itself; else our turn is over."""
        working = asyncio.ensure_future(work())
        try:
            while (left := self._ends - monotonic()) > 0:
                await asyncio.wait({working}, timeout=min(left, self._look))
                if working.done():
                    working.result()
                    return True
                if await self._ours() is False:
                    break
            return False
        finally:
            working.cancel()
            await asyncio.wait({working})
            await self._leave()

    async def _ours(self) -> bool | None:
        """Whether it is our turn, still or from now on; None while the database is away."""
        asked = monotonic()
        try:
            async with asyncio.timeout(self._look):
                ours = await self._store.run(self._take, self._now())
        except (Unavailable, TimeoutError):
            return None
        if ours:
            self._ends = asked + self._look * (LOOKS - 2)
        return ours

    async def _leave(self) -> None:
        with suppress(Unavailable, TimeoutError):  # then it ends by itself
            async with asyncio.timeout(self._look):
                await self._store.run(self._let_go)

    def _take(self, now: datetime) -> bool:
        with self._store.writing() as held:
            return leases.take(held, self._name, self._me, now, self._lasts)

    def _let_go(self) -> None:
        with self._store.writing() as held:
            leases.leave(held, self._name, self._me)
