"""A human answers on the page: the lines come by themselves, and what is being typed stays."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from answering import Officer
from listening import listening
from playwright.async_api import BrowserContext, expect
from walk import Walk

from bot.assembly import House, assemble
from bot.doors.live import Live
from bot.doors.pages import Sign
from bot.doors.web import application
from bot.settings import Settings
from bot.store.relays import Relay

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Phone = Callable[..., Awaitable[BrowserContext]]
SECONDS = count()


def tick() -> datetime:
    """The clock of the house: a second later each time that it is asked."""
    return NOW + timedelta(seconds=next(SECONDS))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    settings = Settings(
        database=f"sqlite:///{tmp_path}/kundval.db", secret="test", municipality="exempelby"
    )
    made = assemble(settings)
    yield made
    made.close()


@pytest.fixture
async def chat(house: House) -> AsyncIterator[str]:
    """The address of its chat."""
    sign, live = Sign("Exempelby kommun"), Live()
    door = application(
        house.conversations, house.wording, secret="test", sign=lambda: sign, now=tick, live=live
    )
    async with listening(door, live) as address:
        yield address


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_lines_come_while_one_types(
    phone: Phone, chat: str, house: House, language: str
) -> None:
    context = await phone(locale=language)
    page = await context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.clock.install()
    anna = Officer(house, "Anna Lind", NOW)
    walk = Walk(page, chat)
    await walk.open()
    await walk.press(f"language|{language}")
    await walk.press("knew|no")
    await page.locator('.fixed button[value$="|human"]').click()
    await expect(page.locator(".answers")).to_be_visible()

    relay = anna.open(1, tick())
    assert isinstance(relay, Relay)
    await page.fill("#text", "Hej, jag ")
    await page.clock.fast_forward(16_000)
    await expect(page.locator('button[value="relay|close"]')).to_be_visible()
    assert await page.input_value("#text") == "Hej, jag "
    assert await page.evaluate("document.activeElement.id") == "text"
    await walk.look()

    await page.press("#text", "End")
    await page.locator("#text").press_sequentially("undrar")
    anna.say(1, "Hej! Jag heter Anna.", tick())
    await page.clock.fast_forward(6_000)
    await expect(page.locator(".officer")).to_contain_text("Hej! Jag heter Anna.")
    assert await page.input_value("#text") == "Hej, jag undrar"
    await walk.look()

    await page.press("#text", "Enter")
    await expect(page.locator(".mine").last).to_contain_text("Hej, jag undrar")
    assert anna.read(1) == ["Hej! Jag heter Anna.", "Hej, jag undrar"]

    anna.close(relay, tick())
    await page.clock.fast_forward(6_000)
    await expect(page.locator('button[value="human|next"]')).to_be_visible()
    assert await page.locator(".officer").count() == 0
    assert await page.evaluate("document.activeElement.id") == "latest"
    await walk.look()
    assert faults == []


async def test_without_javascript_a_button_shows_what_is_new(
    phone: Phone, chat: str, house: House
) -> None:
    context = await phone(locale="sv", java_script_enabled=False)
    page = await context.new_page()
    anna = Officer(house, "Anna Lind", NOW)
    walk = Walk(page, chat, measured=False)
    await walk.open()
    await walk.press("language|sv")
    anna.open(1, tick())
    await page.goto(chat)
    anna.say(1, "Hej!", tick())
    await walk.follow(".look button")

    assert "Anna: Hej!" in " ".join((await page.inner_text("main")).split())
