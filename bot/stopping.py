"""A server that stops although pages are open, whose streams would not end by themselves."""

import socket

import uvicorn

from bot.doors.live import Live


class Server(uvicorn.Server):
    """Ends what is `live` first: then it waits only for answers that will end."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called when it has been told to stop."""
        self._live.end()
        await super().shutdown(sockets)
