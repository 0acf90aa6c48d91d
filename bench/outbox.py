"""What a reminder costs the database: our rows against APScheduler's own job store.

(floor) APScheduler, its SQLAlchemy job store on SQLite, fires as many jobs that are due and do
        nothing. It forgets each before it runs it: after a crash nobody knows what was lost.
(claim) our rows claimed and finished, a batch to a transaction: what the table itself costs.
(sent)  the same as they really go, through the outbox and a channel that does nothing: the notice
        is worded, marked before it is begun, marked after, and put in the person's turn log; one
        transaction for each, since no two may be twice after one crash.

All on SQLite with WAL and synchronous FULL, in turns, in one run. Last: what a knock costs that
finds nothing due among a million rows of the future.
"""

import asyncio
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from threading import Event
from time import perf_counter, sleep
from types import MappingProxyType
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from rows import row
from sqlalchemy import create_engine, event

from bot.assembly import House, assemble
from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.settings import Settings
from bot.store.outbox import notices, outgoing, states, tending
from care.followup import Kind, at_once
from dialogs.notices import notice

ROWS, ROUNDS, BATCH = 400, 5, 64
MILLION = 1_000_000
TARGET, TARGET_POLL = 0.1, 1.0
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=400)
HERE = "exempelby"

fired = Event()
_left = [0]


def fire() -> None:
    """What APScheduler does when a job is due: nothing."""
    _left[0] -= 1
    if not _left[0]:
        fired.set()


def apscheduler(folder: Path, rows: int) -> float:
    """Seconds for so many jobs from due to done and gone."""
    engine = create_engine(f"sqlite:///{folder / 'jobs.db'}")

    @event.listens_for(engine, "connect")
    def _as_ours(connection: Any, _record: object) -> None:
        for setting in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")

    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        executors={"default": DebugExecutor()},
        timezone=UTC,
    )
    scheduler.start(paused=True)
    for n in range(rows):
        scheduler.add_job(
            fire, "date", run_date=datetime(2026, 1, 1, tzinfo=UTC), id=str(n),
            misfire_grace_time=None,
        )  # fmt: skip
    _left[0] = rows
    fired.clear()
    begun = perf_counter()
    scheduler.resume()
    fired.wait()
    spent = perf_counter() - begun
    sleep(0.05)  # it forgets the last ones after it has run them
    scheduler.shutdown()
    engine.dispose()
    return spent


class Nothing:
    """A channel that sends nothing, at once."""

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        return Sent()


def planned(house: House, rows: int, round: int) -> None:
    """So many rows that are due, each to a conversation of its own."""
    with house.store.writing() as held:
        for n in range(rows):
            name = f"{round}.{n}"
            held.driver.execute(
                "INSERT INTO address (kind, host, external, dead) VALUES ('web', '', ?, 0)", (name,)
            )
            held.driver.execute(
                "INSERT INTO conversation (address_id, state, language, municipality, seed, n) "
                "VALUES (last_insert_rowid(), '{}', 'sv', ?, 0, 0)",
                (HERE,),
            )
            found = held.driver.execute("SELECT last_insert_rowid()").fetchone()
            assert found
            row = at_once(Kind.UNFINISHED, now=NOW, helps=timedelta(days=1))
            notices.write(held, row, HERE, int(found[0]), "bench")


def claimed(house: House, rows: int) -> float:
    """Seconds to claim and finish so many, a batch to a transaction."""
    begun = perf_counter()
    done = 0
    while done < rows:
        with house.store.writing() as held:
            for one in outgoing.claim(held, NOW, BATCH, "web"):
                assert outgoing.mark(held, one, states.CLAIMED, states.SENT, NOW)
                done += 1
    return perf_counter() - begun


def sent(house: House, rows: int) -> float:
    """Seconds to send so many as they go."""
    channels = MappingProxyType({"web": Nothing()})
    outbox = Outbox(house.store, channels, writers(notice, {}), house.wording, house.catalogues)

    async def all_of_them() -> int:
        done = 0
        while count := await outbox.work(NOW):
            done += count
        return done

    begun = perf_counter()
    assert asyncio.run(all_of_them()) == rows
    return perf_counter() - begun


def polled(house: House) -> float:
    """Milliseconds for a knock that finds nothing, with a million rows in the future."""
    with house.store.writing() as held:
        held.driver.execute("DELETE FROM outbox")
        due = LATER.strftime("%Y-%m-%d %H:%M:%S.%f")
        held.driver.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO outbox (key, kind, version, conversation_id, municipality, channel, due, "
            "wall, not_after, state, next_at, tries) SELECT 'k' || i, 'unfinished', 0, 1, ?, 'web',"
            " ?, '', ?, 'planned', ?, 0 FROM n",
            (MILLION, HERE, due, due, due),
        )
    spent = []
    with house.store.reading() as held:
        for _ in range(200):
            begun = perf_counter()
            assert not tending.lost(held, NOW)
            assert not tending.due(held, NOW, "web")
            spent.append(perf_counter() - begun)
    return median(spent) * 1000


def main() -> None:
    """Measure, and print rows."""
    times: dict[str, list[float]] = {"floor": [], "claim": [], "sent": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = assemble(Settings(database=f"sqlite:///{folder / 'ours.db'}", municipality=HERE))
        runs: dict[str, Callable[[int], float]] = {
            "floor": lambda _: apscheduler(folder, ROWS),
            "claim": lambda n: (planned(house, ROWS, 2 * n), claimed(house, ROWS))[1],
            "sent": lambda n: (planned(house, ROWS, 2 * n + 1), sent(house, ROWS))[1],
        }
        for n in range(ROUNDS):
            for contender in [*runs][n % 3 :] + [*runs][: n % 3]:
                times[contender].append(runs[contender](n) / ROWS * 1000)
        poll = polled(house)
        house.close()
    floor = median(times["floor"])
    row("APScheduler's job store", floor, "ms a notice")
    for contender, says in (("claim", "claimed and finished"), ("sent", "sent, worded, logged")):
        mine = median(times[contender])
        row(says, mine, "ms a notice")
        row(says, mine / floor, "× APScheduler", f"≤ {TARGET}" if contender == "claim" else "")
    row("a look when nothing of a million is due", poll, "ms", f"≤ {TARGET_POLL}")


if __name__ == "__main__":
    main()
