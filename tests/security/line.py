"""Bytes to the real server and back, as no browser would send them."""

import asyncio
import socket
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bot.server.transport import Patient

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SOON = 20
"""Seconds within which the house has let go, with room for a busy machine."""


class Hasty(Patient):
    """Waits as little as a test can bear."""

    patience = 0.5


class Line(AsyncExitStack):
    """Connections to one server."""

    def __init__(self, address: str) -> None:
        super().__init__()
        where = urlsplit(address)
        self.host, self.port = where.hostname, where.port

    async def open(self, room: int = 0) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """One more; `room` is how many bytes the reader's side takes before it is read."""
        ours = socket.socket()
        if room:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        ours.setblocking(False)
        await asyncio.get_running_loop().sock_connect(ours, (self.host, self.port))
        reader, writer = await asyncio.open_connection(sock=ours, limit=room or 2**16)
        self.callback(writer.close)
        return reader, writer

    async def say(self, *pieces: bytes, every: float = 0.0) -> bytes:
        """All that comes back until the house closes; TimeoutError where it does not."""
        reader, writer = await self.open()
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(every)
        except ConnectionError:
            pass
        return await until_closed(reader)


async def until_closed(reader: asyncio.StreamReader) -> bytes:
    """What comes until then; a connection that is cut ends it too."""
    told = b""
    async with asyncio.timeout(SOON):
        try:
            while piece := await reader.read(2**16):
                told += piece
        except ConnectionError:
            pass
    return told
