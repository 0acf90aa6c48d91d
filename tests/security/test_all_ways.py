"""Every way into the house, asked as it should be and as it should not."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher
from line import NOW, Line
from office import Page
from starlette.applications import Starlette
from ways import Way, ways

from bot.assembly import House, assemble, page
from bot.doors.webhook import Webhook
from bot.keeping.links import Link, Role, make
from bot.rendering.telegrams import Method
from bot.settings import Settings
from bot.store.office import accounts
from bot.store.office.accounts import Office

METHODS = ("GET", "HEAD", "OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "XX")
PASSWORD = "fyra ord som inte rimmar"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NEEDED = (
    "content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy",
    "cache-control", "cross-origin-opener-policy",
)  # fmt: skip


async def _nobody(_update: object) -> tuple[Method, ...]:
    return ()


async def _nowhere(_method: Method) -> bool:
    return True


@pytest.fixture
def site(house: House) -> Starlette:
    """All its pages, and Telegram's way in."""
    webhook = Webhook(_nobody, _nowhere, "a-secret-of-telegrams")
    return page(house, lambda: NOW, ways=webhook.routes())


@pytest.fixture
async def client(site: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="https://house.test") as made:
        yield made


@pytest.fixture
def keeper() -> str:
    """The part of a keeper's address that lets them in."""
    return make("test", Link("exempelby", Role.KEEPER, "Eva Ek"), NOW).split("/")[2]


@pytest.fixture
async def officer(house: House, client: httpx.AsyncClient) -> str:
    """Somebody who may do everything signs in; gives the token of a form of theirs."""
    with house.store.writing() as held:
        accounts.add(
            held, "exempelby", "anna", "Anna Lind", frozenset(Office), NOW,
            officer="anna-lind", password=QUICK.hash(PASSWORD),
        )  # fmt: skip
    token = Page((await client.get("/desk/sign-in")).text).forms[0].value("token")
    form = {"token": token, "login": "anna", "password": PASSWORD}
    await client.post("/desk/sign-in", data=form)
    home = Page((await client.get("/desk/")).text)
    return next(one.value("token") for one in home.forms if one.value("token"))


def stored(database: Path) -> list[str]:
    """Everything that is kept, as text."""
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


def test_the_tables_are_walked_to_the_end(site: Starlette) -> None:
    found = {way.path for way in ways(site)}

    assert {"/", "/api/turns", "/health/live", "/telegram", "/desk/cases/{case}/confirm"} <= found
    assert "/keep/{token}/providers/{provider}/facts" in found
    assert len(found) > 80


async def test_every_answer_is_guarded_whatever_is_asked_and_how(
    site: Starlette, client: httpx.AsyncClient, officer: str, keeper: str
) -> None:
    stranger = httpx.AsyncClient(transport=client._transport, base_url="https://house.test")
    for way in ways(site):
        for who in (client, stranger):
            for method in METHODS:
                answer = await who.request(method, way.filled(token=keeper))
                said = (way.path, method, answer.status_code)
                assert answer.status_code < 500, said
                missing = [name for name in NEEDED if name not in answer.headers]
                assert missing == [], said
                policy = answer.headers["content-security-policy"]
                assert policy.startswith("default-src 'none'"), said
                assert "unsafe" not in policy, said
                assert "max-age" in answer.headers["strict-transport-security"], said
                assert "server" not in answer.headers, said
                if answer.status_code == 200 and "/static/" not in way.path:
                    assert answer.headers["cache-control"] == "no-store", said
                if method in ("TRACE", "PUT", "PATCH", "DELETE", "PROPFIND", "XX"):
                    assert answer.status_code in (400, 404, 405), said
                if answer.status_code == 405:
                    assert answer.headers["allow"], said
    await stranger.aclose()


async def test_no_browser_is_told_to_come_by_https_where_it_did_not(
    client: httpx.AsyncClient,
) -> None:
    assert "strict-transport-security" not in (await client.get("http://house.test/")).headers


def forms(token: str) -> list[tuple[str, dict[str, str], bytes]]:
    """What another site's page can send without being asked: name, headers and body."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    fields = b"choose=language%7Csv&text=hej&deed=take&to=anna&new=x&name=Anna"
    turn = b'{"key": "pressed-once", "choose": {"question": "language", "value": "sv"}}'
    theirs = {"Sec-Fetch-Site": "cross-site"}
    return [
        ("no token", form, fields),
        ("a made-up token", form, fields + b"&token=made-up"),
        ("as text", {"Content-Type": "text/plain"}, turn),
        ("as text, of a form", {"Content-Type": "text/plain"}, fields),
        ("as a form with files", {"Content-Type": "multipart/form-data; boundary=x"}, b"--x--"),
        ("nothing", {}, b""),
        ("from another site", {**form, **theirs}, fields + b"&token=" + token.encode()),
    ]


async def test_no_form_of_another_site_changes_anything(
    site: Starlette, client: httpx.AsyncClient, officer: str, keeper: str, database: Path
) -> None:
    posting = [way for way in ways(site) if "POST" in way.methods]
    assert len(posting) > 40
    of_link = Page((await client.get(f"/keep/{keeper}/providers/ekens-omsorg/facts")).text)
    before = stored(database)

    for way in posting:
        path = way.filled(token=keeper)
        token = officer if path.startswith("/desk") else of_link.forms[-1].value("token")
        if not path.startswith(("/desk", "/keep")):
            token = Page((await client.get("/")).text).forms[0].value("token")
        for name, headers, body in forms(token):
            answer = await client.post(path, headers=headers, content=body)
            assert answer.status_code < 500, (path, name)
            assert stored(database) == before, (path, name, answer.status_code)


@pytest.mark.parametrize("query", ["q=" + "a" * 10_000, "&".join(["a=1"] * 3_000), "%ff=%00&=&&"])
async def test_a_crooked_query_is_no_mistake_of_ours(
    site: Starlette, client: httpx.AsyncClient, officer: str, keeper: str, query: str
) -> None:
    for way in ways(site):
        if "GET" in way.methods:
            answer = await client.get(f"{way.filled(token=keeper)}?{query}")
            assert answer.status_code < 500, way.path


async def test_a_page_is_never_led_to_another_site(
    site: Starlette, client: httpx.AsyncClient, officer: str, keeper: str
) -> None:
    away = "https://evil.example/"
    names = ("next", "after", "here", "back", "return", "url", "to", "in", "of", "start", "done")
    query = dict.fromkeys(names, away)
    for way in ways(site):
        for method in {"GET", "POST"} & way.methods:
            for path in (way.filled(token=keeper), f"/{way.filled(token='/evil.example')}"):
                answer = await client.request(
                    method, f"https://house.test{path}", params=query,
                    headers={"Referer": away}, data={"token": officer, **query}
                    if method == "POST" else None,
                )  # fmt: skip
                to = answer.headers.get("location", "/")
                assert httpx.URL("https://house.test").join(to).host == "house.test", way.path
                assert to == "/" or not to.startswith("//"), way.path


UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "....//", "%252e%252e/", "/", "%00")


async def test_no_file_outside_of_a_folder_is_given(site: Starlette, line: Line) -> None:
    folders = [way.path for way in ways(site) if way.path.endswith("/none.css")]
    assert len(folders) == 3
    for folder in folders:
        for up in UP:
            for file in ("guard.py", "pages.py", "web.py", "settings.py", "etc/passwd"):
                path = folder.replace("none.css", up * 3 + file)
                head = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                told = await line.say(head.encode())
                assert b" 200 " not in told.split(b"\r\n")[0], path
                assert b"import" not in told, path
                assert b"root:" not in told, path


def of_house(tmp_path: Path, **given: str) -> House:
    return assemble(Settings(database=f"sqlite:///{tmp_path}/other.db", secret="test", **given))


@pytest.mark.parametrize(
    ("given", "asked", "answered"),
    [
        ({}, "anything.test", True),
        ({"address": "https://kundval.test"}, "kundval.test", True),
        ({"address": "https://kundval.test"}, "kundval.test:443", True),
        ({"address": "https://kundval.test"}, "127.0.0.1:8080", True),
        ({"address": "https://kundval.test"}, "evil.example", False),
        ({"address": "https://kundval.test"}, "kundval.test.evil.example", False),
        ({"address": "https://kundval.test"}, "evil.example/kundval.test", False),
        ({"address": "https://kundval.test", "hosts": "desk.test *.by.se"}, "desk.test", True),
        ({"address": "https://kundval.test", "hosts": "desk.test *.by.se"}, "a.by.se", True),
        ({"hosts": "desk.test"}, "evil.example", False),
    ],
)
async def test_the_house_answers_by_its_own_names(
    tmp_path: Path, given: dict[str, str], asked: str, answered: bool
) -> None:
    house = of_house(tmp_path, **given)
    transport = httpx.ASGITransport(page(house, lambda: NOW))
    async with httpx.AsyncClient(transport=transport, base_url="https://x.test") as client:
        for path in ("/", "/desk/sign-in", "/keep/made-up/", "/desk", "/nowhere"):
            answer = await client.get(path, headers={"Host": asked})
            assert (answer.status_code != 400) is answered, path
            assert "evil.example" not in answer.text + answer.headers.get("location", "")
        for path in ("/health/live", "/health/ready"):
            assert (await client.get(path, headers={"Host": asked})).status_code == 200
    house.close()


@pytest.mark.parametrize("names", ["https://kundval.test", "Ett Namn!", "a/b"])
def test_what_is_no_name_of_a_house_is_refused(names: str) -> None:
    with pytest.raises(ValueError, match="expected names"):
        Settings(hosts=names)


def test_the_places_of_an_address_are_filled() -> None:
    way = Way("/desk/cases/{case}/list", frozenset())

    assert way.filled() == "/desk/cases/case/list"
