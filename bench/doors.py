"""What a turn costs over HTTP: server processes asked over a socket, CPU and waiting, in one run.

webhook  our webhook: read, heard, stored (SQLite, synchronous FULL), the answer in the answer; that
         a tap was heard, and what does not fit, by calls to the Bot API beside
stock    aiogram's SimpleRequestHandler on aiohttp; an echo with four buttons by sendMessage to a
         Bot API in another process; nothing is kept
page     our page without script: POST, 303, and the page with all that was said
empty    a Starlette route that answers nothing

The same recorded conversations (Swedish and Arabic) go to the first two, by 1, 50 and 200 chats at
once. Who asks is another process than who answers, and its CPU is not counted.
"""

import asyncio
import multiprocessing
import re
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from people import Person
from rows import note, row
from servers import SECRET, front, stock, webhook
from turn import TOKEN, TURNS, Ours, serve

ROUNDS = 2
AT_ONCE = (1, 50, 200)
TARGETS = {"webhook": 0.4}
"""Times stock, CPU a turn."""


@dataclass
class Line:
    """One connection that is kept open, as a proxy keeps it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, method: str, path: str, body: bytes = b"", head: str = "") -> bytes:
        """The answer, head and body."""
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{head}\r\n"
            .encode() + body
        )  # fmt: skip
        told = await self.reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", told, re.IGNORECASE)
        return told + (await self.reader.readexactly(int(length[1])) if length else b"")


async def _line(port: int) -> Line:
    return Line(*await asyncio.open_connection("127.0.0.1", port))


@dataclass(frozen=True)
class Cost:
    """CPU seconds of the server a turn, and how long each turn took."""

    cpu: float
    waits: Sequence[float]

    @property
    def waited(self) -> tuple[float, float]:
        """Within how many milliseconds half, and 99 of 100, are answered."""
        cuts = quantiles(self.waits, n=100)
        return cuts[49] * 1e3, cuts[98] * 1e3


async def cost(port: int, chats: Sequence[Callable[[Line], Awaitable[list[float]]]]) -> Cost:
    """All of these chats at once."""

    async def spent() -> float:
        watch = await _line(port)
        told = await watch.ask("GET", "/cpu")
        watch.writer.close()
        return float(told.rpartition(b"\r\n")[2])

    lines = [await _line(port) for _ in chats]
    before = await spent()
    waits = await asyncio.gather(*(chat(line) for chat, line in zip(chats, lines, strict=True)))
    await asyncio.sleep(0.3)  # aiogram goes on after it has answered
    after = await spent()
    for line in lines:
        line.writer.close()
    every = [one for chat in waits for one in chat]
    return Cost((after - before) / len(every), every)


def posts(updates: Sequence[bytes]) -> Callable[[Line], Awaitable[list[float]]]:
    """One chat on Telegram."""
    head = f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"

    async def chat(line: Line) -> list[float]:
        waits = []
        for update in updates:
            begun = perf_counter()
            told = await line.ask("POST", "/telegram", update, head)
            waits.append(perf_counter() - begun)
            assert b" 200 " in told[:20], told[:200]
        return waits

    return chat


PRESSED = ("language|sv", "knew|no", "municipality|exempelby", "who|self", "decision|yes",
           "about1|skip", "service|care", "area|centrum", "needs|done")  # fmt: skip


async def browse(line: Line) -> list[float]:
    """One person on the page."""
    cookie, waits = "", []
    shown = await line.ask("GET", "/")
    for pressed in PRESSED:
        token = re.search(rb'name="token" value="([^"]+)"', shown)
        assert token
        body = urlencode({"token": token[1].decode(), "choose": pressed}).encode()
        head = "Content-Type: application/x-www-form-urlencoded\r\n" + cookie
        begun = perf_counter()
        answer = await line.ask("POST", "/", body, head)
        kept = re.search(rb"set-cookie: (visit=[^;]+)", answer, re.IGNORECASE)
        assert kept, answer[:300]
        cookie = f"Cookie: {kept[1].decode()}\r\n"
        shown = await line.ask("GET", "/", b"", cookie)
        waits.append(perf_counter() - begun)
    return waits


async def nothing(line: Line) -> list[float]:
    """As many requests as a turn on the page takes, to the empty route."""
    waits = []
    for _ in PRESSED:
        begun = perf_counter()
        await line.ask("POST", "/empty")
        await line.ask("GET", "/empty")
        waits.append(perf_counter() - begun)
    return waits


async def record(base: str, folder: Path, people: int, first: int) -> list[list[bytes]]:
    """What these people send, as each answers what our house says to it."""
    from bot.channels.telegram import connect

    bot = connect(TOKEN, base)
    ours = Ours(bot, folder / f"record{first}.db", handed=False)
    told = []
    for n in range(people):
        person, sent = Person(first + n, arabic=bool(n % 2)), []
        ours.replies = []
        for turn in range(TURNS):
            sent.append(person.next((first + n) * 1000 + turn, ours.replies))
            await ours.hooked(sent[-1])
        told.append(sent)
    ours.close()
    await bot.session.close()
    return told


async def measure(ports: dict[str, int], base: str, folder: Path) -> list[dict[str, Cost]]:
    """A line a round: each server asked by as many at once."""
    rounds = []
    for lap in range(ROUNDS + 1):
        costs = {}
        for many in AT_ONCE if lap else AT_ONCE[:1]:  # the first is to warm up
            people = max(many, 12)
            told = await record(base, folder, people, 1000 * (lap + 1) + many * 100_000)
            for name in ("webhook", "stock"):
                parts = [posts(sent) for sent in told]
                if many == 1:
                    each = [await cost(ports[name], [one]) for one in parts]
                    costs[f"{name} 1"] = Cost(
                        sum(one.cpu for one in each) / len(each),
                        [wait for one in each for wait in one.waits],
                    )
                else:
                    costs[f"{name} {many}"] = await cost(ports[name], parts)
            costs[f"page {many}"] = await cost(ports["front"], [browse] * many)
            costs[f"empty {many}"] = await cost(ports["front"], [nothing] * many)
        rounds.append(costs)
    return rounds[1:]


def main() -> None:
    """Measure, and print a table."""
    spawn = multiprocessing.get_context("spawn")
    started, ports = [], {}

    def start(role: Callable[..., None], *args: str) -> int:
        here, there = multiprocessing.Pipe()
        started.append(spawn.Process(target=role, args=(there, *args), daemon=True))
        started[-1].start()
        return int(here.recv())

    with tempfile.TemporaryDirectory() as folder:
        base = f"http://127.0.0.1:{start(serve)}"
        for role in (webhook, stock, front):
            ports[role.__name__] = start(role, folder, base)
        rounds = asyncio.run(measure(ports, base, Path(folder)))
        for process in started:
            process.terminate()
            process.join()
    note(f"{ROUNDS} rounds; CPU of the server a turn, median; waiting of the last")
    for floor, name in (("stock", "webhook"), ("empty", "page")):
        for many in AT_ONCE:
            for one in (floor, name):
                cpu = median(costs[f"{one} {many}"].cpu for costs in rounds)
                ratio = median(
                    costs[f"{one} {many}"].cpu / costs[f"{floor} {many}"].cpu for costs in rounds
                )
                aim = f"≤ {TARGETS[one]}" if one in TARGETS else ""
                half, most = rounds[-1][f"{one} {many}"].waited
                what = f"{one}, {many} at once"
                row(f"{what}: CPU a turn", cpu * 1e6, "µs")
                row(f"{what}: CPU a turn", ratio, f"× {floor}", aim)
                row(f"{what}: half are answered within", half, "ms")
                row(f"{what}: 99 of 100 are answered within", most, "ms")


if __name__ == "__main__":
    main()
