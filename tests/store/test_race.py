"""Several processes press at once."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing.connection import Connection

import racer
from forked import PROCESSES
from small import TEN, House, wall

from bot.conversation import Address

RACERS = 16
OFFICERS, TIMES, ASKERS = 3, 10, 50
NINE = TEN.replace(hour=9)
STARTS = [NINE + timedelta(days=day, minutes=30 * i) for day in (0, 1, 2, 5) for i in range(10)]
"""Ten half hours of four working days: a round each."""


@contextmanager
def racers(url: str, keys: tuple[str, ...]) -> Iterator[list[Connection]]:
    """That many processes, each at the other end of a pipe, with the program imported."""
    ours, started = [], []
    for i in range(RACERS):
        here, there = PROCESSES.Pipe()
        process = PROCESSES.Process(target=racer.book, args=(there, url, keys, i))
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
    """Every other time is held first, as the chat does."""
    house = House(database, keys)
    with racers(database, keys) as pipes:
        for i, start in enumerate(STARTS):
            for pipe in pipes:
                pipe.send((start, i % 2 == 1))
            told = [pipe.recv() for pipe in pipes]
            lost = [t.removeprefix("upptaget ").split() for t in told if t.startswith("upptaget")]

            assert sum(t.startswith("bokat ") for t in told) == 1, told
            assert len(lost) == RACERS - 1
            assert all(len(set(times)) == 3 and wall(start) not in times for times in lost)
    bookings = house.ask("SELECT count(*), count(DISTINCT start) FROM booking")
    cells = house.ask("SELECT count(*) FROM cell")
    house.close()

    assert bookings == [(len(STARTS), len(STARTS))]
    assert cells == [(len(STARTS) * 3,)]


def test_t02_fifty_ask_three_officers_for_ten_times(database: str, keys: tuple[str, ...]) -> None:
    """In threads of one process, where PostgreSQL has several connections."""
    house = House(database, keys, officers=OFFICERS)
    starts = [TEN.replace(hour=9) + timedelta(minutes=30 * i) for i in range(TIMES)]
    asks = [(starts[i % TIMES], Address("web", "", str(i))) for i in range(ASKERS)]
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(lambda ask: house.book(ask[0], at=ask[1]), asks))
    twice = house.ask("SELECT officer FROM booking GROUP BY officer, start HAVING count(*) > 1")
    each = house.ask("SELECT start, count(*), count(DISTINCT officer) FROM booking GROUP BY start")
    cells = house.ask("SELECT count(*), count(DISTINCT booking_id) FROM cell")
    house.close()

    won = [t for t in told if t.startswith("bokat ")]
    lost = [t.removeprefix("upptaget ").split() for t in told if t.startswith("upptaget ")]
    assert len(won) == OFFICERS * TIMES, "bookings = capacity"
    assert len(won) + len(lost) == ASKERS
    assert all(len(set(others)) == 3 for others in lost), lost
    assert [row[1:] for row in each] == [(OFFICERS, OFFICERS)] * TIMES
    assert twice == []
    assert cells == [(OFFICERS * TIMES * 3, OFFICERS * TIMES)]


def test_holding_booking_moving_and_cancelling_at_once_never_lock(
    database: str, keys: tuple[str, ...]
) -> None:
    """Everyone waits for an earlier time too, so that each who gives one up tells another."""
    house = House(database, keys, officers=OFFICERS)

    def someone(n: int) -> None:
        lot, me = random.Random(n), Address("web", "", str(n))
        for _ in range(25):
            verb = lot.choice(("hold", "hold", "book", "book", "cancel", "extend", "wait"))
            time = f"{wall(lot.choice(STARTS[:TIMES]))}{lot.choice((20, 30, 60))}"
            house.press(verb, "yes" if verb == "wait" else time, at=me)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(someone, range(16)))
    owned = house.ask(
        "SELECT booking.minutes / 10 + 1, count(cell.start) FROM booking"
        " LEFT JOIN cell ON cell.booking_id = booking.id"
        " WHERE booking.status = 'booked' GROUP BY booking.id, booking.minutes"
    )
    cancelled = house.ask(
        "SELECT count(*) FROM cell JOIN booking ON cell.booking_id = booking.id"
        " WHERE booking.status = 'cancelled'"
    )
    house.close()

    assert owned
    assert all(wanted == have for wanted, have in owned)
    assert cancelled == [(0,)]
