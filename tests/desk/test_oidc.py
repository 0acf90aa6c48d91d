"""Signing in by OpenID Connect, against a provider that runs in a process of its own."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from atdesk import HERE, Clock
from itsdangerous import URLSafeSerializer
from starlette.applications import Starlette
from vouchers import Browser, Provider, provider

from bot.assembly import House, assemble, page
from bot.settings import Settings
from bot.store.office import accounts, audit
from bot.store.office.accounts import Account, Office

GROUPS = (
    "handlaggare=officer:exempelby, cn=listan,ou=vard=keeper:exempelby, "
    "it=administrator:exempelby, nacka=officer:nacka"
)


@pytest.fixture(scope="module")
def vouching() -> Iterator[Provider]:
    """One for all tests; each has people of its own."""
    with provider() as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    """The provider's own time: it stands in what it signs."""
    return Clock(datetime.now(UTC))


@pytest.fixture
def house(database: str, keys: tuple[str, ...], vouching: Provider) -> Iterator[House]:
    """A house that the provider vouches for."""
    settings = Settings(
        database=database, secret="test", keys=",".join(keys), municipality="",
        oidc_issuer=vouching.url, oidc_client_id="desk", oidc_client_secret="s3cret",
        oidc_name="Exempelby", oidc_groups=GROUPS,
    )  # fmt: skip
    made = assemble(settings, patience=2)
    yield made
    made.close()


Give = Callable[..., Browser]


@pytest.fixture
def somebody(site: Starlette, vouching: Provider) -> Give:
    """Gives somebody of whom the provider knows this."""

    def give(subject: str = "anna@ex", name: str = "Anna Lind", **claims: object) -> Browser:
        vouching.knows(subject, **{"name": name, "groups": ["handlaggare"], **claims})
        transport = httpx.ASGITransport(site)
        client = httpx.AsyncClient(transport=transport, base_url="http://desk.test")
        return Browser(client, vouching, subject)

    return give


def known(house: House) -> list[Account]:
    """The accounts that there are."""
    with house.store.reading() as held:
        return accounts.of(held, HERE)


async def test_the_whole_way_makes_an_account_and_comes_where_one_wanted(
    house: House, somebody: Give
) -> None:
    anna = somebody(groups=["handlaggare", "cn=listan,ou=vard", "something else"])
    await anna.client.get("/desk/sign-in")
    await anna.signs_in("/password")

    assert (anna.at, anna.status) == ("/desk/password", 200)
    assert "Du loggar in med Exempelby" in anna.page.text
    (account,) = known(house)
    assert account.name == "Anna Lind"
    assert account.roles == {Office.OFFICER, Office.KEEPER}
    assert account.officer == "anna-lind"  # the catalogue's for that name
    assert account.password is None
    with house.store.reading() as held:
        noted = [(entry.what, entry.detail) for entry in audit.page(held, HERE)]
    assert noted == [("sign-in", "oidc"), ("account.joined", "roles=keeper|officer")]


async def test_the_same_person_has_the_same_account_and_another_has_another(
    house: House, somebody: Give
) -> None:
    for _ in range(2):
        await somebody().signs_in()
    namesake = somebody("anna.lind@ex")
    await namesake.signs_in()

    assert [account.name for account in known(house)] == ["Anna Lind", "Anna Lind 2"]
    assert "Anna Lind 2" in namesake.page.text


async def test_roles_are_those_of_the_groups_at_each_sign_in(house: House, somebody: Give) -> None:
    anna = somebody(groups=["handlaggare"])
    await anna.signs_in()
    await somebody(groups=["it"], name="Anna Berg").signs_in()

    (account,) = known(house)
    assert account.roles == {Office.ADMINISTRATOR}
    assert account.name == "Anna Lind"  # or one could approve what one proposed by another name
    assert (await anna.client.get("/desk/audit")).status_code == 200
    await somebody(groups=["handlaggare"]).signs_in()
    assert (await anna.client.get("/desk/audit")).status_code == 404


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([], "ingen av dina grupper"),
        (["handlaggar", "Handlaggare"], "ingen av dina grupper"),
        (None, "ingen av dina grupper"),
        ({"handlaggare": True}, "ingen av dina grupper"),
        (["handlaggare", "nacka"], "flera kommuner"),
    ],
)
async def test_without_a_group_of_ours_there_is_a_clear_page_and_no_account(
    house: House, somebody: Give, groups: object, told: str
) -> None:
    bo = somebody("bo@ex", "Bo Ek", groups=groups)
    await bo.signs_in()

    assert (bo.status, told in bo.page.text) == (403, True)
    assert "Bo Ek" not in bo.page.text
    assert "desk" not in bo.client.cookies
    assert known(house) == []


async def test_an_account_stays_with_its_municipality_and_closed_when_it_is_closed(
    house: House, somebody: Give
) -> None:
    await somebody().signs_in()
    moved = somebody(groups=["nacka"])
    await moved.signs_in()
    (account,) = known(house)
    with house.store.writing() as held:
        accounts.change(held, account.id, "active", False)
    closed = somebody()
    await closed.signs_in()

    assert "en annan kommun" in moved.page.text
    assert "är stängt" in closed.page.text
    assert (moved.status, closed.status) == (403, 403)


async def test_a_state_of_another_way_is_refused(somebody: Give, vouching: Provider) -> None:
    anna, thief = somebody(), somebody("thief@ex", "Tor Tjuv")
    theirs = vouching.lets_in(await thief.starts(), "thief@ex")
    await anna.starts()
    await anna.comes_back(theirs)  # so nobody is signed in as another without knowing
    assert (anna.status, "började på en annan sida" in anna.page.text) == (403, True)
    await somebody().comes_back(theirs)

    assert "desk" not in anna.client.cookies


async def test_a_code_is_good_once(somebody: Give, vouching: Provider) -> None:
    anna = somebody()
    back = vouching.lets_in(await anna.starts(), anna.subject)
    way = anna.client.cookies["desk-way"]
    await anna.comes_back(back)
    assert anna.status == 200
    assert "desk-way" not in anna.client.cookies

    anna.client.cookies.clear()
    anna.client.cookies.set("desk-way", way, path="/desk/sign-in")
    await anna.comes_back(back)
    assert (anna.status, "inte att lita på" in anna.page.text) == (403, True)
    assert "desk" not in anna.client.cookies


async def test_the_way_may_take_ten_minutes(
    somebody: Give, vouching: Provider, clock: Clock
) -> None:
    anna = somebody()
    back = vouching.lets_in(await anna.starts(), anna.subject)
    clock.at = datetime.fromtimestamp(clock.at.timestamp() + 600, UTC)
    await anna.comes_back(back)

    assert "tog för lång tid" in anna.page.text


async def test_what_is_asked_of_the_provider(somebody: Give) -> None:
    first, second = [
        {k: v[0] for k, v in parse_qs(urlsplit(await somebody().starts()).query).items()}
        for _ in range(2)
    ]

    assert first["response_type"] == "code"
    assert first["redirect_uri"] == "http://desk.test/desk/sign-in/done"
    assert first["code_challenge_method"] == "S256"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 43
        assert first[name] != second[name]


async def test_what_proves_the_way_is_kept_by_the_browser_and_signed(
    somebody: Give, vouching: Provider
) -> None:
    anna = somebody()
    asked = parse_qs(urlsplit(await anna.starts()).query)
    (cookie,) = [c for c in anna.client.cookies.jar if c.name == "desk-way"]
    # Read as it was written: what packs well is packed.
    payload = str(cookie.value).rpartition(".")[0].encode()
    verifier = json.dumps(URLSafeSerializer("any").load_payload(payload)).split('"')[5]
    digest = hashlib.sha256(verifier.encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"][0]

    forged = str(cookie.value).replace(".", "A.", 1)
    anna.client.cookies.set("desk-way", forged, domain=cookie.domain, path="/desk/sign-in")
    await anna.comes_back("/desk/sign-in/done?code=x&state=" + asked["state"][0])
    assert anna.status == 403


async def test_who_says_no_there_comes_back_to_the_same_page(
    somebody: Give, vouching: Provider
) -> None:
    anna = somebody()
    back = vouching.lets_in(await anna.starts(), anna.subject, "deny")
    state = parse_qs(urlsplit(await anna.starts()).query)["state"][0]
    await anna.comes_back(f"{back}&state={state}")

    assert "blev inte av" in anna.page.text


async def test_passwords_of_our_own_are_off(somebody: Give) -> None:
    anna = somebody()
    shown = (await anna.client.get("/desk/sign-in")).text
    sent = await anna.client.post("/desk/sign-in", data={"login": "anna"})

    assert "Logga in med Exempelby" in shown
    assert "Lösenord" not in shown
    assert sent.status_code == 405


@pytest.mark.parametrize("gone", ["http://127.0.0.1:9", "http://localhost:9/other"])
async def test_a_provider_that_is_away_is_told(house: House, clock: Clock, gone: str) -> None:
    fields = {**house.settings.model_dump(), "oidc_issuer": gone, "local_sign_in": True}
    other = assemble(Settings(**fields), patience=2)
    transport = httpx.ASGITransport(page(other, clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        answer = await client.get("/desk/sign-in/start")
    other.close()

    assert answer.status_code == 503
    assert "Exempelby svarar inte" in answer.text
    assert "Lösenord" in answer.text  # KUNDVAL_LOCAL_SIGN_IN
