"""The real house on a real port, and a real browser in front of it."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from playwright.async_api import Browser, BrowserContext, async_playwright

from bot.assembly import House, assemble, page
from bot.settings import Settings

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser")
QUIET = (
    "--no-sandbox --disable-gpu --in-process-gpu --renderer-process-limit=1 --disable-quic "
    "--no-first-run --disable-background-networking --disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Chromium, once for all tests; the one without windows takes a third less of the processor."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("Chromium is not installed: apt-get install chromium-headless-shell")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=QUIET.split())
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The house that serves its page."""
    database: Path = tmp_path_factory.mktemp("browser") / "kundval.db"
    settings = Settings(
        database=f"sqlite:///{database}",
        secret="test",
        municipality="",
        newcomers=0,  # all tests come from one address, in one minute
    )
    made = assemble(settings)
    yield made
    made.close()


@pytest.fixture(scope="session")
async def site(house: House) -> AsyncIterator[str]:
    """Its address, on a free port."""
    config = uvicorn.Config(page(house, lambda: NOW), log_level="warning", ws="none")
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest.fixture
async def phone(chromium: Browser) -> AsyncIterator[Callable[..., object]]:
    """Gives a browser the size of a phone, with a memory of its own."""
    opened: list[BrowserContext] = []

    async def new(**options: object) -> BrowserContext:
        size = {"width": 390, "height": 844}
        opened.append(await chromium.new_context(**{"viewport": size, **options}))
        return opened[-1]

    yield new
    for context in opened:
        await context.close()
