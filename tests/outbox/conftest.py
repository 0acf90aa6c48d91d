"""A house with a call booked by one who writes on Telegram, on each database."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))  # for the small house

from posting import Post


@pytest.fixture
def post(database: str, keys: tuple[str, ...]) -> Iterator[Post]:
    made = Post(database, keys)
    yield made
    made.close()
