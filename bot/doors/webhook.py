"""Telegram by webhook: one POST an update, and where it fits the answer goes back in the answer.

Telegram sends an update again until it is told 200, so that is said only when the turn is committed
and what does not fit has been sent. An update that comes again is known by its number: it does
nothing twice and is answered the same.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from hmac import compare_digest

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation import Unavailable
from bot.doors.updates import NotAnUpdate
from bot.logs import log
from bot.rendering.telegrams import Method

PATH = "/telegram"
SECRET = b"x-telegram-bot-api-secret-token"
LARGEST = 1_000_000
"""Bytes of an update; Telegram's own are some kilobytes."""

Answer = Callable[[object], Awaitable[Sequence[Method]]]
Send = Callable[[Method], Awaitable[bool]]
"""Sends one method, again where that helps; False when what follows need not be tried."""


def path(bot: int | str | None) -> str:
    """Where Telegram posts to for this bot; None is the one that serves all."""
    return f"{PATH}/{bot}" if bot else PATH


class Webhook:
    """One bot's. `secret` is what Telegram shows with every update (ValueError when empty)."""

    def __init__(self, answer: Answer, send: Send, secret: str, path: str = PATH) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would listen to anybody")
        self._answer = answer
        self._send = send
        self._secret = secret.encode()
        self._path = path
        self._telling: set[asyncio.Task[bool]] = set()

    def routes(self) -> list[Route]:
        """Where Telegram posts to."""
        return [Route(self._path, self.receive, methods=["POST"])]

    async def receive(self, request: Request) -> Response:
        """401 for a stranger, 413 for what no update is, 503 where nothing could be done."""
        shown = dict(request.scope["headers"]).get(SECRET, b"")
        if not compare_digest(shown, self._secret):
            return Response(status_code=401)
        body = await _whole(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return _unreadable(body)
        try:
            methods = await self._answer(update)
        except NotAnUpdate:
            return _unreadable(body)
        except Unavailable:
            return Response(status_code=503, headers={"Retry-After": "5"})
        except Exception as error:
            # A defect of ours: the next update is not made to wait until it is mended.
            log().error("telegram_turn", error=type(error).__name__)
            return Response()
        return await self._told(methods)

    async def _told(self, methods: Sequence[Method]) -> Response:
        *before, last = methods or ({},)
        if not _plain(last):
            before, last = [*before, last], {}
        if all(method["method"] == "answerCallbackQuery" for method in before):
            # That a tap was heard is told beside; nothing waits for it.
            for method in before:
                self._beside(method)
        else:
            for method in before:
                if not await self._tell(method):
                    return Response()
        if not last:
            return Response()
        text = json.dumps(last, ensure_ascii=False, separators=(",", ":"))
        return Response(text, media_type="application/json")

    def _beside(self, method: Method) -> None:
        task = asyncio.create_task(self._tell(method))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _tell(self, method: Method) -> bool:
        try:
            return await self._send(method)
        except Exception as error:
            log().warning("telegram_send", error=type(error).__name__)
            return False


def _unreadable(body: bytes) -> Response:
    """200 all the same: Telegram would send it for ever, and hold up what comes after it."""
    log().warning("telegram_unreadable", size=len(body))
    return Response()


def _plain(method: Method) -> bool:
    """Whether it can stand in the answer: a file cannot."""
    return "document" not in method and "voice" not in method


async def _whole(request: Request) -> bytes | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body
