"""Takes the pictures of the docs again: the real pages, in a real browser.

The list in Swedish, Arabic and Tigrinya on a small phone, a phone and a desk; and an officer's
morning at the desk, with the cases of `kundval demo`.
"""

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path

import uvicorn
from playwright.async_api import Page, async_playwright

from bot.assembly import assemble, page
from bot.demo.filling import fill
from bot.serving import listening
from bot.settings import Settings

DOCS = Path(__file__).parent
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
PRESSED = (
    "knew|no", "municipality|exempelby", "who|self", "decision|yes", "about1|skip",
    "service|care", "area|centrum", "needs|+evening", "needs|+language", "needs|done",
    "staff_language|ar",
)  # fmt: skip
LANGUAGES = ("sv", "ar", "ti")
SIZES = ((320, 640), (390, 844), (1280, 900))
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


async def walk(phone: Page, address: str, language: str) -> None:
    """To the list, as a thumb does."""
    await phone.goto(address)
    for value in (f"language|{language}", *PRESSED):
        async with phone.expect_navigation():
            await phone.locator(f'button[value="{value}"]').first.click()


async def sign_in(desk: Page, address: str, login: str, password: str) -> None:
    """To the calls of today."""
    await desk.goto(f"{address}/desk/")
    await desk.locator("input[name=login]").fill(login)
    await desk.locator("input[name=password]").fill(password)
    async with desk.expect_navigation():
        await desk.locator("main button").click()


async def main() -> None:
    """Walk to the list in each language, then to the desk; keep what stands on the screen."""
    with tempfile.TemporaryDirectory() as folder, listening("127.0.0.1", 0) as port:
        house = assemble(Settings(database=f"sqlite:///{folder}/kundval.db", secret="x"), seed=1)
        config = uvicorn.Config(page(house, lambda: NOW), log_level="error")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[port]))
        address = f"http://127.0.0.1:{port.getsockname()[1]}"
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=[*QUIET]
            )
            for language in LANGUAGES:
                for width, height in SIZES:
                    size = {"width": width, "height": height}
                    context = await browser.new_context(viewport=size)
                    phone = await context.new_page()
                    await walk(phone, address, language)
                    await phone.screenshot(path=DOCS / f"chat-{language}-{width}.png")
                    await context.close()
            filled = await fill(house, NOW)
            await house.outbox.work(NOW)
            desk = await browser.new_page(viewport={"width": 1280, "height": 860})
            await sign_in(desk, address, filled.logins[0], filled.password)
            await desk.screenshot(path=DOCS / "desk-sv-1280.png")
            await browser.close()
        server.should_exit = True
        await serving
        house.close()


asyncio.run(main())
