"""Whole conversations, hundreds at once, against one, two and four processes on both databases.

People in fifteen languages chat by Telegram's webhook, every fourth by the JSON door, each until a
call is booked. Some tap twice, so that two processes hear it at once; some lose their line and
send the same again; no request goes where the last one went. Afterwards what was answered is
compared with the turn log and with the calls: lost is what was answered and is not there, doubled
what had an effect twice or was answered in two ways, half done what does not hang together.

Who asks has the same cores as who answers. `--full` has more people.
"""

import asyncio
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from growth import fill
from houses import FORK, KEY, Durable, houses, postgres, tick
from people import ByApi, Person
from playing import crowd, play
from rows import note, row
from standing import compare
from turn import TOKEN, TURNS, Ours, at_once, echo, serve

from bot.channels.telegram import connect
from bot.store import Store

FULL = "--full" in sys.argv
PEOPLE = 300 if FULL else 60
PROCESSES = (1, 2, 4)
AT_ONCE = 200
ROUNDS = 5 if FULL else 3
SIZES = (1_000, 100_000, 1_000_000)
CALM = 80
"""People who think between their turns, for what nobody should notice."""
PAUSE = 2.0


def cut(waits: Sequence[float], percent: int) -> float:
    """Milliseconds under which so many percent are."""
    return quantiles(waits, n=100)[percent - 1] * 1e3


def storm(server: Durable, folder: Path, base: str) -> None:
    """As many as can be at once."""
    for database in ("SQLite", "PostgreSQL"):
        for count in PROCESSES:
            name = f"storm{count}"
            if database == "SQLite":
                url = f"sqlite:///{folder}/{name}.db"
            else:
                server.create(name)
                url = server.url(name)
            with houses(url, count, base) as open_houses:
                warm = asyncio.run(play(open_houses.ports, crowd(4 * count, 1)))
                ours, theirs = open_houses.cpu(), server.cpu()
                played = asyncio.run(play(open_houses.ports, crowd(PEOPLE, 1000)))
                ours, theirs = open_houses.cpu() - ours, server.cpu() - theirs
            stands = compare(url, warm, played)
            what = f"{database}, {count} process{'es' if count > 1 else ''}"
            note(
                f"{what}: {PEOPLE} people at once, {played.turns} turns, {len(played.booked)} calls"
            )
            row(f"{what}: turns", played.turns / played.seconds, "/s")
            row(f"{what}: half are answered within", cut(played.waits, 50), "ms")
            row(f"{what}: 99 of 100 are answered within", cut(played.waits, 99), "ms")
            row(f"{what}: CPU a turn, ours", ours / played.turns * 1e6, "µs")
            if database == "PostgreSQL":
                row(f"{what}: CPU a turn, the server's", theirs / played.turns * 1e6, "µs")
            errors = sum(n for status, n in played.statuses.items() if status != 200)
            row(f"{what}: errors", errors, "answers", "= 0")
            row(f"{what}: lost", stands.lost, "turns and calls", "= 0")
            row(f"{what}: doubled", stands.doubled, "turns and calls", "= 0")
            row(f"{what}: half done", stands.torn, "rows", "= 0")


def thinking(folder: Path, base: str) -> None:
    """People who think: the loop's stall, and four processes on one file."""
    for count in (1, 4):
        url = f"sqlite:///{folder}/calm{count}.db"
        with houses(url, count, base) as open_houses, idle() as still:
            people = [one for one in crowd(CALM * 2, 1) if not isinstance(one, ByApi)][:CALM]
            asyncio.run(play(open_houses.ports, crowd(30, 9000)))  # every language once
            open_houses.stall()
            still.value = 0.0
            played = asyncio.run(play(open_houses.ports, people, pause=PAUSE, rude=False))
            stall, floor = open_houses.stall() * 1e3, still.value * 1e3
        what = f"SQLite, {count} process{'es' if count > 1 else ''}, {CALM} who think"
        note(f"{what}: {played.turns / played.seconds:.0f} turns a second")
        row(f"{what}: longest stall of a loop", stall, "ms", "≤ 10")
        row("    an idle loop beside it", floor, "ms")
        row(f"{what}: 99 of 100 are answered within", cut(played.waits, 99), "ms")
        row(f"{what}: the longest wait", max(played.waits) * 1e3, "ms", "≤ 100" * (count > 1))
        locked = sum(n for status, n in played.statuses.items() if status != 200)
        row(f"{what}: locked out", locked, "answers", "= 0")


@contextmanager
def idle() -> Iterator["Synchronized[float]"]:
    """The longest stall of a loop that only ticks: the machine's own."""
    stall = FORK.Value("d", 0.0, lock=False)
    process = FORK.Process(target=lambda: asyncio.run(tick(stall)), daemon=True)
    process.start()
    yield stall
    process.kill()
    process.join()


async def turns(server: Durable, folder: Path, base: str) -> None:
    """CPU a turn of 200 chats at once in one process, against a bare aiogram bot's.

    Each is alone for a whole round: in `bench/turn.py` they take turns, find the processor's caches
    full of the others' things, and the bare bot needs three times as much.
    """
    server.create("turns")
    urls = {"SQLite": f"sqlite:///{folder}/turns.db", "PostgreSQL": server.url("turns")}
    bot = connect(TOKEN, base)
    ours = {name: Ours(bot, url, handed=True, keys=KEY) for name, url in urls.items()}
    bare = echo(bot)
    raws = await recorded(ours["SQLite"])
    spent: dict[str, list[float]] = {name: [] for name in (*ours, "aiogram", "server")}
    for lap in range(ROUNDS + 1):
        begun = process_time()
        for raw in raws:
            await bare(raw)
        spent["aiogram"].append((process_time() - begun) / len(raws))
        for name, house in ours.items():
            theirs = server.cpu()
            spent[name].append(await at_once(house, (lap + 1) * 10_000, AT_ONCE))
            if name == "PostgreSQL":
                spent["server"].append((server.cpu() - theirs) / (AT_ONCE * TURNS))
    for house in ours.values():
        house.close()
    await bot.session.close()
    note(f"{AT_ONCE} chats at once in one process, without HTTP, {ROUNDS} rounds in turn, median")
    floor = spent["aiogram"][1:]
    row("a bare aiogram bot, CPU a turn", median(floor) * 1e6, "µs")
    for name, target in (("SQLite", "≤ 0.35"), ("PostgreSQL", "≤ 0.9"), ("server", "")):
        what = "PostgreSQL's server" if name == "server" else f"our process on {name}"
        figures = spent[name][1:]
        row(f"{what}, CPU a turn", median(figures) * 1e6, "µs")
        ratio = median(mine / one for mine, one in zip(figures, floor, strict=True))
        row(f"{what}, CPU a turn", ratio, "× bare aiogram", target)


async def recorded(house: Ours) -> list[bytes]:
    """What twelve people send."""
    raws = []
    for n in range(12):
        person = Person(500 + n, arabic=bool(n % 2))
        house.replies = []
        for turn in range(TURNS):
            raws.append(person.next((500 + n) * TURNS + turn, house.replies))
            await house.hooked(raws[-1])
    return raws


async def grown(base: str, database: str, urls: Sequence[str], server: Durable) -> None:
    """A turn's CPU and time among few and many stored conversations."""
    bot = connect(TOKEN, base)
    spent: dict[str, list[tuple[float, float, float]]] = {url: [] for url in urls}
    ours = {url: Ours(bot, url, handed=True, keys=KEY) for url in urls}
    for lap in range(ROUNDS + 1):
        for url in urls if lap % 2 else reversed(urls):
            theirs, begun = server.cpu(), perf_counter()
            cpu = await at_once(ours[url], (lap + 1) * 10_000, 50)
            many = 50 * TURNS
            waited, theirs = perf_counter() - begun, server.cpu() - theirs
            spent[url].append((cpu, waited / many, cpu + theirs / many))
    for house in ours.values():
        house.close()
    await bot.session.close()
    for url, size in zip(urls[1:], SIZES[1:], strict=True):
        pairs = list(zip(spent[url][1:], spent[urls[0]][1:], strict=True))
        for n, what in ((2 if database == "PostgreSQL" else 0, "CPU"), (1, "time")):
            with_server = " with the server's" if database == "PostgreSQL" and n == 2 else ""
            ratio = median(big[n] / small[n] for big, small in pairs)
            name = f"{database}, {size:,} stored: {what} a turn{with_server}"
            row(name, ratio, f"× {SIZES[0]:,} stored", "≤ 1.2")


def growth(server: Durable, folder: Path, base: str) -> None:
    """Few and many stored conversations, on both databases."""
    note("among many stored conversations, 50 chats at once")
    for size in SIZES:
        server.create(f"grown{size}")
    for database, stored in {
        "SQLite": [f"sqlite:///{folder}/grown{size}.db" for size in SIZES],
        "PostgreSQL": [server.url(f"grown{size}") for size in SIZES],
    }.items():
        filled(base, stored)
        asyncio.run(grown(base, database, stored, server))


def filled(base: str, urls: Sequence[str]) -> None:
    """Each with as many as it should have."""
    for url, size in zip(urls, SIZES, strict=True):
        with houses(url, 1, base) as open_houses:
            asyncio.run(play(open_houses.ports, crowd(1, 3), rude=False))
        store = Store(url, keys=(KEY,))
        fill(store, size)
        store.close()


def main() -> None:
    """Measure, and print rows."""
    here, there = multiprocessing.Pipe()
    FORK.Process(target=serve, args=(there,), daemon=True).start()
    base = f"http://127.0.0.1:{here.recv()}"
    with tempfile.TemporaryDirectory(prefix="kundval-") as name, postgres(Path(name)) as server:
        folder = Path(name)
        storm(server, folder, base)
        thinking(folder, base)
        asyncio.run(turns(server, folder, base))
        growth(server, folder, base)


if __name__ == "__main__":
    main()
