"""One process that Telegram's webhook reaches, as `kundval run` does without its clock and phrases.

`python listener.py PORT` takes its settings from the environment and runs until it is killed.
"""

import asyncio
import sys

import uvicorn

from bot.assembly import assemble, page
from bot.clock import now
from bot.serving import telegram
from bot.settings import read_settings


async def _run(port: int) -> None:
    house = assemble(read_settings())
    async with telegram(house) as ways:
        config = uvicorn.Config(page(house, now, None, ways), port=port, log_level="warning")
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1])))
