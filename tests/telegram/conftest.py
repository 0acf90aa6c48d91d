"""A Bot API server on loopback, a house on SQLite, and the bot between them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from botline import Line
from loopback import BotApi
from person import Person

from bot.assembly import House, assemble
from bot.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    server = BotApi()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def house(sqlite: str) -> Iterator[House]:
    settings = Settings(
        database=sqlite,
        catalogues=ROOT / "catalogues",
        municipality="exempelby",
        _env_file=None,
    )
    built = assemble(settings, seed=7, patience=0.2)
    yield built
    built.close()


@pytest.fixture
async def line(api: BotApi, house: House) -> AsyncIterator[Line]:
    bot = Line(api, house)
    await bot.start()
    yield bot
    await bot.stop()


@pytest.fixture
def me(api: BotApi, line: Line) -> Person:
    return Person(api)
