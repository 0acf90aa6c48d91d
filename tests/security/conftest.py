"""The whole house: chat, keepers and desk, as it is served."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from line import NOW, Hasty, Line
from listening import listening
from starlette.applications import Starlette

from bot.assembly import House, assemble, page
from bot.doors.live import Live
from bot.settings import Settings


@pytest.fixture
def database(sqlite: str) -> Path:
    """Where this test's house keeps things."""
    return Path(sqlite.removeprefix("sqlite:///"))


@pytest.fixture
def house(database: Path) -> Iterator[House]:
    """A house of its own for this test."""
    settings = Settings(
        database=f"sqlite:///{database}", secret="test", municipality="", local_sign_in=True
    )
    made = assemble(settings, patience=2)
    yield made
    made.close()


@pytest.fixture
def site(house: House) -> Starlette:
    """All its pages."""
    return page(house, lambda: NOW)


@pytest.fixture
async def line(site: Starlette) -> AsyncIterator[Line]:
    """A way to the house over the network, on which it waits half a second."""
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(
            listening(site, Live(), http=Hasty, limit_concurrency=20)
        )
        yield await stack.enter_async_context(Line(address))
