"""What breaks while people chat, and whether anything they were told is lost or done twice.

In each people play whole conversations until a call is booked, and send again what was not taken;
afterwards what was answered is compared with what stands, as in `bench/load.py`. Where the database
is away nobody may be left without a calm sentence and a number (the JSON door), or a 503 with which
Telegram comes again. `--full` lets it be away for a minute.
"""

import asyncio
import multiprocessing
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from houses import FORK, Durable, Houses, houses, postgres, settings
from outbox import HERE
from playing import Played, crowd, play
from rows import note, row
from standing import compare
from turn import serve

from bot.assembly import House, assemble
from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.store import turns
from bot.store.outbox import notices
from care.followup import FollowUp, Kind
from dialogs.notices import notice

FULL = "--full" in sys.argv
AWAY = 60.0 if FULL else 8.0
PEOPLE = 40 if FULL else 16
PAUSE = 0.3
ROOM = 24
"""Megabytes of the disk that gets full; PostgreSQL wants 60 before anybody has come."""
REMINDED = 200
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)

Break = Callable[[Houses], Awaitable[None]]


def fault(name: str, url: str, base: str, happens: Break) -> None:
    """People chat with two processes, and meanwhile it happens."""

    async def both() -> Played:
        breaking = asyncio.create_task(happens(open_houses))
        played = await play(open_houses.ports, crowd(PEOPLE, 1000), pause=PAUSE)
        await breaking
        return played

    with houses(url, 2, base) as open_houses:
        warm = asyncio.run(play(open_houses.ports, crowd(4, 1)))
        played = asyncio.run(both())
    stands = compare(url, warm, played)
    away, broken = played.statuses[503], played.statuses[0]
    note(f"{name}: {played.turns} turns, {broken} lines broke, {away} times told to come again")
    row(f"{name}: lost", stands.lost, "turns and calls", "= 0")
    row(f"{name}: doubled", stands.doubled, "turns and calls", "= 0")
    row(f"{name}: half done", stands.torn, "rows", "= 0")
    row(f"{name}: not told calmly", away - played.calm, "answers", "= 0")
    row(f"{name}: went on to the end", len(played.booked), f"of {PEOPLE} people", f"= {PEOPLE}")


async def worker_killed(open_houses: Houses) -> None:
    """kill -9 of a process in the middle of turns, four times."""
    for n in range(4):
        await asyncio.sleep(1.5)
        open_houses.kill(n % 2)


def server_killed(server: Durable) -> Break:
    """kill -9 of PostgreSQL in the middle of turns."""

    async def happens(_open: Houses) -> None:
        for _ in range(2):
            await asyncio.sleep(2)
            server.crash()
            await asyncio.sleep(2)
            await asyncio.to_thread(server.again)

    return happens


def server_away(server: Durable) -> Break:
    """PostgreSQL is stopped, and comes back."""

    async def happens(_open: Houses) -> None:
        await asyncio.sleep(2)
        await asyncio.to_thread(server.stop)
        await asyncio.sleep(AWAY)
        await asyncio.to_thread(server.again)

    return happens


def file_locked(file: Path) -> Break:
    """Another program holds the SQLite file."""

    async def happens(_open: Houses) -> None:
        await asyncio.sleep(2)
        other = sqlite3.connect(file, isolation_level=None, timeout=60)
        other.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(AWAY)
        other.execute("ROLLBACK")
        other.close()

    return happens


def disk_full(folder: Path) -> Break:
    """Something else takes the last room on the disk, and later gives it back."""

    async def happens(_open: Houses) -> None:
        await asyncio.sleep(2)
        ballast = folder / "ballast"
        with suppress(OSError), ballast.open("wb", buffering=0) as file:
            while file.write(b"0" * 4096):
                pass
        await asyncio.sleep(AWAY)
        ballast.unlink()

    return happens


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path | None]:
    """A disk of this size, or None where we may not mount one."""
    folder.mkdir()
    size = f"size={megabytes}m,mode=777"
    mount = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        note("a full disk: not measured, for only root may mount a small one")
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


class Counted:
    """A channel that only counts."""

    def __init__(self) -> None:
        self.sent: Counter[str] = Counter()

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        self.sent[address.external] += 1
        return Sent()


def clock_jumps(name: str, url: str) -> None:
    """Reminders spread over four hours, while the clock jumps an hour ahead and an hour back."""
    house = assemble(settings(url))
    counted = Counted()
    outbox = Outbox(
        house.store, {"web": counted}, writers(notice, {}), house.wording, house.catalogues
    )
    _remind(house)
    minute = timedelta(minutes=1)
    times = [NINE + minute * n for n in range(60)]
    times += [NINE + minute * n for n in range(120, 150)]  # an hour ahead …
    times += [NINE + minute * n for n in range(90, 300)]  # … and an hour back

    async def knocks() -> None:
        for now in times:
            while await outbox.work(now):
                pass

    asyncio.run(knocks())
    house.close()
    note(f"{name}: {REMINDED} reminders due within four hours")
    row(f"{name}: reminders lost", REMINDED - len(counted.sent), "reminders", "= 0")
    row(f"{name}: doubled", counted.sent.total() - len(counted.sent), "reminders", "= 0")


def _remind(house: House) -> None:
    with house.store.writing() as held:
        for n in range(REMINDED):
            place = turns.hold(held, "web", "", f"r{n}", lambda: 1)
            due = NINE + timedelta(minutes=n * 240 // REMINDED)
            follow = FollowUp(Kind.UNFINISHED, due, due + timedelta(days=1))
            notices.write(held, follow, HERE, place.id, f"bench{n}")


def main() -> None:
    """Break everything once, and print rows."""
    here, there = multiprocessing.Pipe()
    FORK.Process(target=serve, args=(there,), daemon=True).start()
    base = f"http://127.0.0.1:{here.recv()}"
    with tempfile.TemporaryDirectory(prefix="kundval-") as name:
        folder = Path(name)
        (folder / "pg").mkdir()
        with postgres(folder / "pg") as server:
            for database in ("killed", "crashed", "away", "clock"):
                server.create(database)
            fault("SQLite, a process killed", f"sqlite:///{folder}/k.db", base, worker_killed)
            fault("PostgreSQL, a process killed", server.url("killed"), base, worker_killed)
            fault("PostgreSQL itself killed", server.url("crashed"), base, server_killed(server))
            locked = file_locked(folder / "a.db")
            fault("SQLite away", f"sqlite:///{folder}/a.db", base, locked)
            fault("PostgreSQL away", server.url("away"), base, server_away(server))
            clock_jumps("SQLite, the clock jumps", f"sqlite:///{folder}/c.db")
            clock_jumps("PostgreSQL, the clock jumps", server.url("clock"))
        with small_disk(folder / "small", ROOM) as small:
            if small:
                url = f"sqlite:///{small}/full.db"
                fault("SQLite, the disk full", url, base, disk_full(small))
        with small_disk(folder / "smallpg", ROOM + 100) as small:
            if small:
                (small / "pg").mkdir(mode=0o777)
                with postgres(small / "pg") as server:
                    server.create("roomless")
                    url = server.url("roomless")
                    fault("PostgreSQL, the disk full", url, base, disk_full(small))


if __name__ == "__main__":
    main()
