"""Telegram's webhook: told 200 only for what is done, and deaf to everybody else."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from botline import NOW, at_once
from hooked import SECRET, SHOWN, hooked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback import TOKEN, BotApi, refusal
from person import Person

from bot.assembly import House, page
from bot.channels.pace import Pace
from bot.channels.telegram import TelegramChannel, connect
from bot.doors.beside import Beside
from bot.doors.dispatching import TelegramWire, dispatcher
from bot.doors.haste import MOST
from bot.doors.telegram import TelegramDoor
from bot.doors.webhook import LARGEST, Webhook
from bot.settings import WrongSetting, read_settings

Post = Callable[..., Any]


@pytest.fixture
async def post(api: BotApi, house: House) -> AsyncIterator[Post]:
    """Posts an update to a house, as Telegram would."""
    bot = connect(TOKEN, api.base)
    channel = TelegramChannel(bot, house.wording, lambda: NOW, Pace(sleep=at_once))
    beside = Beside(house.conversations.recall_turn, house.wording, channel.call, aloud=True)
    door = TelegramDoor(bot.id, house.conversations.heard, house.wording, lambda: NOW, beside)
    wire = TelegramWire(bot, dispatcher(door), channel.call, sleep=at_once)
    site = page(house, lambda: NOW, None, Webhook(door.answer, wire.send, SECRET).routes())
    transport = httpx.ASGITransport(site, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:

        async def posted(update: object = None, **given: Any) -> httpx.Response:
            sent: dict[str, Any] = {"headers": SHOWN, "json": update, **given}
            if "content" in sent:
                del sent["json"]
            return await client.post("/telegram", **sent)

        yield posted
    await beside.close()
    await bot.session.close()


@pytest.fixture
def me(api: BotApi) -> Person:
    return Person(api)


def turns(house: House) -> int:
    with sqlite3.connect(house.settings.database.removeprefix("sqlite:///")) as database:
        return int(database.execute("SELECT count(*) FROM turn").fetchone()[0])


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Someone else is writing, and does not end."""
    file = house.settings.database.removeprefix("sqlite:///")
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def test_a_message_is_answered_in_the_answer(post: Post, me: Person, api: BotApi) -> None:
    answer = await post(me.message(text="/start"))

    told = answer.json()
    assert (answer.status_code, told["method"], told["chat_id"]) == (200, "sendMessage", me.chat)
    assert answer.headers["content-type"] == "application/json"
    assert "\n" not in answer.text, "compact"
    assert api.calls == []


async def test_a_tap_is_answered_in_the_answer_and_heard_beside(
    post: Post, me: Person, api: BotApi
) -> None:
    asked = (await post(me.message(text="/start"))).json()
    under = {"message_id": 5, "date": 1, "chat": {"id": me.chat, "type": "private"}}
    button = next(
        b for row in asked["reply_markup"]["inline_keyboard"] for b in row if b["text"] == "Svenska"
    )

    told = (await post(me.tap(button["callback_data"], under))).json()
    await asyncio.sleep(0.1)

    assert "Visste du att du får välja?" in told["text"]
    assert [call.method for call in api.calls] == ["answerCallbackQuery"]


async def test_what_is_read_aloud_is_sent_when_it_is_made(
    post: Post, me: Person, api: BotApi
) -> None:
    await post(me.message(text="/start sv_exempelby_centrum_care"))
    under = {"message_id": 5, "date": 1, "chat": {"id": me.chat, "type": "private"}}

    answer = await post(me.tap("listen|1.sv.sv", under))
    async with asyncio.timeout(20):
        while not api.calls:
            await asyncio.sleep(0.02)

    assert answer.json()["method"] == "answerCallbackQuery", "heard at once"
    assert [call.method for call in api.calls] == ["sendVoice"]


async def test_t14_the_same_update_five_times_has_one_effect(
    post: Post, me: Person, house: House
) -> None:
    update = me.message(text="/start")

    first = await post(update)
    again = [await post(update), *await asyncio.gather(*(post(update) for _ in range(3)))]

    assert [one.json() for one in again] == [first.json()] * 4
    assert turns(house) == 1


async def test_t14_the_store_is_away_and_nothing_is_done(
    post: Post, me: Person, house: House
) -> None:
    update = me.message(text="/start")
    with locked(house):
        away = await post(update)
    back = await post(update)

    assert (away.status_code, away.content) == (503, b"")
    assert (back.status_code, turns(house)) == (200, 1)


async def test_what_comes_again_and_again_while_the_store_is_away_was_not_written_in_haste(
    post: Post, me: Person, house: House
) -> None:
    update = me.message(text="/start")
    with locked(house):
        away = {(await post(update)).status_code for _ in range(MOST + 1)}
    back = await post(update)

    assert away == {503}
    assert "Svenska" in back.text
    assert turns(house) == 1


async def test_t14_and_t15_two_processes_and_one_of_them_dies_right_after_200(
    api: BotApi, tmp_path: Path
) -> None:
    database = tmp_path / "kundval.db"
    one = await hooked(api, f"sqlite:///{database}")
    two = await hooked(api, f"sqlite:///{database}")
    me = Person(api)
    try:
        for n in range(3):
            update = me.message(text="/start")
            posts = [(one, two)[k % 2].post(update) for k in range(5)]
            answers = await asyncio.gather(*posts)
            assert {answer.status_code for answer in answers} == {200}
            assert len({answer.text for answer in answers}) == 1
            with sqlite3.connect(database) as held:
                assert held.execute("SELECT count(*) FROM turn").fetchone() == (n + 1,)
        under = {"message_id": 5, "date": 1, "chat": {"id": me.chat, "type": "private"}}
        last = me.tap("language|sv", under)
        answer = await one.post(last)
        one.kill()
        again = await two.post(last)
    finally:
        await one.close()
        await two.close()

    assert (answer.status_code, again.text) == (200, answer.text)
    with sqlite3.connect(database) as held:
        assert held.execute("SELECT count(*) FROM turn").fetchone() == (4,)
        assert held.execute("SELECT language FROM conversation").fetchone() == ("sv",)


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"},
        [(b"x-telegram-bot-api-secret-token", "hemlighet å".encode())],
        [(b"x-telegram-bot-api-secret-token", b"\xff\xfe")],
        {"X-Telegram-Bot-Api-Secret-Token": "x" * 60_000},
    ],
)
async def test_t16_a_stranger_is_not_heard(
    post: Post, me: Person, house: House, shown: Any
) -> None:
    answer = await post(me.message(text="/start"), headers=shown)

    assert (answer.status_code, turns(house)) == (401, 0)


def test_t16_without_a_secret_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(_update: object) -> tuple[()]:
        return ()

    with pytest.raises(ValueError, match="secret"):
        Webhook(nobody, nobody, "")
    monkeypatch.setenv("KUNDVAL_TELEGRAM_DELIVERY", "webhook")
    for secret in ("", "short", "å" * 20, "x" * 257):
        monkeypatch.setenv("KUNDVAL_TELEGRAM_SECRET", secret)
        with pytest.raises(WrongSetting, match="KUNDVAL_TELEGRAM_SECRET"):
            read_settings()
    monkeypatch.setenv("KUNDVAL_TELEGRAM_SECRET", SECRET)
    assert read_settings().telegram_delivery == "webhook"


async def test_t17_a_button_ten_times_at_once_moves_one_step(
    post: Post, me: Person, house: House
) -> None:
    await post(me.message(text="/start"))
    await post(me.message(text="Svenska"))
    under = {"message_id": 5, "date": 1, "chat": {"id": me.chat, "type": "private"}}

    taps = [me.tap("knew|no", under) for _ in range(8)] + [me.tap("knew|yes", under)] * 2
    answers = await asyncio.gather(*(post(tap) for tap in taps))
    last = (await post(me.message(text="hjälp"))).json()

    said = [answer.json()["text"] for answer in answers]
    assert all("Vem ska få hjälpen?" in text for text in said)
    assert not any("fel" in text for text in said)
    assert "Vem ska få hjälpen?" in last["text"]


async def test_a_body_that_is_no_update_is_let_go(post: Post, house: House) -> None:
    for content in (b"", b"{", b"null", b"[]", b"[" * 100_000, b"\xff", b'{"update_id": "x"}'):
        assert (await post(content=content)).status_code == 200
    assert (await post(content=b"x" * (LARGEST + 1))).status_code == 413
    assert turns(house) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                (
                    "chat",
                    "from",
                    "id",
                    "type",
                    "text",
                    "date",
                    "contact",
                    "message",
                    "data",
                    "photo",
                )
            ),
            inside,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(kind=st.sampled_from(("message", "edited_message", "callback_query", "poll")), told=JSON)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_t32_whatever_telegram_sends_there_is_an_answer(
    post: Post, kind: str, told: Any
) -> None:
    answer = await post({"update_id": 7, kind: told})

    assert answer.status_code == 200


async def test_a_tap_that_is_too_old_to_be_heard_is_answered_all_the_same(
    post: Post, me: Person, api: BotApi
) -> None:
    await post(me.message(text="/start"))
    under = {"message_id": 5, "date": 0, "chat": {"id": me.chat, "type": "private"}}
    api.fail("answerCallbackQuery", refusal(400, "Bad Request: query is too old"))

    answer = await post(me.tap("language|sv", under))

    assert "Visste du att du får välja?" in answer.json()["text"]
    assert json.loads(answer.text)["method"] == "sendMessage"
