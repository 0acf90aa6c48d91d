"""Without a mouse, and in the colours that somebody's own system forces on all pages."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import BrowserContext, Page, expect
from usable import broken
from walk import Walk

Phone = Callable[..., Awaitable[BrowserContext]]

FRAMED = """() => [...document.querySelectorAll('.bot, .mine, button')]
  .filter((one) => one.checkVisibility() && !one.closest('.contrast'))
  .filter((one) => ['none', 'hidden'].includes(getComputedStyle(one).borderTopStyle))
  .map((one) => one.innerText)"""


async def tab_to(page: Page, value: str) -> None:
    """Tab until this button has the focus, and press Enter."""
    for _ in range(40):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.value") == value:
            await page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not lead to {value}")


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_by_keyboard_alone(phone: Phone, site: str, language: str) -> None:
    page = await (await phone()).new_page()
    await page.goto(site)
    for value, then in (
        (f"language|{language}", "knew|no"),
        ("knew|no", "municipality|exempelby"),
        ("municipality|exempelby", "who|self"),
        ("who|self", "decision|yes"),
    ):
        await tab_to(page, value)
        following = page.locator(f'button[value="{then}"]')
        try:
            await expect(following).to_be_visible()
        except AssertionError:  # where much else runs a key is lost, seldom: one presses again
            await tab_to(page, value)
            await expect(following).to_be_visible()
        await expect(page.locator("#latest")).to_be_focused()


@pytest.mark.parametrize("language", ["sv", "ar"])
async def test_forced_colours_leave_every_bubble_and_button_its_edge(
    phone: Phone, site: str, language: str
) -> None:
    page = await (await phone(forced_colors="active")).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press(f"language|{language}")
    await walk.press("knew|no")

    assert await page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert await page.evaluate(FRAMED) == []
    found = await broken(page)
    assert found.violations_count == 0, found.generate_report()
