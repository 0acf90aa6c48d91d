"""A house with Exempelby, for what is printed."""

from collections.abc import Iterator

import pytest

from bot.assembly import House, assemble
from bot.settings import Settings


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("sheets")
    settings = Settings(database=f"sqlite:///{folder}/kundval.db", municipality="", _env_file=None)
    built = assemble(settings, seed=7)
    yield built
    built.close()
