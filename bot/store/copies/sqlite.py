"""An SQLite database copied page by page, by SQLite itself, in one snapshot."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.store.copies.copied import Counts, NotRestored, known
from bot.store.database import Sqlite, database
from bot.store.migrate import migrate


def back_up(kept: Sqlite, draft: Path) -> Counts:
    """While others write; the file needs no other beside it."""
    with closing(_opened(kept.file)) as source, closing(sqlite3.connect(draft)) as target:
        source.execute("BEGIN")
        counts = _counts(source)  # what is read first is the snapshot that is copied
        source.backup(target)
        source.execute("COMMIT")
        target.execute("PRAGMA journal_mode=DELETE")
    return counts


def restore(kept: Sqlite, file: Path, over: bool) -> Counts:
    """Brought in step apart, and then copied in as one transaction."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.db"
        try:
            with closing(_opened(file)) as source, closing(sqlite3.connect(draft)) as target:
                source.backup(target)
                found = target.execute("PRAGMA integrity_check").fetchone()
                known(_version(target))
        except sqlite3.DatabaseError as error:
            raise NotRestored(f"{file} is damaged ({type(error).__name__}).") from error
        if found != ("ok",):
            raise NotRestored(f"{file} is damaged.")
        apart = database(f"sqlite:///{draft}", 1)
        migrate(apart)
        kept.file.parent.mkdir(parents=True, exist_ok=True)
        with (
            closing(sqlite3.connect(draft)) as source,
            closing(sqlite3.connect(kept.file)) as target,
        ):
            if _tables(target) and not over:
                raise NotRestored(f"{kept.file} holds a database. --over writes over it.")
            source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")
            return _counts(target)


@contextmanager
def beside(_kept: Sqlite) -> Iterator[str]:
    """The URL of one that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/check.db"


def _opened(file: Path) -> sqlite3.Connection:
    """To read; none is made where there is none."""
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _tables(there: sqlite3.Connection) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return sorted(name for (name,) in there.execute(named))


def _counts(there: sqlite3.Connection) -> Counts:
    return {
        name: there.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608  our own
        for name in _tables(there)
    }


def _version(there: sqlite3.Connection) -> str:
    if "alembic_version" not in _tables(there):
        return ""
    row = there.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""
