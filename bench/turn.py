"""What a turn costs: a bare aiogram echo against our whole turn, in CPU, interleaved in one run.

(a) Telegram JSON → aiogram → the text sent back with four buttons through aiogram's HTTP session
    to a server in another process; nothing is kept.
(b) Telegram JSON → aiogram → `hear` on SQLite (WAL, synchronous FULL): known again when it comes
    twice, stored, logged, worded in Swedish or Arabic → the reply as JSON.
(c) the same as the doors do it: `hear` handed to the store's own thread, so that the loop does not
    wait for the disk. What that costs is shared by turns that wait together.

All get the same updates: whole conversations, half in Swedish, half in Arabic.
"""

import asyncio
import gc
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from bot.assembly import assemble
from bot.channels.telegram import connect
from bot.conversation import Address, Answer
from bot.doors.dispatching import dispatcher
from bot.doors.telegram import TelegramDoor
from bot.settings import Settings
from bot.telegrams import Method
from dialogs.events import Event

ROUNDS = 9
PEOPLE = 12
TURNS = 24
TARGET = 1.1
TOKEN = "42:bench"
AT = 1_795_000_000

TYPED = {
    "municipality": ("Exempelby", "Exempelby"),
    "who": ("min mamma", "أمي"),
    "area": ("Centrum", "Centrum"),
}
TAPPED = {
    "knew": ("no",),
    "decision": ("yes",),
    "needs": ("+evening", "+language", "-evening", "+weekend", "done"),
}
ASIDE = {5: ("hjälp", "مساعدة"), 11: ("tillbaka", "رجوع"), 17: ("vad kostar det?", "كم السعر؟")}

Turn = Callable[[bytes], Awaitable[Any]]


class Person:
    """Answers what is asked, as Telegram would tell it."""

    def __init__(self, chat: int, arabic: bool) -> None:
        self._user = {"id": chat, "is_bot": False, "first_name": "A", "language_code": "sv"}
        self._chat = {"id": chat, "type": "private", "first_name": "A"}
        self._arabic = arabic
        self._turn = 0
        self._asked: dict[str, int] = {}

    def next(self, number: int, reply: list[Method]) -> bytes:
        """The next update, after this reply."""
        update = {"update_id": number, **self._act(reply)}
        self._turn += 1
        return json.dumps(update, ensure_ascii=False).encode()

    def _act(self, reply: list[Method]) -> dict[str, Any]:
        if not reply:
            return self._type("/start")
        if self._turn in ASIDE:
            return self._type(ASIDE[self._turn][self._arabic])
        last = reply[-1]
        if "inline_keyboard" not in last.get("reply_markup", {}):
            return self._type("0701234567")
        datas = [row[0]["callback_data"] for row in last["reply_markup"]["inline_keyboard"]]
        question = datas[0].partition("|")[0]
        if question == "language":
            return self._tap(f"language|{'ar' if self._arabic else 'sv'}", last)
        if question in TYPED:
            return self._type(TYPED[question][self._arabic])
        times = self._asked[question] = self._asked.get(question, -1) + 1
        wanted = TAPPED.get(question, ())
        data = f"{question}|{wanted[times]}" if times < len(wanted) else datas[0]
        return self._tap(data, last)

    def _type(self, text: str) -> dict[str, Any]:
        return {"message": self._message(self._user, text=text)}

    def _tap(self, data: str, under: Method) -> dict[str, Any]:
        bot = {"id": 42, "is_bot": True, "first_name": "B"}
        markup = under["reply_markup"]
        message = self._message(bot, text=under["text"], reply_markup=markup)
        query = {"id": "1", "from": self._user, "chat_instance": "1", "data": data}
        return {"callback_query": query | {"message": message}}

    def _message(self, user: dict[str, Any], **content: Any) -> dict[str, Any]:
        return {"message_id": 1, "date": AT, "chat": self._chat, "from": user, **content}


async def _serve(ready: Any) -> None:
    message = {"message_id": 1, "date": AT, "chat": {"id": 1, "type": "private"}, "text": "a"}
    body = json.dumps({"ok": True, "result": message}).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    answer = head.encode() + b"\r\n" + body

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).lower()
                size = int(asked.partition(b"content-length:")[2].split(b"\r\n")[0])
                await reader.readexactly(size)
                writer.write(answer)
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def serve(ready: Any) -> None:
    """The Bot API's stand-in; its CPU is its own."""
    asyncio.run(_serve(ready))


def echo(bot: Bot) -> Turn:
    """(a) the least that a bot can do."""
    dispatcher = Dispatcher()
    rows = [[InlineKeyboardButton(text=f"Val {n}", callback_data=f"val:{n}")] for n in range(4)]

    @dispatcher.message()
    async def typed(message: Message) -> None:
        await message.answer(message.text, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))

    @dispatcher.callback_query()
    async def tapped(tap: CallbackQuery) -> None:
        keyboard = InlineKeyboardMarkup(inline_keyboard=rows)
        await tap.message.answer(tap.data, reply_markup=keyboard)

    async def turn(raw: bytes) -> None:
        update = Update.model_validate(json.loads(raw), context={"bot": bot})
        await dispatcher.feed_update(bot, update)

    return turn


class Ours:
    """(b), or (c) with `handed` over; `spent` is the part of it inside `hear`."""

    def __init__(self, bot: Bot, database: Path, *, handed: bool) -> None:
        self._bot = bot
        self._house = assemble(Settings(database=f"sqlite:///{database}", _env_file=None))
        self.spent = 0.0
        conversations, wording = self._house.conversations, self._house.wording
        self._conversations = conversations
        self._handed = handed
        door = TelegramDoor(bot.id, self._timed, wording, lambda: datetime.now(UTC))
        self._dispatcher = dispatcher(door)
        self.replies: list[Method] = []

    async def _timed(self, address: Address, key: str, event: Event, now: datetime) -> Answer:
        begun = process_time()
        if self._handed:
            answer = await self._conversations.heard(address, key, event, now)
        else:
            answer = self._conversations.hear(address, key, event, now)
        self.spent += process_time() - begun
        return answer

    async def turn(self, raw: bytes) -> bytes:
        update = Update.model_validate(json.loads(raw), context={"bot": self._bot})
        methods = await self._dispatcher.feed_update(self._bot, update)
        self.replies = [m for m in methods if m["method"] != "answerCallbackQuery"]
        text = json.dumps(methods, ensure_ascii=False, separators=(",", ":"))
        return text.encode()

    def close(self) -> None:
        self._house.conversations.close()


async def timed(turn: Turn, raw: bytes) -> float:
    """CPU seconds of one turn, all threads of this process."""
    begun = process_time()
    await turn(raw)
    return process_time() - begun


async def measure(base: str, folder: Path) -> list[tuple[float, float, float, float]]:
    """One line a round: seconds a turn for (a), (b), `hear` in (b), and (c)."""
    bot = connect(TOKEN, base)
    bare = echo(bot)
    ours = Ours(bot, folder / "b.db", handed=False)
    handed = Ours(bot, folder / "c.db", handed=True)
    gc.freeze()  # as `kundval run` does; it is good for both
    rounds = []
    number = 0
    for lap in range(ROUNDS + 1):
        spent = [0.0, 0.0, 0.0]
        ours.spent = 0.0
        for one in range(PEOPLE):
            person = Person(1000 + lap * PEOPLE + one, arabic=bool(one % 2))
            ours.replies = []
            for _ in range(TURNS):
                number += 1
                raw = person.next(number, ours.replies)
                for place in range(3):  # each goes first, second and third as often
                    which = (number + place) % 3
                    spent[which] += await timed((bare, ours.turn, handed.turn)[which], raw)
        turns = PEOPLE * TURNS
        a, b, c = spent
        rounds.append((a / turns, b / turns, ours.spent / turns, c / turns))
    ours.close()
    handed.close()
    await bot.session.close()
    return rounds[1:]  # the first is for warming


def main() -> None:
    """Measure, and print a table."""
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as folder:
        base = f"http://127.0.0.1:{here.recv()}"
        rounds = asyncio.run(measure(base, Path(folder)))
    server.terminate()
    a, b, heard, c = (median(column) * 1e6 for column in zip(*rounds, strict=True))
    ratio = median(ours / bare for bare, ours, _, _ in rounds)
    over = median(ours / bare for bare, _, _, ours in rounds)
    sys.stdout.write(
        f"{ROUNDS} rounds of {PEOPLE * TURNS} turns, CPU a turn, median\n"
        f"(a) bare aiogram echo         {a:7.0f} µs   1.00\n"
        f"(b) our whole turn            {b:7.0f} µs   {ratio:.2f}   target ≤ {TARGET}\n"
        f"    of it inside hear()       {heard:7.0f} µs   {heard / a:.2f}\n"
        f"(c) in the store's own thread {c:7.0f} µs   {over:.2f}\n"
    )


if __name__ == "__main__":
    main()
