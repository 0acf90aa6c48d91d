"""A link from an e-mail or SMS: it opens nothing by itself, only its button does."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browser import Browser, Page
from linked import FORTNIGHT, sent
from starlette.applications import Starlette

from bot.assembly import House, assemble, page
from bot.conversation import Address
from bot.doors.visit import Seal
from bot.settings import Settings

Newcomer = Callable[..., Browser]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SEAL = Seal("test", lambda: NOW)
NEWS = "Du har ett nytt meddelande från Exempelby kommun."
OLD = "Länken är gammal och går inte att öppna. Du kan gå till chatten i stället."
FOREIGN = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"})


@pytest.fixture
def house(database: Path) -> Iterator[House]:
    settings = Settings(database=f"sqlite:///{database}", secret="test", municipality="")
    made = assemble(settings, patience=0.1)
    yield made
    made.close()


@pytest.fixture
def site(house: House) -> Starlette:
    return page(house, lambda: NOW)


@pytest.fixture
async def me(newcomer: Newcomer) -> Browser:
    """Who has a conversation in Swedish."""
    person = newcomer()
    await person.open()
    await person.press("language|sv")
    return person


def at(person: Browser) -> Address:
    """Who a browser is at the page."""
    visit = SEAL.visit(person.client.cookies["visit"])
    assert visit
    return Address("web", "", visit.external)


@pytest.fixture
def link(house: House, me: Browser) -> str:
    return f"/l/{sent(house.store, at(me), NOW)}"


def whole(database: Path) -> list[str]:
    """All that stands in the database."""
    looking = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = list(looking.iterdump())
    looking.close()
    return rows


async def test_the_button_opens_the_conversation(
    me: Browser, newcomer: Newcomer, link: str
) -> None:
    phone = newcomer("en")
    first = await phone.client.get(link)
    shown = Page(first.text)
    assert first.status_code == 200
    assert (shown.lang, shown.text.count(NEWS)) == ("sv", 1)
    assert "<h1>Exempelby kommun</h1>" in shown.html
    assert 'class="forward"><span class="said">Läs</span>' in shown.html

    opened = await phone.client.post(link, data={"token": shown.token})
    assert (opened.status_code, opened.headers["location"]) == (303, "/#latest")
    cookie = opened.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert at(phone) == at(me)
    there = await phone.open()
    assert "Det finns inget nytt att läsa nu." in there.text, "opened with the same press"
    again = await phone.client.post(link, data={"token": shown.token})
    assert again.status_code == 303
    assert (await phone.open()).text == there.text


async def test_who_has_another_chat_here_is_told_that_it_goes(
    newcomer: Newcomer, link: str
) -> None:
    told = "Här finns redan en annan chatt. Om du läser meddelandet försvinner den härifrån."
    daughter = newcomer()
    assert told not in Page((await daughter.client.get(link)).text).text
    await daughter.open()
    await daughter.press("language|sv")

    assert told in Page((await daughter.client.get(link)).text).text


async def test_t06_a_link_that_is_fetched_changes_nothing(
    me: Browser, newcomer: Newcomer, house: House, database: Path
) -> None:
    token, late = sent(house.store, at(me), NOW), sent(house.store, at(me), NOW - 2 * FORTNIGHT)
    preview = newcomer().client
    before = whole(database)
    for fetched in (token, late, "abcdefghjkmn"):
        for _ in range(3):
            got, head = await preview.get(f"/l/{fetched}"), await preview.head(f"/l/{fetched}")
            assert got.status_code == head.status_code == (200 if fetched == token else 404)
            assert head.content == b""
            assert "set-cookie" not in got.headers
            assert got.headers["cache-control"] == "no-store"
            assert got.headers["referrer-policy"] == "same-origin"

    assert whole(database) == before
    assert not preview.cookies
    fresh = newcomer().client
    form = {"token": Page((await fresh.get(f"/l/{token}")).text).token}
    assert (await fresh.post(f"/l/{token}", data=form)).status_code == 303


async def test_a_link_says_nothing_of_what_it_is_about(newcomer: Newcomer, link: str) -> None:
    text = Page((await newcomer().client.get(link)).text).text

    machine = "Exempelby kommun{} Du pratar med en dator"
    title, head = machine.format("."), machine.format("")
    foot = "Stark kontrast Tillgänglighet Så skyddar vi dig"
    assert text == f"{title} {head} A+ Större text {NEWS} Läs {foot}"


@pytest.mark.parametrize("language", ["ar", "fi", "en"])
async def test_it_is_read_in_the_persons_own_language(
    newcomer: Newcomer, house: House, language: str
) -> None:
    person, relative = newcomer(language), newcomer("sv")
    await person.open()
    await person.press(f"language|{language}")
    link = f"/l/{sent(house.store, at(person), NOW)}"

    shown = Page((await relative.client.get(link)).text)
    assert (shown.lang, shown.dir) == (language, "rtl" if language == "ar" else "ltr")


async def test_who_has_the_conversation_is_led_to_it_at_once(me: Browser, link: str) -> None:
    answer = await me.client.get(link)

    assert (answer.status_code, answer.headers["location"]) == (303, "/#latest")
    assert "set-cookie" not in answer.headers


async def test_a_link_in_capitals_is_the_same(newcomer: Newcomer, link: str) -> None:
    phone = newcomer().client
    capitals = f"/l/{link[3:].upper()}"
    form = {"token": Page((await phone.get(capitals)).text).token}

    assert (await phone.post(capitals, data=form)).status_code == 303


async def test_an_old_link_says_so_and_whom_to_ring(
    me: Browser, newcomer: Newcomer, house: House
) -> None:
    late = NOW - FORTNIGHT - timedelta(seconds=1)
    link = f"/l/{sent(house.store, at(me), late)}"
    phone = newcomer("en").client
    form = {"token": Page((await phone.get("/")).text).token}
    for answer in (await phone.get(link), await phone.post(link, data=form)):
        shown = Page(answer.text)
        assert answer.status_code == 404
        assert shown.lang == "sv"
        assert OLD in shown.text
        assert "Du kan också ringa" in shown.text
        assert "<h1>Exempelby kommun</h1>" in shown.html
        assert "/" in shown.links
    assert not phone.cookies


@pytest.mark.parametrize(
    "made_up", ["aaaaaaaaaaaa", "a", "%00", "%ff", "å" * 300, "<script>", "'%20OR%201=1%20--"]
)
async def test_a_made_up_link_opens_nothing(newcomer: Newcomer, made_up: str) -> None:
    phone = newcomer().client
    form = {"token": Page((await phone.get("/")).text).token}
    for answer in (await phone.get(f"/l/{made_up}"), await phone.post(f"/l/{made_up}", data=form)):
        assert answer.status_code == 404
        assert OLD in Page(answer.text).text
        assert "<script>" not in answer.text
    assert not phone.cookies


async def test_another_site_cannot_press_the_button(newcomer: Newcomer, link: str) -> None:
    phone = newcomer().client
    form = {"token": Page((await phone.get(link)).text).token}
    for headers in FOREIGN:
        refused = await phone.post(link, data=form, headers=headers)
        assert refused.status_code == 403
        assert "Läs" in Page(refused.text).text
    for wrong in ({}, {"token": "made up"}):
        refused = await phone.post(link, data=wrong)
        assert refused.status_code == 409
        assert "Sidan var gammal. Nu kan du svara igen." in Page(refused.text).text

    assert not phone.cookies


async def test_a_larger_text_keeps_the_page(newcomer: Newcomer, link: str) -> None:
    phone = newcomer().client
    assert f'name="here" value="{link}"' in (await phone.get(link)).text
    answer = await phone.post("/look", data={"size": "2", "here": link})
    assert answer.headers["location"] == link
    assert 'class="size-2"' in (await phone.get(link)).text

    for elsewhere in ("https://evil.example", "//evil.example/l/a", "/l/../desk", "/l/a\r\nX: y"):
        answer = await phone.post("/look", data={"size": "2", "here": elsewhere})
        assert answer.headers["location"] == "/#latest"
