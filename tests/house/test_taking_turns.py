"""What one process at a time does, as two houses on one database."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta

import pytest

from bot.clock import now
from bot.server.taking_turns import TakingTurns
from bot.store import Store, leases

LASTS = timedelta(seconds=2)


@pytest.fixture
def stores(database: str, keys: tuple[str, ...]) -> Iterator[tuple[Store, Store]]:
    """Two processes' sight of one database."""
    both = Store(database, keys=keys, patience=0.3), Store(database, keys=keys, patience=0.3)
    yield both
    for store in both:
        store.close()


class Worker:
    """One who works while it is its turn."""

    def __init__(self, store: Store, lasts: timedelta = LASTS) -> None:
        self.turns = TakingTurns(store, "polling:42", now, lasts)
        self.works = False

    async def work(self) -> None:
        """For ever."""
        self.works = True
        try:
            await asyncio.sleep(3600)
        finally:
            self.works = False

    @asynccontextmanager
    async def there(self) -> AsyncIterator[None]:
        """Takes part, until told to stop."""
        running = asyncio.create_task(self.turns.run(self.work))
        try:
            yield
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def until(happened: Callable[[], object], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not happened():
            await asyncio.sleep(0.01)


@contextmanager
def locked(database: str) -> Iterator[None]:
    """Someone else is writing, and does not end."""
    other = sqlite3.connect(database.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def test_one_works_at_a_time_and_who_stops_lets_the_other_begin(
    stores: tuple[Store, Store],
) -> None:
    one, two = map(Worker, stores)
    async with two.there():
        await until(lambda: two.works)
        async with one.there():
            for _ in range(30):  # longer than the lease lasts
                await asyncio.sleep(0.1)
                assert (one.works, two.works) == (False, True)
    async with one.there():
        await until(lambda: one.works)


async def test_a_lease_that_nobody_renews_is_taken(stores: tuple[Store, Store]) -> None:
    """As that of a process that was killed; what it held is renewed by nobody."""
    one, two = map(Worker, stores)
    with stores[0].writing() as held:
        assert leases.take(held, "polling:42", "somebody who died", now(), LASTS)
    async with one.there(), two.there():
        await until(lambda: one.works or two.works)
        assert one.works is not two.works


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_who_cannot_renew_stops_before_another_may_begin(
    stores: tuple[Store, Store], database: str
) -> None:
    lasts = timedelta(seconds=5)
    one = Worker(stores[0], lasts)
    async with one.there():
        await until(lambda: one.works)
        with locked(database):
            await until(lambda: not one.works, lasts.total_seconds())
        await until(lambda: one.works)


async def test_work_that_fails_says_why_and_gives_up_the_turn(
    stores: tuple[Store, Store],
) -> None:
    one, two = map(Worker, stores)

    async def fails() -> None:
        raise RuntimeError("the token is wrong")

    with pytest.raises(RuntimeError, match="token"):
        await one.turns.run(fails)
    async with two.there():
        await until(lambda: two.works)
