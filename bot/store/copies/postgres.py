"""A PostgreSQL database as a ZIP: what COPY gives of each table, and what there is of each."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from bot.store.copies.copied import Counts, NotRestored, known
from bot.store.database import Postgres
from bot.store.migrate import upgrade
from bot.store.statement import Held
from bot.store.tables import metadata

CONTENT = "kundval.json"
VERSION = "alembic_version"
CHUNK = 1 << 20

Connection = psycopg.Connection[Any]


def back_up(kept: Postgres, draft: Path) -> Counts:
    """All tables as of one moment, while others write."""
    counts: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    with _connected(kept) as server, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as out:
        server.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        version = _one(server, SQL("SELECT version_num FROM {}").format(Identifier(VERSION)))
        for name in _in_order(server):
            columns[name] = _columns(server, name)
            counts[name] = _count(server, name)
            last[name] = _last(server, name, columns[name])
            with (
                server.cursor().copy(_copy(name, columns[name], "TO STDOUT")) as rows,
                out.open(f"{name}.copy", "w", force_zip64=True) as into,
            ):
                for chunk in rows:
                    into.write(chunk)
        server.execute("COMMIT")
        told = {"version": version, "columns": columns, "counts": counts, "last": last}
        out.writestr(CONTENT, json.dumps(told, indent=1))
    return counts


def restore(kept: Postgres, file: Path, over: bool) -> Counts:
    """Tables as they were then, their rows, and the migrations since: one transaction."""
    try:
        with zipfile.ZipFile(file) as given:
            return _restored(kept, given, over)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise NotRestored(f"{file} is damaged or none of ours ({type(error).__name__}).") from error


def _restored(kept: Postgres, given: zipfile.ZipFile, over: bool) -> Counts:
    told = json.loads(given.read(CONTENT))
    known(told["version"])
    with kept.engine.connect() as connection, connection.begin():
        server: Connection = connection.connection.driver_connection  # type: ignore[assignment]
        kept.alone(Held(server, kept.engine.dialect))  # type: ignore[arg-type]
        if there := [*_in_order(server), *([VERSION] if _there(server, VERSION) else [])]:
            if not over:
                raise NotRestored("The database holds tables of ours. --over writes over them.")
            every = SQL(", ").join(map(Identifier, there))
            server.execute(SQL("DROP TABLE {} CASCADE").format(every))
        upgrade(connection, told["version"])
        for name, columns in told["columns"].items():
            server.execute(SQL("DELETE FROM {}").format(Identifier(name)))
            with (
                given.open(f"{name}.copy") as rows,
                server.cursor().copy(_copy(name, columns, "FROM STDIN")) as into,
            ):
                while chunk := rows.read(CHUNK):
                    into.write(chunk)
            _count_on(server, name, columns, told.get("last", {}).get(name, 0))
        upgrade(connection, "head")
        return {name: _count(server, name) for name in _in_order(server)}


@contextmanager
def beside(kept: Postgres) -> Iterator[str]:
    """The URL of one on the same server that is thrown away. Raises NotRestored."""
    name = f"kundval_check_{token_hex(4)}"
    with _connected(kept) as server:
        try:
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        except psycopg.errors.InsufficientPrivilege:
            raise NotRestored(
                "This role may not make a database to check in: ALTER ROLE … CREATEDB; "
                "or restore the file on another server."
            ) from None
        try:
            yield kept.engine.url.set(database=name).render_as_string(hide_password=False)
        finally:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@contextmanager
def _connected(kept: Postgres) -> Iterator[Connection]:
    held = kept.open()
    try:
        yield held.driver  # type: ignore[misc]
    finally:
        held.driver.close()


def _in_order(server: Connection) -> list[str]:
    """The tables of ours that are there; what others point at comes first."""
    return [table.name for table in metadata.sorted_tables if _there(server, table.name)]


def _there(server: Connection, name: str) -> bool:
    row = server.execute("SELECT to_regclass(%s)", [f'"{name}"']).fetchone()
    return bool(row and row[0])


def _columns(server: Connection, name: str) -> list[str]:
    asked = (
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s)"
        " AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
    )
    return [column for (column,) in server.execute(asked, [f'"{name}"']).fetchall()]


def _copy(name: str, columns: list[str], way: str) -> Composed:
    named = SQL(", ").join(map(Identifier, columns))
    return SQL("COPY {} ({}) {}").format(Identifier(name), named, SQL(way))


def _count(server: Connection, name: str) -> int:
    return int(_one(server, SQL("SELECT count(*) FROM {}").format(Identifier(name))))


def _last(server: Connection, name: str, columns: list[str]) -> int:
    """The last number that a row was given, though it has gone."""
    if "id" not in columns:
        return 0
    asked = "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)"
    row = server.execute(asked, [f'"{name}"']).fetchone()
    return int(row[0] or 0) if row else 0


def _count_on(server: Connection, name: str, columns: list[str], last: int) -> None:
    """The next row gets the number after the last, which no row may have any more."""
    if "id" in columns:
        sequence = server.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{name}"'])
        if (row := sequence.fetchone()) and row[0]:
            # Nothing is set where there has been none: NULL.
            asked = SQL("SELECT setval(%s, nullif(greatest(max(id), {}), 0)) FROM {}").format(
                last, Identifier(name)
            )
            server.execute(asked, [row[0]])


def _one(server: Connection, asked: Composed) -> Any:
    row = server.execute(asked).fetchone()
    assert row is not None
    return row[0]
