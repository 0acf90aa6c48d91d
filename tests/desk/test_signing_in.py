"""Signing in at the desk with a password, and out again."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import process_time

import httpx
import pytest
from atdesk import MORNING, PASSWORD, Clock, Worker, account
from starlette.applications import Starlette

from bot.assembly import House, assemble, page
from bot.desk.accounts import passwords
from bot.store.office import accounts, attempts

Give = Callable[..., Awaitable[Worker]]
WRONG = "inte det rätta alls"


@pytest.fixture
def newcomer(house: House, site: Starlette) -> Callable[[], Worker]:
    """Gives Bo Ek at a browser, not signed in."""
    account(house, "Bo Ek")

    def give() -> Worker:
        transport = httpx.ASGITransport(site)
        return Worker(httpx.AsyncClient(transport=transport, base_url="http://desk.test"), "Bo Ek")

    return give


async def attempt(worker: Worker, password: str, login: str = "bo", times: int = 1) -> str:
    """What the page says after the last of so many tries."""
    for _ in range(times):
        await worker.open("/sign-in")
        await worker.send(login=login, password=password)
    return worker.page.text


async def test_one_who_signs_in_is_called_by_name(worker: Give) -> None:
    anna = await worker("Anna Lind")

    assert (anna.status, anna.at) == (200, "/desk/")
    assert "Anna Lind" in anna.page.text


async def test_one_comes_to_the_page_that_was_asked_for(newcomer: Callable[[], Worker]) -> None:
    bo = newcomer()
    asked = await bo.client.get("/desk/password")
    await bo.open(asked.headers["location"].removeprefix("/desk"))
    await bo.send(login="BO", password=PASSWORD)

    assert bo.at == "/desk/password"


@pytest.mark.parametrize("next_", ["https://evil.test/", "//evil.test", "/\\evil.test", "evil"])
async def test_one_never_comes_to_another_site(newcomer: Callable[[], Worker], next_: str) -> None:
    bo = newcomer()
    await bo.open(f"/sign-in?next={next_}")
    await bo.send(login="bo", password=PASSWORD)

    assert bo.at == "/desk/"


async def test_five_wrong_in_a_row_close_for_a_quarter_of_an_hour(
    newcomer: Callable[[], Worker], clock: Clock
) -> None:
    bo = newcomer()

    assert "lösenordet är fel" in await attempt(bo, WRONG, times=4)
    assert "Försök igen klockan 08.45" in await attempt(bo, WRONG)
    assert "Försök igen klockan 08.45" in await attempt(bo, PASSWORD)
    clock.at = MORNING + timedelta(minutes=14, seconds=59)
    assert "Försök igen klockan 08.45" in await attempt(bo, PASSWORD)
    clock.at = MORNING + timedelta(minutes=15)
    assert "Bo Ek" in await attempt(bo, PASSWORD)


async def test_a_right_password_begins_the_count_anew(newcomer: Callable[[], Worker]) -> None:
    bo = newcomer()
    await attempt(bo, WRONG, times=4)
    await attempt(bo, PASSWORD)
    await attempt(newcomer(), WRONG, times=4)

    assert "Bo Ek" in await attempt(bo, PASSWORD)


def test_of_many_guesses_at_once_in_two_processes_five_are_looked_at(house: House) -> None:
    other = assemble(house.settings, patience=5)

    def guess(n: int) -> bool:
        with (house, other)[n % 2].store.writing() as held:
            return attempts.begin(held, "bo", MORNING).let_in

    with ThreadPoolExecutor(16) as threads:
        let_in = list(threads.map(guess, range(40)))
    other.close()

    assert let_in.count(True) == attempts.MOST


async def test_a_login_that_nobody_has_is_answered_alike(newcomer: Callable[[], Worker]) -> None:
    known, unknown = newcomer(), newcomer()
    answers = []
    for _ in range(7):
        has = await attempt(known, WRONG, "bo")
        answers.append((has, await attempt(unknown, WRONG, "nobody")))

    assert all(has == has_not for has, has_not in answers)
    assert "klockan 08.45" in answers[-1][1]


async def test_a_login_that_nobody_has_takes_as_much_work(
    house: House, newcomer: Callable[[], Worker]
) -> None:
    with house.store.writing() as held:  # as slow as it is meant to be
        bos = accounts.by_login(held, "bo")
        assert bos is not None
        accounts.change(held, bos.id, "password", passwords.closed(PASSWORD))

    async def quickest(*logins: str) -> float:
        taken = []
        for login in logins:
            await bo.open("/sign-in")
            before = process_time()
            await bo.send(login=login, password=WRONG)
            taken.append(process_time() - before)
        return min(taken)

    bo = newcomer()
    known, unknown = await quickest(*["bo"] * 4), await quickest("a", "b", "c", "d")

    assert 0.5 < known / unknown < 2


async def test_a_session_ends_when_nothing_has_been_done_for_half_an_hour(
    worker: Give, clock: Clock
) -> None:
    anna = await worker()
    for _ in range(3):
        clock.at += timedelta(minutes=29)
        await anna.open("/")
        assert anna.at == "/desk/"
        assert anna.status == 200
    clock.at += timedelta(minutes=30, seconds=1)

    assert (await anna.client.get("/desk/")).headers["location"] == "/desk/sign-in"


async def test_a_session_ends_after_twelve_hours_however_busy(worker: Give, clock: Clock) -> None:
    anna = await worker()
    for _ in range(36):
        clock.at += timedelta(minutes=20)
        await anna.open("/")
        assert anna.status == 200
    clock.at += timedelta(minutes=1)

    assert (await anna.client.get("/desk/")).status_code == 303


@pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
async def test_the_cookie_is_for_this_site_alone_and_new_each_time(
    house: House, site: Starlette, scheme: str, secure: bool
) -> None:
    account(house, "Bo Ek")
    transport = httpx.ASGITransport(site)
    seen = []
    async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://desk.test") as client:
        bo = Worker(client, "Bo Ek")
        client.cookies.set("desk", "planted", path="/desk")
        for _ in range(2):
            await bo.open("/sign-in")
            form = bo.page.forms[0].fill(login="bo", password=PASSWORD)
            answer = await client.post("/desk/sign-in", data=dict(form))
            seen.append(answer.headers["set-cookie"])

    for cookie in seen:
        assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/desk"))
        assert ("Secure" in cookie) is secure
    values = {cookie.split(";")[0] for cookie in seen}
    assert len(values) == 2
    assert "desk=planted" not in values


async def test_the_session_of_before_is_worth_nothing_after_a_new_sign_in(
    newcomer: Callable[[], Worker],
) -> None:
    bo = newcomer()
    await attempt(bo, PASSWORD)
    old = bo.client.cookies["desk"]
    await attempt(bo, PASSWORD)
    thief = newcomer().client
    thief.cookies.set("desk", old, path="/desk")

    assert (await thief.get("/desk/")).status_code == 303


async def test_to_sign_out_ends_it_at_the_server(newcomer: Callable[[], Worker]) -> None:
    bo, thief = newcomer(), newcomer().client
    await attempt(bo, PASSWORD)
    thief.cookies.set("desk", bo.client.cookies["desk"], path="/desk")
    await bo.open("/sign-out")
    assert (await thief.get("/desk/")).status_code == 200
    await bo.open("/password")
    await bo.send(0)

    assert bo.at == "/desk/sign-in"
    assert (await thief.get("/desk/")).status_code == 303


async def test_a_form_of_another_site_signs_nobody_in(newcomer: Callable[[], Worker]) -> None:
    bo = newcomer()
    await bo.open("/sign-in")
    form = dict(bo.page.forms[0].fill(login="bo", password=PASSWORD))
    theirs = {"Sec-Fetch-Site": "cross-site"}
    foreign = await bo.client.post("/desk/sign-in", data=form, headers=theirs)
    unsigned = await bo.client.post("/desk/sign-in", data={**form, "token": "made-up"})

    assert [foreign.status_code, unsigned.status_code] == [403, 403]
    assert "desk" not in bo.client.cookies


async def test_a_closed_account_lets_nobody_in(
    house: House, newcomer: Callable[[], Worker]
) -> None:
    bo = newcomer()
    await attempt(bo, PASSWORD)
    with house.store.writing() as held:
        found = accounts.by_login(held, "bo")
        assert found
        accounts.change(held, found.id, "active", False)

    assert (await bo.client.get("/desk/")).status_code == 303
    assert "lösenordet är fel" in await attempt(bo, PASSWORD)


@pytest.mark.parametrize("path", ["/", "/password", "/accounts/1", "/nowhere", "/sign-in"])
async def test_no_page_is_kept_by_a_browser(worker: Give, path: str) -> None:
    anna = await worker()
    stranger = httpx.AsyncClient(transport=anna.client._transport, base_url="http://desk.test")
    for client in (anna.client, stranger):
        answer = await client.get(f"/desk{path}")
        assert answer.headers["cache-control"] == "no-store", answer.status_code
        assert answer.headers["x-frame-options"] == "DENY"


async def test_our_own_mistake_is_not_kept_either(house: House, worker: Give) -> None:
    anna = await worker()
    with house.store.writing() as held:
        accounts.change(held, 1, "roles", "officer|a role of a later program")
    site = page(house, Clock())
    careless = httpx.ASGITransport(site, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=careless, base_url="http://desk.test") as client:
        client.cookies = anna.client.cookies
        answer = await client.get("/desk/")

    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.text
    assert answer.headers["cache-control"] == "no-store"
