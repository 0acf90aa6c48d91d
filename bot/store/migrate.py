"""Bring the database in step when the program starts, and load alembic only when it must.

Importing alembic costs more CPU than the rest of a start. So the version is first read by hand.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from bot.store.database import Database
from bot.store.statement import Driver, Held

MIGRATIONS = Path(__file__).parent / "migrations"


@cache
def head() -> str:
    """The newest migration: its file's number, which is its revision too."""
    return max(file.stem for file in MIGRATIONS.glob("versions/[0-9]*.py")).partition("_")[0]


def migrate(database: Database) -> None:
    """Run what migrations are missing; several processes that start at once take turns.

    A database that a newer program has brought further is left as it is: a migration expands
    first and contracts a release later, so both programs can work with it.
    """
    held = database.open()
    try:
        if version(held.driver, database) >= head():
            return
    finally:
        held.driver.close()
    with database.engine.connect() as connection, connection.begin():
        driver = connection.connection.driver_connection
        assert driver is not None
        database.alone(Held(driver, database.engine.dialect))
        if version(driver, database) < head():
            upgrade(connection)


def version(driver: Driver, database: Database) -> str:
    """The newest migration that has been run; empty where there are no tables yet."""
    tables = {
        "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'",
        "postgresql": "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL",
    }
    if driver.execute(tables[database.engine.dialect.name]).fetchone() is None:
        return ""
    row = driver.execute("SELECT version_num FROM alembic_version").fetchone()
    return "" if row is None else str(row[0])


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to this one, in the transaction that is open."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def differences() -> list[str]:
    """What the tables of the code have and the migrations do not make, or the other way round."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from bot.store.tables import metadata

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"render_as_batch": True})
        found = compare_metadata(context, metadata)
    engine.dispose()
    return [f"migrations: {difference}" for difference in found]
