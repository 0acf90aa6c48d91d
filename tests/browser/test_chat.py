"""From the language screen to the booked call in a real browser: usable for everyone."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import BrowserContext
from walk import SIDEWAYS, Walk

Phone = Callable[..., Awaitable[BrowserContext]]

PRESSED = {
    "knew": ["knew|no"],
    "municipality": ["municipality|exempelby"],
    "who": ["who|self"],
    "decision": ["decision|yes"],
    "needs": ["needs|+evening", "needs|done"],
    "answers": ["answers|self"],
    "interpreter": ["interpreter|no"],
    "extra_time": ["extra_time|no"],
    "call": ["call|yes"],
    "confirm": ["confirm|yes"],
    "remind": ["remind|yes"],
}
"""What is pressed; of any other question the first answer."""


async def to_the_booked_call(walk: Walk, language: str) -> None:
    """The whole conversation, one answer at a time."""
    await walk.open()
    await walk.press(f"language|{language}")
    for _ in range(40):
        asked = await walk.question()
        if asked == "after":
            return
        if asked in walk.typed:
            await walk.say(walk.typed[asked])
            continue
        for value in PRESSED.get(asked, [f"{asked}|"]):
            await walk.press(value)
    raise AssertionError(f"never booked; last: {walk.seen[-1]}")


@pytest.mark.parametrize(("language", "side"), [("sv", "ltr"), ("ar", "rtl")])
async def test_a_whole_conversation_on_a_phone(
    phone: Phone, site: str, language: str, side: str
) -> None:
    context = await phone(locale=language)
    page = await context.new_page()
    walk = Walk(page, site)
    strangers: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(site) else strangers.append(r.url))
    page.on("console", lambda m: strangers.append(m.text) if m.type == "error" else None)

    await to_the_booked_call(walk, language)

    assert await page.get_attribute("html", "dir") == side
    assert await page.get_attribute("html", "lang") == language
    calendar = await context.request.get(f"{site}/call.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert b"BEGIN:VALARM" in await calendar.body()
    assert strangers == []


async def test_a_whole_conversation_without_javascript(phone: Phone, site: str) -> None:
    context = await phone(locale="sv", java_script_enabled=False)
    walk = Walk(await context.new_page(), site, measured=False)

    await to_the_booked_call(walk, "sv")

    assert any("Klart!" in seen for seen in walk.seen)


@pytest.mark.parametrize("language", ["sv", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_small_windows_and_large_text(
    phone: Phone, site: str, language: str, scheme: str
) -> None:
    context = await phone(viewport={"width": 320, "height": 568}, color_scheme=scheme)
    page = await context.new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press(f"language|{language}")
    await walk.press("knew|no")

    for _ in ("23 px", "28 px"):
        await walk.follow('button[name="size"]:last-of-type')
        await walk.look()
    await page.set_viewport_size({"width": 195, "height": 422})

    assert await walk.put("parseFloat(getComputedStyle(document.body).fontSize)") == 28
    assert await walk.put(SIDEWAYS) <= 0


async def test_what_has_focus_is_never_covered(phone: Phone, site: str) -> None:
    context = await phone(viewport={"width": 320, "height": 568})
    page = await context.new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")
    await walk.press("knew|no")
    await walk.press("municipality|exempelby")

    for _ in range(await page.locator("button, input:not([type=hidden])").count()):
        await page.keyboard.press("Tab")
        covered = """() => {
          const own = document.activeElement.getBoundingClientRect();
          const top = document.elementFromPoint(own.x + own.width / 2, own.y + own.height / 2);
          const on = document.activeElement;
          return on === document.body || on.contains(top) ? '' : on.value;
        }"""
        assert await walk.put(covered) == ""


@pytest.mark.parametrize("script", [True, False])
async def test_the_newest_answer_is_in_view_and_reading_begins_there(
    phone: Phone, site: str, script: bool
) -> None:
    page = await (await phone(java_script_enabled=script)).new_page()
    walk = Walk(page, site, measured=False)
    await walk.open()
    for value in ("language|sv", "knew|no", "municipality|exempelby", "who|other"):
        await walk.press(value)

    own = await page.locator(".mine").last.bounding_box()
    head = await page.locator(".head").bounding_box()
    assert own
    assert head
    assert head["y"] + head["height"] < own["y"] < 844 / 2
    assert await page.locator("button[value^='representation|']").first.is_visible()
    assert await walk.put("document.activeElement.id") == "latest"


async def test_paper_is_black_on_white_without_buttons(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")

    await page.emulate_media(media="print", color_scheme="dark")

    assert not await page.locator("button").first.is_visible()
    assert await walk.put("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert await walk.put("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
