"""The databases of the tests, and how property tests run.

Every test that asks for a database runs on SQLite and on PostgreSQL.
"""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))  # for the modules beside this one

from postgres import Server, empty

FOLDER = "KUNDVAL_TEST_POSTGRES"
KEYS = ("3mFBq1mJ0nJ8v0oR3Xw2kq0vY3o8G8hYkq5rVY3cZ1A=",)
"""What names are encrypted with in tests."""

LONGEST = (
    "test_t08_processes",
    "test_polling_once",
    "test_workers",
    "test_planted",
    "test_closing_processes",
    "test_keys",
    "test_slow_lines",
    "test_year",
    "test_fuzz",
    "test_map",
    "test_desk_browser",
    "test_chat",
)

MEMORY = Path("/dev/shm")
"""Where what is written is on no disk: tests wait for the disk ten thousand times."""
ROOM = 4 * 2**30

settings.register_profile("patient", deadline=None)  # a busy machine is no fault in the code
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
            tempfile.tempdir = os.environ.setdefault("TMPDIR", str(MEMORY))
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="kundval-")
        # Tests start the program a hundred times: where Python may not keep what it compiled, each
        # start compiles 750 modules, and takes two seconds more.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        folder = Path(os.environ.pop(FOLDER))
        Server(folder).stop()
        shutil.rmtree(folder)


def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """All that was imported stays: the collector need not look at it again and again."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest, or waits, goes first: others work meanwhile, and nobody at the end."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture(scope="session")
def keys() -> tuple[str, ...]:
    """Keys for a Store."""
    return KEYS


@pytest.fixture(scope="session")
def postgres_url(worker_id: str) -> str:
    """This worker's own PostgreSQL database; KUNDVAL_TEST_DATABASE_URL names another."""
    if given := os.environ.get("KUNDVAL_TEST_DATABASE_URL"):
        return given
    server = Server(Path(os.environ[FOLDER]))
    server.start()
    server.create(f"kundval_{worker_id}")
    return server.url(f"kundval_{worker_id}")


@pytest.fixture(scope="session")
def sqlite_at_head(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables, to copy."""
    from bot.store import Store

    file = tmp_path_factory.mktemp("head") / "head.db"
    store = Store(f"sqlite:///{file}", keys=KEYS)
    with store.writing() as held:
        held.driver.execute("DELETE FROM secret")  # a house with keys of its own makes its own
    store.close()
    return file


@pytest.fixture
def sqlite(sqlite_at_head: Path, tmp_path: Path) -> str:
    """The URL of an empty SQLite database with all tables."""
    shutil.copy(sqlite_at_head, tmp_path / "kundval.db")
    return f"sqlite:///{tmp_path}/kundval.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database with all tables, on each of the two."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite"))
    url: str = request.getfixturevalue("postgres_url")
    empty(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database in which there is nothing yet, on each of the two."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new/kundval.db"
        return
    server = Server(Path(os.environ[FOLDER]))
    server.start()
    name = f"new_{os.getpid()}"
    server.create(name)
    yield server.url(name)
