"""Many people at once play whole conversations, as rudely as a bad network makes them.

Some tap twice, so that two processes hear it at once; some lose their line before the answer, and
send the same again. What was answered is remembered, to be compared with what stands afterwards.
"""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter

from doors import Line
from houses import SECRET
from people import ALL, ByApi, OnTelegram

TWICE, LOST = 0.10, 0.05
"""How often somebody taps twice, and loses the line before the answer."""
HEAD = f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
PATIENCE = 300.0
MADE_AT = re.compile(rb"DTSTAMP:\w+")
"""When a calendar file was made; it is made anew for each who asks."""
AGAIN = 0.2
"""Seconds until what was not taken is sent again."""

Visitor = OnTelegram | ByApi


@dataclass
class Played:
    """What came of it. `answered` has the key of every event that was answered, with its count."""

    waits: list[float] = field(default_factory=list)
    answered: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    booked: list[str] = field(default_factory=list)
    ended: int = 0
    differ: int = 0
    seconds: float = 0.0
    calm: int = 0
    """Answers of 503 with a sentence and a number, or for Telegram with when to come again."""

    @property
    def turns(self) -> int:
        """Different events that were answered."""
        return len(self.answered)


class Lines:
    """One person's lines: each request goes to the next of the ports."""

    def __init__(self, ports: Sequence[int], first: int) -> None:
        self._ports = ports
        self._next = first
        self._open: dict[int, Line] = {}

    async def ask(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and body, with 0 where the line broke."""
        port = self._ports[self._next % len(self._ports)]
        self._next += 1
        try:
            line = self._open.pop(port, None)
            if line is None or line.reader.at_eof():  # the server closes what is idle
                line = await _line(port)
            async with asyncio.timeout(PATIENCE):
                told = await line.ask("POST", path, body, HEAD)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            return 0, b""
        if kept := self._open.pop(port, None):
            kept.writer.close()
        self._open[port] = line
        head, _, answer = told.partition(b"\r\n\r\n")
        return int(head.split(b" ", 2)[1]), answer

    async def drop(self, path: str, body: bytes) -> None:
        """Ask, and hang up at once."""
        port = self._ports[self._next % len(self._ports)]
        self._next += 1
        with suppress(OSError):
            line = await _line(port)
            line.writer.write(
                f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{HEAD}\r\n"
                .encode() + body
            )  # fmt: skip
            await line.writer.drain()
            line.writer.transport.abort()

    def close(self) -> None:
        """All of them."""
        for line in self._open.values():
            line.writer.close()


async def _line(port: int) -> Line:
    return Line(*await asyncio.open_connection("127.0.0.1", port, limit=2**20))


def crowd(count: int, first: int) -> list[Visitor]:
    """People in every language; every fourth comes by the JSON door."""
    made: list[Visitor] = []
    for n in range(first, first + count):
        kind = ByApi if n % 4 == 3 else OnTelegram
        made.append(kind(n, ALL[n % len(ALL)]))
    return made


async def play(
    ports: Sequence[int],
    people: Sequence[Visitor],
    *,
    pause: float = 0.0,
    rude: bool = True,
    played: Played | None = None,
) -> Played:
    """All of these at once, each until they have booked or given up.

    `pause` is how many seconds each thinks between two turns, on average.
    """
    played = played or Played()
    begun = perf_counter()
    await asyncio.gather(
        *(_one(ports, person, n, pause, rude, played) for n, person in enumerate(people))
    )
    played.seconds = perf_counter() - begun
    return played


async def _one(
    ports: Sequence[int], who: Visitor, n: int, pause: float, rude: bool, played: Played
) -> None:
    lot, lines = random.Random(n), Lines(ports, n)
    while not who.mind.ended:
        await asyncio.sleep(lot.expovariate(1 / pause) if pause else 0)
        key = who.key()
        first = isinstance(who, ByApi) and who.mind.turn == 0
        path, body = who.next()
        chance = 1.0 if first or not rude else lot.random()
        if chance < LOST:
            await lines.drop(path, body)
        again = Lines(ports, n + 1) if LOST <= chance < LOST + TWICE else None
        told = await asyncio.gather(
            _asked(lines, path, body, key, played),
            *([_asked(again, path, body, key, played)] if again else []),
        )
        if again:
            again.close()
            if _core(told[0]) != _core(told[1]):
                played.differ += 1
        who.hear(told[0])
    lines.close()
    played.ended += 1
    if who.mind.booked:
        played.booked.append(key)


async def _asked(lines: Lines, path: str, body: bytes, key: str, played: Played) -> bytes:
    """The answer, however often it has to be asked for."""
    until = perf_counter() + PATIENCE
    while True:  # as Telegram does, and a page whose person presses again
        begun = perf_counter()
        status, answer = await lines.ask(path, body)
        played.statuses[status] += 1
        if status == 200:
            played.waits.append(perf_counter() - begun)
            played.answered[key] += 1
            return answer
        played.calm += status == 503 and (path == "/telegram" or _is_calm(answer))
        if perf_counter() > until or status not in (0, 503):
            raise SystemExit(f"{path}: {status} {answer[:300]!r}")
        await asyncio.sleep(AGAIN)


def _is_calm(answer: bytes) -> bool:
    """A sentence with a number to ring."""
    told = json.loads(answer)
    return told["error"] == "unavailable" and any(sign.isdigit() for sign in told["message"])


def _core(answer: bytes) -> object:
    """What is said, without what tells one asking from another."""
    told = json.loads(MADE_AT.sub(b"", answer)) if answer else None
    if isinstance(told, dict) and "replies" in told:
        return told["question"], told["n"], told["replies"]
    return told
