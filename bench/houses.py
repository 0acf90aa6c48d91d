"""The whole house in one or several processes on one database, each with a port of its own.

Whoever asks goes round among the ports, as a load balancer without sticky sessions does. The
processes are forked from one that has learned the phrases; their CPU is read from outside.
"""

import asyncio
import gc
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from signal import SIGKILL
from time import perf_counter, time

import uvicorn
from cryptography.fernet import Fernet
from turn import TOKEN

from bot.assembly import assemble, page
from bot.channels.telegram import TelegramChannel, connect
from bot.doors.dispatching import TelegramWire, dispatcher
from bot.doors.telegram import TelegramDoor
from bot.doors.webhook import Webhook
from bot.languages.phrases import load_bank
from bot.serving import load
from bot.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from postgres import Server

SECRET = "a-secret-that-nobody-guesses"
KEY = Fernet.generate_key().decode()
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
HURRY = 200
"""How much faster the house's clock goes: who writes faster than a person is not answered."""
TICK = 0.005
FORK = get_context("fork")

# All that a house needs is imported here, once, before it is forked.
for pages in ("bot.desk.web", "bot.doors.web", "bot.keeping.web"):
    import_module(pages)


def settings(url: str) -> Settings:
    """Of every house here."""
    return Settings(database=url, keys=KEY, secret=SECRET, municipality="exempelby", _env_file=None)


def hurried() -> Callable[[], datetime]:
    """The clock of houses that start now: a Monday morning."""
    begun = time()
    return lambda: MONDAY + timedelta(seconds=(time() - begun) * HURRY)


def serve(
    port: socket.socket,
    url: str,
    base: str,
    now: Callable[[], datetime],
    stall: "Synchronized[float]",
) -> None:
    """One process of the house, as `bot.serving` opens it, but for its clock."""

    async def run() -> None:
        bot = connect(TOKEN, base)
        door = TelegramDoor(42, house.conversations.heard, house.wording, now)
        wire = TelegramWire(bot, dispatcher(door), TelegramChannel(bot, house.wording, now).call)
        hook = Webhook(door.answer, wire.send, SECRET)
        site = page(house, now, None, hook.routes())
        config = uvicorn.Config(site, log_level="error", access_log=False)
        ticking = asyncio.create_task(tick(stall))
        await uvicorn.Server(config).serve(sockets=[port])
        ticking.cancel()

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    house = assemble(settings(url), patience=5.0)
    gc.freeze()
    asyncio.run(run())


async def tick(stall: "Synchronized[float]") -> None:
    """Keep the longest time that the loop has kept somebody waiting, in seconds."""
    while True:
        begun = perf_counter()
        await asyncio.sleep(TICK)
        stall.value = max(stall.value, perf_counter() - begun - TICK)


@dataclass
class Houses:
    """Some processes of one house; `cpu` and `stall` are told of all."""

    url: str
    base: str
    now: Callable[[], datetime] = field(default_factory=hurried)
    ports: list[int] = field(default_factory=list)
    processes: list[BaseProcess] = field(default_factory=list)
    stalls: list["Synchronized[float]"] = field(default_factory=list)
    _sockets: list[socket.socket] = field(default_factory=list)

    def start(self) -> None:
        """One more process."""
        port = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._sockets.append(port)
        self.ports.append(port.getsockname()[1])
        self.stalls.append(FORK.Value("d", 0.0, lock=False))
        self._fork(port, self.stalls[-1])

    def kill(self, which: int) -> None:
        """kill -9; its port stays open, as a service manager keeps it, and another takes it."""
        died = self.processes.pop(which)
        died.kill()
        died.join()
        self._fork(self._sockets[which], self.stalls[which], which)

    def cpu(self) -> float:
        """CPU seconds of all so far."""
        return sum(seconds(process.pid or 0)[0] for process in self.processes)

    def stall(self) -> float:
        """The longest stall of any loop, in seconds, since it was last asked."""
        longest = max(stall.value for stall in self.stalls)
        for stall in self.stalls:
            stall.value = 0.0
        return longest

    def stop(self) -> None:
        """End all."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.join(10)
            process.kill()
        for port in self._sockets:
            port.close()

    def _fork(
        self, port: socket.socket, stall: "Synchronized[float]", which: int | None = None
    ) -> None:
        told = (port, self.url, self.base, self.now, stall)
        process = FORK.Process(target=serve, args=told, daemon=True)
        process.start()
        self.processes.insert(len(self.processes) if which is None else which, process)


@contextmanager
def houses(url: str, count: int, base: str) -> Iterator[Houses]:
    """That many, started and later ended."""
    load_bank().learn()
    load()
    made = Houses(url, base)
    try:
        for _ in range(count):
            made.start()
        yield made
    finally:
        made.stop()


class Durable(Server):
    """A PostgreSQL that waits for the disk, as one in use does."""

    def _options(self) -> str:
        return super()._options().replace("fsync=off", "fsync=on")

    def cpu(self) -> float:
        """CPU seconds of all its processes so far."""
        head = int((self.data / "postmaster.pid").read_text().split()[0])
        pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
        known = [told for pid in pids if (told := seconds(pid))[1] == head]
        own = Path(f"/proc/{head}/stat").read_text().rpartition(")")[2].split()
        ended = (int(own[13]) + int(own[14])) / os.sysconf("SC_CLK_TCK")
        return sum(spent for spent, _ in known) + seconds(head)[0] + ended

    def crash(self) -> None:
        """kill -9 of all its processes at once."""
        head = int((self.data / "postmaster.pid").read_text().split()[0])
        pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
        for pid in (head, *(pid for pid in pids if seconds(pid)[1] == head)):
            with suppress(ProcessLookupError):
                os.kill(pid, SIGKILL)

    def again(self) -> None:
        """Start it after a crash or a stop, with what it had."""
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-s", "-l", log, "-o", self._options(), "start")


def seconds(pid: int) -> tuple[float, int]:
    """CPU seconds of a process, and its parent; nothing of one that has ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0, 0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK"), int(told[1])


@contextmanager
def postgres(folder: Path) -> Iterator[Durable]:
    """A server of our own in this folder."""
    made = Durable(folder)
    made.start()
    try:
        yield made
    finally:
        made.stop()
