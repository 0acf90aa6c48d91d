"""How a database is made, brought in step, and left alone when it is."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from bot.store import Store, Unavailable
from bot.store.migrate import MIGRATIONS, head
from bot.store.tables import metadata

START = """
import sys
from bot.store import Store
Store(sys.argv[1], keys=(sys.argv[2],)).close()
print("alembic" in sys.modules)
"""
CASE = """INSERT INTO "case" (id, municipality, version) VALUES (1, 'exempelby', 0)"""
CALLS = """
INSERT INTO booking (id, case_id, municipality, officer, start, minutes, word, sequence, status)
VALUES ('booked', 1, 'exempelby', 'o1', '2027-01-12 09:00+00', 20, 'sol', 0, 'booked'),
       ('held', 1, 'exempelby', 'o1', '2027-01-12 10:00+00', 20, 'sol', 0, 'held')
"""


def start(url: str, key: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", START, url, key], capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_the_migrations_make_the_tables_of_the_code(
    new_database: str, keys: tuple[str, ...]
) -> None:
    Store(new_database, keys=keys).close()
    engine = create_engine(new_database)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, metadata)
    engine.dispose()

    assert difference == []


def test_a_migration_can_be_taken_back(new_database: str, keys: tuple[str, ...]) -> None:
    Store(new_database, keys=keys).close()
    engine = create_engine(new_database)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        connection.execute(text(CASE))
        connection.execute(text(CALLS))
        command.downgrade(config, "0001")
        assert connection.execute(text("SELECT id FROM booking")).all() == [("booked",)]
        kept = set(inspect(connection).get_table_names())
    Store(new_database, keys=keys).close()
    names = set(inspect(engine).get_table_names())
    engine.dispose()

    later = {"catalogue", "proposal", "account", "attempt", "audit", "closure", "contact", "deed",
             "deviation", "erased", "invitation", "lease", "line", "relay", "schedule", "secret",
             "session", "waiting", "wanted"}  # fmt: skip

    assert kept == names - later
    assert later <= names


def test_the_newest_file_is_alembics_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == head()


def test_a_start_in_step_does_not_import_alembic(new_database: str, keys: tuple[str, ...]) -> None:
    assert start(new_database, keys[0]) == "True"
    assert start(new_database, keys[0]) == "False"


def test_three_first_starts_at_once(new_database: str, keys: tuple[str, ...]) -> None:
    with ThreadPoolExecutor(3) as starts:
        list(starts.map(lambda _: start(new_database, keys[0]), range(3)))

    assert start(new_database, keys[0]) == "False"


def test_a_database_that_is_further_is_left_as_it_is(
    new_database: str, keys: tuple[str, ...]
) -> None:
    Store(new_database, keys=keys).close()
    engine = create_engine(new_database)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    Store(new_database, keys=keys).close()
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    engine.dispose()

    assert version == "9999"


def test_sqlite_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Store("sqlite://")


def test_a_file_that_is_no_database_is_a_clear_sentence(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    (tmp_path / "note.db").write_text("inte en databas " * 999)
    with pytest.raises(Unavailable, match="cannot be opened: file is not a database"):
        Store(f"sqlite:///{tmp_path}/note.db", keys=keys)


def test_a_folder_that_cannot_be_made_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match=r"cannot be opened: .*file"):
        Store(f"sqlite:///{tmp_path}/file/kundval.db")


def test_the_folder_is_made(tmp_path: Path) -> None:
    Store(f"sqlite:///{tmp_path}/a/b/kundval.db").close()

    assert sorted(os.listdir(tmp_path / "a" / "b")) == ["kundval.db", "kundval.key"]
