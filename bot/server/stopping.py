"""A server that stops although pages are open, whose streams would not end by themselves."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from bot.doors.live import Live


class Server(uvicorn.Server):
    """Ends what is `live` first: then it waits only for answers that will end.

    `ready` is called when it answers.
    """

    def __init__(
        self, config: uvicorn.Config, live: Live, ready: Callable[[], None] | None = None
    ) -> None:
        super().__init__(config)
        self._live = live
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Called when it begins to listen."""
        await super().startup(sockets)
        if self._ready and self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called when it has been told to stop."""
        self._live.end()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn does; but a signal that was obeyed is not raised again.

        It would end the process before the house is closed.
        """
        with super().capture_signals():
            yield
            self._captured_signals.clear()
