"""The servers of `bench/doors.py`, each in a process of its own that tells its CPU at /cpu."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import process_time
from typing import Any

from turn import TOKEN, echoing

from bot.assembly import assemble, page
from bot.doors.telegram import TelegramDoor
from bot.doors.webhook import Webhook
from bot.settings import Settings

SECRET = "a-secret-that-nobody-guesses"


def _clock() -> Callable[[], datetime]:
    """Four seconds a turn, as with a person: who writes faster is not answered."""
    at = datetime.now(UTC)

    def now() -> datetime:
        nonlocal at
        at += timedelta(seconds=4)
        return at

    return now


async def _spent(_request: Any) -> Any:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse(repr(process_time()))


def _run(app: Any, ready: Any) -> None:
    import uvicorn

    from bot.serving import listening

    with listening("127.0.0.1", 0) as port:
        ready.send(port.getsockname()[1])
        config = uvicorn.Config(app, log_level="error", access_log=False)
        uvicorn.Server(config).run(sockets=[port])


def webhook(ready: Any, folder: str, base: str) -> None:
    """Ours, as `bot.serving` puts it together."""
    import gc

    from starlette.applications import Starlette
    from starlette.routing import Route

    from bot.channels.telegram import TelegramChannel, connect
    from bot.doors.dispatching import TelegramWire, dispatcher

    house = assemble(Settings(database=f"sqlite:///{folder}/hook.db", _env_file=None))
    door = TelegramDoor(42, house.conversations.heard, house.wording, _clock())
    bot = connect(TOKEN, base)
    wire = TelegramWire(bot, dispatcher(door), TelegramChannel(bot, house.wording, _clock()).call)
    routes = Webhook(door.answer, wire.send, SECRET).routes()
    house.bank().learn()
    gc.freeze()
    _run(Starlette(routes=[*routes, Route("/cpu", _spent)]), ready)


def stock(ready: Any, _folder: str, base: str) -> None:
    """aiogram as its documentation shows it."""
    import socket

    from aiogram import Bot
    from aiogram.webhook.aiohttp_server import SimpleRequestHandler
    from aiohttp import web

    from bot.channels.telegram import connect

    bot: Bot = connect(TOKEN, base)
    dispatcher = echoing()

    async def spent(_request: web.Request) -> web.Response:
        return web.Response(text=repr(process_time()))

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path="/telegram")
    app.router.add_get("/cpu", spent)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as port:
        ready.send(port.getsockname()[1])
        web.run_app(app, sock=port, print=None, access_log=None)


def front(ready: Any, folder: str, _base: str) -> None:
    """Our page, and beside it the empty route."""
    import gc

    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Mount, Route

    async def empty(_request: Any) -> Response:
        return Response()

    database = f"sqlite:///{folder}/page.db"
    # They all come from one address.
    house = assemble(Settings(database=database, secret="x", newcomers=0, _env_file=None))
    house.bank().learn()
    gc.freeze()
    routes = [
        Route("/empty", empty, methods=["GET", "POST"]),
        Route("/cpu", _spent),
        Mount("/", page(house, _clock())),
    ]
    _run(Starlette(routes=routes), ready)
