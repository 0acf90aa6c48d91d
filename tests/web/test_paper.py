"""A page to print: one's own and nobody else's, and nothing happens when it is looked at."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import beside
import httpx
import pytest
from browser import Page
from starlette.applications import Starlette

from bot.conversation import Conversations
from bot.doors.pages import Sign
from bot.doors.web import application
from bot.editions.served import Catalogues
from bot.languages import locales
from bot.rendering.paper import paper_file
from bot.store import Store
from dialogs.events import Choose
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.state import State
from dialogs.talk import Turned

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WORDING = locales.load()
BANK: Any = None


def turn(state: State, event: Any, *_: Any) -> Turned:
    """Whoever chooses a language is asked; whoever asks for it is given a page."""
    told: Replies = (Say(t("Hej.")),)
    if isinstance(event, Choose) and event.question == "language":
        state = State(state.answers, str(event.value))
    if isinstance(event, Choose) and event.question == "paper":
        told = (beside.printed(beside.HOSTILE if event.value == "hostile" else beside.NAMES),)
    ask = Ask("paper", t("Vad vill du göra?"), (Choice("yes", label("paper", "Skriv ut")),))
    return Turned(state, (*told, ask), "pressed", step="paper")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Starlette]:
    """A house that can only print."""
    store = Store(f"sqlite:///{tmp_path}/kundval.db", patience=0.1)
    conversations = Conversations(store, turn, WORDING, BANK, Catalogues(lambda _: None))
    yield application(
        conversations,
        WORDING,
        secret="test",
        sign=lambda: Sign("Exempelby kommun"),
        now=lambda: NOW,
    )
    store.close()


@asynccontextmanager
async def someone(site: Starlette, language: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser whose conversation has begun."""
    transport = httpx.ASGITransport(site)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        await press(client, f"language|{language}")
        yield client


async def press(client: httpx.AsyncClient, value: str) -> Page:
    token = Page((await client.get("/")).text).token
    assert (await client.post("/", data={"token": token, "choose": value})).status_code == 303
    return Page((await client.get("/")).text)


def paper_of(page: Page) -> str:
    """The one link to a page to print."""
    (link,) = (one for one in page.links if "/paper/" in one)
    return link


@pytest.mark.parametrize(("language", "side"), [("sv", "ltr"), ("ar", "rtl")])
async def test_the_page_is_one_link_away(site: Starlette, language: str, side: str) -> None:
    async with someone(site, language) as me:
        page = await press(me, "paper|yes")

        link = paper_of(page)
        answer = await me.get(link)

    paper = Page(answer.text)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (paper.lang, paper.dir) == (language, side)
    assert WORDING.text(beside.printed().title, language) in paper.text
    for words in ("Cirka 3 veckor", "Vem kommer hem till mig?", "0123-456 78", *beside.NAMES):
        assert words in paper.text.translate({0x2068: None, 0x2069: None})
    assert paper.links == ["/"]


async def test_it_stays_where_it_was_while_the_talk_goes_on(site: Starlette) -> None:
    async with someone(site, "sv") as me:
        link = paper_of(await press(me, "paper|yes"))
        before = (await me.get(link)).text

        for _ in range(14):
            page = await press(me, "other|yes")

        assert not any("/paper/" in one for one in page.links)
        assert (await me.get(link)).text == before


async def test_nobody_else_can_open_it(site: Starlette) -> None:
    async with someone(site, "sv") as me, someone(site, "sv") as other:
        link = paper_of(await press(me, "paper|yes"))
        await press(other, "other|yes")

        answers = [await other.get(link)]
        for forged in ("", "forged", me.cookies["visit"][1:]):
            other.cookies.set("visit", forged, domain="chat.test", path="/")
            answers.append(await other.get(link))

    assert {answer.status_code for answer in answers} == {404}
    assert not any("Cirka 3 veckor" in answer.text for answer in answers)


@pytest.mark.parametrize(
    "n", ["0", "1", "99", "-1", "x", "2 ", "1e0", "²", "٢", "9" * 5000, "../paper/2"]
)
async def test_what_is_no_paper_is_not_found(site: Starlette, n: str) -> None:
    async with someone(site, "sv") as me:
        await press(me, "other|yes")

        assert (await me.get(f"/paper/{n}")).status_code == 404


async def test_looking_at_it_changes_nothing(site: Starlette, tmp_path: Path) -> None:
    def kept() -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in tmp_path.glob("kundval.db*")}

    async with someone(site, "sv") as me:
        link = paper_of(await press(me, "paper|yes"))
        before = kept()

        for _ in range(3):
            await me.get(link)
            await me.head(link)

    assert {name: kept()[name] for name in before if not name.endswith("-shm")} == {
        name: content for name, content in before.items() if not name.endswith("-shm")
    }


async def test_a_name_can_do_nothing_on_paper(site: Starlette) -> None:
    async with someone(site, "sv") as me:
        link = paper_of(await press(me, "paper|hostile"))
        html = (await me.get(link)).text

    assert html.count("<script") == 1, "our own"
    assert "<img" not in html
    assert beside.HOSTILE[0] in Page(html).text


def file(language: str, names: tuple[str, ...] = beside.NAMES) -> str:
    (bubble,) = WORDING.bubbles((beside.printed(names),), language)
    assert bubble.paper
    return paper_file(bubble.paper).decode()


@pytest.mark.parametrize(("language", "side"), [("sv", "ltr"), ("ar", "rtl")])
def test_as_a_file_it_is_the_same_page_and_asks_for_nothing(language: str, side: str) -> None:
    html = file(language, beside.HOSTILE)

    page = Page(html)
    assert (page.lang, page.dir) == (language, side)
    assert page.links == []
    assert not any(
        asks in html for asks in ("<script", "<link", "<img", "http:", "url(", "@import")
    )
    assert "default-src 'none'" in html
    assert "Exempelby kommun" in page.text


def test_the_dressing_is_inside_as_it_stands() -> None:
    html = file("sv")

    assert "/* A page to print: black on white, on the screen too. */" in html
    assert "@container (width < 15em)" in html, "not escaped"
    assert html.count("</style>") == 1
