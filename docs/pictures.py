"""Takes the README's picture: the real page, in a real browser, at phone width."""

import asyncio
import socket
import tempfile
from datetime import datetime
from pathlib import Path

import uvicorn
from playwright.async_api import async_playwright

from bot.assembly import assemble, page
from bot.settings import Settings

OUT = Path(__file__).parent / "chat.png"
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
PRESSED = (
    "language|sv", "knew|no", "municipality|exempelby", "who|self", "decision|yes", "about1|skip",
    "service|care", "area|centrum", "needs|+evening", "needs|+language", "needs|done",
    "staff_language|ar",
)  # fmt: skip
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")


async def main() -> None:
    """Walk to the list, and keep what stands on the screen."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as port:
        house = assemble(Settings(database=f"sqlite:///{folder}/kundval.db", secret="x"), seed=1)
        config = uvicorn.Config(page(house, lambda: NOW), log_level="error")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[port]))
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=[*QUIET]
            )
            phone = await browser.new_page(viewport={"width": 390, "height": 844})
            await phone.goto(f"http://127.0.0.1:{port.getsockname()[1]}")
            for value in PRESSED:
                async with phone.expect_navigation():
                    await phone.locator(f'button[value="{value}"]').first.click()
            await phone.screenshot(path=OUT)
            await browser.close()
        server.should_exit = True
        await serving
        house.close()


asyncio.run(main())
