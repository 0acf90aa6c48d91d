"""What is new comes to an open page by itself, and a link on a phone leads to where it is read."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from linked import sent
from listening import listening
from playwright.async_api import BrowserContext, expect
from test_calm import VOICES
from walk import Walk

from bot.assembly import House, assemble, page
from bot.conversation import Address
from bot.doors.live import Live, Pace
from bot.doors.visit import Seal
from bot.settings import Settings
from dialogs.events import Choose, Text

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SOON = NOW + timedelta(minutes=16)  # when a time that is held since NOW is warned of
Phone = Callable[..., Awaitable[BrowserContext]]
TO_A_TIME = (
    "who|self", "decision|yes", "about1|skip", "service|care",
    "area|centrum", "needs|done", "list|kommunen", "provider|wish=kommunen", "call|yes",
    "Karin Berg", "1941", "answers|self", "070-174 06 05", "interpreter|no", "extra_time|no",
)  # fmt: skip
HELD = "time|2026-11-25T09:00+00:00"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    database = f"sqlite:///{tmp_path}/kundval.db"
    made = assemble(Settings(database=database, secret="test", municipality="exempelby"))
    yield made
    made.close()


@pytest.fixture
async def chat(house: House) -> AsyncIterator[str]:
    """The address of its chat, at the pace at which it is live."""
    live = Live()
    async with listening(page(house, lambda: NOW, live), live) as address:
        yield address


async def whose(context: BrowserContext) -> Address:
    """Who a browser is at the page."""
    (cookie,) = (c for c in await context.cookies() if c.get("name") == "visit")
    visit = Seal("test", lambda: NOW).visit(cookie["value"])
    assert visit
    return Address("web", "", visit.external)


async def hold(house: House, at: Address) -> None:
    """Go on in the same conversation until a time is held."""
    for n, said in enumerate((*TO_A_TIME, HELD)):
        question, bar, value = said.partition("|")
        heard = Choose(question, value) if bar else Text(said)
        await house.conversations.heard(at, f"walked:{n}", heard, NOW)


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_a_notice_comes_to_the_open_page(
    phone: Phone, chat: str, house: House, language: str
) -> None:
    context = await phone(locale=language)
    page = await context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    walk = Walk(page, chat)
    await walk.open()
    await walk.press(f"language|{language}")
    await walk.press("knew|no")

    await page.evaluate("talk.mark = talk.lastElementChild.mark = window.mark = 'same'")
    await hold(house, await whose(context))  # from another page of the same person
    await expect(page.locator(".answers button").first).to_have_attribute(
        "value", "confirm|yes=2026-11-25T09:00+00:00"
    )
    assert await page.evaluate("document.activeElement.id") == "latest"

    await page.fill("#text", "Hej, jag ")
    await page.evaluate("text.setSelectionRange(3, 3)")
    assert await house.outbox.work(SOON) == 1
    await expect(page.locator('.answers button[value="notice|open=hold_ending"]')).to_be_visible()

    assert await page.input_value("#text") == "Hej, jag "
    assert await page.evaluate("document.activeElement.id") == "text"
    assert await page.evaluate("text.selectionStart") == 3
    assert await page.evaluate("[window.mark, talk.mark]") == ["same", "same"]
    assert await page.get_attribute("#talk", "role") == "log"
    assert await page.evaluate("document.querySelectorAll('#question').length") == 1
    await walk.look()

    await page.fill("#text", "")
    await walk.press("notice|open=hold_ending")
    assert await page.locator('.answers button[value^="hold|"]').count() > 0
    assert faults == []


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_what_stood_there_is_not_read_again(
    phone: Phone, chat: str, house: House, language: str
) -> None:
    context = await phone(locale=language)
    page = await context.new_page()
    walk = Walk(page, chat)
    await walk.open()
    await walk.press(f"language|{language}")
    await page.evaluate(
        """() => { window.heard = []; new MutationObserver(all => all.forEach(one =>
        one.addedNodes.forEach(node => node.dataset && heard.push(node.dataset.key || node.id))))
        .observe(talk, {childList: true}) }"""
    )
    await house.conversations.heard(await whose(context), "two", Choose("knew", "no"), NOW)
    await expect(page.locator('.answers button[value^="who|"]').first).to_be_visible()

    assert await page.evaluate("heard.toSorted()") == [
        "latest", "turn-2-1", "turn-2-beside", "turn-2-mine"
    ]  # fmt: skip
    assert await page.get_attribute('[data-key="turn-2-beside"]', "aria-live") == "off"


async def test_what_is_new_while_one_listens_takes_no_voice_away(
    phone: Phone, chat: str, house: House
) -> None:
    context = await phone(locale="sv")
    page = await context.new_page()
    await page.add_init_script(f"({VOICES})([['sv-SE', true]])")
    walk = Walk(page, chat)
    await walk.open()
    await walk.press("language|sv")
    await page.locator(".listen").last.click()
    await expect(page.locator(".listen").last).to_have_text("Sluta läsa")
    await house.conversations.heard(await whose(context), "two", Choose("knew", "no"), NOW)
    await expect(page.locator('.answers button[value^="who|"]').first).to_be_visible()

    await page.locator(".listen").first.click()
    await page.locator(".listen").last.click()

    await expect(page.locator(".listen").last).to_have_text("Sluta läsa")
    assert "Vem ska få hjälpen?" in [text for _, text in await page.evaluate("said")]


async def test_a_hidden_page_rests_and_looks_when_it_is_back(
    phone: Phone, chat: str, house: House
) -> None:
    context = await phone(locale="sv")
    page = await context.new_page()
    walk = Walk(page, chat)
    await walk.open()
    await walk.press("language|sv")
    hide = """away => {
        Object.defineProperty(document, 'hidden', {value: away, configurable: true});
        document.dispatchEvent(new Event('visibilitychange')) }"""
    await page.evaluate(hide, True)
    assert await page.evaluate("stream.readyState") == 2
    await house.conversations.heard(await whose(context), "two", Choose("knew", "no"), NOW)
    await page.wait_for_timeout(3000)
    assert await page.locator('.answers button[value^="who|"]').count() == 0

    await page.evaluate(hide, False)
    await expect(page.locator('.answers button[value^="who|"]').first).to_be_visible()


async def test_where_there_is_no_room_the_page_looks_by_itself(phone: Phone, house: House) -> None:
    live = Live(Pace(), most=0)
    async with listening(page(house, lambda: NOW, live), live) as chat:
        context = await phone(locale="sv")
        shown = await context.new_page()
        await shown.clock.install()
        walk = Walk(shown, chat)
        await walk.open()
        await walk.press("language|sv")
        await shown.wait_for_function("stream.readyState === 2")
        await house.conversations.heard(await whose(context), "two", Choose("knew", "no"), NOW)
        await shown.clock.fast_forward(16_000)
        there = shown.locator('.answers button[value^="who|"]')
        await expect(there.first).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_a_link_leads_to_where_it_is_read(
    phone: Phone, chat: str, house: House, language: str, script: bool
) -> None:
    at = Address("web", "", "somebody")
    await house.conversations.heard(at, "one", Choose("language", language), NOW)
    context = await phone(locale="en", java_script_enabled=script)
    page = await context.new_page()
    walk = Walk(page, f"{chat}/l/{sent(house.store, at, NOW)}", measured=script)
    await walk.open()
    assert await page.get_attribute("html", "lang") == language
    assert await page.locator("main .answers button").count() == 1
    await walk.follow("button[name=size]")
    await walk.look()
    await walk.follow("main .answers button")

    assert page.url == f"{chat}/#latest"
    assert await page.locator('.answers button[value="news|next"]').count() == 1  # it is open
    assert await whose(context) == at


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_an_old_link_is_a_calm_page(phone: Phone, chat: str, language: str) -> None:
    context = await phone(locale=language)
    page = await context.new_page()
    walk = Walk(page, f"{chat}/l/abcdefghjkmn")
    await walk.open()
    await walk.follow("main a")

    assert await page.locator('button[value="language|sv"]').count() == 1
