"""The keeper's pages in front of the real house, on the invented municipality."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from inside import HERE, NOW, Clock
from office import Person
from starlette.applications import Starlette

from bot.assembly import House, assemble, page
from bot.keeping.links import Link, Role, make
from bot.settings import Settings


@pytest.fixture
def clock() -> Clock:
    """The clock of this test's house."""
    return Clock()


@pytest.fixture
def database(sqlite: str) -> Path:
    """Where this test's house keeps things."""
    return Path(sqlite.removeprefix("sqlite:///"))


@pytest.fixture
def house(database: Path) -> Iterator[House]:
    """A house of its own for this test."""
    settings = Settings(database=f"sqlite:///{database}", secret="test", municipality="")
    made = assemble(settings, patience=0.5)
    yield made
    made.close()


@pytest.fixture
def site(house: House, clock: Clock) -> Starlette:
    """All its pages."""
    return page(house, clock)


@pytest.fixture
async def client(site: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A bare client."""
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as made:
        yield made


@pytest.fixture
def keeper(client: httpx.AsyncClient) -> Callable[..., Person]:
    """Gives a keeper of the invented municipality, by name."""

    def give(name: str = "Eva Ek", here: str = HERE) -> Person:
        return Person(client, make("test", Link(here, Role.KEEPER, name), NOW))

    return give


@pytest.fixture
def provider(client: httpx.AsyncClient) -> Callable[..., Person]:
    """Gives somebody who speaks for one provider."""

    def give(key: str = "ekens-omsorg", name: str = "Karin Alm", here: str = HERE) -> Person:
        return Person(client, make("test", Link(here, Role.PROVIDER, name, key), NOW))

    return give
