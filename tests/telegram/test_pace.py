"""One message a second in a chat, thirty in all; and nobody who answers is kept waiting."""

import asyncio
from datetime import datetime
from itertools import pairwise

from loopback import TOKEN, BotApi

from bot.channels import Dispatch, Sent
from bot.channels.pace import BURST, IN_ALL, Pace
from bot.channels.telegram import TelegramChannel, connect
from bot.conversation import Address
from care.times import SWEDEN
from dialogs.bubbles import Bubble
from dialogs.wording import Wording

NOW = datetime(2026, 11, 23, 10, tzinfo=SWEDEN)


class Watch:
    """A clock that moves only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


async def written(pace: Pace, watch: Watch, chats: list[int], *, unasked: bool) -> list[float]:
    """When each message may go."""
    times = []
    for chat in chats:
        await pace.turn(chat, unasked=unasked)
        times.append(watch.now)
    return times


async def test_what_is_sent_unasked_goes_once_a_second_in_a_chat() -> None:
    watch = Watch()
    times = await written(Pace(watch.time, watch.sleep), watch, [7] * 4, unasked=True)

    assert [after - before for before, after in pairwise(times)] == [1, 1, 1]


async def test_never_more_than_thirty_in_any_second() -> None:
    watch = Watch()
    chats = list(range(100))
    times = await written(Pace(watch.time, watch.sleep), watch, chats, unasked=True)

    assert all(late - early >= 1 for early, late in zip(times, times[IN_ALL:], strict=False))
    assert times[-1] - times[0] == 3


async def test_an_answer_of_several_messages_is_not_held_up() -> None:
    watch = Watch()
    await written(Pace(watch.time, watch.sleep), watch, [7] * BURST, unasked=False)

    assert watch.slept == []


async def test_answers_and_notices_share_the_pace() -> None:
    watch = Watch()
    pace = Pace(watch.time, watch.sleep)
    await pace.turn(7)
    await pace.turn(7, unasked=True)
    assert watch.slept == [1]
    await written(pace, watch, [7] * BURST, unasked=False)

    assert watch.now - 100 >= BURST  # on the average one a second, whoever began


async def test_a_chat_that_waits_holds_up_no_other() -> None:
    woken = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await woken.wait()

    watch = Watch()
    pace = Pace(watch.time, sleep)
    await pace.turn(7)
    waits = asyncio.create_task(pace.turn(7, unasked=True))
    await asyncio.sleep(0)
    for chat in range(IN_ALL - 1):
        await pace.turn(chat + 100)

    assert not waits.done()
    watch.now += 1
    woken.set()
    await asyncio.wait_for(waits, 5)


async def test_chats_that_are_silent_are_forgotten() -> None:
    watch = Watch()
    pace = Pace(watch.time, watch.sleep)
    for chat in range(5000):
        watch.now += 0.1
        await pace.turn(chat)

    assert len(pace._chats) <= 1001


async def test_notices_and_answers_of_one_bot_wait_for_each_other(api: BotApi) -> None:
    watch = Watch()
    bot = connect(TOKEN, api.base)
    channel = TelegramChannel(
        bot, Wording({}, {"sv": "Svenska"}), lambda: NOW, Pace(watch.time, watch.sleep)
    )
    notice = Dispatch("7", (Bubble("say", "Hej!", "sv", "ltr"),))
    answer = {"method": "sendMessage", "chat_id": 7001, "text": "Svar"}
    await channel.call(answer)
    told = [await channel.send(Address("telegram", "42", c), notice) for c in ("7001", "7002")]
    api.queries.add("q")
    await channel.call({"method": "answerCallbackQuery", "callback_query_id": "q"})
    await channel.call(answer)
    await bot.session.close()

    assert told == [Sent(), Sent()]
    assert watch.slept == [1]
    assert [message["text"] for message in api.chats[7001]] == ["Svar", "Hej!", "Svar"]
