"""The keeper's pages in a real browser: usable for everyone, on a phone and on a desk."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from playwright.async_api import BrowserContext, Page
from usable import broken
from walk import SIDEWAYS

from bot.keeping.links import Link, Role, make

Phone = Callable[..., Awaitable[BrowserContext]]

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EVA = make("test", Link("exempelby", Role.KEEPER, "Eva Ek"), NOW)
BO = make("test", Link("exempelby", Role.KEEPER, "Bo Lind"), NOW)
KARIN = make("test", Link("exempelby", Role.PROVIDER, "Karin Alm", "ekens-omsorg"), NOW)
SIZES = {
    "desk": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
    "small": {"width": 320, "height": 568},
}
SMALL = """() => [...document.querySelectorAll(
    'button, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), a[href],'
    + ' label:has(input), summary')]
  .filter(e => e.checkVisibility() && !e.classList.contains('skip'))
  .map(e => [e.name || e.innerText, e.getBoundingClientRect()])
  .filter(([, at]) => at.width < 44 || at.height < 44)
  .map(([name, at]) => `${name}: ${at.width} x ${at.height}`)"""
TINY = """() => [...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 17)
  .map(e => e.outerHTML)"""
FILLED = "() => document.querySelectorAll('.forward').length"
PAGES = [
    (EVA, ""),
    (EVA, "providers/"),
    (EVA, "providers/?missing=hours"),
    (EVA, "history"),
    (EVA, "providers/ekens-omsorg/"),
    (EVA, "providers/ekens-omsorg/facts"),
    (EVA, "providers/ekens-omsorg/confirm"),
    (EVA, "providers/ekens-omsorg/room"),
    (EVA, "providers/ekens-omsorg/authorisations/1"),
    (EVA, "providers/ekens-omsorg/authorisations/new"),
    (EVA, "proposals/1"),
    (EVA, "nowhere"),
    (KARIN, ""),
    (KARIN, "proposals/1"),
    (KARIN, "providers/ekens-omsorg/facts"),
    (KARIN, "providers/ekens-omsorg/confirm"),
    (KARIN, "providers/ekens-omsorg/room"),
    ("/keep/forged/", ""),
]


async def look(page: Page) -> None:
    """Usable for everyone, nothing too small, no scrolling sideways, one filled button at most."""
    found = await broken(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate(SMALL) == []
    assert await page.evaluate(TINY) == []
    assert await page.evaluate(SIDEWAYS) <= 0
    assert await page.evaluate(FILLED) <= 1


async def send(page: Page) -> None:
    """Send the form, and wait for the page that answers."""
    async with page.expect_navigation():
        await page.click("button.forward")


@pytest.mark.parametrize(
    ("size", "scheme"), [*((size, "light") for size in SIZES), (next(iter(SIZES)), "dark")]
)
async def test_every_page_is_usable_for_everyone(
    phone: Phone, site: str, size: str, scheme: str
) -> None:
    context = await phone(viewport=SIZES[size], color_scheme=scheme, java_script_enabled=True)
    page = await context.new_page()
    strangers: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(site) else strangers.append(r.url))

    await page.goto(f"{site}{KARIN}providers/ekens-omsorg/facts")
    await page.fill("#f-own_words", f"Vi finns för dig. {size} {scheme} {'lång' * 50}")
    await page.fill("#f-phone", "fel")
    await send(page)
    await look(page)
    await page.fill("#f-phone", "08-465 004 03")
    await send(page)

    for link, path in PAGES:
        await page.goto(f"{site}{link}{path}")
        await look(page)

    assert strangers == []


async def test_a_change_from_the_form_to_the_second_keeper(phone: Phone, site: str) -> None:
    page = await (await phone(viewport=SIZES["desk"])).new_page()
    await page.goto(f"{site}{EVA}providers/solrosen/authorisations/1")
    await page.select_option("#f-standing", "paused")
    await send(page)

    await look(page)
    assert await page.evaluate("document.activeElement.className") == "problems"
    await page.click(".problems a")
    assert await page.evaluate("document.activeElement.id") == "f-source"
    await page.fill("#f-source", "Beslut 2026-11-20")
    await page.fill("#f-reason", "För lite personal")
    await send(page)
    await look(page)
    assert "En kollega behöver godkänna" in await page.inner_text("main")

    await page.goto(f"{site}{BO}")
    await look(page)
    await send(page)
    await look(page)
    assert "Klart. Det syns nu." in await page.inner_text("main")


async def test_two_hundred_percent_and_paper(phone: Phone, site: str) -> None:
    page = await (await phone(viewport={"width": 640, "height": 450})).new_page()
    for link, path in PAGES:
        await page.goto(f"{site}{link}{path}")
        assert await page.evaluate(SIDEWAYS) <= 0

    await page.emulate_media(media="print", color_scheme="dark")

    assert await page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("path", ["providers/ekens-omsorg/facts", "providers/ekens-omsorg/room"])
async def test_without_javascript_a_form_works(phone: Phone, site: str, path: str) -> None:
    context = await phone(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{site}{KARIN}{path}")
    await send(page)

    assert await page.locator(".told, .problems").count() == 1
