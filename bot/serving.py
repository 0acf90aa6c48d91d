"""The house open: the page, Telegram where there is a token, and the clock, in one loop."""

import asyncio
import contextlib
import gc
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from bot.assembly import House, page
from bot.clock import Clock, now
from bot.languages.phrases import whole
from bot.logs import begin, log, told
from bot.server.listening import greet, listening
from bot.server.taking_turns import TakingTurns

if TYPE_CHECKING:
    from starlette.routing import Route

SOON = 5
"""Seconds between looks at whether the chat is closed."""

SLOWEST = 10
"""Seconds in which an answer that is under way must end when the house is closed."""


LATER = ("babel.dates", "babel.lists", "cryptography.fernet", "icalendar", "jinja2")
"""What a command does without, and is imported where it is needed."""


def load() -> None:
    """Import it now: 0.04 s of CPU in which the first booked call would stop every chat."""
    for name in LATER:
        import_module(name)


def serve(
    house: House, port: socket.socket | None = None, ready: Callable[[], None] | None = None
) -> None:
    """Until it is told to stop. Raises PortTaken, or PhrasesError, before anything is begun.

    One of several is given the `port` of them all, and calls `ready` when it answers.
    """
    settings = house.settings
    begin(settings.log)
    gc.disable()  # what is made now is kept: the collector would look at it again and again
    whole(house.bank())  # nobody waits for it with the first word they type …
    Thread(target=house.bank().learn, daemon=True).start()  # … and the rest follows in seconds
    load()
    gc.freeze()  # what is loaded by now stays: a full collection would stop every chat for 0.1 s
    gc.enable()
    with port or listening(settings.host, settings.port) as ours:
        asyncio.run(_open(house, ours, ready or partial(greet, settings)))


async def _open(house: House, port: socket.socket, ready: Callable[[], None]) -> None:
    from bot.doors.live import Live
    from bot.server.stopping import Server
    from bot.server.transport import served

    live = Live()
    async with telegram(house) as ways, _clock(house):
        config = served(
            page(house, now, live, ways),
            forwarded_allow_ips=house.settings.proxies,
            timeout_graceful_shutdown=SLOWEST,
        )
        await Server(config, live, ready).serve(sockets=[port])


@contextlib.asynccontextmanager
async def _clock(house: House) -> AsyncIterator[None]:
    parts = (house.outbox, house.going_live, house.relaying, house.planning, house.erasing)
    clocks = (
        *(Clock(part.work) for part in parts),
        Clock(house.closures.work, seconds=SOON),
    )
    for clock in clocks:
        clock.start()
    try:
        yield
    finally:
        for clock in clocks:
            clock.stop()


@contextlib.asynccontextmanager
async def telegram(house: House) -> "AsyncIterator[Sequence[Route]]":
    """Every bot that has a token at work; gives the ways by which Telegram comes to us."""
    async with contextlib.AsyncExitStack() as bots:
        ways: list[Route] = []
        for town, token in house.settings.bot_list:
            ways += await bots.enter_async_context(_bot(house, token, own=bool(town)))
        yield ways


@contextlib.asynccontextmanager
async def _bot(house: House, token: str, *, own: bool) -> "AsyncIterator[Sequence[Route]]":
    """One bot; a municipality's own has a way of its own."""
    settings = house.settings
    # Only here: aiogram costs 3 s of CPU and 140 MB.
    from bot.channels.telegram import TelegramChannel, connect
    from bot.doors.beside import Beside
    from bot.doors.dispatching import TelegramWire, dispatcher
    from bot.doors.polling import Polling
    from bot.doors.telegram import TelegramDoor
    from bot.doors.webhook import Webhook, path
    from bot.rendering import voice

    bot = connect(token, settings.telegram_server)
    channel = TelegramChannel(bot, house.wording, now)
    house.channels[f"telegram:{bot.id}"] = channel
    beside = Beside(house.conversations.recall_turn, house.wording, channel.call, voice.installed())
    door = TelegramDoor(
        bot.id, house.conversations.heard, house.wording, now, beside, house.conversations.reach
    )
    wire = TelegramWire(bot, dispatcher(door), channel.call)
    try:
        if settings.telegram_delivery == "webhook":
            way = path(bot.id if own else None)
            yield Webhook(door.answer, wire.send, settings.telegram_secret, way).routes()
        else:
            # Telegram answers 409 where two ask.
            turns = TakingTurns(house.store, f"polling:{bot.id}", now)
            async with _beside(turns.run(lambda: Polling(wire).run())):
                yield ()
    finally:
        await beside.close()
        await bot.session.close()


@contextlib.asynccontextmanager
async def _beside(polling: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    running = asyncio.create_task(polling)
    running.add_done_callback(_say_why)
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await running


def _say_why(ended: asyncio.Task[None]) -> None:
    if not ended.cancelled() and (error := ended.exception()):
        log().error("telegram.stopped", mend="kundval doctor", **told(error))
