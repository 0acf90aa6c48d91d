"""The real house as a process, reached by Telegram's webhook; or one that asks for updates."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from loopback import TOKEN, BotApi

SECRET = "a-secret-that-nobody-guesses"
SHOWN = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass
class Hooked:
    """One process of the house."""

    process: "subprocess.Popen[bytes]"
    base: str
    client: httpx.AsyncClient

    async def post(self, update: object) -> httpx.Response:
        """As Telegram does."""
        return await self.client.post(f"{self.base}/telegram", json=update, headers=SHOWN)

    def kill(self) -> None:
        """Without a word."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    async def close(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        await self.client.aclose()


async def hooked(api: BotApi, database: str, delivery: str = "webhook", **more: str) -> Hooked:
    """Start one, and wait until it answers."""
    port = free_port()
    given: dict[str, Any] = {
        "DATABASE": database, "MUNICIPALITY": "exempelby", "SECRET": "a-secret-of-the-tests",
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SERVER": api.base, "TELEGRAM_DELIVERY": delivery,
        "TELEGRAM_SECRET": SECRET, **more,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("listener.py"), str(port)],
        cwd=ROOT,
        env={**os.environ, **{f"KUNDVAL_{name}": value for name, value in given.items()}},
        stdout=subprocess.DEVNULL,
    )
    one = Hooked(process, f"http://127.0.0.1:{port}", httpx.AsyncClient(timeout=30))
    async with asyncio.timeout(90):
        while True:
            try:
                await one.client.get(f"{one.base}/health/live")
                return one
            except httpx.TransportError:
                assert process.poll() is None, "it has ended"
                await asyncio.sleep(0.2)
