"""One process that Telegram reaches, as `kundval run` does without its clock and phrases."""

import asyncio

import uvicorn

from bot.assembly import assemble, page
from bot.clock import now
from bot.serving import telegram
from bot.settings import read_settings


def listen(port: int) -> None:
    """Takes its settings from the environment, and runs until it is killed."""
    asyncio.run(_run(port))


async def _run(port: int) -> None:
    house = assemble(read_settings())
    async with telegram(house) as ways:
        config = uvicorn.Config(page(house, now, None, ways), port=port, log_level="warning")
        await uvicorn.Server(config).serve()
