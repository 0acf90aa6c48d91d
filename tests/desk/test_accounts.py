"""Accounts, as an administrator sees to them."""

import re
from collections.abc import Awaitable, Callable
from threading import Barrier, Thread

import httpx
import pytest
from atdesk import HERE, MORNING, PASSWORD, Clock, Worker
from starlette.applications import Starlette

from bot.assembly import House
from bot.desk.accounts import rules
from bot.store.office import accounts, attempts, audit
from bot.store.office.accounts import Account, Office

Give = Callable[..., Awaitable[Worker]]
ADMINISTRATOR = (Office.ADMINISTRATOR,)
FORM = 1
"""The forms of a page come after the one that signs out."""


def named(house: House, name: str) -> Account:
    with house.store.reading() as held:
        return next(one for one in accounts.of(held, HERE) if one.name == name)


def noted(house: House) -> list[tuple[str, str, str]]:
    with house.store.reading() as held:
        return [(entry.by, entry.what, entry.detail) for entry in audit.page(held, HERE)]


def shown(worker: Worker) -> str:
    """The one-time password on the page."""
    found = re.search(r"<code>([a-z-]+)</code>", worker.page.html)
    assert found, worker.page.text
    return found[1]


@pytest.fixture
async def ada(worker: Give) -> Worker:
    """An administrator."""
    return await worker("Ada Ask", officer=None, roles=ADMINISTRATOR)


async def add(ada: Worker, **fields: str | list[str]) -> None:
    await ada.open("/accounts/new")
    await ada.send(FORM, **{"roles": ["officer"], **fields})


async def test_an_administrator_begins_at_the_accounts(ada: Worker) -> None:
    assert ada.at == "/desk/accounts"
    assert "Ada Ask" in ada.page.text


async def test_a_new_account_gets_a_one_time_password_that_is_shown_once(
    house: House, site: Starlette, ada: Worker
) -> None:
    await ada.open("/accounts/new")
    form = ada.page.forms[FORM].fill(login="Bo", name=" Bo  Ek ", roles=["officer", "keeper"])
    await ada.post("/desk/accounts/new", form)
    once = shown(ada)
    await ada.post("/desk/accounts/new", form)  # again: the same account, and no password
    assert "Kontot är öppnat" in ada.page.text
    assert "<code>" not in ada.page.html

    found = named(house, "Bo Ek")
    assert (found.login, found.officer) == ("bo", "bo-ek")
    assert found.roles == {Office.OFFICER, Office.KEEPER}
    assert noted(house)[0] == ("Ada Ask", "account.add", f"account={found.id} roles=keeper|officer")
    bo = Worker(httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://d"), "bo")
    await bo.sign_in(once)
    assert "Välj ett eget lösenord" in bo.page.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"login": "ada"}, "upptaget"),
        ({"login": "a"}, "2 till 64 tecken"),
        ({"login": "<b>"}, "2 till 64 tecken"),
        ({"name": "ada  ASK"}, "samma namn"),
        ({"name": ""}, "måste fyllas i"),
        ({"name": "x" * 81}, "högst 80"),
        ({"roles": []}, "minst en roll"),
        ({"officer": "Bo Ek"}, "ingen nyckel"),
        ({"officer": "taken"}, "redan Tor Tall"),
    ],
)
async def test_what_is_wrong_with_a_new_account_is_told(
    house: House, worker: Give, ada: Worker, fields: dict[str, str | list[str]], told: str
) -> None:
    await worker("Tor Tall", officer="taken")
    await add(ada, **{"login": "bo", "name": "Bo Ek", **fields})

    assert (ada.status, told in ada.page.text) == (422, True), ada.page.text
    assert "account.add" not in [what for _, what, _ in noted(house)]


async def test_all_that_is_wrong_is_told_at_once_each_beside_its_field(ada: Worker) -> None:
    await add(ada, login="", name="", officer="Bo Ek")
    assert (ada.status, ada.page.faults) == (422, ["name", "login", "officer"])
    await add(ada, login="ada", name="Ada Ask", roles=[])

    assert (ada.status, ada.page.faults) == (422, ["name", "login", "roles"])


async def test_an_administrator_sees_who_is_locked_out_and_lets_them_in(
    house: House, ada: Worker
) -> None:
    await add(ada, login="bo", name="Bo Ek")
    with house.store.writing() as held:
        for _ in range(attempts.MOST):
            attempts.begin(held, "bo", MORNING)
    page = await ada.open("/accounts")
    assert "låst till klockan 08.45" in page.text
    page = await ada.open(f"/accounts/{named(house, 'Bo Ek').id}")
    assert "låser upp kontot direkt" in page.text
    await ada.send(FORM + 1, "do=reset")

    assert "låst" not in (await ada.open("/accounts")).text
    with house.store.writing() as held:
        assert attempts.begin(held, "bo", MORNING).let_in


async def test_an_officer_books_by_the_key_of_the_catalogue_or_by_one_of_the_name(
    house: House, ada: Worker
) -> None:
    await add(ada, login="omar", name="Omar Said")
    await add(ada, login="asa", name="Åsa Öberg-Él")
    await add(ada, login="maria", name="Maria Berg (Norr)", officer="maria-berg")
    await add(ada, login="anna", name="Anna Lind", roles=["keeper"])

    assert named(house, "Omar Said").officer == "omar-said"
    assert named(house, "Åsa Öberg-Él").officer == "asa-oberg-el"
    assert named(house, "Maria Berg (Norr)").officer == "maria-berg"
    assert named(house, "Anna Lind").officer is None


async def test_roles_are_changed_at_once(house: House, worker: Give, ada: Worker) -> None:
    bo = await worker("Bo Ek", officer=None, roles=(Office.KEEPER,))
    assert bo.at == "/desk/providers"
    await bo.open("/confirm")
    assert bo.status == 404
    await ada.open(f"/accounts/{named(house, 'Bo Ek').id}")
    await ada.send(FORM, "do=roles", roles=["officer"])
    await bo.open("/")

    assert "Rollerna är ändrade" in ada.page.text
    assert (bo.status, named(house, "Bo Ek").officer) == (200, "bo-ek")


async def test_a_new_one_time_password_ends_the_old_and_its_sessions(
    house: House, worker: Give, ada: Worker
) -> None:
    bo = await worker("Bo Ek", officer="bo")
    await ada.open(f"/accounts/{named(house, 'Bo Ek').id}")
    await ada.send(FORM + 1, "do=reset")
    once = shown(ada)
    assert (await bo.client.get("/desk/")).status_code == 303
    await bo.sign_in(PASSWORD)
    assert "lösenordet är fel" in bo.page.text
    await bo.sign_in(once)

    assert "Välj ett eget lösenord" in bo.page.text


async def test_a_closed_account_is_out_until_it_is_opened(
    house: House, worker: Give, ada: Worker
) -> None:
    bo = await worker("Bo Ek", officer="bo")
    path = f"/accounts/{named(house, 'Bo Ek').id}"
    await ada.open(path)
    await ada.send(-1, "do=close")
    assert (await bo.client.get("/desk/")).status_code == 303
    await ada.open(path)
    await ada.send(-1, "do=open")
    await bo.sign_in()

    assert bo.at == "/desk/"
    done = [what for by, what, _ in noted(house) if by == "Ada Ask"]
    assert done == ["account.open", "account.close", "sign-in"]


async def test_nobody_takes_the_role_from_the_last_administrator(
    house: House, worker: Give, ada: Worker
) -> None:
    path = f"/accounts/{named(house, 'Ada Ask').id}"
    for form, button in ((FORM, "do=roles"), (-1, "do=close")):
        await ada.open(path)
        await ada.send(form, button, roles=["keeper"])
        assert (ada.status, "sista administratören" in ada.page.text) == (409, True)
    await worker("Bea Björk", officer=None, roles=ADMINISTRATOR)
    await ada.open(path)
    await ada.send(FORM, "do=roles", roles=["keeper"])

    assert named(house, "Ada Ask").roles == {Office.KEEPER}
    assert named(house, "Bea Björk").roles == {Office.ADMINISTRATOR}


def at_once(*do: Callable[[], None]) -> list[rules.Wrong]:
    """All of these together; those that could not be done."""
    start, wrong = Barrier(len(do)), []

    def run(one: Callable[[], None]) -> None:
        start.wait()
        try:
            one()
        except rules.Wrong as why:
            wrong.append(why)

    threads = [Thread(target=run, args=(one,)) for one in do]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_of_two_administrators_who_leave_at_once_one_stays(house: House) -> None:
    here = house.catalogues.refresh(house.store).by_key[HERE]
    with house.store.appending() as held:
        two = [
            rules.add(held, here, login, name, frozenset(ADMINISTRATOR), MORNING)
            for login, name in (("ada", "Ada Ask"), ("bea", "Bea Björk"))
        ]

    def leave(one: Account) -> Callable[[], None]:
        def do() -> None:
            with house.store.appending() as held:
                rules.close(held, one)

        return do

    assert len(at_once(*map(leave, two))) == 1


def test_of_two_of_one_name_who_come_at_once_one_gets_an_account(house: House) -> None:
    here = house.catalogues.refresh(house.store).by_key[HERE]

    def come(login: str) -> Callable[[], None]:
        def do() -> None:
            with house.store.appending() as held:
                rules.add(held, here, login, "Bo Ek", frozenset(ADMINISTRATOR), MORNING)

        return do

    assert len(at_once(come("bo"), come("bo.ek"))) == 1


async def test_a_keeper_comes_to_the_list_by_their_own_name_for_half_a_day(
    worker: Give, clock: Clock
) -> None:
    eva = await worker("Eva Ek", officer=None, roles=(Office.KEEPER,))
    link = (await eva.client.get("/desk/keep-list")).headers["location"]
    assert link.startswith("/keep/")
    assert "Eva Ek" in (await eva.client.get(link)).text
    clock.at = MORNING.replace(hour=20, minute=29)
    assert (await eva.client.get(link)).status_code == 200
    clock.at = MORNING.replace(hour=20, minute=30)
    assert (await eva.client.get(link)).status_code == 403


@pytest.mark.parametrize("path", ["/accounts", "/accounts/new", "/accounts/1", "/audit"])
async def test_only_an_administrator_sees_accounts_and_the_audit(worker: Give, path: str) -> None:
    both = await worker("Anna Lind", roles=(Office.OFFICER, Office.KEEPER))
    await both.open(path)

    assert both.status == 404


async def test_an_administrator_sees_their_own_municipality_only(
    house: House, worker: Give, ada: Worker
) -> None:
    theirs = await worker("Nils Nord", officer=None, roles=ADMINISTRATOR, here="nacka")
    other = next(n for n in range(1, 9) if n != named(house, "Ada Ask").id)
    for path in (f"/accounts/{other}", "/accounts/999", "/accounts/x"):
        await ada.open(path)
        assert (ada.status, "Nils" in ada.page.text) == (404, False)
    form = next(f for f in (await theirs.open(f"/accounts/{other}")).forms if f.buttons)
    token = (await ada.open("/accounts")).forms[0].value("token")
    await ada.post(f"/desk/accounts/{other}", [("token", token), ("do", "close")])

    assert form.action == "/desk/sign-out"
    assert ada.status == 404
    await ada.open("/accounts")
    assert "Nils Nord" not in ada.page.text
    await theirs.open("/accounts")
    assert "Nils Nord" in theirs.page.text
    assert "öppet" in theirs.page.text
