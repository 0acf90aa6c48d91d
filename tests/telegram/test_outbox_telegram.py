"""The outbox and a real bot: the worker survives whatever Telegram answers."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from botline import NOW, at_once
from loopback import DROPPED, GARBLED, HTML_502, SILENT, TOKEN, BotApi, refusal
from person import Person

from bot.assembly import House
from bot.channels.pace import Pace
from bot.channels.telegram import TelegramChannel, connect
from bot.store.outbox import notices
from care import followup
from care.followup import Kind

TOO_FAST = refusal(429, "Too Many Requests: retry after 37", retry_after=37)
BLOCKED = refusal(403, "Forbidden: bot was blocked by the user")
MOVED = refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1007)


class Told:
    """Two who have written to the bot, each with a notice that is due."""

    def __init__(self, house: House, me: Person, other: Person) -> None:
        self.house, self.me, self.other = house, me, other
        with house.store.writing() as held:
            for conversation in (1, 2):
                row = followup.at_once(Kind.UNFINISHED, now=NOW, helps=timedelta(days=1))
                notices.write(held, row, "exempelby", conversation, "")

    async def knock(self, **after: float) -> None:
        while await self.house.outbox.work(NOW + timedelta(**after)):
            pass

    def states(self) -> list[str]:
        with self.house.store.reading() as held:
            rows = held.driver.execute("SELECT state FROM outbox ORDER BY id").fetchall()
        return [state for (state,) in rows]

    def came(self) -> list[int]:
        """How many notices each of them has got."""
        hello = "Du har ett nytt meddelande"
        return [sum(hello in m["text"] for m in one.messages) for one in (self.me, self.other)]


@pytest.fixture
async def told(api: BotApi, house: House, me: Person) -> AsyncIterator[Told]:
    other = Person(api, 7002)
    await me.say("/start")
    await other.say("/start")
    bot = connect(TOKEN, api.base)
    bot.session.timeout = 0.3
    channel = TelegramChannel(bot, house.wording, lambda: NOW, Pace(sleep=at_once))
    house.channels["telegram:42"] = channel
    yield Told(house, me, other)
    await bot.session.close()


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (TOO_FAST, "planned"),
        (BLOCKED, "failed"),
        (refusal(403, "Forbidden: user is deactivated"), "failed"),
        (refusal(403, "Forbidden: bot can't initiate conversation with a user"), "failed"),
        (refusal(400, "Bad Request: chat not found"), "failed"),
        (refusal(400, "Bad Request: message text is empty"), "failed"),
        (refusal(400, "Bad Request: can't parse entities"), "failed"),
        (refusal(400, "Bad Request: BUTTON_DATA_INVALID"), "failed"),
        (MOVED, "failed"),
        (refusal(401, "Unauthorized"), "planned"),
        (refusal(500, "Internal Server Error"), "planned"),
        (HTML_502, "planned"),
        (GARBLED, "uncertain"),
        (DROPPED, "uncertain"),
        (SILENT, "uncertain"),
    ],
)
async def test_t12_the_worker_survives_and_the_other_one_is_told(
    api: BotApi, told: Told, fault: tuple[int, str], state: str
) -> None:
    api.fail("sendMessage", fault)
    await told.knock()

    assert told.states() == [state, "sent"]
    assert told.came()[1] == 1

    await told.knock(minutes=15)
    assert told.states() == ["failed" if state == "failed" else "sent", "sent"]


async def test_t12_a_server_that_is_not_there_loses_nothing(api: BotApi, told: Told) -> None:
    await api.stop()
    await told.knock()

    assert told.states() == ["planned", "planned"]


async def test_t11_thirty_seven_seconds_are_waited_and_the_other_chat_flows(
    api: BotApi, told: Told
) -> None:
    api.fail("sendMessage", TOO_FAST)
    await told.knock()
    assert told.came() == [0, 1]

    await told.knock(seconds=37)
    assert told.came() == [0, 1]
    await told.knock(seconds=40)
    assert told.came() == [1, 1]
    assert told.states() == ["sent", "sent"]


async def test_t13_who_unblocks_and_writes_is_told_again(api: BotApi, told: Told) -> None:
    api.blocked.add(told.me.chat)
    await told.knock()
    assert told.states() == ["failed", "sent"]

    api.blocked.clear()
    await told.me.say("hej")
    with told.house.store.writing() as held:
        row = followup.at_once(Kind.UNFINISHED, now=NOW, helps=timedelta(days=1))
        notices.write(held, row, "exempelby", 1, "again")
    await told.knock(minutes=1)
    assert told.came()[0] == 1
