"""What it costs that two can never win: many at once want the same few times.

The floor is the cheapest thing that a database can promise: as many transactions, by the same
clients, with one plain insert each. Every attempt is a transaction of its own that asks what is
free, tries to own the cells of one officer's time, and is told of three others where it cannot.
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from secrets import token_hex
from time import perf_counter

from cryptography.fernet import Fernet
from rows import note, row
from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from bot.editions.served import Served
from bot.store import Store, turns
from bot.store.statement import Statement
from bot.store.tables import ADDRESS
from bot.store.world import StoredWorld
from care.municipality import Hours, Municipality, Officer
from care.times import SWEDEN, Call
from dialogs.world import Booked

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from postgres import Server

PROCESSES, CLIENTS, SLOTS = 2, 200, 20
TARGET = 0.07
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=SWEDEN)  # a Monday
NINE = datetime(2026, 11, 25, 9, 0, tzinfo=SWEDEN)
A_DAY = 10
PATIENCE = 60.0
HERE = Municipality(
    "storby", "Storby", "0000", "1", True, True, (), (),
    officers=(Officer("o", "Olle", tuple(Hours(day, time(9), time(14)) for day in range(5))),),
)  # fmt: skip
SERVED = Served(0, {HERE.key: HERE})
TIMES = [NINE + timedelta(days=n // A_DAY, minutes=n % A_DAY * 30) for n in range(SLOTS)]

_INSERT = Statement(
    insert(ADDRESS).values(kind="bench", host="", external=bindparam("external"), dead=False)
)

Client = Callable[[Store, int], int]
"""What one of many does; how many transactions it took."""


def book(store: Store, client: int) -> int:
    """Try all times in an order of one's own, until one is won."""
    mine = random.Random(client).sample(TIMES, SLOTS)
    for n, start in enumerate(mine, start=1):
        with store.writing() as held:
            place = turns.hold(held, "web", "", str(client), lambda: client)
            world = StoredWorld(
                held, place.id, client, NOW,
                served=SERVED, seal=store.seal, new_id=partial(token_hex, 8),
            )  # fmt: skip
            if isinstance(world.book(HERE.key, start, Call()), Booked):
                return n
    return SLOTS


def put(store: Store, client: int, *, count: int) -> int:
    """Plain inserts, a transaction each."""
    for n in range(count):
        with store.writing() as held:
            held.run(_INSERT, external=f"{client}.{n}")
    return count


def work(pipe: Connection, url: str, key: str, clients: range) -> None:
    """One process: as many threads as clients; does what it is told until told to stop."""
    store = Store(url, keys=(key,), patience=PATIENCE)
    with ThreadPoolExecutor(len(clients)) as threads:
        pipe.send(0)
        while (count := pipe.recv()) is not None:
            do: Client = partial(put, count=count) if count else book
            pipe.send(sum(threads.map(partial(do, store), clients)))
    store.close()


@contextmanager
def processes(url: str, key: str) -> Iterator[Callable[[int], tuple[int, float]]]:
    """All clients, in some processes; gives what lets them loose (0: book; n: n inserts each)."""
    context = get_context("forkserver")
    ours, started = [], []
    for n in range(PROCESSES):
        here, there = context.Pipe()
        clients = range(n, CLIENTS, PROCESSES)
        process = context.Process(target=work, args=(there, url, key, clients))
        process.start()
        ours.append(here)
        started.append(process)
    for pipe in ours:
        pipe.recv()

    def loose(count: int) -> tuple[int, float]:
        begun = perf_counter()
        for pipe in ours:
            pipe.send(count)
        done = sum(pipe.recv() for pipe in ours)
        return done, perf_counter() - begun

    yield loose
    for pipe, process in zip(ours, started, strict=True):
        pipe.send(None)
        process.join()


def measure(name: str, url: str) -> None:
    """One database."""
    key = Fernet.generate_key().decode()
    store = Store(url, keys=(key,))
    with processes(url, key) as loose:
        inserts, first = loose(A_DAY)
        attempts, spent = loose(0)
    with store.reading() as held:
        counted = held.driver.execute(
            "SELECT count(*), count(DISTINCT start), (SELECT count(*) FROM cell) FROM booking"
        ).fetchone()
    store.close()
    assert counted
    booked, times, cells = counted
    doubled = booked - times
    assert (booked, doubled, cells) == (SLOTS, 0, 3 * SLOTS), counted
    plain, tried = inserts / first, attempts / spent
    note(f"{name}: {CLIENTS} clients, {SLOTS} times, {PROCESSES} processes, by the clock")
    row(f"{name}: plain inserts", plain, "/s")
    row(f"{name}: attempts to book", tried, "/s")
    row(f"{name}: attempts to book", tried / plain, "× plain inserts", f"≥ {TARGET}")
    row(f"{name}: of {attempts} attempts booked", booked, "calls")
    row(f"{name}: booked twice", doubled, "calls", "= 0")


def main() -> None:
    """Measure, and print tables."""
    with tempfile.TemporaryDirectory(prefix="kundval-") as folder:
        measure("SQLite", f"sqlite:///{folder}/bench.db")
        server = Server(Path(folder))
        server.start()
        server.create("bench")
        measure("PostgreSQL", server.url("bench"))
        server.stop()


if __name__ == "__main__":
    main()
