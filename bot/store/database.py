"""The two databases: how each is opened, and how a transaction that writes begins."""

import random
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar, cast

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.pool import NullPool

from bot.store.statement import Driver, Held

T = TypeVar("T")


class Unavailable(Exception):
    """The database could not be reached in time; nothing was done."""


class Database(Protocol):
    """What differs between SQLite and PostgreSQL."""

    engine: Engine
    size: int
    """How many connections may be held, each used by one thread at a time."""

    def open(self) -> Held:
        """A new connection on which nothing begins by itself."""

    def begin(self, held: Held) -> None:
        """Begin a transaction that will write."""

    def queue(self, held: Held) -> None:
        """Begin one that waits for all others that were begun so."""

    def alone(self, held: Held) -> None:
        """Begin one in which no other process can change the schema."""

    def broken(self, held: Held) -> bool:
        """Whether the connection is of no use any more."""

    def tidy(self, held: Held) -> None:
        """Leave nothing on the disk of what has been deleted, as far as that is ours to do."""


def database(url: str, patience: float) -> Database:
    """The database at `url`; `patience` is how many seconds to wait for a locked one."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Sqlite(parsed, patience)
    return Postgres(parsed.set(drivername="postgresql+psycopg"), patience)


class Sqlite:
    """One file and one held connection; other processes may use the same file."""

    size = 1

    def __init__(self, url: URL, patience: float) -> None:
        if url.database in (None, "", ":memory:"):
            raise ValueError("SQLite needs a file: sqlite:///var/kundval.db")
        self.file = Path(str(url.database))
        self._patience = patience
        # timeout 0: SQLite's own waiting sleeps up to 1.5 s at a time; `_patiently` does better.
        self.engine = create_engine(
            url,
            poolclass=NullPool,
            paramstyle="named",
            connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 0},
        )

    def open(self) -> Held:
        held = _driver(self.engine)
        try:
            for setting in (
                "journal_mode=WAL",
                "synchronous=FULL",  # NORMAL can lose an answered turn when the power goes
                "foreign_keys=ON",
                "secure_delete=ON",  # what is deleted is overwritten
            ):
                self._patiently(partial(held.driver.execute, f"PRAGMA {setting}"))
        except sqlite3.Error:
            held.driver.close()
            raise
        return held

    def begin(self, held: Held) -> None:
        # The driver's own plain BEGIN lost 1 174 of 1 600 updates without an error when tried.
        self._patiently(lambda: held.driver.execute("BEGIN IMMEDIATE"))

    def queue(self, held: Held) -> None:
        self.begin(held)  # one writer at a time in any case

    def alone(self, held: Held) -> None:
        self._patiently(lambda: held.driver.execute("BEGIN EXCLUSIVE"), MIGRATION)

    def broken(self, held: Held) -> bool:
        return False

    def tidy(self, held: Held) -> None:
        self._patiently(lambda: held.driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())

    def _patiently(self, do: Callable[[], T], seconds: float | None = None) -> T:
        until = time.monotonic() + (self._patience if seconds is None else seconds)
        while True:
            try:
                return do()
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if not busy or time.monotonic() >= until:
                    raise
            time.sleep(random.uniform(0.001, 0.02))


class Postgres:
    """A server, and a few held connections to it."""

    size = 4

    def __init__(self, url: URL, patience: float) -> None:
        waits = f"-c lock_timeout={int(min(patience, 3) * 1000)}"
        self.engine = create_engine(
            url,
            poolclass=NullPool,
            connect_args={
                "autocommit": True,
                "connect_timeout": max(2, int(patience)),
                "options": waits,
            },
        )

    def open(self) -> Held:
        return _driver(self.engine)

    def begin(self, held: Held) -> None:
        held.driver.execute("BEGIN")

    def queue(self, held: Held) -> None:
        held.driver.execute("BEGIN")
        held.driver.execute(f"SELECT pg_advisory_xact_lock({QUEUEING})")

    def alone(self, held: Held) -> None:
        held.driver.execute("BEGIN")
        held.driver.execute(f"SET LOCAL lock_timeout = '{MIGRATION}s'")
        held.driver.execute(f"SELECT pg_advisory_xact_lock({MIGRATING})")

    def broken(self, held: Held) -> bool:
        return bool(getattr(held.driver, "closed", False))

    def tidy(self, held: Held) -> None:
        """Its own autovacuum does so in time."""


def _driver(engine: Engine) -> Held:
    pooled = engine.raw_connection()
    driver = cast(Driver, pooled.driver_connection)
    pooled.detach()
    return Held(driver, engine.dialect)


MIGRATION = 60
"""Seconds to wait for another process that brings the tables in step."""

MIGRATING, QUEUEING = 0x6B756E64, 0x6B756E65
"""Names of advisory locks; any numbers that nobody else uses."""
