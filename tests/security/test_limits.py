"""How fast one may go, and how many may begin: what is too much is told, and passes in a minute."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from line import NOW
from office import Page
from starlette.applications import Starlette

from bot.assembly import assemble, page
from bot.desk.accounts import signing_in
from bot.doors import web
from bot.settings import Settings

TOO_FAST = "Nu går det för fort för mig. Vänta en minut."
FEW = 3


class Somewhere:
    """A place in the network; each of its browsers is new."""

    def __init__(self, app: Starlette, host: str) -> None:
        self.transport = httpx.ASGITransport(app, client=(host, 50_000))

    def browser(self) -> httpx.AsyncClient:
        """A new one."""
        return httpx.AsyncClient(transport=self.transport, base_url="http://chat.test")

    async def begin(self) -> int:
        """Somebody new presses a language: what becomes of it."""
        async with self.browser() as client:
            return (await press(client, "language|sv")).status_code


async def press(client: httpx.AsyncClient, chosen: str, **more: str) -> httpx.Response:
    """One button of the page, or a line."""
    html = (await client.get("/")).text
    token = html.partition('name="token" value="')[2].partition('"')[0]
    return await client.post("/", data={"token": token, "choose": chosen, **more})


@pytest.fixture
def at() -> list[datetime]:
    """What the clock shows, last."""
    return [NOW]


@pytest.fixture
async def place(tmp_path: Path, at: list[datetime]) -> AsyncIterator[Callable[[str], Somewhere]]:
    """A place by its address, before a house that lets few in."""
    settings = Settings(database=f"sqlite:///{tmp_path}/kundval.db", secret="test", newcomers=FEW)
    house = assemble(settings)
    site = page(house, lambda: at[-1])
    yield lambda host: Somewhere(site, host)
    house.close()


async def test_of_too_many_newcomers_from_one_place_the_last_are_asked_to_wait(
    place: Callable[[str], Somewhere], at: list[datetime]
) -> None:
    school, home = place("192.0.2.1"), place("192.0.2.2")

    assert [await school.begin() for _ in range(FEW + 2)] == [303] * FEW + [429] * 2
    assert await home.begin() == 303
    at.append(NOW + timedelta(minutes=1))
    assert await school.begin() == 303


async def test_the_addresses_of_one_customer_are_one_place(
    place: Callable[[str], Somewhere],
) -> None:
    hosts = ("2001:db8::1", "2001:db8::2", "2001:db8::ffff", "2001:db8::4", "2001:db8:0:1::1")

    assert [await place(host).begin() for host in hosts] == [303, 303, 303, 429, 303]


async def test_newcomers_by_the_page_and_the_json_door_are_counted_together(
    place: Callable[[str], Somewhere],
) -> None:
    school = place("192.0.2.1")
    for _ in range(FEW):
        await school.begin()
    async with school.browser() as client:
        answer = await client.post("/api/turns", json={"key": "abcdefgh", "languages": ["sv"]})

    assert answer.status_code == 429


async def test_who_has_begun_goes_on_though_the_place_is_full(
    place: Callable[[str], Somewhere],
) -> None:
    school = place("192.0.2.1")
    async with school.browser() as client:
        assert (await press(client, "language|sv")).status_code == 303
        for _ in range(FEW + 1):
            await school.begin()

        assert (await press(client, "knew|no")).status_code == 303


async def test_a_chat_that_goes_too_fast_is_told_so_with_112_and_keeps_what_was_typed(
    place: Callable[[str], Somewhere], at: list[datetime]
) -> None:
    async with place("192.0.2.1").browser() as client:
        for _ in range(web.MOST + 1):
            assert (await press(client, "language|sv")).status_code == 303
        late = await press(client, "", text="min mamma andas inte")

        assert late.status_code == 429
        assert f"{TOO_FAST} Är det fara för liv? Ring 112 nu." in Page(late.text).text
        assert 'value="min mamma andas inte"' in late.text
        at.append(NOW + timedelta(minutes=1))
        assert (await press(client, "language|sv")).status_code == 303


async def test_many_logins_tried_from_one_place_are_stopped_together(
    place: Callable[[str], Somewhere], at: list[datetime]
) -> None:
    async def attempt(client: httpx.AsyncClient, n: int) -> httpx.Response:
        token = Page((await client.get("/desk/sign-in")).text).forms[0].value("token")
        form = {"token": token, "login": f"login-{n}", "password": "sommar2026"}
        return await client.post("/desk/sign-in", data=form)

    async with place("192.0.2.1").browser() as guesses, place("192.0.2.2").browser() as other:
        tried = [(await attempt(guesses, n)).status_code for n in range(signing_in.MOST + 2)]
        last = await attempt(guesses, 99)

        assert tried == [403] * signing_in.MOST + [429] * 2
        assert "Vänta en minut" in last.text
        assert last.headers["retry-after"] == "60"
        assert (await attempt(other, 1)).status_code == 403
        at.append(NOW + timedelta(minutes=1))
        assert (await attempt(guesses, 1)).status_code == 403
