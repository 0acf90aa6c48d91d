"""The page: bad input, guards, and what is never let through."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import httpx
from browser import Browser, Page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.languages import locales

Newcomer = Callable[..., Browser]


def stored(database: Path) -> list[str]:
    """Everything that is kept, as text."""
    with sqlite3.connect(database) as connection:
        return list(connection.iterdump())


def turns(database: Path) -> int:
    """How many turns have been logged."""
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM turn").fetchone()[0])


async def test_a_forged_cookie_is_nobodys_and_is_replaced(newcomer: Newcomer) -> None:
    victim, thief = newcomer(), newcomer()
    await victim.open()
    await victim.press("language|fi")
    real = victim.client.cookies["visit"]
    # Not the last letter: two of its bits count for nothing, and some changes change nothing.
    changed = real[:-9] + ("B" if real[-9] == "A" else "A") + real[-8:]

    for forged in (changed, real.partition(".")[0], "åäö".encode(), b"\xff", b"a" * 4000):
        value = forged if isinstance(forged, bytes) else forged.encode()
        answer = await thief.client.get("/", headers=[(b"cookie", b"visit=" + value)])
        assert answer.status_code == 200
        assert list(Page(answer.text).buttons) == [f"language|{code}" for code in locales.ORDER]

    token = Page(answer.text).token
    pressed = await thief.client.post(
        "/",
        data={"token": token, "choose": "language|sv"},
        headers=[(b"cookie", b"visit=forged")],
    )
    assert pressed.status_code == 303
    assert pressed.cookies["visit"]


async def test_the_cookie_is_kept_from_scripts_and_other_sites(newcomer: Newcomer) -> None:
    person = newcomer()
    form = {"token": (await person.open()).token, "choose": "language|sv"}

    cookie = (await person.client.post("/", data=form)).headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=2592000" in cookie
    assert "Path=/" in cookie


async def test_an_empty_message_gets_a_kind_word_and_nothing_is_stored(
    newcomer: Newcomer, database: Path
) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")
    before = stored(database)

    for text in ("", " \t\r\n", "\x00\x07"):
        answer = await person.client.post("/", data={"token": person.page.token, "text": text})
        assert answer.status_code == 422
        assert "Skriv något eller tryck på ett svar." in Page(answer.text).text

    assert stored(database) == before


async def test_a_long_message_is_refused_in_words(newcomer: Newcomer, database: Path) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")
    before = stored(database)

    for length in (2_001, 100_000, 3_000_000):
        form = {"token": person.page.token, "text": "ö" * length}
        answer = await person.client.post("/", data=form)
        assert answer.status_code == 413
        assert "Det var för långt. Skriv lite kortare." in Page(answer.text).text
        assert "knew|yes" in Page(answer.text).buttons

    assert stored(database) == before


async def test_an_old_page_loses_nothing_that_was_typed(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")

    answer = await person.client.post("/", data={"token": "made up", "text": "min mamma <b>"})

    assert answer.status_code == 409
    assert Page(answer.text).typed == "min mamma <b>"
    assert "Sidan var gammal." in Page(answer.text).text


async def test_another_site_cannot_press_for_someone(newcomer: Newcomer, database: Path) -> None:
    person = newcomer()
    form = {"token": (await person.open()).token, "choose": "language|sv"}

    for header in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert (await person.client.post("/", data=form, headers=header)).status_code == 403
    assert turns(database) == 0

    same = {"Origin": "http://chat.test"}
    assert (await person.client.post("/", data=form, headers=same)).status_code == 303


async def test_a_locked_database_gives_a_calm_page_and_the_same_form_works_after(
    newcomer: Newcomer, database: Path
) -> None:
    person = newcomer()
    await person.open()
    await person.press("language|sv")
    form = {"token": person.page.token, "text": "nej"}

    with sqlite3.connect(database) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await person.client.post("/", data=form)
        other.rollback()

    page = Page(answer.text)
    assert answer.status_code == 503
    assert "Det går inte att svara just nu." in page.text
    assert (page.typed, page.token) == ("nej", form["token"])
    assert turns(database) == 1
    person.page = page
    assert "municipality|exempelby" in (await person.say("nej")).buttons


async def test_no_call_no_calendar(newcomer: Newcomer) -> None:
    person = newcomer()
    await person.open()
    assert (await person.client.get("/call.ics")).status_code == 404
    await person.press("language|fi")

    answer = await person.client.get("/call.ics")

    assert answer.status_code == 404
    assert Page(answer.text).lang == "fi"
    assert "/" in Page(answer.text).links


async def test_the_look_is_kept_by_the_browser(newcomer: Newcomer) -> None:
    person = newcomer()
    plain = await person.open()

    for pressed, shown in (("2", "size-2"), ("3", "size-3"), ("1", "size-1")):
        await person.client.post("/look", data={"size": pressed})
        assert f'class="{shown}"' in (await person.open()).html
    await person.client.post("/look", data={"contrast": "strong"})
    await person.client.post("/look", data={"size": "2"})
    strong = await person.open()
    await person.client.post("/look", data={"size": '"><script>', "contrast": "none"})
    same = await person.open()
    await person.client.post("/look", data={"size": "1", "contrast": "usual"})

    assert 'class="size-2 strong"' in strong.html
    assert ("Stark kontrast" in plain.text, "Vanlig kontrast" in strong.text) == (True, True)
    assert 'class="size-2 strong"' in same.html
    assert 'class="size-1"' in (await person.open()).html


async def test_every_answer_is_guarded_and_only_the_dressing_is_kept(newcomer: Newcomer) -> None:
    client = newcomer().client

    for address in ("/", "/call.ics", "/no/such/page", "/health/live"):
        headers = (await client.get(address)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
    for name in ("chat.css", "chat.js", "icon.svg"):
        answer = await client.get(f"/static/{name}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


async def test_nothing_on_the_page_comes_from_elsewhere_or_stands_inline(
    newcomer: Newcomer,
) -> None:
    person = newcomer()
    await person.open()

    html = (await person.press("language|sv")).html

    assert "http:" not in html
    assert "https:" not in html
    assert " style=" not in html
    assert " onclick=" not in html
    assert "<style" not in html


async def test_health_is_told(newcomer: Newcomer) -> None:
    assert (await newcomer().client.get("/health/live")).text == "ok"


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # one house takes them all
)
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.dictionaries(
            st.sampled_from(["token", "choose", "text", "size", "x"]),
            st.text(max_size=60)
            | st.sampled_from(["<script>alert(1)</script>", "' OR 1=1 --", "language|\x00", "|"]),
        ),
    ),
    with_token=st.booleans(),
    kind=st.sampled_from(
        ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
    ),
)
async def test_t32_hostile_forms_end_in_a_page(
    client: httpx.AsyncClient, body: bytes | dict[str, str], with_token: bool, kind: str
) -> None:
    if isinstance(body, dict):
        token = {"token": Page((await client.get("/")).text).token} if with_token else {}
        answer = await client.post("/", data={**body, **token})
    else:
        answer = await client.post("/", content=body, headers={"Content-Type": kind})

    assert answer.status_code in (303, 409, 413, 422, 429)
    assert "<script>alert" not in answer.text
    assert (await client.get("/")).status_code == 200


async def test_a_phone_can_put_the_chat_beside_its_programs(newcomer: Newcomer) -> None:
    person = newcomer()
    page = await person.open()

    manifest = await person.client.get("/app.webmanifest")
    told = manifest.json()

    assert '<link rel="manifest" href="/app.webmanifest">' in page.html
    assert manifest.headers["content-type"] == "application/manifest+json"
    assert (told["name"], told["start_url"], told["display"]) == (
        "Kundvalsguiden",
        "/",
        "standalone",
    )
    for icon in told["icons"]:
        picture = await person.client.get(icon["src"])
        side = int.from_bytes(picture.content[16:20])
        assert picture.headers["content-type"] == "image/png"
        assert icon["sizes"] == f"{side}x{side}"


async def test_the_first_page_is_small_enough_for_a_poor_line(newcomer: Newcomer) -> None:
    person = newcomer()
    page = await person.open()
    chat = await person.press("language|ti")
    for one in (page, chat):
        dressing = set(re.findall(r"/static/[\w.-]+\?\w+", one.html))
        needed = [name for name in dressing if not name.partition("?")[0].endswith(".png")]
        sizes = [len((await person.client.get(name)).content) for name in needed]

        assert len(needed) >= 4
        assert len(one.html.encode()) + sum(sizes) < 60_000, "without compression"
