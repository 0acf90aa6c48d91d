"""A small house on each database."""

from collections.abc import Iterator

import pytest
from small import House


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    """With one officer."""
    made = House(database, keys)
    yield made
    made.close()


@pytest.fixture
def busy_house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    """With three officers."""
    made = House(database, keys, officers=3)
    yield made
    made.close()
