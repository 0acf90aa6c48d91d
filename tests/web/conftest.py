"""The web door in front of the real house, reached without a network."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from browser import Browser
from starlette.applications import Starlette

from bot.assembly import assemble, page
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def database(sqlite: str) -> Path:
    """Where this test's house keeps things."""
    return Path(sqlite.removeprefix("sqlite:///"))


@pytest.fixture
def site(database: Path) -> Iterator[Starlette]:
    """A house of its own for this test, with its page."""
    settings = Settings(database=f"sqlite:///{database}", secret="test", municipality="")
    house = assemble(settings, patience=0.1)
    yield page(house, lambda: NOW)
    house.close()


@pytest.fixture
async def newcomer(site: Starlette) -> AsyncIterator[Callable[..., Browser]]:
    """Gives a new browser, in a language."""
    clients: list[httpx.AsyncClient] = []

    def new(language: str = "sv") -> Browser:
        transport = httpx.ASGITransport(site)
        clients.append(httpx.AsyncClient(transport=transport, base_url="http://chat.test"))
        return Browser(clients[-1], language)

    yield new
    for client in clients:
        await client.aclose()


@pytest.fixture
def client(newcomer: Callable[..., Browser]) -> httpx.AsyncClient:
    """A bare client."""
    return newcomer().client
