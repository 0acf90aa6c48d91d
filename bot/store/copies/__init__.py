"""The whole database in one file, written while the house works, and back again.

With SQLite the file is a database; with PostgreSQL a ZIP with what COPY gives of every table, in
one snapshot: no client programs are needed, which have to be as new as the server. Neither holds
the keys.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.store.copies import postgres, sqlite
from bot.store.copies.copied import Counts, NotRestored
from bot.store.database import Database, Sqlite, database
from bot.store.keys.sealed import unopened
from bot.store.keys.sealing import Seal

__all__ = ["Counts", "NotRestored", "back_up", "check", "driver_errors", "form", "restore"]

PATIENCE = 10.0


def form(url: str) -> str:
    """How a file of this database ends."""
    return ".db" if isinstance(database(url, PATIENCE), Sqlite) else ".zip"


def back_up(url: str, file: Path) -> Counts:
    """Write it whole or not at all, readable by us alone; how many rows each table had.

    Raises FileExistsError, OSError, or a driver's error.
    """
    if file.exists():
        raise FileExistsError(file)
    draft = file.with_name(f".{file.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    try:
        kept = database(url, PATIENCE)
        written: Counts = _of(kept, sqlite.back_up, postgres.back_up)(kept, draft)
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    return written


def restore(url: str, file: Path, *, over: bool = False) -> Counts:
    """Put it where `url` is, and bring its tables in step; all of it, or nothing is changed.

    Raises NotRestored where something is there already and it may not be written `over`, or where
    the file is of the other kind, of a newer program, or none of ours.
    """
    kept = database(url, PATIENCE)
    with file.open("rb") as begun:
        first = begun.read(16)
    ours = b"SQLite format 3\0" if isinstance(kept, Sqlite) else b"PK"
    if not first.startswith(ours):
        of = "an SQLite database" if isinstance(kept, Sqlite) else "a backup of PostgreSQL"
        raise NotRestored(f"{file} is not {of}, which KUNDVAL_DATABASE asks for.")
    restored: Counts = _of(kept, sqlite.restore, postgres.restore)(kept, file, over)
    return restored


def check(url: str, file: Path, written: Counts, keys: tuple[str, ...]) -> int:
    """Restore it into a database of its own that is thrown away; how many sealed values opened.

    Raises NotRestored where rows are missing or a value cannot be opened.
    """
    kept = database(url, PATIENCE)
    with _of(kept, sqlite.beside, postgres.beside)(kept) as elsewhere:
        restored = restore(elsewhere, file)
        if missing := {name for name, count in written.items() if restored.get(name) != count}:
            raise NotRestored(f"Rows are missing in {', '.join(sorted(missing))}.")
        held = (other := database(elsewhere, PATIENCE)).open()
        try:
            shut, tried = unopened(held, Seal(keys))
        finally:
            held.driver.close()
            other.engine.dispose()
    if shut:
        raise NotRestored(f"{shut} of {tried} values cannot be opened with the keys of now.")
    return tried


def driver_errors(url: str) -> type[Exception]:
    """What its driver raises where it is away, full or locked."""
    error: type[Exception] = database(url, PATIENCE).engine.dialect.loaded_dbapi.Error
    return error


def _of(kept: Database, one: Callable[..., Any], other: Callable[..., Any]) -> Callable[..., Any]:
    return one if isinstance(kept, Sqlite) else other
