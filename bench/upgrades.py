"""From one version to the next: migrations with rows in every table, and two programs at once.

Forward: a database is made as each older program made it, two rows are put in every table, and the
program of today opens it. Back: from today's, step by step to the first tables and forward again;
what an older program has no table or word for is let go, and everything else stays.

Side by side: the program from before the newest migration (of this repository's history) and
today's take turns in the same conversation, on the tables of today.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from houses import KEY, SECRET, postgres
from rows import note, row
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, func, select, text

from bot.store import Store
from bot.store.migrate import MIGRATIONS, head

ROOT = Path(__file__).parents[1]
OPEN = {"status": "cancelled", "state": "sent"}
"""What a row is, where any word would not do."""
SAID = (
    {"choose": ["language", "sv"]}, {"choose": ["knew", "no"]},
    {"text": "Exempelby"}, {"text": "min mamma"}, {"choose": ["decision", "yes"]},
    {"choose": ["about1", "skip"]}, {"choose": ["service", "care"]},
    {"text": "Centrum"}, {"choose": ["needs", "+evening"]},
    {"choose": ["needs", "done"]},
)  # fmt: skip


def to(connection: Connection, revision: str) -> None:
    """Bring the tables up or down to this revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    now = (
        connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if (connection.dialect.has_table(connection, "alembic_version"))
        else ""
    )
    (command.upgrade if (now or "") < revision else command.downgrade)(config, revision)


def revisions() -> list[str]:
    """All, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return sorted(one.revision for one in ScriptDirectory.from_config(config).walk_revisions())


def tables(engine: Engine) -> Mapping[str, Table]:
    """As they are in the database, in the order in which rows can be put in."""
    found = MetaData()
    found.reflect(engine)
    return {t.name: t for t in found.sorted_tables if t.name != "alembic_version"}


def fill(engine: Engine) -> None:
    """Two rows in every table that has none; each points at the row of its own number."""
    with engine.begin() as connection:
        for table in tables(engine).values():
            if connection.execute(select(func.count()).select_from(table)).scalar():
                continue
            for n in (1, 2):
                connection.execute(table.insert().values(_values(table, n)))


def _values(table: Table, n: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in table.columns:
        kind = column.type.python_type
        given: dict[type, Any] = {
            int: n, str: OPEN.get(column.name, f"{n}"), bool: False, date: date(2026, 11, n),
            datetime: datetime(2026, 11, n, 9, tzinfo=UTC), bytes: b"x", float: 1.0,
        }  # fmt: skip
        values[column.name] = given[kind]
    return values


def contents(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables."""
    with engine.connect() as connection:
        return {
            name: [dict(found) for found in connection.execute(table.select()).mappings()]
            for name, table in tables(engine).items()
        }


def gone(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> int:
    """Rows of before that are not there after, or not as they were, in columns that both have."""
    missing = 0
    for name in before.keys() & after.keys():
        for old in before[name]:
            same = [new for new in after[name] if all(old[c] == new[c] for c in old.keys() & new)]
            missing += not same
    return missing


def migrate(name: str, urls: Iterator[str]) -> None:
    """Forward from every version, and all the way back."""
    note(f"{name}: two rows in every table")
    for revision in revisions()[:-1]:
        url = next(urls)
        engine = create_engine(url)
        with engine.begin() as connection:
            to(connection, revision)
        fill(engine)
        before = contents(engine)
        Store(url, keys=(KEY,)).close()
        count = sum(map(len, before.values()))
        what = f"{name}, from {revision} to {head()}: of {count} rows lost"
        row(what, gone(before, contents(engine)), "rows", "= 0")
        engine.dispose()
    url = next(urls)
    Store(url, keys=(KEY,)).close()
    engine = create_engine(url)
    fill(engine)
    for revision in reversed(revisions()[:-1]):
        before = contents(engine)
        with engine.begin() as connection:
            to(connection, revision)
        row(f"{name}, back to {revision}: lost", gone(before, contents(engine)), "rows", "= 0")
    before = contents(engine)
    Store(url, keys=(KEY,)).close()
    row(f"{name}, and forward again: lost", gone(before, contents(engine)), "rows", "= 0")
    engine.dispose()


@contextmanager
def program(root: Path, url: str) -> Iterator["subprocess.Popen[str]"]:
    """`kundval chat --json` of the program in this folder."""
    command = [sys.executable, "-m", "bot", "chat", "--json", "--as", "somebody"]
    given = {"DATABASE": url, "KEYS": KEY, "SECRET": SECRET, "MUNICIPALITY": "exempelby"}
    own = {name: value for name, value in os.environ.items() if not name.startswith("KUNDVAL_")}
    environment = {**own, **{f"KUNDVAL_{name}": value for name, value in given.items()}}
    process = subprocess.Popen(
        command, cwd=root, env=environment | {"PYTHONPATH": str(root)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


def _ask(process: "subprocess.Popen[str]", said: Mapping[str, object]) -> dict[str, Any]:
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(said) + "\n")
    process.stdin.flush()
    told = json.loads(process.stdout.readline())
    assert isinstance(told, dict)
    return told


def side_by_side(name: str, url: str, former: Path) -> None:
    """Each event goes to both programs with the same id: the second must say what the first did."""
    Store(url, keys=(KEY,)).close()
    differ = 0
    with program(former, url) as old, program(ROOT, url) as new:
        for n, said in enumerate(SAID):
            pair = (old, new) if n % 2 else (new, old)
            event = {**said, "id": f"both-{n}"}
            first, second = (_ask(one, event) for one in pair)
            differ += first.get("step") != second.get("step") or "duplicate" not in second
    engine = create_engine(url)
    with engine.connect() as connection:
        counted = connection.execute(text("SELECT count(*), max(n) FROM turn")).one()
    engine.dispose()
    note(f"{name}: the program of before {head()} and today's, {len(SAID)} events to both")
    row(f"{name}, two versions: lost", len(SAID) - counted[1], "turns", "= 0")
    row(f"{name}, two versions: doubled", counted[0] - len(SAID), "turns", "= 0")
    row(f"{name}, two versions: answered otherwise", differ, "turns", "= 0")


@contextmanager
def before_the_newest(folder: Path) -> Iterator[Path | None]:
    """The program as it was before the newest migration; None without the history."""
    file = next(MIGRATIONS.glob(f"versions/{head()}_*.py")).relative_to(ROOT)
    git = ["git", "-C", str(ROOT)]
    log = [*git, "log", "--format=%H", "--diff-filter=A", "-1", "--", str(file)]
    added = subprocess.run(log, capture_output=True, text=True, check=False).stdout.strip()
    if not added:
        note("two versions side by side: not measured without the repository's history")
        yield None
        return
    subprocess.run([*git, "worktree", "add", "-q", "--detach", folder, f"{added}^"], check=True)
    try:
        yield folder
    finally:
        subprocess.run([*git, "worktree", "remove", "--force", folder], check=True)


def main() -> None:
    """Try both databases, and print rows."""
    with tempfile.TemporaryDirectory(prefix="kundval-") as name:
        folder = Path(name)
        (folder / "pg").mkdir()
        with postgres(folder / "pg") as server, before_the_newest(folder / "former") as former:
            names = [f"m{n}" for n in range(len(revisions()))]
            for each in (*names, "pair"):
                server.create(each)
            migrate("SQLite", (f"sqlite:///{folder}/{each}.db" for each in names))
            migrate("PostgreSQL", (server.url(each) for each in names))
            if former:
                side_by_side("SQLite", f"sqlite:///{folder}/pair.db", former)
                side_by_side("PostgreSQL", server.url("pair"), former)


if __name__ == "__main__":
    main()
