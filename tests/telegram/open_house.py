"""`kundval run` as a process of its own, with all doors open, and what it writes."""

import asyncio
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
from forked import command, started
from hooked import SECRET, free_port
from loopback import TOKEN, BotApi

METRICS = "a-token-that-nobody-guesses"


@dataclass
class OpenHouse:
    """A running house, reached at `client`."""

    process: BaseProcess
    client: httpx.AsyncClient
    written: Path

    async def close(self) -> str:
        """Stop it as the system does; everything that it has written."""
        await self.client.aclose()
        self.process.terminate()
        await asyncio.to_thread(self.process.join, 30)
        return self.written.read_text(encoding="utf-8")


async def open_house(api: BotApi, written: Path, database: str, **more: str) -> OpenHouse:
    """Start one, and wait until it answers."""
    port = free_port()
    given = {
        "DATABASE": database, "MUNICIPALITY": "exempelby", "SECRET": "a-secret-of-the-tests",
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SERVER": api.base, "TELEGRAM_DELIVERY": "webhook",
        "TELEGRAM_SECRET": SECRET, "PORT": str(port), "METRICS_TOKEN": METRICS, **more,
    }  # fmt: skip
    named = {f"KUNDVAL_{name}": value for name, value in given.items()}
    process = started(command, "run", said=written, **named)
    alone = httpx.Limits(max_keepalive_connections=0)  # a slow test finds a kept one closed
    client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30, limits=alone)
    one = OpenHouse(process, client, written)
    async with asyncio.timeout(90):
        while True:
            try:
                await client.get("/health/live")
                return one
            except httpx.TransportError:
                assert process.is_alive(), written.read_text()
                await asyncio.sleep(0.2)
