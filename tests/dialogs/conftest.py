"""A house of its own for each test, and someone in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from someone import Talk

from bot.assembly import House, assemble
from bot.settings import Settings


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Built anew for each test."""
    built = assemble(Settings(database=f"sqlite:///{tmp_path}/kundval.db"), seed=1)
    yield built
    built.close()


@pytest.fixture
def talk(house: House) -> Talk:
    """Someone who has said nothing yet."""
    return Talk(house)
