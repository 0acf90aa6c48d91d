"""The database as the rest of the program sees it: transactions, and the threads they run in."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from queue import Empty, LifoQueue
from threading import local
from typing import TypeVar, TypeVarTuple

from sqlalchemy.exc import DBAPIError

from bot.store.database import Sqlite, Unavailable, database
from bot.store.keys.printing import sealing
from bot.store.keys.sealing import NoKeys, keys_beside
from bot.store.migrate import head, migrate, version
from bot.store.statement import Held
from bot.store.threads import Job, Threads

T = TypeVar("T")
U = TypeVar("U")
Args = TypeVarTuple("Args")


class Store:
    """Opens the database at `url` and brings its tables in step.

    `keys` encrypt names and numbers; without any, a file beside an SQLite database holds one.
    `patience` is how many seconds to wait for a locked database before `Unavailable`. Raises
    `Unavailable` too where it cannot be opened, and `NoKeys` where nothing is there to encrypt
    with, or nothing that opens what is stored.
    """

    def __init__(self, url: str, *, keys: tuple[str, ...] = (), patience: float = 5.0) -> None:
        self._database = database(url, patience)
        self._patience = patience
        driver = self._database.engine.dialect.loaded_dbapi
        self._errors: tuple[type[Exception], ...] = (
            driver.OperationalError,
            driver.InterfaceError,
            DBAPIError,  # the same, when SQLAlchemy opens a connection
        )
        if not keys and not isinstance(self._database, Sqlite):
            raise NoKeys("PostgreSQL needs KUNDVAL_KEYS: one or more Fernet keys.")
        try:
            if isinstance(self._database, Sqlite):
                self._database.file.parent.mkdir(parents=True, exist_ok=True)
                keys = keys or keys_beside(self._database.file)
            migrate(self._database)
            self.seal = sealing(self._database, keys)
        except (driver.Error, DBAPIError, OSError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise Unavailable(f"The database cannot be opened: {cause}") from error
        self._free: LifoQueue[Held | None] = LifoQueue()  # the warm one first
        for _ in range(self._database.size):
            self._free.put(None)
        self._mine = local()
        group = self._together if isinstance(self._database, Sqlite) else None
        self._threads = Threads(self._database.size, group)

    def writing(self) -> AbstractContextManager[Held]:
        """One transaction: all of it, or on any exception nothing.

        Raises `Unavailable`, with nothing done, when the database is locked or away.
        """
        return self._transaction(self._database.begin)

    def appending(self) -> AbstractContextManager[Held]:
        """The same, for new editions: one at a time in all processes.

        So their numbers grow in the order in which others can see them, and who has read up to a
        number has missed none before it.
        """
        return self._transaction(self._database.queue)

    @contextmanager
    def reading(self) -> Iterator[Held]:
        """For a few single SELECTs; locks nothing."""
        if group := self._grouped():
            yield group
            return
        held = self._take()
        try:
            yield held
        except self._errors as error:
            raise Unavailable(type(error).__name__) from error
        finally:
            self._give(held, True)

    def tidy(self) -> None:
        """Leave nothing on the disk of what has been deleted, as far as the database allows."""
        with self.reading() as held:
            self._database.tidy(held)

    def migrated(self, held: Held) -> bool:
        """Whether its tables are as this program wants them, or a newer one."""
        return version(held.driver, self._database) >= head()

    async def run(self, do: Callable[[*Args], T], *args: *Args) -> T:
        """Do it in the store's own thread, so that nothing else in the loop waits for it."""
        return await self._threads.run(do, *args)

    async def run_together(self, before: Callable[[], U], do: Callable[[U], T]) -> T:
        """What `do` gives of what `before` gave; those that wait to write are committed together.

        With SQLite the disk is waited for once for all of them. Each keeps its own transaction
        (a SAVEPOINT): an error in one undoes that one alone. Nobody is answered before the commit.
        """
        return await self._threads.run_together(before, do)

    def close(self) -> None:
        """Let what runs end, and leave the database."""
        self._threads.close()
        for _ in range(self._database.size):
            held = self._free.get()
            if held is not None:
                held.driver.close()

    def _together(self, jobs: Sequence[Job]) -> None:
        """Jobs that write, in one transaction; where it fails as a whole nothing was done."""
        try:
            with self._transaction(self._database.begin) as held:
                self._mine.group = held
                for job in jobs:
                    job.attempt()
                    if not held.driver.in_transaction:  # the disk is full: all is undone
                        raise Unavailable("The transaction was ended by the database.")
        except Exception as error:
            for job in jobs:
                job.error = job.error or error
        finally:
            self._mine.group = None

    @contextmanager
    def _one_of_many(self, held: Held) -> Iterator[Held]:
        held.driver.execute("SAVEPOINT one")
        try:
            yield held
        except BaseException as error:
            with suppress(*self._errors):
                held.driver.execute("ROLLBACK TO one")
                held.driver.execute("RELEASE one")
            if isinstance(error, self._errors):
                raise Unavailable(type(error).__name__) from error
            raise
        held.driver.execute("RELEASE one")

    @contextmanager
    def _transaction(self, begin: Callable[[Held], None]) -> Iterator[Held]:
        if group := self._grouped():
            with self._one_of_many(group) as held:
                yield held
            return
        held = self._take()
        done = False
        try:
            held = self._begin(held, begin)
            yield held
            held.driver.execute("COMMIT")
            done = True
        except self._errors as error:
            raise Unavailable(type(error).__name__) from error
        finally:
            self._give(held, done)

    def _grouped(self) -> Held | None:
        """The connection of the jobs that this thread does together."""
        return getattr(self._mine, "group", None)

    def _take(self) -> Held:
        try:
            held = self._free.get(timeout=self._patience)
        except Empty:
            raise Unavailable("All connections are busy.") from None
        try:
            return held or self._database.open()
        except self._errors as error:
            self._free.put(None)
            raise Unavailable(type(error).__name__) from error

    def _begin(self, held: Held, begin: Callable[[Held], None]) -> Held:
        try:
            begin(held)
        except self._errors:
            if not self._database.broken(held):
                raise
            # The server was restarted since the last turn. Nothing has begun: try once anew.
            held = self._database.open()
            begin(held)
        return held

    def _give(self, held: Held, done: bool) -> None:
        if not done and not self._database.broken(held):
            with suppress(*self._errors):  # nothing had begun, or it breaks now
                held.driver.execute("ROLLBACK")
        if self._database.broken(held):
            held.driver.close()
        self._free.put(None if self._database.broken(held) else held)
