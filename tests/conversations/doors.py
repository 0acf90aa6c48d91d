"""One person at each of the four doors; all see the same conversation."""

import io
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any, Protocol

from aiogram import Bot
from aiogram.types import Update
from httpx import ASGITransport, AsyncClient

from bot.assembly import House, page
from bot.conversation import Address
from bot.doors.dispatching import dispatcher
from bot.doors.telegram import TelegramDoor
from bot.doors.terminal import Terminal
from dialogs.events import Choose, Contact, Event, Text

SECRET_CHAT = 4242


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands before the person after a turn: all text, and the buttons' values."""

    text: str
    buttons: tuple[str, ...]

    @property
    def step(self) -> str:
        """The question that the last buttons belong to."""
        return self.buttons[-1].partition("|")[0] if self.buttons else ""


class Person(Protocol):
    """Someone at a door. Each event gives what is seen then."""

    async def press(self, question: str, value: str, now: datetime) -> Seen: ...

    async def say(self, text: str, now: datetime) -> Seen: ...

    async def share(self, phone: str, now: datetime) -> Seen: ...


@dataclass
class AtCore:
    """Straight at `hear`, as every door calls it."""

    house: House
    turns: int = 0

    async def press(self, question: str, value: str, now: datetime) -> Seen:
        return self._hear(Choose(question, value), now)

    async def say(self, text: str, now: datetime) -> Seen:
        return self._hear(Text(text), now)

    async def share(self, phone: str, now: datetime) -> Seen:
        return self._hear(Contact(phone), now)

    def _hear(self, event: Event, now: datetime) -> Seen:
        self.turns += 1
        address = Address("web", "", "someone")
        answer = self.house.conversations.hear(address, f"core:{self.turns}", event, now)
        texts: list[str] = []
        buttons: list[str] = []
        for bubble in answer.bubbles:
            texts.append(bubble.text)
            for card in bubble.cards:
                texts += [card.name, card.about, *card.meets, *card.unknown, *card.lacks]
                texts += [*card.lines, *(bar.text for bar in card.bars)]
            for group in bubble.compare.groups if bubble.compare else ():
                texts.append(group.heading)
                for line in group.lines:
                    texts += [line.label, *(value.text for value in line.values), line.note]
            every = (*bubble.choices, *bubble.fixed)
            texts += [choice.label for choice in every]
            buttons += [f"{bubble.question}|{choice.value}" for choice in every]
        return Seen("\n".join(texts), tuple(buttons))


@dataclass
class AtTerminal:
    """One JSON object a line."""

    house: House

    async def press(self, question: str, value: str, now: datetime) -> Seen:
        return self._line({"choose": [question, value]}, now)

    async def say(self, text: str, now: datetime) -> Seen:
        return self._line({"text": text}, now)

    async def share(self, phone: str, now: datetime) -> Seen:
        return self._line({"contact": phone}, now)

    def _line(self, said: dict[str, object], now: datetime) -> Seen:
        self.turns = getattr(self, "turns", 0) + 1
        door = Terminal(
            self.house.conversations,
            self.house.wording,
            Address("terminal", "", "someone"),
            now=lambda: now,
            key=lambda: str(self.turns),
        )
        out = io.StringIO()
        door.serve(io.StringIO(json.dumps(said) + "\n"), out)
        answer = json.loads(out.getvalue().splitlines()[-1])
        texts: list[str] = []
        buttons: list[str] = []
        for reply in answer["replies"]:
            texts.append(reply["text"])
            for card in reply.get("cards", ()):
                texts += [card["name"], *card["lines"]]
                texts += [*card["meets"], *card["unknown"], *card["lacks"]]
            for group in reply.get("groups", ()):
                texts.append(group["heading"])
                for line in group["lines"]:
                    texts += [line["label"], *line["values"], line.get("note", "")]
            for choice in reply.get("choices", ()):
                texts.append(choice["label"])
                buttons.append(f"{reply['question']}|{choice['value']}")
        return Seen("\n".join(texts), tuple(buttons))


class _Page(HTMLParser):
    """The newest turn and the buttons of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.buttons: list[str] = []
        self.token = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        have = dict(attributes)
        if have.get("id") == "latest":
            self.texts.clear()
        if tag == "button" and have.get("name") == "choose":
            self.buttons.append(have["value"] or "")
        if have.get("name") == "token":
            self.token = have["value"] or ""

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(" ".join(data.split()))


@dataclass
class AtPage:
    """A browser without JavaScript, over HTTP."""

    house: House
    moment: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        served = page(self.house, lambda: self.moment[-1])
        self.client = AsyncClient(
            transport=ASGITransport(app=served), base_url="http://localhost", follow_redirects=True
        )

    async def press(self, question: str, value: str, now: datetime) -> Seen:
        return await self._post({"choose": f"{question}|{value}"}, now)

    async def say(self, text: str, now: datetime) -> Seen:
        return await self._post({"text": text}, now)

    async def share(self, phone: str, now: datetime) -> Seen:
        return await self._post({"text": phone}, now)

    async def _post(self, fields: dict[str, str], now: datetime) -> Seen:
        self.moment.append(now)
        before = _Page()
        before.feed((await self.client.get("/")).text)
        answer = await self.client.post("/", data={**fields, "token": before.token})
        shown = _Page()
        shown.feed(answer.text)
        return Seen("\n".join(shown.texts), tuple(shown.buttons))


@dataclass
class AtTelegram:
    """Telegram's JSON through aiogram's real Dispatcher."""

    house: House
    updates: int = 1000
    moment: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bot = Bot("42:TEST")
        door = TelegramDoor(
            self.bot.id, self.house.conversations.heard, self.house.wording, self._clock
        )
        self.dispatcher = dispatcher(door)

    def _clock(self) -> datetime:
        """What the story says, and some seconds a message: nobody types them all at once."""
        return self.moment[-1] + timedelta(seconds=3 * (self.updates - 1000))

    async def press(self, question: str, value: str, now: datetime) -> Seen:
        tap = {
            "id": "1", "chat_instance": "1", "from": self._from(),
            "data": f"{question}|{value}", "message": self._message({"text": "…"}, now),
        }  # fmt: skip
        return await self._give({"callback_query": tap}, now)

    async def say(self, text: str, now: datetime) -> Seen:
        return await self._give({"message": self._message({"text": text}, now)}, now)

    async def share(self, phone: str, now: datetime) -> Seen:
        contact = {"phone_number": phone, "first_name": "A", "user_id": SECRET_CHAT}
        return await self._give({"message": self._message({"contact": contact}, now)}, now)

    def _from(self) -> dict[str, Any]:
        return {"id": SECRET_CHAT, "is_bot": False, "first_name": "A", "language_code": "sv"}

    def _message(self, content: dict[str, Any], now: datetime) -> dict[str, Any]:
        chat = {"id": SECRET_CHAT, "type": "private"}
        sent = {
            "message_id": self.updates,
            "date": int(now.timestamp()) + 3 * (self.updates + 1 - 1000),
        }
        return {**sent, "chat": chat, "from": self._from(), **content}

    async def _give(self, update: dict[str, Any], now: datetime) -> Seen:
        self.updates += 1
        self.moment.append(now)
        whole = Update.model_validate(
            {"update_id": self.updates, **update}, context={"bot": self.bot}
        )
        methods = await self.dispatcher.feed_update(self.bot, whole)
        texts: list[str] = []
        buttons: list[str] = []
        for method in methods:
            texts.append(re.sub(r"</?b>", "", method.get("text") or method.get("caption", "")))
            markup = method.get("reply_markup") or {}
            if any(b.get("request_contact") for row in markup.get("keyboard", ()) for b in row):
                buttons.append("phone|contact")  # stands where one writes, not under the message
            rows = markup.get("inline_keyboard", ())
            for (button,) in rows:
                texts.append(button["text"])
                buttons.append(button["callback_data"])
        return Seen("\n".join(texts), tuple(buttons))


DOORS = {"core": AtCore, "terminal": AtTerminal, "page": AtPage, "telegram": AtTelegram}
