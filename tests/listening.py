"""A real server on a free port, that can be stopped although pages are open."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp

from bot.doors.live import Live
from bot.server.stopping import Server
from bot.server.transport import served

PATIENCE = 5
"""Seconds in which it has to stop."""


@asynccontextmanager
async def listening(site: ASGIApp, live: Live, **more: Any) -> AsyncIterator[str]:
    """Its address, until it has stopped; `more` is uvicorn's, in place of ours."""
    server = Server(served(site, **more), live)
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        port.listen()
        serving = asyncio.create_task(server.serve(sockets=[port]))
        try:
            yield f"http://127.0.0.1:{port.getsockname()[1]}"
        finally:
            server.should_exit = True
            await asyncio.wait_for(serving, PATIENCE)
