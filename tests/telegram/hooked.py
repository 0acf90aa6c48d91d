"""The real house as a process, reached by Telegram's webhook; or one that asks for updates."""

import asyncio
import socket
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import Any

import httpx
from forked import started
from listener import listen
from loopback import TOKEN, BotApi

SECRET = "a-secret-that-nobody-guesses"
SHOWN = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass
class Hooked:
    """One process of the house."""

    process: BaseProcess
    base: str
    client: httpx.AsyncClient

    async def post(self, update: object) -> httpx.Response:
        """As Telegram does."""
        return await self.client.post(f"{self.base}/telegram", json=update, headers=SHOWN)

    def kill(self) -> None:
        """Without a word."""
        self.process.kill()
        self.process.join()

    async def close(self) -> None:
        """End it."""
        self.kill()
        await self.client.aclose()


async def hooked(api: BotApi, database: str, delivery: str = "webhook", **more: str) -> Hooked:
    """Start one, and wait until it answers."""
    port = free_port()
    given: dict[str, Any] = {
        "DATABASE": database, "MUNICIPALITY": "exempelby", "SECRET": "a-secret-of-the-tests",
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SERVER": api.base, "TELEGRAM_DELIVERY": delivery,
        "TELEGRAM_SECRET": SECRET, **more,
    }  # fmt: skip
    process = started(listen, port, **{f"KUNDVAL_{name}": value for name, value in given.items()})
    one = Hooked(process, f"http://127.0.0.1:{port}", httpx.AsyncClient(timeout=30))
    async with asyncio.timeout(90):
        while True:
            try:
                await one.client.get(f"{one.base}/health/live")
                return one
            except httpx.TransportError:
                assert process.is_alive(), "it has ended"
                await asyncio.sleep(0.2)
