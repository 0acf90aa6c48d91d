"""While a page is open it is told that there is something new to show; never what.

Server-sent events: one answer that does not end, over which a fingerprint goes whenever there is
more in the conversation than before. The page compares it with its own and fetches itself.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.conversation import Unavailable
from bot.monitoring.metrics import STREAMS

EACH = 3
"""Streams of one visitor. A browser has six connections to a house, and needs some for the rest."""

BUSY = {"Retry-After": "15"}

News = Callable[[], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds: between two looks, between two signs of life, and the whole of a stream.

    `back` is after how long a browser whose stream has ended comes again by itself.
    """

    look: float = 2
    alive: float = 15
    whole: float = 600
    back: float = 3


class Live:
    """All streams of this process, at most `most`."""

    def __init__(self, pace: Pace | None = None, most: int = 500) -> None:
        self.pace = pace or Pace()
        self._most = most
        self._open: Counter[str] = Counter()
        self._over: set[asyncio.Event] = set()
        self._ended = False

    def end(self) -> None:
        """No more streams: the server stops, and waits for all that is under way."""
        self._ended = True
        for over in self._over:
            over.set()

    async def stream(self, whose: str, news: News) -> Response:
        """An answer that tells of news until the browser leaves.

        204 where there is nobody to tell, after which a browser asks no more; 503 where there are
        too many, or the database is away.
        """
        try:
            first = await news()
        except Unavailable:
            return Response(status_code=503, headers=BUSY)
        if first is None:
            return Response(status_code=204)
        if self._ended or self._open[whose] >= EACH or self._open.total() >= self._most:
            return Response(status_code=503, headers=BUSY)
        return _Stream(self, whose, news, first)

    def enter(self, whose: str, over: asyncio.Event) -> None:
        """One more; `over` is set when it has to end."""
        if self._ended:  # since `stream` looked
            over.set()
        self._open[whose] += 1
        STREAMS.inc()
        self._over.add(over)

    def leave(self, whose: str, over: asyncio.Event) -> None:
        """One less."""
        self._over.discard(over)
        self._open[whose] -= 1
        STREAMS.dec()
        if not self._open[whose]:
            del self._open[whose]


class _Stream(Response):
    media_type = "text/event-stream"

    def __init__(self, live: Live, whose: str, news: News, first: str) -> None:
        # A proxy in front must not gather what is sent.
        super().__init__(headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._live, self._whose, self._news, self._known = live, whose, news, first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        if scope["method"] == "HEAD":
            await send(start)
            await send({"type": "http.response.body", "body": b""})
            return
        over = asyncio.Event()
        self._live.enter(self._whose, over)
        leaving = asyncio.create_task(_left(receive, over))
        try:
            await send(start)
            await self._tell(over, send)
            await send({"type": "http.response.body", "body": b""})
        finally:
            leaving.cancel()
            self._live.leave(self._whose, over)

    async def _tell(self, over: asyncio.Event, send: Send) -> None:
        pace = self._live.pace
        begun = said = asyncio.get_running_loop().time()
        told = f"retry: {round(pace.back * 1000)}\n\n" + _event(self._known)
        while not over.is_set():
            now = asyncio.get_running_loop().time()
            if not told and now - said >= pace.alive:
                told = ":\n\n"
            if told:
                said = now
                body = told.encode()
                await send({"type": "http.response.body", "body": body, "more_body": True})
            if now - begun >= pace.whole:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(pace.look):
                    await over.wait()
            told = "" if over.is_set() else await self._look()

    async def _look(self) -> str:
        try:
            known = await self._news() or "gone"
        except Unavailable:  # for a moment: the next look will do
            return ""
        if known == self._known:
            return ""
        self._known = known
        return _event(known)


def _event(fingerprint: str) -> str:
    return f"event: news\ndata: {fingerprint}\n\n"


async def _left(receive: Receive, over: asyncio.Event) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    over.set()
