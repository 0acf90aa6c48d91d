"""Municipalities at hosts of their own, and what of one is tried at another's."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from browser import Browser, Page
from linked import sent
from starlette.applications import Starlette

from bot.assembly import House, assemble, page
from bot.conversation import Address
from bot.doors.visit import Seal
from bot.keeping.links import Link, Role, make
from bot.settings import Settings, WrongSetting
from bot.store.office import accounts
from bot.store.office.accounts import Office

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
OURS, THEIRS, COMMON = "https://val.exempelby.se", "https://val.orebro.se", "https://val.se"
PASSWORD = "fyra ord som inte rimmar"
CLOSED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
TO_THE_LIST = (
    "language|sv", "knew|no", "who|self", "decision|yes", "about1|skip", "service|care",
    "area|centrum", "needs|done",
)  # fmt: skip
WRONG = "Koden stämmer inte."
At = Callable[[str], Browser]


def settings(database: Path, **more: str) -> Settings:
    sites = f"exempelby={OURS} orebro={THEIRS} exempelby=https://exempelby.example:8443"
    given = {"sites": sites, "address": COMMON, "secret": "test", "municipality": "", **more}
    given.setdefault("hosts", "unknown.example *.val.orebro.se")
    return Settings.model_validate({"database": f"sqlite:///{database}", **given})


@pytest.fixture
def house(database: Path) -> Iterator[House]:
    made = assemble(settings(database), patience=0.5, seed=7)
    yield made
    made.close()


@pytest.fixture
def site(house: House) -> Starlette:
    return page(house, lambda: NOW)


@pytest.fixture
async def at(site: Starlette) -> AsyncIterator[At]:
    """Gives a new browser at an address."""
    clients: list[httpx.AsyncClient] = []

    def new(address: str) -> Browser:
        transport = httpx.ASGITransport(site)
        clients.append(httpx.AsyncClient(transport=transport, base_url=address))
        return Browser(clients[-1])

    yield new
    for client in clients:
        await client.aclose()


async def through(person: Browser, *values: str) -> Page:
    if not person.page.html:
        await person.open()
    for value in values:
        await person.send({"choose": value})
    return person.page


@pytest.mark.parametrize(
    "address", [OURS, "https://VAL.EXEMPELBY.SE.", "https://exempelby.example", f"{OURS}:8443"]
)
async def test_at_its_host_a_municipality_is_met_alone(at: At, address: str) -> None:
    person = at(address)

    first = await person.open()
    asked = await through(person, "language|sv", "knew|no")

    assert "<h1>Exempelby kommun</h1>" in first.html
    assert "Hej! Det här är en chatt från Exempelby kommun." in asked.text
    assert "who|self" in asked.buttons  # and not where they live
    assert "Du kan också ringa 08-" in asked.text
    for path in ("/accessibility", "/privacy?of=orebro"):
        told = (await person.client.get(path)).text
        assert "Exempelby kommun" in told
        assert "Örebro" not in told
    assert (await person.client.get("/app.webmanifest")).json()["name"] == "Exempelby kommun"


@pytest.mark.parametrize("address", [COMMON, "https://unknown.example", "https://x.val.orebro.se"])
async def test_every_other_host_is_the_page_of_all(at: At, address: str) -> None:
    asked = await through(at(address), "language|sv", "knew|no")

    assert {"municipality|exempelby", "municipality|orebro"} <= set(asked.buttons)
    assert "<h1>Kundvalsguiden</h1>" in asked.html


@pytest.mark.parametrize("said", ["Örebro", "jag bor i Örebro kommun", "municipality|orebro"])
async def test_another_municipality_cannot_be_chosen_there(at: At, said: str) -> None:
    person = at(OURS)
    await through(person, "language|sv", "knew|no")
    await person.send({"choose": said} if "|" in said else {"text": said})

    await through(person, *TO_THE_LIST[2:])

    assert "list|finska-bron" in person.page.buttons, "of Exempelby"
    assert "who|self" not in person.page.buttons


async def test_a_link_to_another_municipality_is_met_with_what_there_is(at: At) -> None:
    person = at(OURS)
    link = "fi_orebro__care"
    person._read(await person.client.get(f"/?start={link}"))

    await person.send({"start": link})

    assert person.page.lang == "fi"
    assert "Exempelby kommun" in person.page.text
    assert "Örebro" not in person.page.text
    assert "knew|no" in person.page.buttons


async def test_a_cookie_a_token_and_a_conversation_are_good_at_one_host(at: At) -> None:
    ours, theirs = at(OURS), at(THEIRS)
    await through(ours, "language|sv", "knew|no")
    cookie = ours.client.cookies["__Host-visit"]
    theirs.client.headers["Cookie"] = f"__Host-visit={cookie}"
    began = {"key": "a1b2c3d4", "text": "hej"}
    told = (await ours.client.post("/api/turns", json=began)).json()

    seen = await theirs.open()
    token = await theirs.client.post("/", data={"token": ours.page.token, "choose": "who|self"})
    api = {"key": "e5f6a7b8", "conversation": told["conversation"], "text": "hej"}
    crossed = await theirs.client.post("/api/turns", json=api)

    assert "language|sv" in seen.buttons
    assert token.status_code == 409
    assert (crossed.status_code, crossed.json()["error"]) == (401, "unknown_conversation")
    assert (await ours.client.post("/api/turns", json=api)).status_code == 200
    assert "who|self" in (await ours.open()).buttons


def code_in(said: Page) -> str:
    return re.findall(r'<b class="code">(.{7})</b>', said.html)[-1]


@pytest.mark.parametrize("way", ["list", "move_out"])
async def test_a_code_of_one_municipality_is_none_at_anothers(at: At, way: str) -> None:
    ours = at(OURS)
    await through(ours, *TO_THE_LIST)
    await ours.say("flytta eller dela")
    await through(ours, f"share|{way}")
    if way == "move_out":
        await through(ours, "move_out|yes")
    code = code_in(ours.page)
    assert OURS in ours.page.text  # where to go on

    elsewhere = at(THEIRS)
    await through(elsewhere, "language|sv", "knew|no")
    refused = await elsewhere.say(code)
    home = at(OURS)
    await through(home, "language|sv", "knew|no")
    met = await home.say(code)

    assert WRONG in refused.text
    assert "move_here|yes" not in refused.buttons
    assert WRONG not in met.text


async def test_who_moves_on_to_the_page_of_all_is_not_asked_where_they_live(at: At) -> None:
    ours, common = at(OURS), at(COMMON)
    await through(ours, *TO_THE_LIST)
    await ours.say("flytta eller dela")
    code = code_in(await through(ours, "share|move_out", "move_out|yes"))
    await through(common, "language|sv")
    await common.say(code)

    moved = await through(common, "move_here|yes")

    assert "list|finska-bron" in moved.buttons
    assert "Kommun: Exempelby" in moved.text


async def test_a_message_is_read_at_the_host_of_the_one_that_wrote(at: At, house: House) -> None:
    ours = at(OURS)
    await through(ours, "language|sv")
    visit = Seal("test", lambda: NOW, "exempelby").visit(ours.client.cookies["__Host-visit"])
    assert visit
    link = f"/l/{sent(house.store, Address('web', 'exempelby', visit.external), NOW)}"

    read = {address: await at(address).client.get(link) for address in (OURS, THEIRS, COMMON)}

    assert [answer.status_code for answer in read.values()] == [200, 404, 404]
    assert "Exempelby" not in read[THEIRS].text
    assert house.settings.towns.page("exempelby") == OURS
    assert house.settings.towns.page("nacka") == COMMON


def officer(house: House, town: str, login: str) -> None:
    with house.store.writing() as held:
        roles = frozenset(Office)
        assert accounts.add(held, town, login, login.title(), roles, NOW, password=CLOSED)


async def signs_in(person: Browser, login: str) -> httpx.Response:
    form = Page((await person.client.get("/desk/sign-in")).text)
    sent = {"token": form.token, "login": login, "password": PASSWORD}
    return await person.client.post("/desk/sign-in", data=sent)


async def test_a_desk_lets_in_its_own_municipality_alone(at: At, house: House) -> None:
    officer(house, "exempelby", "anna")
    ours, theirs, common = at(OURS), at(THEIRS), at(COMMON)

    refused = await signs_in(theirs, "anna")
    unknown = await signs_in(theirs, "nobody")
    entered = [await signs_in(one, "anna") for one in (ours, common)]

    assert (refused.status_code, unknown.status_code) == (403, 403)
    assert Page(refused.text).text == Page(unknown.text).text.replace("nobody", "anna")
    assert [answer.status_code for answer in entered] == [303, 303]
    assert (await ours.client.get("/desk/providers")).status_code == 200
    theirs.client.headers["Cookie"] = f"desk={ours.client.cookies['desk']}"
    assert (await theirs.client.get("/desk/providers")).status_code == 404


async def test_a_keepers_link_opens_at_its_own_host_and_at_the_common_one(at: At) -> None:
    link = make("test", Link("exempelby", Role.KEEPER, "Eva Ek"), NOW)

    opened = [await at(address).client.get(link) for address in (OURS, COMMON, THEIRS)]

    assert [answer.status_code for answer in opened] == [200, 200, 403]
    assert "Exempelby" not in opened[2].text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"sites": "lillby=https://lillby.se"}, "KUNDVAL_SITES: lillby is not served here"),
        ({"telegram_bots": "lillby=1:A"}, "KUNDVAL_TELEGRAM_BOTS: lillby is not served here"),
        ({"municipality": "orebro"}, "KUNDVAL_SITES: exempelby is not served here"),
    ],
)
def test_what_is_not_served_is_told_at_the_start(
    database: Path, given: dict[str, str], why: str
) -> None:
    with pytest.raises(WrongSetting, match=why):
        assemble(settings(database, **given))


@pytest.mark.parametrize(
    "given",
    [
        {"sites": "https://val.se"},
        {"sites": "a=http://val.se"},
        {"sites": "a=https://val.se b=https://VAL.se:1"},
        {"sites": "a=https://val.se b=https://val.se:1"},
        {"telegram_bots": "123:ABC"},
        {"telegram_bots": "a=ABC"},
        {"telegram_bots": "a=1:A b=1:B"},
        {"telegram_bots": "a=1:A", "telegram_token": "1:A"},
    ],
)
def test_settings_that_could_lead_two_ways_are_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Settings.model_validate(given)
