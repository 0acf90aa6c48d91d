"""Speaking on Telegram unasked: what became of it is told as a value.

With `bot.doors.telegram` the only place that imports aiogram (3 s of CPU, 140 MB), so it is itself
imported only where a token is set.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram import Bot, methods
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile
from aiohttp import ClientConnectorError

from bot.channels import Dispatch, Gone, Later, Outcome, Refused, Sent, Uncertain
from bot.channels.pace import Pace
from bot.conversation import Address
from bot.rendering import telegrams
from dialogs.wording import Wording

SOON = 30
"""Seconds to the next try where Telegram names none."""
TOKEN_REFUSED = 600

_METHODS: dict[str, type[TelegramMethod[Any]]] = {
    "sendMessage": methods.SendMessage,
    "editMessageText": methods.EditMessageText,
    "sendDocument": methods.SendDocument,
    "sendVoice": methods.SendVoice,
    "answerCallbackQuery": methods.AnswerCallbackQuery,
    "leaveChat": methods.LeaveChat,
}


def connect(token: str, server: str = "") -> Bot:
    """One bot; `server` is the address of another Bot API server than Telegram's own.

    Raises aiogram's TokenValidationError for what cannot be a token.
    """
    api = TelegramAPIServer.from_base(server) if server else PRODUCTION
    return Bot(token, session=AiohttpSession(api=api))


class TelegramChannel:
    """Sends to one bot's chats, at a `pace` that its answers share."""

    def __init__(
        self, bot: Bot, wording: Wording, now: Callable[[], datetime], pace: Pace | None = None
    ) -> None:
        self.bot = bot
        self._pace = pace or Pace()
        self._wording = wording
        self._now = now

    async def call(self, method: telegrams.Method, *, unasked: bool = False) -> None:
        """One call of the Bot API through aiogram's session; raises aiogram's errors.

        What is written in a chat waits for its turn; that a tap was heard is told at once.
        """
        if "chat_id" in method:
            await self._pace.turn(method["chat_id"], unasked=unasked)
        fields = {name: value for name, value in method.items() if name != "method"}
        for file in fields.keys() & {"document", "voice"}:
            filename, content = fields[file]
            fields[file] = BufferedInputFile(content, filename)
        try:
            await self.bot(_METHODS[method["method"]](**fields))
        except ClientDecodeError as error:
            if not (isinstance(error.data, dict) and error.data.get("ok")):
                raise  # else it was sent, and only Telegram's receipt was of a newer kind

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Send one notice. What fails after its first message is uncertain, not sent again."""
        chat = int(address.external)
        begun = False
        for method in telegrams.methods(chat, dispatch.bubbles, self._wording, self._now()):
            try:
                await self.call(method, unasked=not begun)  # its parts follow one another
            except AiogramError as error:
                return Uncertain() if begun else outcome(error)
            except (OSError, UnicodeError):
                return Uncertain()
            begun = True
        return Sent()


def outcome(error: AiogramError) -> Outcome:
    """What an error means for the one message that met it (`tests/telegram` has the table)."""
    match error:
        case TelegramRetryAfter():
            return Later(error.retry_after)
        case TelegramForbiddenError():
            return Gone()
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Later(TOKEN_REFUSED)  # the token, not the person: nothing may be lost by it
        case ClientDecodeError() | TelegramServerError():
            return Later(SOON)  # an HTML page of a gateway is a ClientDecodeError
        case TelegramNetworkError() if isinstance(error.__cause__, ClientConnectorError):
            return Later(SOON)  # it never left this machine
        case TelegramNetworkError():
            return Uncertain()
        case _:
            return Refused()
