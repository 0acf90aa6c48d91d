"""A chat that is closed: told on an open page and on a new one, and open again by itself."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from playwright.async_api import BrowserContext, expect
from walk import Walk

from bot.assembly import House
from bot.store import closures
from bot.store.closures import Closure

Phone = Callable[..., Awaitable[BrowserContext]]
TEXT = "Chatten är stängd till klockan 15 i dag. Vi byter dator."


def close(house: House) -> None:
    at = datetime(2026, 11, 23, 8, tzinfo=UTC)
    with house.store.writing() as held:
        closures.close(held, Closure("", TEXT, "019-21 10 00", "anna", at))
    house.closures.refresh()


def reopen(house: House) -> None:
    with house.store.writing() as held:
        closures.reopen(held, "")
    house.closures.refresh()


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_it_is_told_what_was_typed_stays_and_is_heard_when_it_is_open(
    phone: Phone, site: str, house: House, language: str
) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press(f"language|{language}")
    await walk.press("knew|no")
    close(house)
    try:
        await page.fill("#text", "Exempelby")
        await page.press("#text", "Enter")
        await expect(page.locator("#notice")).to_contain_text(TEXT)
        await expect(page.locator("#notice")).to_contain_text("112")
        assert await page.input_value("#text") == "Exempelby"
        await walk.look()

        other = await page.context.new_page()
        await other.goto(site)
        await expect(other.locator("[role=alert]")).to_contain_text(TEXT)
        await Walk(other, site).look()
    finally:
        reopen(house)

    await expect(page.locator('button[value="who|self"]')).to_be_visible(timeout=40_000)
    await expect(page.locator("#notice")).to_have_count(0)
