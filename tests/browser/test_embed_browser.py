"""On a municipality's own site: a button, the chat in a frame, and the way out of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from listening import listening
from playwright.async_api import BrowserContext, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from usable import broken
from walk import SIDEWAYS

from bot.assembly import assemble, page
from bot.doors.live import Live
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
Phone = Callable[..., Awaitable[BrowserContext]]
TOWN = """<!doctype html><html lang="{lang}"><title>Exempelby</title>
<main><h1>Hemtjänst</h1><p>Du kan välja utförare.</p></main>
<script src="{house}/embed.js" defer></script></html>"""


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[str]:
    """A municipality's site, on another site than the chat that it shows."""
    address: list[str] = []

    async def show(request: Request) -> HTMLResponse:
        lang = request.query_params.get("lang", "sv")
        csp = f"default-src 'self'; script-src {address[0]}; frame-src {address[0]}"
        html = TOWN.format(house=address[0], lang=lang)
        return HTMLResponse(html, headers={"Content-Security-Policy": csp})

    live = Live()

    async def icon(_request: Request) -> Response:
        return Response(status_code=204)

    routes = [Route("/", show), Route("/favicon.ico", icon)]
    async with listening(Starlette(routes=routes), Live()) as site:
        own = site.replace("127.0.0.1", "localhost")
        house = assemble(
            Settings(database=f"sqlite:///{tmp_path}/kundval.db", secret="test", embed=own)
        )
        async with listening(page(house, lambda: NOW, live), live) as chat:
            address.append(chat)
            yield own
        house.close()


@pytest.mark.parametrize(("lang", "said"), [("sv-SE", "Du får välja"), ("ar", "يمكنك")])
async def test_a_chat_in_a_frame_on_a_phone(phone: Phone, town: str, lang: str, said: str) -> None:
    site = await (await phone()).new_page()
    trouble: list[str] = []
    site.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    site.on("pageerror", lambda error: trouble.append(str(error)))
    await site.goto(f"{town}/?lang={lang}")

    button = site.locator("button.open")
    await expect(button).to_contain_text(said)
    assert await site.locator("iframe").count() == 1
    assert await site.locator("iframe").get_attribute("src") is None, "nothing before the button"
    await button.click()

    frame = site.frame_locator("iframe")
    await frame.locator('button[value="language|sv"]').click()
    await frame.locator('button[value="knew|no"]').click()
    await frame.locator('button[value="municipality|exempelby"]').click()
    await expect(frame.locator('button[value="who|self"]')).to_be_visible()
    assert await site.evaluate(SIDEWAYS) <= 0
    found = await broken(site)
    assert found.violations_count == 0, found.generate_report()

    await site.locator("button.close").click()
    await expect(site.locator("dialog")).to_be_hidden()
    await button.click()
    await expect(frame.locator('button[value="who|self"]')).to_be_visible()
    assert trouble == []
