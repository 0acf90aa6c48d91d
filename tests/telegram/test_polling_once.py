"""Of equal processes one asks Telegram for updates; when it dies another does."""

import asyncio
from collections.abc import Callable

from hooked import hooked
from loopback import BotApi
from person import Person

KNEW = "Visste du att du får välja?"
SOON = 60
"""Seconds: the lease's fifteen, and a machine with much to do."""


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(SOON):
        while not happened():
            await asyncio.sleep(0.05)


async def test_one_of_two_asks_and_the_other_when_it_is_killed(
    api: BotApi, database: str, keys: tuple[str, ...]
) -> None:
    me = Person(api)
    one = await hooked(api, database, "polling", KEYS=",".join(keys))
    try:
        await api.arrive(me.message(text="/start"))
        await until(lambda: me.messages)
        two = await hooked(api, database, "polling", KEYS=",".join(keys))
        try:
            await asyncio.sleep(7)  # it has tried to take the lease twice
            assert api.conflicts == 0
            one.kill()
            await api.arrive(me.message(text="Svenska"))
            await until(lambda: KNEW in me.messages[-1]["text"])
        finally:
            await two.close()
    finally:
        await one.close()

    assert len(me.messages) == 2
    assert api.conflicts == 0
