"""Someone who writes to the bot from Telegram, and reads what it answers."""

from typing import Any

from loopback import SENT_AT, BotApi

PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}]
FILE = {"file_id": "f", "file_unique_id": "f"}
KINDS: dict[str, Any] = {
    "photo": PHOTO,
    "voice": FILE | {"duration": 3},
    "sticker": FILE
    | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False},
    "video": FILE | {"width": 9, "height": 9, "duration": 3},
    "document": FILE | {"file_name": "brev.pdf"},
    "location": {"latitude": 59.27, "longitude": 15.21},
}


class Person:
    """One private chat. Every verb waits until the bot has answered and confirmed."""

    def __init__(self, api: BotApi, chat: int = 7001, language: str = "sv") -> None:
        self.api = api
        self.chat = chat
        self.user = {
            "id": chat,
            "is_bot": False,
            "first_name": "Test",
            "language_code": language,
        }
        self._read = 0
        self.pace = 4
        """Seconds between one message and the next."""

    def message(self, **content: Any) -> dict[str, Any]:
        """A message update from this person."""
        return {"update_id": self._number(), "message": self._message(content)}

    def edited(self, **content: Any) -> dict[str, Any]:
        """An update that tells of a corrected message."""
        message = self._message(content) | {"edit_date": SENT_AT + 9}
        return {"update_id": self._number(), "edited_message": message}

    def tap(self, data: str, message: dict[str, Any]) -> dict[str, Any]:
        """A callback update: this button, under this message."""
        number = self._number()
        self.api.queries.add(f"q{number}")
        query = {"id": f"q{number}", "from": self.user, "chat_instance": "1", "data": data}
        return {"update_id": number, "callback_query": query | {"message": message}}

    async def give(self, *updates: dict[str, Any]) -> None:
        """Let updates arrive, and wait for the last of them to be done."""
        self._read = len(self.messages)
        await self.api.arrive(*updates)
        await self.api.done(updates[-1]["update_id"])

    async def say(self, text: str) -> None:
        """Type something."""
        await self.give(self.message(text=text))

    async def share(self, phone: str, owner: int | None = None) -> None:
        """Hand over a contact: one's own where no other owner is named."""
        contact = {"phone_number": phone, "first_name": "Test", "user_id": owner or self.chat}
        await self.give(self.message(contact=contact))

    async def press(self, label: str) -> None:
        """Press the newest button with this label, or one that begins with it."""
        for message in reversed(self.messages):
            markup = message["reply_markup"]
            for button in buttons(markup):
                if label in (button["text"], button["text"].removeprefix("✓ ")):
                    if "callback_data" in button:
                        await self.give(self.tap(button["callback_data"], message))
                    else:
                        await self.say(button["text"])
                    return
        raise AssertionError(f"no button {label!r}; the newest are {self.labels}")

    @property
    def messages(self) -> list[dict[str, Any]]:
        """All that the bot has written here."""
        return self.api.chats[self.chat]

    @property
    def heard(self) -> str:
        """What the bot wrote after the last thing this person did."""
        return "\n\n".join(m.get("text", "") for m in self.messages[self._read :])

    @property
    def labels(self) -> list[str]:
        """The buttons under the newest message."""
        return [b["text"] for b in buttons(self.messages[-1]["reply_markup"])]

    @property
    def datas(self) -> list[str]:
        """The callback data under the newest message."""
        return [b["callback_data"] for b in buttons(self.messages[-1]["reply_markup"])]

    def _number(self) -> int:
        self.api.number += 1
        return self.api.number

    def _message(self, content: dict[str, Any]) -> dict[str, Any]:
        self.api.message += 1
        chat = {"id": self.chat, "type": "private", "first_name": "Test"}
        return {
            "message_id": self.api.message,
            "date": SENT_AT + self.pace * self.api.message,
            "chat": chat,
            "from": self.user,
        } | content


def buttons(markup: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons of either kind of keyboard, in order."""
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return [button for row in rows for button in row]
