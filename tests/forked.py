"""The program in processes of their own, forked from one that has imported it.

To import it takes a second of CPU, and with Telegram four; tests start it three hundred times.
`tests/house` starts it from the disk, as people do.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        "bot.cli", "bot.assembly", "bot.doctor", "bot.desk.accounts.passwords", "bot.store.copies",
        "bot.channels.telegram", "aiogram",
    ]
)  # fmt: skip
"""Nothing that counts is among them: when that is imported decides where it counts."""
NOWHERE = Path(os.devnull)
WRITES = os.O_WRONLY | os.O_CREAT | os.O_APPEND
STREAMS = (os.O_RDONLY, WRITES, WRITES)


def started(
    program: Callable[..., None], *given: object, said: Path = NOWHERE, **environment: str
) -> BaseProcess:
    """One more process, in which this is called; `said` is where it writes."""
    told = (program, given, {**os.environ, **environment}, (NOWHERE, said, said))
    process = PROCESSES.Process(target=_run, args=told)
    process.start()
    return process


def command(*words: str) -> None:
    """What `kundval` does with these words."""
    sys.argv = ["kundval", *words]
    from bot.cli import main

    main()


def kundval(
    *words: str, say: str = "", timeout: float = 60, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What it said to this, and how it ended. Raises TimeoutExpired, and it is killed."""
    with TemporaryDirectory() as folder:
        files = (Path(folder) / "in", Path(folder) / "out", Path(folder) / "err")
        files[0].write_text(say, encoding="utf-8")
        told = (command, words, {**os.environ, **environment}, files)
        process = PROCESSES.Process(target=_run, args=told)
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(words, timeout)
        _, said, complained = (file.read_text(encoding="utf-8") for file in files)
    return subprocess.CompletedProcess(words, process.exitcode, said, complained)


def _run(
    program: Callable[..., None],
    given: tuple[object, ...],
    environment: dict[str, str],
    files: tuple[Path, ...],
) -> None:
    """In the new process."""
    for number, (file, way) in enumerate(zip(files, STREAMS, strict=True)):
        os.dup2(os.open(file, way, 0o600), number)
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)  # multiprocessing has taken it away
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    program(*given)
