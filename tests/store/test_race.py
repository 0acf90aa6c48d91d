"""Several processes press at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection

import racer
from small import TEN, House, wall

from bot.conversation import Address

RACERS, ROUNDS = 8, 10


@contextmanager
def racers(url: str, keys: tuple[str, ...]) -> Iterator[list[Connection]]:
    """That many processes, each at the other end of a pipe, with the program imported."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload(["bot.conversation"])  # imported once, not eight times
    ours, started = [], []
    for i in range(RACERS):
        here, there = processes.Pipe()
        process = processes.Process(target=racer.book, args=(there, url, keys, i))
        process.start()
        there.close()
        ours.append(here)
        started.append(process)
    assert [pipe.recv() for pipe in ours] == ["ready"] * RACERS
    yield ours
    for pipe, process in zip(ours, started, strict=True):
        pipe.send(None)
        process.join(10)
        pipe.close()
    assert [process.exitcode for process in started] == [0] * RACERS


def test_t01_one_time_has_one_winner(database: str, keys: tuple[str, ...]) -> None:
    house = House(database, keys)
    with racers(database, keys) as pipes:
        for i in range(ROUNDS):
            start = TEN + timedelta(days=i // 5, hours=i % 5)
            for pipe in pipes:
                pipe.send(start)
            told = [pipe.recv() for pipe in pipes]
            lost = [t.removeprefix("upptaget ").split() for t in told if t.startswith("upptaget")]

            assert sum(t.startswith("bokat ") for t in told) == 1, told
            assert len(lost) == RACERS - 1
            assert all(len(set(times)) == 3 and wall(start) not in times for times in lost)
    bookings = house.ask("SELECT count(*), count(DISTINCT start) FROM booking")
    cells = house.ask("SELECT count(*) FROM cell")
    house.close()

    assert bookings == [(ROUNDS, ROUNDS)]
    assert cells == [(ROUNDS * 3,)]


def test_t02_three_officers_are_booked_three_times(database: str, keys: tuple[str, ...]) -> None:
    """In threads of one process, where PostgreSQL has several connections."""
    house = House(database, keys, officers=3)
    starts = [TEN + timedelta(minutes=30 * i) for i in range(4)]
    asks = [(starts[i % 4], Address("web", "", str(i))) for i in range(20)]
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda ask: house.book(ask[0], at=ask[1]), asks))
    twice = house.ask("SELECT officer FROM booking GROUP BY officer, start HAVING count(*) > 1")
    house.close()

    assert sum(t.startswith("bokat") for t in told) == 12
    assert twice == []
