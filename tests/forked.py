"""The command `kundval` in a process of its own, forked from one that has imported the program.

To import it takes a second of CPU, and tests run it two hundred times. `tests/house` starts it from
the disk, as people do.
"""

import os
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(
    ["bot.cli", "bot.assembly", "bot.doctor", "bot.desk.accounts.passwords", "bot.store.copies"]
)
STREAMS = (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY)


def kundval(
    *words: str, timeout: float = 60, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What it said and how it ended. Raises TimeoutExpired, and it is killed."""
    with TemporaryDirectory() as folder:
        files = [Path(os.devnull), Path(folder) / "out", Path(folder) / "err"]
        for file in files[1:]:
            file.touch()
        process = PROCESSES.Process(target=_run, args=(words, {**os.environ, **environment}, files))
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(words, timeout)
        _, said, complained = (file.read_text(encoding="utf-8") for file in files)
    return subprocess.CompletedProcess(words, process.exitcode, said, complained)


def _run(words: tuple[str, ...], environment: dict[str, str], files: list[Path]) -> None:
    """In the new process."""
    for number, (file, way) in enumerate(zip(files, STREAMS, strict=True)):
        os.dup2(os.open(file, way), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    sys.argv = ["kundval", *words]
    from bot.cli import main

    main()
