"""The clock on the wall, and what it knocks on. Nothing else in the house asks what time it is."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.logs import log, told
from bot.store import Unavailable

SECONDS = 10


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Knocks every ten seconds on the wall. It only knocks: what is due stands in the database.

    `work` does one batch of what is due at a time, and gives how many there were.
    """

    def __init__(
        self,
        work: Callable[[datetime], Awaitable[int]],
        time: Callable[[], datetime] = now,
        seconds: float = SECONDS,
    ) -> None:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # a terminal needs only now()

        # A knock that is left out because the last one still works is no trouble of anybody's.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        self._work = work
        self._time = time
        self._seconds = seconds
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Knock from now on, in the running loop; at once, for what fell due while we were off."""
        self._scheduler.add_job(
            self.knock,
            "interval",
            seconds=self._seconds,
            next_run_time=now(),
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Knock no more."""
        self._scheduler.shutdown(wait=False)

    async def knock(self) -> None:
        """Work until nothing is due; each batch with the time that it then is."""
        try:
            while await self._work(self._time()):
                pass
        except Unavailable as error:
            log().warning("clock.unavailable", **told(error))
