"""A house of its own for each test, and someone in it."""

from collections.abc import Iterator

import pytest
from someone import Talk

from bot.assembly import House, assemble
from bot.settings import Settings


@pytest.fixture
def house(sqlite: str) -> Iterator[House]:
    """Built anew for each test."""
    built = assemble(Settings(database=sqlite), seed=1)
    yield built
    built.close()


@pytest.fixture
def talk(house: House) -> Talk:
    """Someone who has said nothing yet."""
    return Talk(house)
