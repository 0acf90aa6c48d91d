"""Several equal processes behind one address: begun, replaced when one dies, stopped together."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from socket import socket
from threading import Event, Thread
from time import monotonic

from bot.logs import log

SPAWN = get_context("spawn")
TICK = 0.3
PAUSE = 10
"""Seconds to the next try, where one could not begin and others work."""
GRACE = 20
"""Seconds for all to end what is under way."""

Work = Callable[[socket, Callable[[], None]], None]
"""Serves on the address until told to stop, and calls the other when it answers.

Where it cannot begin it says why, and exits with a status.
"""


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    sign: Connection
    serves: bool = False

    def look(self) -> None:
        """Whether it answers by now."""
        if not self.serves and self.sign.poll() and not _closed(self.sign):
            self.serves = True
            log().info("worker.serves", pid=self.process.pid)


def run(many: int, address: socket, work: Work, ready: Callable[[], None]) -> int:
    """Until told to stop, or until none can begin; the status to exit with.

    The first begins alone, so that what one cannot none tries; `ready` is called when it answers.
    """
    told = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    crew = [_begin(address, work)]
    try:
        return _keep(crew, many, partial(_begin, address, work), ready, told)
    finally:
        address.close()  # who comes now is told at once that nobody is here
        _end(crew)


def _keep(
    crew: list[_Worker],
    many: int,
    begin: Callable[[], _Worker],
    ready: Callable[[], None],
    told: Event,
) -> int:
    said, not_before = False, 0.0
    while not told.is_set():
        wait([one.process.sentinel for one in crew], TICK)
        for one in crew:
            one.look()
        for one in [one for one in crew if not one.process.is_alive()]:
            crew.remove(one)
            log().error("worker.ended", pid=one.process.pid, status=one.process.exitcode)
            if not one.serves:
                if not crew:
                    return max(one.process.exitcode or 0, 1)
                not_before = monotonic() + PAUSE
        if not crew:
            crew.append(begin())
        elif any(one.serves for one in crew):
            if not said:
                ready()
                said = True
            if monotonic() >= not_before:
                crew += [begin() for _ in range(many - len(crew))]
    return 0


def _begin(address: socket, work: Work) -> _Worker:
    ours, theirs = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_serve, args=(address, work, theirs))
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _end(crew: list[_Worker]) -> None:
    for one in crew:
        one.process.terminate()
    ends = monotonic() + GRACE
    for one in crew:
        one.process.join(max(0, ends - monotonic()))
        if one.process.is_alive():
            log().error("worker.killed", pid=one.process.pid)
            one.process.kill()
            one.process.join()


def _closed(sign: Connection) -> bool:
    try:
        sign.recv_bytes()
    except EOFError:
        return True
    return False


def _serve(address: socket, work: Work, sign: Connection) -> None:
    # Ctrl+C comes to all; the parent hands it on when no new one can begin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_with_parent, daemon=True).start()
    work(address, lambda: sign.send_bytes(b"ready"))
    sys.exit(0)


def _with_parent() -> None:
    """Who is left alone stops too, and leaves the address to a new parent."""
    if parent := parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
