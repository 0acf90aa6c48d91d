"""Whether the house can do its work: for those who run it, and on the desk's pages."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.conversation.closures import Closures
from bot.editions.served import Catalogues
from bot.store import Store, Unavailable
from bot.store.outbox import tending
from bot.store.statement import Held

LATE = timedelta(minutes=5)
"""How old the oldest row that is due may be."""

EVERYWHERE = "all"
"""What is closed where all municipalities are."""

PATIENCE = 4
"""Seconds for the database to answer; whoever asks has patience for five."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the database told: whether its tables are in step, and how long a notice has waited."""

    migrated: bool
    waited: timedelta


@dataclass(frozen=True, slots=True)
class Readiness:
    """`GET /health/ready`: 200 where all is well, else 503; its JSON says what is not.

    A chat that is closed is well: the desk goes on, and people are to be told so by us.
    """

    store: Store
    catalogues: Catalogues
    now: Callable[[], datetime]
    closures: Closures

    def routes(self) -> list[Route]:
        """The one route; that the process answers at all is told by the chat's /health/live."""
        return [Route("/health/ready", self.answer)]

    async def answer(self, _request: Request) -> JSONResponse:
        """Each part by itself, so that one who is woken knows where to begin."""
        look = await self.look()
        parts = {
            "database": "ok" if look else "away",
            "migrations": _said(look and look.migrated, "behind"),
            "catalogues": "ok" if self.catalogues.now.by_key else "none",
            "outbox": _said(look and look.waited <= LATE, "late"),
        }
        ready = all(said == "ok" for said in parts.values())
        seconds = int(look.waited.total_seconds()) if look else None
        closed = [key or EVERYWHERE for key in sorted(self.closures.now)]
        told = {"ready": ready, **parts, "oldest_due_seconds": seconds, "closed": closed}
        return JSONResponse(told, 200 if ready else 503, {"Cache-Control": "no-store"})

    async def look(self) -> Look | None:
        """One look at the database; None where it is away."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.store.run(self._look, self.now())
        except (Unavailable, TimeoutError):
            return None

    def _look(self, now: datetime) -> Look:
        with self.store.reading() as held:
            oldest = tending.oldest_due(held, now)
            return Look(self.store.migrated(held), now - oldest if oldest else timedelta(0))


def late_since(held: Held, now: datetime) -> datetime | None:
    """Since when something should have gone that has not; None where nothing is late."""
    oldest = tending.oldest_due(held, now)
    return oldest if oldest and now - oldest > LATE else None


def _said(well: bool | Look | None, otherwise: str) -> str:
    if well is None:
        return "unknown"
    return "ok" if well else otherwise
