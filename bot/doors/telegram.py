"""The Telegram door: an update's JSON in, methods of the Bot API out, whichever way it came.

It knows neither aiogram nor a network: `bot.doors.webhook` and `bot.doors.dispatching` bring
updates, and send what is answered.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.conversation import Address, Answer, Closed, Unavailable
from bot.doors.beside import LISTEN, SHOW, Beside
from bot.doors.closed import told as told_closed
from bot.doors.haste import Haste
from bot.doors.updates import Heard, Member, Tap, read
from bot.doors.words import TOO_FAST, URGENT
from bot.monitoring.counting import counted
from bot.rendering.telegrams import Method, methods
from dialogs.events import Choose, Contact, Event
from dialogs.messages import t
from dialogs.replies import Free
from dialogs.wording import Wording

Hear = Callable[[Address, str, Event, datetime], Awaitable[Answer]]
Reach = Callable[[Address, bool], Awaitable[None]]
Methods = tuple[Method, ...]

NOT_IN_GROUPS = t("Jag pratar med en person i taget. Skriv till mig själv, inte i en grupp.")


PHONE = ("phone", "sms")
"""The questions with a keyboard that sends one's own number."""


class TelegramDoor:
    """One bot's chats. `hear` answers an event, `now` is the clock.

    `beside` makes the row under each message, `reach` is told who has blocked us or come back,
    where there are such.
    """

    def __init__(
        self,
        bot_id: int,
        hear: Hear,
        wording: Wording,
        now: Callable[[], datetime],
        beside: Beside | None = None,
        reach: Reach | None = None,
    ) -> None:
        self._bot_id = str(bot_id)
        self._hear = hear
        self._wording = wording
        self._now = now
        self._beside = beside
        self._reach = reach
        self._haste = Haste()

    async def answer(self, update: object) -> Methods:
        """What to do about an update: first that a tap was heard, then what is said.

        The same update again gives the same. Raises NotAnUpdate, or Unavailable where nothing was
        done.
        """
        heard = read(update)
        if heard is None:
            return ()
        event, tap = heard.event, heard.tap
        if heard.member:
            return await self._member(heard.chat, heard.member, heard.language)
        now = self._now()
        # By when it was sent: what has waited while we were away was not written in haste.
        if (fast := self._haste.told(heard.chat, min(heard.sent or now, now))) is not None:
            return self._too_fast(heard, warn=fast)
        if tap and self._beside and isinstance(event, Choose) and event.question in (LISTEN, SHOW):
            return await self._again(self._beside, heard.chat, tap, event)
        told = (_stop_waiting(tap),) if tap else ()
        if event is None:
            return told
        try:
            return (*told, *await self._turn(heard, event))
        except Unavailable:
            self._haste.undo(heard.chat)
            raise

    async def _member(self, chat: int, became: Member, language: str) -> Methods:
        if became is Member.INVITED:
            said = self._wording.text(NOT_IN_GROUPS, language)
            return (
                {"method": "sendMessage", "chat_id": chat, "text": said},
                {"method": "leaveChat", "chat_id": chat},
            )
        if self._reach:
            await self._reach(self._address(chat), became is Member.BACK)
        return ()

    def _too_fast(self, heard: Heard, *, warn: bool) -> Methods:
        told = (_stop_waiting(heard.tap),) if heard.tap else ()
        if not warn:
            return told
        language = self._haste.language(heard.chat) or heard.language
        said = " ".join(self._wording.text(m, language) for m in (TOO_FAST, URGENT))
        return (*told, {"method": "sendMessage", "chat_id": heard.chat, "text": said})

    async def _again(self, beside: Beside, chat: int, tap: Tap, event: Choose) -> Methods:
        """A message once more, read aloud or in Swedish; no turn."""
        pressed = (chat, tap.message, event.question, str(event.value))
        note, sent = await beside.answer(self._address(chat), pressed, self._now())
        alert: Method = {"text": note, "show_alert": True} if note else {}
        return (_stop_waiting(tap) | alert, *sent)

    async def _turn(self, heard: Heard, event: Event) -> Methods:
        chat, tap, now = heard.chat, heard.tap, self._now()
        key = f"tg:{self._bot_id}:{heard.number}"
        try:
            answer = await counted("telegram", self._hear(self._address(chat), key, event, now))
        except Closed as closed:
            language = self._haste.language(chat) or heard.language
            said = "\n\n".join(told_closed(closed, self._wording, language))
            return ({"method": "sendMessage", "chat_id": chat, "text": said},)
        self._haste.speaks(chat, answer.language)
        asks_phone = any(bubble.free == Free.PHONE for bubble in answer.bubbles)
        close = not asks_phone and (answer.was in PHONE or isinstance(event, Contact))
        changed = tap.message if tap and tap.changeable else None
        question = event.question if isinstance(event, Choose) else ""
        sent = methods(
            chat,
            answer.bubbles,
            self._wording,
            now,
            tapped=(changed, question) if changed else None,
            close_keyboard=close,
        )
        if self._beside and sent:
            return tuple(self._beside.under(sent, answer.n, answer.language, answer.language))
        return sent

    def _address(self, chat: int) -> Address:
        return Address("telegram", self._bot_id, str(chat))


def _stop_waiting(tap: Tap) -> Method:
    return {"method": "answerCallbackQuery", "callback_query_id": tap.query}
