"""One process that sends, as `kundval run` does without its doors: a house and its clock.

`python sender.py BEGUN` takes its settings from the environment, says on a line that it is ready,
and runs until its input ends. At `BEGUN` on the wall it is `START` in the house.
"""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime

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


async def _run(house: House, begun: datetime) -> None:
    clock = Clock(house.outbox.work, hurried(begun), SECONDS / TIMES)
    clock.start()
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    clock.stop()


if __name__ == "__main__":
    made = assemble(read_settings())
    asyncio.run(_run(made, datetime.fromisoformat(sys.argv[1])))
    made.close()
