"""A gateway for text messages on loopback: takes 46elks' form, and answers as it is told."""

import asyncio
import base64
import json
import ssl
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs

USER, PASSWORD = "u0123", "hemligt-ord-0815"
DROPPED = (0, "")
"""The gateway does what was asked and then hangs up without a word."""
SILENT = (-1, "")
"""The gateway does what was asked and never says so."""


@dataclass
class Gateway:
    """`fail((429, "", {"Retry-After": "37"}))` lets the next request be answered so."""

    texts: list[dict[str, str]] = field(default_factory=list)
    faults: deque[tuple[int, str, dict[str, str]]] = field(default_factory=deque)
    url: str = ""
    _server: asyncio.Server | None = None

    def fail(self, status: int, body: str = "", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.faults.append((status, body, named))

    async def start(self, context: ssl.SSLContext | None = None) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        place = f"127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self.url = f"{'https' if context else 'http'}://{place}/a1/sms"

    async def stop(self) -> None:
        if self._server:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        body = (await reader.readexactly(int(headers["content-length"]))).decode()
        status, answer, more = self._answer(head, body)
        if status == -1:
            await reader.read()  # until the one who asked gives up
        elif status:
            lines = [f"{name}: {value}\r\n" for name, value in more.items()]
            page = answer.encode(errors="surrogateescape")
            begun = f"HTTP/1.1 {status} X\r\nContent-Length: {len(page)}\r\n{''.join(lines)}\r\n"
            writer.write(begun.encode() + page)
            await writer.drain()
        writer.close()

    def _answer(self, head: list[str], body: str) -> tuple[int, str, dict[str, str]]:
        proof = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if f"Authorization: Basic {proof}" not in head:
            return 401, "Incorrect API authentication", {}
        form = {name: values[0] for name, values in parse_qs(body, strict_parsing=True).items()}
        if self.faults:
            fault = self.faults.popleft()
            if fault[0] < 1:
                self.texts.append(form)
            return fault
        self.texts.append(form)
        told = {"id": f"s{len(self.texts)}", "status": "created", "cost": 3500, "parts": 1}
        return 200, json.dumps(told | form), {}


def account(url: str) -> dict[str, str]:
    """The settings of one who may use the gateway."""
    return {
        "sms_url": url,
        "sms_user": USER,
        "sms_password": PASSWORD,
        "sms_from": "Exempelby",
        "address": "https://kundval.exempelby.se",
    }
