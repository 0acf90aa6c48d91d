"""The whole house on both databases, as those who run it meet it."""

from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from watched import NOW, TOKEN

from bot.assembly import House, assemble, page
from bot.settings import Settings


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    """A house of its own for this test."""
    settings = Settings(
        database=database, secret="test", keys=",".join(keys), metrics_token=TOKEN, _env_file=None
    )
    made = assemble(settings, patience=1)
    yield made
    made.close()


@pytest.fixture
async def client(house: House) -> AsyncIterator[httpx.AsyncClient]:
    """A bare client at its pages."""
    transport = httpx.ASGITransport(page(house, lambda: NOW), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as made:
        yield made
