"""The desk in front of the real house, on the invented municipality, on both databases."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import httpx
import pytest
from atdesk import Clock, Resident, Worker, account
from starlette.applications import Starlette

from bot.assembly import House, assemble, page
from bot.settings import Settings
from bot.store.office.accounts import Office


@pytest.fixture
def clock() -> Clock:
    """The clock of this test's house."""
    return Clock()


@pytest.fixture
def house(database: str, keys: tuple[str, ...]) -> Iterator[House]:
    """A house of its own for this test."""
    settings = Settings(database=database, secret="test", keys=",".join(keys), municipality="")
    made = assemble(settings, patience=2)
    yield made
    made.close()


@pytest.fixture
def site(house: House, clock: Clock) -> Starlette:
    """All its pages."""
    return page(house, clock)


@pytest.fixture
async def worker(house: House, site: Starlette) -> AsyncIterator[Callable[..., Awaitable[Worker]]]:
    """Gives somebody who has signed in, with a browser of their own."""
    clients = []

    async def give(
        name: str = "Anna Lind",
        officer: str | None = "anna-lind",
        roles: tuple[Office, ...] = (Office.OFFICER,),
        here: str = "exempelby",
    ) -> Worker:
        account(house, name, officer=officer, roles=roles, here=here)
        transport = httpx.ASGITransport(site)
        client = httpx.AsyncClient(transport=transport, base_url="http://desk.test")
        clients.append(client)
        made = Worker(client, name)
        await made.sign_in()
        assert made.status == 200, made.page.text
        return made

    yield give
    for client in clients:
        await client.aclose()


@pytest.fixture
def resident(house: House, clock: Clock) -> Callable[[], Resident]:
    """Gives somebody who has just opened the chat."""
    return lambda: Resident(house, clock)
