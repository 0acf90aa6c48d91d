"""Providers beside each other, and the page to print, in a real browser on a small phone."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page
from usable import broken
from walk import SIDEWAYS, SMALL, Walk

Phone = Callable[..., Awaitable[BrowserContext]]

TO_THE_LIST = {
    "knew": "knew|no",
    "municipality": "municipality|exempelby",
    "who": "who|self",
    "decision": "decision|yes",
    "needs": "needs|done",
}

CELLS = """() => [...document.querySelectorAll('.differs tbody tr')]
  .map(row => [...row.querySelectorAll('td[role=cell]:not(.note)')])
  .filter(cells => cells.length > 1)
  .map(cells => cells.map(cell => cell.getBoundingClientRect()).map(at => [at.x, at.y]))"""
"""Where the values of each field stand."""

BARS = """() => [...document.querySelectorAll('.compare .bar')].map(bar => {
  const all = bar.getBoundingClientRect(), full = bar.firstChild.getBoundingClientRect();
  return [full.left - all.left, all.right - full.right].map(Math.round);
})"""
"""What is empty at the left and at the right of each bar, in pixels."""


async def walk_to(walk: Walk, language: str, end: str) -> None:
    """Press on until a question is asked."""
    await walk.open()
    await walk.press(f"language|{language}")
    for _ in range(40):
        asked = await walk.question()
        if asked == end:
            return
        if asked in walk.typed:
            await walk.say(walk.typed[asked])
        else:
            await walk.press(TO_THE_LIST.get(asked, f"{asked}|"))
    raise AssertionError(f"{end} was never asked; last: {walk.seen[-1]}")


async def compare(walk: Walk, language: str) -> None:
    """Lay the first two of the list beside each other."""
    await walk_to(walk, language, "list")
    await walk.press("list|")
    await walk.press("provider|compare")
    await walk.press("compare|")


async def tree(page: Page) -> list[tuple[str, str]]:
    """What the browser tells a screen reader: roles and names, in order."""
    session = await page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    seen = [node for node in nodes if not node["ignored"]]
    return [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in seen]


@pytest.mark.parametrize("language", ["sv", "ar"])
@pytest.mark.parametrize("width", [320, 390])
async def test_two_stand_beside_each_other_on_a_phone(
    phone: Phone, site: str, language: str, width: int
) -> None:
    page = await (await phone(viewport={"width": width, "height": 844})).new_page()
    walk = Walk(page, site, measured=False)

    await compare(walk, language)
    walk.measured = True
    await walk.look()

    rows = await walk.put(CELLS)
    assert len(rows) > 2
    for (one, its_y), (two, her_y) in rows:
        assert its_y == her_y
        assert (one < two) == (language == "sv"), "the first where reading begins"
    bars = await walk.put(BARS)
    assert bars
    for left, right in bars:
        assert (left if language == "sv" else right) == 0, "a bar grows from the reading side"


async def test_a_screen_reader_is_told_of_the_table(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site, measured=False)
    await compare(walk, "sv")
    names = await page.locator(".compare thead").first.locator("th").all_inner_texts()

    told = await tree(page)

    assert ("table", "Det här skiljer") in told
    assert ("table", "Lika för båda") in told
    assert [("columnheader", name) for name in names] == [
        one for one in told if one[0] == "columnheader"
    ][:2]
    roles = [role for role, _ in told]
    fields = await page.locator(".compare tbody th").count()
    assert roles.count("rowheader") == fields
    assert roles.count("row") == await page.locator(".compare tr").count()


async def test_with_large_text_they_stand_under_each_other_with_their_names(
    phone: Phone, site: str
) -> None:
    page = await (await phone(viewport={"width": 320, "height": 568})).new_page()
    walk = Walk(page, site, measured=False)
    await compare(walk, "sv")
    for _ in range(2):
        await walk.follow('button[name="size"]:last-of-type')
    walk.measured = True

    await walk.look()

    for (one, its_y), (two, her_y) in await walk.put(CELLS):
        assert one == two
        assert its_y < her_y
    name = await page.locator(".compare thead th").first.inner_text()
    assert await page.locator(".differs .theirs").first.inner_text() == name
    assert await page.locator(".differs .theirs").first.is_visible()


async def printed(phone: Phone, site: str, language: str, **options: object) -> Page:
    """The page to print, reached as a person does."""
    page = await (await phone(**options)).new_page()
    walk = Walk(page, site, measured=False)
    await walk_to(walk, language, "after")
    await walk.press("after|paper")
    await walk.follow('main a[href^="/paper/"]')
    return page


@pytest.mark.parametrize(("language", "side"), [("sv", "ltr"), ("ar", "rtl")])
async def test_the_page_to_print_is_black_on_white_for_everyone(
    phone: Phone, site: str, language: str, side: str
) -> None:
    page = await printed(phone, site, language, color_scheme="dark")

    found = await broken(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate(SMALL) == []
    assert await page.evaluate(SIDEWAYS) <= 0
    assert await page.get_attribute("html", "dir") == side
    style = "getComputedStyle(document.body)"
    assert await page.evaluate(f"{style}.color") == "rgb(0, 0, 0)"
    assert await page.evaluate(f"{style}.backgroundColor") == "rgb(255, 255, 255)"
    assert await page.evaluate(f"{style}.fontSize") == f"{16 * 4 / 3:.4f}px"


async def test_the_button_prints_and_is_not_on_paper(phone: Phone, site: str) -> None:
    page = await printed(phone, site, "sv")
    await page.evaluate("window.print = () => { window.printed = true; }")

    await page.click("#print")

    assert await page.evaluate("window.printed")
    await page.emulate_media(media="print")
    assert not await page.locator("#print").is_visible()
    assert not await page.locator('a[href="/"]').is_visible()


async def test_without_script_the_page_is_whole_and_offers_no_button(
    phone: Phone, site: str
) -> None:
    page = await printed(phone, site, "sv", java_script_enabled=False)

    assert await page.locator("h1").is_visible()
    assert not await page.locator("#print").is_visible()
    await Walk(page, site).follow('a[href="/"]')
    assert await page.locator("#text").is_visible()
