"""What a start costs: `kundval chat` against `import sqlmodel` in CPU, and `kundval run` in memory.

Each start is a process of its own, interleaved; the database is there already, stdin is empty.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from rows import note, row

ROUNDS = 9
CPU_TARGET = 1.5
MEMORY_TARGET = 150
PATIENCE = 30

ROOT = Path(__file__).parents[1]
KUNDVAL = str(Path(sys.executable).with_name("kundval"))


def environment(folder: Path, **more: str) -> dict[str, str]:
    """No settings of the one who measures; a database of our own.

    Nor Python's own settings: with PYTHONDONTWRITEBYTECODE every start would compile everything.
    """
    ours = ("KUNDVAL_", "PYTHON")
    own = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return own | {"KUNDVAL_DATABASE": f"sqlite:///{folder}/bench.db"} | more


def cpu(command: Sequence[str], settings: dict[str, str]) -> float:
    """CPU seconds of one process, from its start to its end."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def memory(folder: Path) -> float:
    """Megabytes in use once the page has been served."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = environment(folder, KUNDVAL_PORT=str(port))
    process = subprocess.Popen([KUNDVAL, "run"], cwd=ROOT, env=settings, stdout=subprocess.DEVNULL)
    try:
        fetch(f"http://127.0.0.1:{port}/")
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    finally:
        process.terminate()
        process.wait()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(resident.split()[1]) / 1024


def fetch(url: str) -> None:
    """Read a page, as soon as someone answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url) as page:
                page.read()
            return
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = environment(folder)
        ours = [KUNDVAL, "chat", "--json"]
        bare = [sys.executable, "-c", "import sqlmodel"]
        cpu(ours, settings)  # makes the database, and the bytecode where there is none
        cpu(bare, settings)
        pairs = [(cpu(bare, settings), cpu(ours, settings)) for _ in range(ROUNDS)]
        used = memory(folder)
    a, b = (median(column) * 1e3 for column in zip(*pairs, strict=True))
    ratio = median(theirs / bare for bare, theirs in pairs)
    note(f"{ROUNDS} rounds, CPU of a process, median")
    row("import sqlmodel", a, "ms")
    row("kundval chat --json", b, "ms")
    row("kundval chat --json", ratio, "× import sqlmodel", f"≤ {CPU_TARGET}")
    row("kundval run, resident", used, "MB", f"≤ {MEMORY_TARGET}")


if __name__ == "__main__":
    main()
