"""Read aloud, in Swedish for once, larger, stronger, and nothing that moves: in a real browser."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import BrowserContext, Page, expect
from test_beside import compare
from walk import SIDEWAYS, Walk

Phone = Callable[..., Awaitable[BrowserContext]]
STATIC = Path(__file__).parents[2] / "bot" / "doors" / "static"

VOICES = """(tongues) => {
  const voices = tongues.map(([lang, localService]) => ({ lang, localService, name: lang }));
  const said = [];
  window.said = said;
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices, addEventListener() {}, cancel() { said.length = 0; },
    speak(one) { said.push([one.voice.lang, one.text]); },
  } });
}"""
"""This Chromium has no voices. They are the phone's, so a test stands in for the phone."""


async def with_voices(phone: Phone, *tongues: tuple[str, bool]) -> Page:
    page = await (await phone()).new_page()
    told = ", ".join(f'["{lang}", {str(local).lower()}]' for lang, local in tongues)
    await page.add_init_script(f"({VOICES})([{told}])")
    return page


async def test_the_newest_is_read_with_its_answers_and_stops_when_told(
    phone: Phone, site: str
) -> None:
    page = await with_voices(phone, ("fi_FI", True), ("sv-SE", True))
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")
    button = page.locator(".listen").last

    await button.click()
    await expect(button).to_have_text("Sluta läsa")
    said = await page.evaluate("said")
    await button.click()

    assert {voice for voice, _ in said} == {"sv-SE"}
    assert [text for _, text in said][-3:] == ["Visste du att du får välja?", "Ja", "Nej"]
    assert await button.inner_text() == "Lyssna"
    assert await page.evaluate("said") == []


async def test_an_older_message_is_read_without_the_answers_of_now(phone: Phone, site: str) -> None:
    page = await with_voices(phone, ("sv-SE", True))
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")
    await walk.press("knew|no")

    await page.locator(".listen").first.click()
    await expect(page.locator(".listen").first).to_have_text("Sluta läsa")

    assert (await page.evaluate("said"))[-1][1] == "Visste du att du får välja?"


@pytest.mark.parametrize("tongues", [(), (("en-US", True),), (("sv-SE", False),)])
async def test_no_voice_is_told_and_none_is_fetched_from_elsewhere(
    phone: Phone, site: str, tongues: tuple[tuple[str, bool], ...]
) -> None:
    page = await with_voices(phone, *tongues)
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|sv")

    await page.locator(".listen").last.click()

    status = page.locator("[role=status]")
    await status.wait_for()
    assert await status.inner_text() == "Din telefon har ingen röst för det här språket."
    assert await page.evaluate("said") == []


async def test_without_javascript_there_is_no_dead_button(phone: Phone, site: str) -> None:
    page = await (await phone(java_script_enabled=False)).new_page()
    walk = Walk(page, site, measured=False)
    await walk.open()
    await walk.press("language|fi")

    assert await page.locator(".listen").first.is_hidden()
    await page.locator(".beside a").click()
    assert await page.get_attribute("html", "lang") == "sv"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_strong_contrast_and_the_largest_text_are_usable(
    phone: Phone, site: str, scheme: str
) -> None:
    page = await (await phone(color_scheme=scheme)).new_page()
    walk = Walk(page, site)
    await walk.open()
    for name in ("contrast", "size", "size"):
        await page.locator(f"button[name={name}]").last.click()
    await walk.press("language|ar")
    await walk.press("knew|no")

    shown = await page.evaluate(
        "['.bot', '.mine', '.answer'].map(one => getComputedStyle(document.querySelector(one)))"
        ".flatMap(one => [one.color, one.backgroundColor])"
    )
    assert set(shown) == {"rgb(0, 0, 0)", "rgb(255, 255, 255)"}
    assert await page.evaluate("getComputedStyle(document.documentElement).fontSize") == "28px"
    assert await page.evaluate(SIDEWAYS) <= 0


async def test_the_swedish_of_a_page_is_usable_too(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|ar")

    await page.locator(".beside a").click()
    await walk.look()

    assert await page.get_attribute("html", "dir") == "ltr"
    assert "Visste du att du får välja?" in await page.inner_text("#talk")
    await walk.press("knew|no")
    assert await page.get_attribute("html", "lang") == "ar"


async def test_a_leaflet_opens_on_a_phone(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await page.goto(f"{site}/?start=ti_exempelby_centrum_care")
    await page.locator("button[name=size]").click()
    await walk.look()

    assert page.url.endswith("/?start=ti_exempelby_centrum_care"), "larger text loses nothing"
    await page.locator("main .forward").click()
    await walk.look()
    assert await page.get_attribute("html", "lang") == "ti"
    assert "Centrum" in await page.inner_text("#question")


def test_nothing_on_a_page_moves() -> None:
    moving = re.compile(r"transition|animation|@keyframes|smooth|<marquee")

    dressing = [*STATIC.glob("*.css"), *STATIC.glob("*.js")]
    assert len(dressing) > 5
    for file in dressing:
        assert not moving.search(file.read_text(encoding="utf-8")), file.name


async def test_a_second_tap_of_a_shaky_hand_answers_nothing(phone: Phone, site: str) -> None:
    page = await (await phone(has_touch=True)).new_page()
    walk = Walk(page, site)
    await walk.open()
    await page.wait_for_timeout(1100)
    answer = page.locator('button[value="language|sv"]')
    async with page.expect_navigation(url="**/#latest"):
        await answer.tap()

    for _ in range(3):
        await page.locator(".answers button").first.tap()
        await page.wait_for_timeout(200)

    assert await page.locator('button[value="knew|yes"]').count() == 1, "nothing was answered"
    await page.wait_for_timeout(600)
    await page.locator('button[value="knew|no"]').tap()
    await expect(page.locator('button[value="municipality|exempelby"]')).to_be_visible()


async def test_what_is_typed_outlives_another_look(phone: Phone, site: str) -> None:
    page = await (await phone()).new_page()
    walk = Walk(page, site)
    await walk.open()
    await walk.press("language|ar")
    await walk.press("knew|no")

    for press in ("button[name=size]", "button[name=contrast]", ".beside a >> nth=-1"):
        await page.fill("#text", "أمي تحتاج إلى")
        async with page.expect_navigation(wait_until="load"):
            await page.locator(press).last.click()
        assert await page.input_value("#text") == "أمي تحتاج إلى"
    await walk.press("municipality|exempelby")

    assert await page.input_value("#text") == ""


async def test_a_comparison_is_read_with_its_names(phone: Phone, site: str) -> None:
    page = await with_voices(phone, ("sv-SE", True))
    walk = Walk(page, site)
    await compare(walk, "sv")

    await page.locator(".listen").last.click()
    await expect(page.locator(".listen").last).to_have_text("Sluta läsa")

    said = [text for _, text in await page.evaluate("said")]
    name = await page.locator(".compare thead th").first.text_content()
    fields = await page.locator(".compare tbody th").count()
    assert said.count((name or "").strip()) >= fields - 2
