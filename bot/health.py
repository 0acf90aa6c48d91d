"""Whether what is to be sent goes on time: for those who run the house, and on the desk's pages."""

from collections.abc import Callable
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.outbox import Outbox
from bot.store import Unavailable, tending
from bot.store.statement import Held

LATE = timedelta(minutes=5)
"""How old the oldest row that is due may be."""


def routes(outbox: Outbox, now: Callable[[], datetime]) -> list[Route]:
    """`GET /health`: 200, or 503 where a row is late or nobody can tell."""

    async def health(_request: Request) -> JSONResponse:
        try:
            waited = await outbox.overdue(now())
        except Unavailable:
            return _answer("unknown", None)
        return _answer("late" if waited > LATE else "ok", int(waited.total_seconds()))

    return [Route("/health", health)]


def late_since(held: Held, now: datetime) -> datetime | None:
    """Since when something should have gone that has not; None where nothing is late."""
    oldest = tending.oldest_due(held, now)
    return oldest if oldest and now - oldest > LATE else None


def _answer(outbox: str, seconds: int | None) -> JSONResponse:
    told = {"outbox": outbox, "oldest_due_seconds": seconds}
    status = 200 if outbox == "ok" else 503
    return JSONResponse(told, status, {"Cache-Control": "no-store"})
