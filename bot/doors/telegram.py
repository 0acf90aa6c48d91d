"""Hearing on Telegram, with aiogram's types and Dispatcher.

The handlers are few and have no filters: each synchronous filter of aiogram costs a thread hop.
They give plain Bot API methods (`bot.telegrams`), which a webhook can answer with as they are.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.enums import ContentType
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
from aiogram.types import CallbackQuery, Message, Update
from pydantic import ValidationError

from bot.conversation import Address, Answer
from bot.doors.beside import LISTEN, SHOW, Beside
from bot.doors.polling import Arrived, Fetched, Trouble
from bot.logs import log
from bot.telegrams import Method, methods
from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable
from dialogs.replies import Free
from dialogs.wording import Wording

HEARD = ["message", "edited_message", "callback_query"]
UNREADABLE = (
    {"animation", "audio", "contact", "dice", "document", "game", "location", "paid_media"}
    | {"photo", "poll", "sticker", "story", "venue", "video", "video_note", "voice"}
)  # fmt: skip
"""Kinds of message that a person sends and we cannot read. What is told of the chat itself (a
pinned message, a new title) is none of them and gets no answer."""

Hear = Callable[[Address, str, Event, datetime], Awaitable[Answer]]
Call = Callable[[Method], Awaitable[None]]
Methods = tuple[Method, ...]


_AWAY = (AiogramError, OSError, UnicodeError)
"""What a call raises when the other side is in trouble; a gateway's page need not even be text."""


class TokenRefused(Exception):
    """Telegram does not know the token: nothing can be heard until someone mends it."""


class TelegramDoor:
    """Updates in, methods out. `hear` answers an event, `now` is the clock.

    `beside` makes the row under each message, where there is one.
    """

    def __init__(
        self,
        bot_id: int,
        hear: Hear,
        wording: Wording,
        now: Callable[[], datetime],
        beside: Beside | None = None,
    ) -> None:
        self._bot_id = str(bot_id)
        self._hear = hear
        self._wording = wording
        self._now = now
        self._beside = beside
        self._phone_asked: set[int] = set()
        self.dispatcher = Dispatcher(disable_fsm=True)
        self.dispatcher.message.register(self._message)
        self.dispatcher.edited_message.register(self._edited)
        self.dispatcher.callback_query.register(self._tap)

    async def _message(self, message: Message, event_update: Update) -> Methods:
        event = _event(message)
        if event is None or message.chat.type != "private":
            return ()
        return await self._turn(message.chat.id, event_update.update_id, event)

    async def _edited(self, message: Message, event_update: Update) -> Methods:
        """A corrected message is heard as a new one: the correction may be a cry for help."""
        if not (message.text or message.caption):
            return ()
        return await self._message(message, event_update)

    async def _tap(self, tap: CallbackQuery, event_update: Update) -> Methods:
        stop_waiting = {"method": "answerCallbackQuery", "callback_query_id": tap.id}
        question, bar, value = (tap.data or "").partition("|")
        if not bar or tap.message is None or tap.message.chat.type != "private":
            return (stop_waiting,)
        if self._beside and question in (LISTEN, SHOW):
            return await self._again(tap, question, value)
        changeable = isinstance(tap.message, Message)  # an old one is told without its content
        answer = await self._turn(
            tap.message.chat.id,
            event_update.update_id,
            Choose(question, value),
            (tap.message.message_id, question) if changeable else None,
        )
        return (stop_waiting, *answer)

    async def _again(self, tap: CallbackQuery, button: str, value: str) -> Methods:
        """A message once more, read aloud or in Swedish; no turn."""
        assert self._beside
        assert tap.message
        chat, now = tap.message.chat.id, self._now()
        address = Address("telegram", self._bot_id, str(chat))
        pressed = (chat, tap.message.message_id, button, value)
        note, sent = await self._beside.answer(address, pressed, now)
        heard: Method = {"method": "answerCallbackQuery", "callback_query_id": tap.id}
        if note:
            heard |= {"text": note, "show_alert": True}
        return (heard, *sent)

    async def _turn(
        self, chat: int, update: int, event: Event, tapped: tuple[int, str] | None = None
    ) -> Methods:
        now = self._now()
        address = Address("telegram", self._bot_id, str(chat))
        answer = await self._hear(address, f"tg:{self._bot_id}:{update}", event, now)
        asks_phone = any(bubble.free == Free.PHONE for bubble in answer.bubbles)
        close = not asks_phone and (chat in self._phone_asked or isinstance(event, Contact))
        if asks_phone:
            self._phone_asked.add(chat)
        elif close:
            self._phone_asked.discard(chat)
        sent = methods(
            chat, answer.bubbles, self._wording, now, tapped=tapped, close_keyboard=close
        )
        if self._beside and sent:
            return tuple(self._beside.under(sent, answer.n, answer.language, answer.language))
        return sent


def _event(message: Message) -> Event | None:
    if message.text:
        return _typed(message.text, message)
    if message.caption:
        return Text(message.caption)  # words beside a picture can be the ones that matter most
    contact = message.contact
    if contact and message.from_user and contact.user_id == message.from_user.id:
        return Contact(f"+{contact.phone_number.lstrip('+')}")
    kind = ContentType(message.content_type).value
    return Unreadable(kind) if kind in UNREADABLE else None


def _typed(text: str, message: Message) -> Event:
    if not text.startswith("/"):
        return Text(text)
    word = text[1:].partition(" ")[0].partition("@")[0]
    if word == "start":
        language = message.from_user.language_code if message.from_user else None
        return Start((language,) if language else (), text.partition(" ")[2].strip())
    return Text(word)


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
                allowed_updates=HEARD,
                request_timeout=self._wait + 15,
            )
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise TokenRefused(
                "Telegram does not accept KUNDVAL_TELEGRAM_TOKEN. "
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
    message = update.message or update.edited_message
    return message.chat.id if message else 0


def _trouble(error: Exception) -> Trouble:
    seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else None
    return Trouble(type(error).__name__, seconds)
