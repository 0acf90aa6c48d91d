"""The command `kundval run` as it is used, and the processes that it starts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KUNDVAL = Path(sys.executable).with_name("kundval")
PATIENCE = 120
"""Seconds for what takes four, on a machine with much to do."""


@dataclass
class Crew:
    """`said` is the file with what it has written to standard error."""

    process: subprocess.Popen[bytes]
    base: str
    said: Path

    def serving(self) -> list[int]:
        """The processes that have begun to answer, by id, in order."""
        lines = [line for line in self._lines() if "worker.serves" in line]
        return [int(line.rpartition("pid=")[2]) for line in lines]

    def alive(self) -> list[int]:
        """Those that are there."""
        return [pid for pid in self.serving() if _runs(pid)]

    def wait(self, seconds: float = PATIENCE) -> int:
        """Until it has ended; with which status."""
        return self.process.wait(seconds)

    def stop(self) -> float:
        """As an operator stops it; after how many seconds all had ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        assert self.wait() == 0
        until(lambda: not self.alive())
        return time.monotonic() - began

    def _lines(self) -> list[str]:
        return self.said.read_text().splitlines()


@contextmanager
def crew(folder: Path, *words: str, **settings: str) -> Iterator[Crew]:
    """`kundval run` with these words, on a port of its own; it need not have begun."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = folder / "said.txt"
    given = {f"KUNDVAL_{name}": value for name, value in settings.items()}
    with said.open("wb") as out:
        process = subprocess.Popen(
            [KUNDVAL, "run", *words], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=out,
            env={**os.environ, "KUNDVAL_PORT": str(port), **given},
        )  # fmt: skip
    made = Crew(process, f"http://127.0.0.1:{port}", said)
    try:
        yield made
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def until(happened: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait for it, but not for ever."""
    ends = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.1)
