"""Choosing a password: the first of one's own, a new one, and which will do."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx
import pytest
from argon2 import PasswordHasher
from atdesk import HERE, MORNING, PASSWORD, Clock, Worker
from starlette.applications import Starlette

from bot.assembly import House
from bot.desk.accounts import passwords
from bot.store.office import accounts, audit
from bot.store.office.accounts import Office

Give = Callable[..., Awaitable[Worker]]
OWN = "korv moln cykel tankbil"


@pytest.mark.parametrize(
    "password",
    [
        "kort", "elva tecken", "password1234", "sommar202612", "kundvalsguiden", "Kundvalsguiden1",
        "hemtjänst2026", "Välkommen2026", "lösenord1234", "123456789012", "aaaaaaaaaaaa",
        "qwertyuiop12", "karin.asplund", "karin.asplund1", "Karin Asplund", "KarinAsplund12",
        "exempelby2026", "x" * 201,
    ],
)  # fmt: skip
def test_a_password_that_others_would_guess_is_refused(password: str) -> None:
    assert passwords.fault(password, "karin.asplund", "Karin Asplund", "Exempelby kommun")


@pytest.mark.parametrize(
    "password", [OWN, PASSWORD, "u7Kp!x2wQz9m", "korvbladmoln", "ärta båt öppen lampa"]
)
def test_a_sensible_password_is_taken(password: str) -> None:
    assert passwords.fault(password, "karin.asplund", "Karin Asplund", "Exempelby kommun") == ""


def test_a_password_is_stored_as_argon2_and_one_for_once_with_its_last_moment() -> None:
    closed = passwords.closed(OWN)
    once, stored = passwords.new_once(MORNING)

    assert closed.startswith("$argon2id$")
    assert passwords.opens(closed, OWN)
    assert not passwords.opens(closed, OWN + " ")
    assert passwords.opens(stored, once)
    assert passwords.once_until(stored) == MORNING + timedelta(days=7)
    assert passwords.once_until(closed) is None
    assert passwords.fault(once) == ""


def test_what_is_checked_where_there_is_no_account_takes_as_long() -> None:
    assert not PasswordHasher().check_needs_rehash(passwords.NOBODYS)
    assert not passwords.opens(None, OWN)


@pytest.fixture
def newcomer(house: House, site: Starlette) -> tuple[Worker, str]:
    """Bo Ek at a browser, and the one-time password that he was given."""
    password, stored = passwords.new_once(MORNING)
    with house.store.writing() as held:
        roles = frozenset({Office.OFFICER})
        accounts.add(held, HERE, "bo", "Bo Ek", roles, MORNING, officer="bo", password=stored)
    transport = httpx.ASGITransport(site)
    client = httpx.AsyncClient(transport=transport, base_url="http://desk.test")
    return Worker(client, "bo"), password


async def test_a_one_time_password_leads_only_to_one_of_ones_own(
    newcomer: tuple[Worker, str],
) -> None:
    bo, once = newcomer
    await bo.sign_in(once)
    assert "Välj ett eget lösenord" in bo.page.text
    assert "desk" not in bo.client.cookies
    await bo.send(new="sommar202612", again="sommar202612")
    assert "för lätt att gissa" in bo.page.text
    await bo.send(new=OWN, again=OWN + "!")
    assert "inte lika" in bo.page.text
    chosen = bo.page.forms[0].fill(new=OWN, again=OWN)
    await bo.post("/desk/sign-in/first", chosen)
    assert (bo.at, bo.status) == ("/desk/", 200)

    bo.client.cookies.clear()
    await bo.post("/desk/sign-in/first", chosen)
    assert "engångslösenordet igen" in bo.page.text
    await bo.sign_in(once)
    assert "lösenordet är fel" in bo.page.text
    await bo.sign_in(OWN)
    assert bo.at == "/desk/"


async def test_the_page_for_the_first_password_is_good_for_a_quarter_of_an_hour(
    newcomer: tuple[Worker, str], clock: Clock
) -> None:
    bo, once = newcomer
    await bo.sign_in(once)
    clock.at += timedelta(minutes=15)
    await bo.send(new=OWN, again=OWN)

    assert "engångslösenordet igen" in bo.page.text
    assert "desk" not in bo.client.cookies


async def test_a_one_time_password_is_good_for_a_week(
    newcomer: tuple[Worker, str], clock: Clock
) -> None:
    bo, once = newcomer
    clock.at += timedelta(days=7, seconds=1)
    await bo.sign_in(once)

    assert "för gammalt" in bo.page.text


async def test_a_new_password_ends_the_other_sessions(house: House, worker: Give) -> None:
    anna = await worker()
    other = Worker(httpx.AsyncClient(transport=anna.client._transport, base_url="http://d"), "Anna")
    await other.sign_in()
    await anna.open("/password")
    await anna.send(1, old=PASSWORD, new=OWN, again=OWN)

    assert "Lösenordet är bytt" in anna.page.text
    assert (await other.client.get("http://d/desk/")).status_code == 303
    await other.sign_in()
    assert "lösenordet är fel" in other.page.text
    await other.sign_in(OWN)
    assert other.at == "/desk/"
    with house.store.reading() as held:
        assert "password" in [entry.what for entry in audit.page(held, HERE)]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("inte det gamla alls", OWN, "Det gamla lösenordet är fel"),
        (PASSWORD, "Anna Lind Anna", "för lätt att gissa"),
        (PASSWORD, PASSWORD, "samma lösenord som förut"),
    ],
)
async def test_a_new_password_must_be_ones_own_and_new(
    worker: Give, old: str, new: str, told: str
) -> None:
    anna = await worker()
    await anna.open("/password")
    await anna.send(1, old=old, new=new, again=new)
    assert (anna.status, told in anna.page.text) == (422, True)
    anna.client.cookies.clear()
    await anna.sign_in()

    assert anna.at == "/desk/"


async def test_t29_a_new_password_that_is_sent_twice_is_changed_once(worker: Give) -> None:
    anna = await worker()
    await anna.open("/password")
    form = anna.page.forms[1].fill(old=PASSWORD, new=OWN, again=OWN)
    for _ in range(2):
        await anna.post("/desk/password", form)

        assert "Lösenordet är bytt" in anna.page.text
        assert anna.status == 200


async def test_who_guesses_at_the_old_password_is_locked_out_too(worker: Give) -> None:
    anna = await worker()
    for _ in range(5):
        await anna.open("/password")
        await anna.send(1, old="inte det gamla alls", new=OWN, again=OWN)
    await anna.open("/password")
    await anna.send(1, old=PASSWORD, new=OWN, again=OWN)

    assert "Försök igen klockan 08.45" in anna.page.text
