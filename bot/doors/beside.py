"""What stands under every message on Telegram beside its answers: to hear it, to see the Swedish.

Both show a turn of before once more. They are no turn of their own: nothing is stored by them.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation import Address, Past
from bot.logs import log, told
from bot.rendering import voice
from bot.rendering.telegrams import Method, methods
from dialogs.messages import label, t
from dialogs.wording import SOURCE, Wording

LISTEN, SHOW = "listen", "show"
"""What the two buttons are called in a tap, before a turn's number, the language to show or
read it in, and the conversation's own: `show|12.sv.ar`."""

LISTEN_LABEL = label("page", "Lyssna")
SWEDISH_LABEL = label("page", "På svenska")
GONE = t("Det meddelandet är borta.")
NO_VOICE = t("Jag har ingen röst för det här språket än.")
MUTE = t("Det går inte att läsa upp nu. Försök igen om en stund.")

RECORDING = "lyssna.ogg"
"""What a voice note is called as a file."""

_OF = re.compile(r"([1-9][0-9]{0,8})\.([a-z]{2,3})\.([a-z]{2,3})", re.ASCII)

Send = Callable[[Method], Awaitable[object]]
Recall = Callable[[Address, int, str], Awaitable[Past | None]]
"""A turn by its number, in a language."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Makes the row and answers its taps. `send` is for sound, which comes when it is made.

    `aloud` is whether this machine can read.
    """

    recall: Recall
    wording: Wording
    send: Send
    aloud: bool
    _reader: voice.Reader = field(default_factory=voice.Reader)
    _reading: set[asyncio.Task[None]] = field(default_factory=set)

    def under(self, sent: Sequence[Method], n: int, own: str, shown: str) -> Sequence[Method]:
        """The messages of turn `n`, with the row last; `shown` is the language they are in."""
        *before, last = sent
        rows = last.get("reply_markup", {}).get("inline_keyboard")
        row = self._row(n, own, shown)
        if rows is None or not own or not row:
            return sent
        return (*before, {**last, "reply_markup": {"inline_keyboard": [*rows, row]}})

    def _row(self, n: int, own: str, shown: str) -> list[Method]:
        row = []
        if self.aloud:
            said = self.wording.text(LISTEN_LABEL, shown)
            row.append(_button(f"🔊 {said}", LISTEN, n, shown, own))
        if shown != own:
            row.append(_button(self.wording.names[own], SHOW, n, own, own))
        elif own != SOURCE:
            row.append(_button(self.wording.text(SWEDISH_LABEL, own), SHOW, n, SOURCE, own))
        return row

    async def answer(
        self, at: Address, tap: tuple[int, int, str, str], now: datetime
    ) -> tuple[str, Sequence[Method]]:
        """To a tap (chat, message, button, value): what to tell at once, and what to send."""
        chat, message, button, value = tap
        of = _OF.fullmatch(value)
        n, language, own = of.groups() if of else ("0", "", "")
        past = None
        if {language, own} <= self.wording.names.keys():
            past = await self.recall(at, int(n), language)
        if past is None:
            return self.wording.text(GONE, own), ()
        if button == SHOW:
            sent = methods(chat, past.bubbles, self.wording, now)
            return "", self.under(sent, int(n), own, language)
        if language not in voice.LANGUAGES:
            return self.wording.text(NO_VOICE, own), ()
        try:
            if self._reader.begins(chat):
                task = asyncio.create_task(self._read(past, chat, message))
                self._reading.add(task)
                task.add_done_callback(self._reading.discard)
        except voice.Mute:
            return self.wording.text(MUTE, own), ()
        return "", ()

    async def close(self) -> None:
        """Let go of what is being read, before that by which it would be sent is closed."""
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._reading, return_exceptions=True)

    async def _read(self, past: Past, chat: int, message: int) -> None:
        try:
            sound = await self._reader.read(chat, voice.pieces(past.bubbles))
            await self.send(_voice_note(chat, message, sound))
        except voice.Mute as error:
            log().warning("voice_mute", language=past.lang, **told(error))
            said = self.wording.text(MUTE, past.lang)
            await self.send({"method": "sendMessage", "chat_id": chat, "text": said})
        except Exception as error:
            log().warning("voice_unsent", error=type(error).__name__)


def _button(said: str, button: str, n: int, shown: str, own: str) -> Method:
    return {"text": said, "callback_data": f"{button}|{n}.{shown}.{own}"}


def _voice_note(chat: int, message: int, sound: bytes) -> Method:
    return {
        "method": "sendVoice",
        "chat_id": chat,
        "voice": (RECORDING, sound),
        "reply_parameters": {"message_id": message, "allow_sending_without_reply": True},
    }
