"""A Bot API server on loopback for each test."""

from collections.abc import AsyncIterator

import pytest
from loopback import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()
