"""Nothing is lost, doubled or turned round between Telegram and us."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from botline import Line
from loopback import DROPPED, GARBLED, HTML_502, BotApi, refusal
from person import Person

from bot.doors.dispatching import TokenRefused
from bot.doors.polling import Arrived

KNEW = "Visste du att du får välja?"


def file(line: Line) -> str:
    return line.house.settings.database.removeprefix("sqlite:///")


def turns(line: Line) -> int:
    """How many turns the log holds."""
    with sqlite3.connect(file(line)) as database:
        count = database.execute("SELECT count(*) FROM turn").fetchone()[0]
    database.close()
    return count


async def until(happened: Callable[[], object]) -> None:
    """Wait for it, but not for ever."""
    async with asyncio.timeout(10):
        while not happened():
            await asyncio.sleep(0.01)


@contextmanager
def locked(line: Line) -> Iterator[None]:
    """Someone else is writing, and does not end."""
    other = sqlite3.connect(file(line), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def test_t14_the_same_update_five_times_has_one_effect(line: Line, me: Person) -> None:
    await me.say("/start")
    update = me.message(text="Svenska")
    arrived = Arrived(me.chat, update["update_id"], line.wire.read(update))

    first = await line.wire.hear(arrived)
    again = [await line.wire.hear(arrived), *await asyncio.gather(*[line.wire.hear(arrived)] * 3)]

    assert again == [first] * 4
    assert turns(line) == 2


async def test_messages_that_come_together_are_answered_in_order(line: Line, me: Person) -> None:
    await me.give(*(me.message(text=text) for text in ("/start", "Svenska", "Ja", "tillbaka")))

    texts = [message["text"] for message in me.messages]
    assert len(texts) == 4
    assert "Svenska" not in texts[0]
    assert KNEW in texts[1]
    assert KNEW not in texts[2]
    assert KNEW in texts[3]


async def test_chats_that_come_together_do_not_mix(api: BotApi, line: Line) -> None:
    people = [Person(api, 7001 + n) for n in range(10)]
    updates = [p.message(text=text) for text in ("/start", "Svenska") for p in people]
    await people[0].give(*updates)

    assert all(len(person.messages) == 2 for person in people)
    assert all(KNEW in person.messages[1]["text"] for person in people)


async def test_t15_a_crash_before_the_offset_repeats_the_answer_and_not_the_turn(
    api: BotApi, line: Line, me: Person
) -> None:
    await me.say("/start")
    api.fail("getUpdates", *[HTML_502] * 50)
    await api.arrive(me.message(text="Svenska"))
    await until(lambda: KNEW in me.messages[-1]["text"])
    await line.stop()
    api.faults.clear()

    await line.start()
    await me.say("hjälp")

    texts = [message["text"] for message in me.messages]
    assert sum(text.count(KNEW) for text in texts[:3]) == 2
    assert turns(line) == 3


async def test_a_crash_before_the_answer_is_sent_does_not_lose_it(
    api: BotApi, line: Line, me: Person
) -> None:
    await line.stop()
    line.asleep = True
    api.fail("sendMessage", refusal(429, "Too Many Requests", retry_after=37))
    await line.start(patience=60)
    await api.arrive(me.message(text="/start"))
    await until(lambda: line.pauses)
    await line.stop()
    line.asleep = False

    await line.start()
    await me.say("Svenska")

    assert [KNEW in message["text"] for message in me.messages] == [False, True]
    assert turns(line) == 2


async def test_t11_telegrams_own_pause_is_kept_and_the_other_chats_flow(
    api: BotApi, line: Line, me: Person
) -> None:
    await line.stop()
    line.asleep = True
    await line.start(patience=0.1)
    api.fail("sendMessage", refusal(429, "Too Many Requests", retry_after=37))
    await me.say("/start")
    other = Person(api, 7002)
    await other.say("/start")

    assert line.pauses == [37]
    assert me.messages == []
    assert len(other.messages) == 1


@pytest.mark.parametrize(
    ("fault", "pauses"),
    [
        (refusal(429, "Too Many Requests", retry_after=37), [37]),
        (refusal(500, "Internal Server Error"), [2]),
        (HTML_502, [2]),
        (GARBLED, [2]),
        (refusal(401, "Unauthorized"), [2]),
    ],
)
async def test_t12_an_answer_that_could_not_be_sent_is_sent_again(
    api: BotApi, line: Line, me: Person, fault: tuple[int, str], pauses: list[float]
) -> None:
    api.fail("sendMessage", fault)

    await me.say("/start")

    assert len(me.messages) == 1
    assert line.pauses == pauses


async def test_an_answer_may_come_twice_rather_than_not(
    api: BotApi, line: Line, me: Person
) -> None:
    api.fail("sendMessage", DROPPED)

    await me.say("/start")

    first, second = me.messages
    assert first["text"] == second["text"]


async def test_t13_one_who_blocked_the_bot_is_not_tried_again(
    api: BotApi, line: Line, me: Person
) -> None:
    api.blocked.add(me.chat)
    await me.say("/start")

    assert len(api.sent("sendMessage")) == 1
    assert line.pauses == []

    api.blocked.clear()
    await me.say("Svenska")
    assert KNEW in me.heard


@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        (refusal(409, "Conflict: terminated by other getUpdates request"), 2),
        (refusal(429, "Too Many Requests", retry_after=11), 11),
        (refusal(500, "Internal Server Error"), 2),
        (HTML_502, 2),
        (GARBLED, 2),
        (DROPPED, 2),
    ],
)
async def test_t12_what_cannot_be_fetched_now_is_fetched_later(
    api: BotApi, line: Line, me: Person, fault: tuple[int, str], pause: float
) -> None:
    await me.say("/start")
    api.fail("getUpdates", fault)
    await me.say("Svenska")
    await me.say("Ja")

    assert line.pauses == [pause]
    assert len(me.messages) == 3


async def test_pauses_grow_to_a_minute(api: BotApi, line: Line, me: Person) -> None:
    await me.say("/start")
    api.fail("getUpdates", *[HTML_502] * 8)
    await me.say("Svenska")
    await me.say("Ja")

    assert line.pauses == [2, 4, 8, 16, 32, 60, 60, 60]


async def test_a_wrong_token_stops_with_a_sentence(api: BotApi, line: Line) -> None:
    await line.stop()
    api.fail("getUpdates", refusal(401, "Unauthorized"))

    with pytest.raises(TokenRefused, match=r"KUNDVAL_TELEGRAM_TOKEN.*@BotFather"):
        await asyncio.wait_for(await line.start(), 5)


async def test_a_webhook_of_before_gives_way(api: BotApi, line: Line, me: Person) -> None:
    await line.stop()
    api.webhook = True
    await line.start()

    await me.say("/start")
    assert len(me.messages) == 1


async def test_t14_a_database_that_is_away_is_waited_for(line: Line, me: Person) -> None:
    await me.say("/start")
    with locked(line):
        await me.api.arrive(me.message(text="Svenska"))
        await until(lambda: len(line.pauses) > 1)
        assert len(me.messages) == 1
    await me.say("Ja")

    assert KNEW in me.messages[1]["text"]
    assert len(me.messages) == 3


async def test_one_chats_trouble_does_not_answer_the_others_twice(
    api: BotApi, line: Line, me: Person
) -> None:
    other = Person(api, 7002)
    with locked(line):
        await api.arrive(me.message(text="/start"), other.message(text="/start"))
        await until(lambda: len(line.pauses) > 1)
    await me.say("Svenska")

    assert (len(me.messages), len(other.messages)) == (2, 1)


async def test_an_update_of_a_newer_kind_does_not_stand_in_the_way(line: Line, me: Person) -> None:
    strange = {"update_id": me.message()["update_id"], "message": {"message_id": "?"}}
    unknown = {"update_id": me.message()["update_id"], "telepathy": {}}
    await me.give(strange, unknown, me.message(text="/start"))

    assert len(me.messages) == 1
