"""A house with an example of a decision."""

from collections.abc import Iterator

import pytest

from bot.assembly import House, assemble
from bot.settings import Settings


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    settings = Settings(database=database, secret="test", keys=",".join(keys), municipality="")
    made = assemble(settings, seed=7, patience=2)
    yield made
    made.close()
