"""A page whose house cannot be reached says so, keeps what was typed, and sends it later, once."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import BrowserContext, Route, expect
from walk import Walk

Phone = Callable[..., Awaitable[BrowserContext]]


async def test_an_answer_comes_without_a_new_page(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")
    await page.evaluate("document.body.dataset.same = 'yes'")

    await walk.press("knew|no")
    await walk.say("Exempelby")

    assert await page.get_attribute("body", "data-same") == "yes"
    assert await page.input_value("#text") == ""
    assert await page.evaluate("document.activeElement.id") == "latest"
    assert await walk.question() == "who"


@pytest.mark.parametrize(("language", "told"), [("sv", "Ingen kontakt"), ("ar", "الاتصال مقطوع")])
async def test_a_lost_connection_is_told_and_nothing_is_lost(
    phone: Phone, site: str, language: str, told: str
) -> None:
    context = await phone()
    page = await context.new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press(f"language|{language}")
    await walk.press("knew|no")

    await context.set_offline(True)
    await page.fill("#text", "Exempelby")
    await page.press("#text", "Enter")

    await expect(page.locator("#notice")).to_contain_text(told)
    assert await page.input_value("#text") == "Exempelby"
    await walk.look()

    await context.set_offline(False)
    await expect(page.locator('button[value="who|self"]')).to_be_visible(timeout=40_000)
    await expect(page.locator("#notice")).to_have_count(0)
    assert await page.input_value("#text") == ""


async def test_what_came_though_its_answer_was_lost_is_done_once(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")
    await walk.press("knew|no")
    sent = []

    async def heard_and_lost(route: Route) -> None:
        sent.append(route.request.post_data)
        if len(sent) == 1:
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/", heard_and_lost)
    await page.fill("#text", "Exempelby")
    await page.press("#text", "Enter")

    await expect(page.locator('button[value="who|self"]')).to_be_visible(timeout=40_000)
    assert sent[0] == sent[1]
    assert await page.locator(".mine").count() == 3, "the same line once"
