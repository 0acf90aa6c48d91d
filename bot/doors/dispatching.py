"""Telegram by polling: aiogram's client fetches, its Dispatcher hands on, our door answers.

With `bot.channels.telegram` the only place that imports aiogram (3 s of CPU, 140 MB), so it is
itself imported only where a token is set.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import TelegramObject, Update
from pydantic import ValidationError

from bot.doors.polling import Arrived, Fetched, Trouble
from bot.doors.telegram import Methods, TelegramDoor
from bot.doors.updates import HEARD
from bot.logs import log
from bot.rendering.telegrams import Method

Call = Callable[[Method], Awaitable[None]]

_AWAY = (AiogramError, OSError, UnicodeError)
"""What a call raises when the other side is in trouble; a gateway's page need not even be text."""


class TokenRefused(Exception):
    """Telegram does not know the token: nothing can be heard until someone mends it."""


def dispatcher(door: TelegramDoor) -> Dispatcher:
    """aiogram's Dispatcher, for what a person may send; its middlewares may be added to it."""

    async def heard(_event: TelegramObject, event_update: Update) -> Methods:
        return await door.answer(event_update.model_dump(by_alias=True, exclude_unset=True))

    made = Dispatcher(disable_fsm=True)
    for kind in HEARD:
        made.observers[kind].register(heard)
    return made


class TelegramWire:
    """The Bot API as `bot.doors.polling` sees it; `call` sends one method (the channel's)."""

    def __init__(
        self,
        bot: Bot,
        dispatcher: Dispatcher,
        call: Call,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        wait: int = 30,
        tries: int = 5,
    ) -> None:
        self._bot = bot
        self._dispatcher = dispatcher
        self._call = call
        self._sleep = sleep
        self._wait = wait
        self._tries = tries

    async def fetch(self, offset: int | None) -> Fetched:
        """Long polling. Raises TokenRefused where there is no use in going on."""
        try:
            updates = await self._bot.get_updates(
                offset=offset,
                timeout=self._wait,
                allowed_updates=list(HEARD),
                request_timeout=self._wait + 15,
            )
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise TokenRefused(
                f"Telegram does not accept the token of bot {self._bot.id} "
                "(KUNDVAL_TELEGRAM_TOKEN or KUNDVAL_TELEGRAM_BOTS). "
                "Ask @BotFather for the bot's token and set it again."
            ) from error
        except TelegramConflictError as error:
            if "webhook" in error.message:
                with suppress(*_AWAY):
                    await self._bot.delete_webhook()
            raise _trouble(error) from error
        except ClientDecodeError as error:
            if not (isinstance(error.data, dict) and error.data.get("ok")):
                raise _trouble(error) from error
            # One update of a kind newer than this aiogram would else stand in the way for ever.
            raw = error.data["result"]
            return Fetched(list(self._readable(raw)), raw[-1]["update_id"])
        except _AWAY as error:
            raise _trouble(error) from error
        return Fetched([_arrived(u) for u in updates], updates[-1].update_id if updates else None)

    def read(self, update: dict[str, Any]) -> Update:
        """One update from JSON. Raises pydantic's ValidationError."""
        return Update.model_validate(update, context={"bot": self._bot})

    def _readable(self, raw: list[dict[str, Any]]) -> Iterator[Arrived]:
        for update in raw:
            try:
                yield _arrived(self.read(update))
            except ValidationError:
                log().warning("telegram_unreadable", bot=self._bot.id, update=update["update_id"])

    async def hear(self, arrived: Arrived) -> Methods:
        """One turn through the Dispatcher; an update of another kind gives nothing."""
        if not isinstance(arrived.update, Update) or not arrived.chat:
            return ()
        methods = await self._dispatcher.feed_update(self._bot, arrived.update)
        return methods if isinstance(methods, tuple) else ()

    async def send(self, method: Method) -> bool:
        """Send one method; False when the rest of the answer need not be tried."""
        if method["method"] == "answerCallbackQuery":
            with suppress(*_AWAY):  # too old to be answered: the answer itself still goes
                await self._call(method)
            return True
        for times in range(1, self._tries + 1):
            try:
                await self._call(method)
            except TelegramForbiddenError:
                return False
            except TelegramBadRequest as error:
                if "not modified" in error.message:
                    return True
                if method["method"] != "editMessageText":
                    log().warning("telegram_refused", bot=self._bot.id, method=method["method"])
                    return True
                anew = {name: value for name, value in method.items() if name != "message_id"}
                method = {**anew, "method": "sendMessage"}
            except _AWAY as error:
                log().warning("telegram_send", bot=self._bot.id, error=type(error).__name__)
                await self._sleep(_trouble(error).pause(times))
            else:
                return True
        return False


def _arrived(update: Update) -> Arrived:
    return Arrived(_chat(update), update.update_id, update)


def _chat(update: Update) -> int:
    """Whose line it stands in; 0 for kinds of update that we do not ask for."""
    if tap := update.callback_query:
        return tap.message.chat.id if tap.message else tap.from_user.id
    told = update.message or update.edited_message or update.my_chat_member
    return told.chat.id if told else 0


def _trouble(error: Exception) -> Trouble:
    seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else None
    return Trouble(type(error).__name__, seconds)
