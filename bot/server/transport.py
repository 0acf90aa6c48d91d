"""The line to a browser: how long it may take to ask and to take its answer, and how many may ask.

uvicorn waits without end for the rest of a request, and for a reader that does not read: a few
hundred such connections would shut everyone else out.
"""

import asyncio
from typing import Any

import h11
import uvicorn
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 1000
"""Connections at once in one process; who comes after that is answered 503."""


class Patient(H11Protocol):
    """Lets go of who takes too long: whoever that is, is told nothing."""

    patience = 30.0
    """Seconds for a whole request, and for each 64 kB of an answer to be taken."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Nothing has been asked yet."""
        super().connection_made(transport)
        self._asking = self._later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for."""
        super().connection_lost(exc)
        self._stop_asking()
        self._stop_taking()

    def data_received(self, data: bytes) -> None:
        """The time counts from the first byte of a request to its last."""
        if not self._half_asked:
            self._stop_asking()
        super().data_received(data)
        self._wait_for_the_rest()

    def pause_writing(self) -> None:
        """64 kB wait to be read."""
        super().pause_writing()
        self._taking = self._taking or self._later()

    def resume_writing(self) -> None:
        """They were."""
        super().resume_writing()
        self._stop_taking()

    def on_response_complete(self) -> None:
        """What is left of the answer is waited for too."""
        super().on_response_complete()
        self._wait_for_the_rest()  # of what came before it was answered
        if self._taking is None and self.transport.get_write_buffer_size():
            self._taking = self.loop.call_later(self.patience, self._unless_taken)

    def _wait_for_the_rest(self) -> None:
        if not self._half_asked:
            self._stop_asking()
        elif self._asking is None:
            self._asking = self._later()

    @property
    def _half_asked(self) -> bool:
        state = self.conn.their_state
        return state is h11.SEND_BODY or (state is h11.IDLE and bool(self.conn.trailing_data[0]))

    def _stop_asking(self) -> None:
        if self._asking:
            self._asking.cancel()
            self._asking = None

    def _stop_taking(self) -> None:
        if self._taking:
            self._taking.cancel()
            self._taking = None

    def _later(self) -> asyncio.TimerHandle:
        return self.loop.call_later(self.patience, self.transport.abort)

    def _unless_taken(self) -> None:
        self._taking = None
        if self.transport.get_write_buffer_size():
            self.transport.abort()


class Mannered:
    """Hands on what can be read in one way only, and lets people leave.

    A request with both lengths is read differently by different servers: what a proxy in front
    takes for its body could be a second request here (RFC 9112, 6.3). Somebody who leaves in the
    middle of a request is no mistake of ours to log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.app
        names = {name for name, _ in scope.get("headers", ())}
        if {b"content-length", b"transfer-encoding"} <= names:
            app = Response(status_code=400, headers={"Connection": "close"})
        try:
            await app(scope, receive, send)
        except ClientDisconnect:
            return


def served(app: ASGIApp, **more: Any) -> uvicorn.Config:
    """How the house is served; `more` is uvicorn's, in place of what stands here."""
    ours: dict[str, Any] = {
        "http": Patient,
        "ws": "none",
        "limit_concurrency": MOST,
        "log_config": None,  # its lines go where ours go (`bot.logs`)
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
    }
    return uvicorn.Config(Mannered(app), **{**ours, **more})
