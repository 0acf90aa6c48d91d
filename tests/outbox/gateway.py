"""A gateway for text messages, a process of its own: it notes each in a file before it answers.

It tells its address by its line, and runs until that ends.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import parse_qs

ANSWERS_AFTER = 0.01
"""Seconds in which whoever sent may die without an answer."""


@dataclass(frozen=True, slots=True)
class Note:
    """One text message that came, and when."""

    at: datetime
    to: str


def notes(file: Path) -> list[Note]:
    """All that have come, the first first."""
    lines = file.read_text(encoding="utf-8").split("\n")[:-1]  # the last may be half written
    return [Note(datetime.fromisoformat(at), to) for at, _, to in (n.partition(" ") for n in lines)]


def note(line: Connection, file: Path) -> None:
    """Until its line ends."""
    asyncio.run(_serve(line, file))


async def _serve(line: Connection, file: Path) -> None:
    with file.open("a", encoding="utf-8", buffering=1) as book:

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = head.partition("content-length: ")[2].partition("\r\n")[0]
                form = parse_qs((await reader.readexactly(int(length))).decode())
            except asyncio.IncompleteReadError:  # whoever sent died: nothing came
                writer.close()
                return
            book.write(f"{datetime.now(UTC).isoformat()} {form['to'][0]}\n")
            await asyncio.sleep(ANSWERS_AFTER)
            told = b'{"id": "s1", "status": "created", "cost": 3500, "parts": 1}'
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(told), told))
            writer.close()

        server = await asyncio.start_server(take, "127.0.0.1", 0)
        line.send(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/a1/sms")
        await asyncio.to_thread(line.poll, None)
        server.close()
