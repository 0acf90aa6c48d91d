"""Whole conversations, word for word: what a change does to what people read stands in its diff.

`make told` writes them again; then they are to be read.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from story import Story, scripted

from bot.assembly import House, assemble
from bot.settings import Settings

STORIES = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.fixture
def house(sqlite: str) -> Iterator[House]:
    """A house of its own for each."""
    built = assemble(Settings(database=sqlite, secret="s" * 32), seed=1)
    yield built
    built.close()


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
async def test_told(file: Path, house: House) -> None:
    was = file.read_text(encoding="utf-8")
    told = await Story(house).told(scripted(was))
    if os.environ.get("KUNDVAL_TELL_AGAIN"):
        file.write_text("\n".join(told) + "\n", encoding="utf-8")
    else:
        assert was.splitlines() == told
