"""What a turn costs: bare bots against our whole turn, in CPU, interleaved in one run.

(a) Telegram JSON → aiogram → the text sent back with four buttons through aiogram's HTTP session
    to a server in another process; nothing is kept.
(b) Telegram JSON → aiogram → `hear` on SQLite (WAL, synchronous FULL): known again when it comes
    twice, stored, logged, worded in Swedish or Arabic → the reply as JSON.
(c) the same as the doors do it: `hear` handed to the store's own thread, so that the loop does not
    wait for the disk. What that costs is shared by turns that wait together.

(d) the same as the webhook does it: JSON → our reading → `hear` in the store's thread → JSON, no
    aiogram on the way.
(e) python-telegram-bot's ConversationHandler, in memory, that answers as (a) does.
(f) as (d), by as many chats at once as `AT_ONCE`: what waits together is committed together.

All get the same updates: whole conversations, half in Swedish, half in Arabic.
"""

import asyncio
import gc
import json
import multiprocessing
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from people import AT, Person
from rows import note, row
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Markup
from telegram import Update as PtbUpdate
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bot.assembly import assemble
from bot.channels.telegram import connect
from bot.conversation import Address, Answer
from bot.doors.dispatching import dispatcher
from bot.doors.telegram import TelegramDoor
from bot.rendering.telegrams import Method
from bot.settings import Settings
from dialogs.events import Event

ROUNDS = 9
PEOPLE = 12
TURNS = 24
TARGETS = {"b": 1.0, "d": 0.6, "f": 0.35}
AT_ONCE = 50
TOKEN = "42:bench"

Turn = Callable[[bytes], Awaitable[Any]]


async def _serve(ready: Any) -> None:
    message = {"message_id": 1, "date": AT, "chat": {"id": 1, "type": "private"}, "text": "a"}
    me = {"id": 42, "is_bot": True, "first_name": "B", "username": "b"}

    def told(result: Any) -> bytes:
        body = json.dumps({"ok": True, "result": result}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        return head.encode() + b"\r\n\r\n" + body

    answer, itself = told(message), told(me)

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                asked = (await reader.readuntil(b"\r\n\r\n")).lower()
                if length := asked.partition(b"content-length:")[2]:
                    await reader.readexactly(int(length.split(b"\r\n")[0]))
                else:  # a file, in chunks
                    await reader.readuntil(b"\r\n0\r\n\r\n")
                writer.write(itself if b"/getme" in asked else answer)
        except asyncio.IncompleteReadError:
            writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def serve(ready: Any) -> None:
    """The Bot API's stand-in; its CPU is its own."""
    asyncio.run(_serve(ready))


def echoing() -> Dispatcher:
    """The least that a bot can do: the text again, and four buttons."""
    dispatcher = Dispatcher()
    rows = [[InlineKeyboardButton(text=f"Val {n}", callback_data=f"val:{n}")] for n in range(4)]

    @dispatcher.message()
    async def typed(message: Message) -> None:
        await message.answer(message.text, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))

    @dispatcher.callback_query()
    async def tapped(tap: CallbackQuery) -> None:
        keyboard = InlineKeyboardMarkup(inline_keyboard=rows)
        await tap.message.answer(tap.data, reply_markup=keyboard)

    return dispatcher


def echo(bot: Bot) -> Turn:
    """(a)."""
    dispatcher = echoing()

    async def turn(raw: bytes) -> None:
        update = Update.model_validate(json.loads(raw), context={"bot": bot})
        await dispatcher.feed_update(bot, update)

    return turn


class Ours:
    """(b), or (c) with `handed` over; `spent` is the part of it inside `hear`."""

    def __init__(self, bot: Bot, database: Path | str, *, handed: bool, keys: str = "") -> None:
        self._bot = bot
        url = database if isinstance(database, str) else f"sqlite:///{database}"
        self._house = assemble(Settings(database=url, keys=keys, secret="s", _env_file=None))
        self.spent = 0.0
        conversations, wording = self._house.conversations, self._house.wording
        self._conversations = conversations
        self._handed = handed
        self._at = datetime.now(UTC)
        self._door = TelegramDoor(bot.id, self._timed, wording, self._clock)
        self._dispatcher = dispatcher(self._door)
        self.replies: list[Method] = []

    def _clock(self) -> datetime:
        """Four seconds a turn, as with a person: who writes faster is not answered."""
        self._at += timedelta(seconds=4)
        return self._at

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
        return self._told(await self._dispatcher.feed_update(self._bot, update))

    async def hooked(self, raw: bytes) -> bytes:
        """The same by webhook."""
        return self._told(await self._door.answer(json.loads(raw)))

    def _told(self, methods: Sequence[Method]) -> bytes:
        self.replies = [m for m in methods if m["method"] != "answerCallbackQuery"]
        return json.dumps(methods, ensure_ascii=False, separators=(",", ":")).encode()

    def close(self) -> None:
        self._house.conversations.close()


async def conversation_handler(base: str) -> tuple[Turn, Application]:
    """(e) another well-known way to have a conversation."""
    made = Application.builder().token(TOKEN).base_url(f"{base}/bot").updater(None).build()
    rows = [[Button(text=f"Val {n}", callback_data=f"val:{n}") for n in range(4)]]

    async def typed(update: PtbUpdate, _context: Any) -> int:
        await update.message.reply_text(update.message.text, reply_markup=Markup(rows))
        return 0

    async def tapped(update: PtbUpdate, _context: Any) -> int:
        tap = update.callback_query
        await tap.message.reply_text(tap.data, reply_markup=Markup(rows))
        return 0

    every = [MessageHandler(filters.TEXT, typed), CallbackQueryHandler(tapped)]
    made.add_handler(ConversationHandler(every, {0: every}, [], per_message=False))
    await made.initialize()

    async def turn(raw: bytes) -> None:
        await made.process_update(PtbUpdate.de_json(json.loads(raw), made.bot))

    return turn, made


async def timed(turn: Turn, raw: bytes) -> float:
    """CPU seconds of one turn, all threads of this process."""
    begun = process_time()
    await turn(raw)
    return process_time() - begun


async def at_once(crowd: Ours, first: int, many: int = AT_ONCE) -> float:
    """(f) CPU seconds a turn, where all of them wait for each other's disk."""
    people = [Person(first + n, arabic=bool(n % 2)) for n in range(many)]
    replies: list[list[Method]] = [[] for _ in people]
    spent = 0.0
    for turn in range(TURNS):
        number = first * TURNS + turn * many
        raws = [p.next(number + n, replies[n]) for n, p in enumerate(people)]
        begun = process_time()
        told = await asyncio.gather(*(crowd.hooked(raw) for raw in raws))
        spent += process_time() - begun
        replies = [[m for m in json.loads(t) if m["method"] != "answerCallbackQuery"] for t in told]
    return spent / (many * TURNS)


async def measure(base: str, folder: Path) -> list[dict[str, float]]:
    """Seconds a turn of each, and of `hear` alone in (b), a line a round."""
    bot = connect(TOKEN, base)
    ours = [Ours(bot, folder / f"{name}.db", handed=name != "b") for name in "bcd"]
    crowd = Ours(bot, folder / "f.db", handed=True)
    other, application = await conversation_handler(base)
    turns: dict[str, Turn] = {
        "a": echo(bot), "b": ours[0].turn, "c": ours[1].turn, "d": ours[2].hooked, "e": other,
    }  # fmt: skip
    gc.freeze()  # as `kundval run` does; it is good for all
    rounds = []
    number = 0
    for lap in range(ROUNDS + 1):
        spent = dict.fromkeys(turns, 0.0)
        ours[0].spent = 0.0
        for one in range(PEOPLE):
            person = Person(1000 + lap * PEOPLE + one, arabic=bool(one % 2))
            ours[0].replies = []
            for _ in range(TURNS):
                number += 1
                raw = person.next(number, ours[0].replies)
                names = list(turns)
                for place in range(len(names)):  # each goes first, second … as often
                    name = names[(number + place) % len(names)]
                    spent[name] += await timed(turns[name], raw)
        many = PEOPLE * TURNS
        rounds.append(
            {name: cpu / many for name, cpu in spent.items()}
            | {"hear": ours[0].spent / many, "f": await at_once(crowd, 100_000 + lap * AT_ONCE)}
        )
    for one_of_ours in (*ours, crowd):
        one_of_ours.close()
    await application.shutdown()
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
    note(f"{ROUNDS} rounds of {PEOPLE * TURNS} turns, CPU a turn, median")
    for name, told in {
        "a": "bare aiogram echo", "b": "our whole turn", "hear": "of it inside hear()",
        "c": "in the store's own thread", "d": "by webhook", "e": "python-telegram-bot",
        "f": "by webhook, 50 at once",
    }.items():  # fmt: skip
        cpu = median(one[name] for one in rounds) * 1e6
        ratio = median(one[name] / one["a"] for one in rounds)
        row(told, cpu, "µs")
        if name != "a":
            aim = f"≤ {TARGETS[name]}" if name in TARGETS else ""
            row(told, ratio, "× bare aiogram", aim)


if __name__ == "__main__":
    main()
