"""One process that sends, as `kundval run` does without its doors: a house and its clock.

It takes its settings from the environment, tells by its line that it is ready, and runs until that
ends. At `begun` on the wall it is `START` in the house.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from bot.assembly import House, assemble
from bot.clock import SECONDS, Clock, now
from bot.settings import read_settings

START = datetime(2024, 6, 4, 8, tzinfo=UTC)
"""A Tuesday, 10.00 in Sweden: no quiet hours, whenever the tests are run."""
TIMES = 8
"""How much faster the house's clock goes: the lease of a process that died is 7.5 s, not 60."""


def hurried(begun: datetime) -> Callable[[], datetime]:
    """The house's clock."""
    return lambda: START + (now() - begun) * TIMES


def send(line: Connection, begun: datetime) -> None:
    """Until its line ends."""
    made = assemble(read_settings())
    asyncio.run(_run(line, made, begun))
    made.close()


async def _run(line: Connection, house: House, begun: datetime) -> None:
    clock = Clock(house.outbox.work, hurried(begun), SECONDS / TIMES)
    clock.start()
    line.send("ready")
    await asyncio.to_thread(line.poll, None)
    clock.stop()
