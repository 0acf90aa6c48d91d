"""What becomes of a notice, for each way in which Telegram can fail."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from loopback import DROPPED, GARBLED, HTML_502, SILENT, TOKEN, BotApi, refusal

from bot.channels import Dispatch, Gone, Later, Outcome, Refused, Sent, Uncertain
from bot.channels.telegram import TelegramChannel, connect
from bot.conversation import Address
from dialogs.wording import Bubble, Wording

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ME = Address("telegram", "42", "7001")
NOTICE = Dispatch("7", (Bubble("say", "Hej från Exempelby kommun!", "sv", "ltr"),))
RETRY = {"retry_after": 37}
MOVED = {"migrate_to_chat_id": -1007}


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    connected = connect(TOKEN, api.base)
    connected.session.timeout = 0.3
    yield connected
    await connected.session.close()


def channel(bot: Bot) -> TelegramChannel:
    return TelegramChannel(bot, Wording({}, {"sv": "Svenska"}), lambda: NOW)


async def test_a_notice_arrives(api: BotApi, bot: Bot) -> None:
    assert await channel(bot).send(ME, NOTICE) == Sent()

    assert [message["text"] for message in api.chats[7001]] == ["Hej från Exempelby kommun!"]


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (refusal(429, "Too Many Requests: retry after 37", **RETRY), Later(37)),
        (refusal(403, "Forbidden: bot was blocked by the user"), Gone()),
        (refusal(403, "Forbidden: user is deactivated"), Gone()),
        (refusal(403, "Forbidden: bot can't initiate conversation with a user"), Gone()),
        (refusal(400, "Bad Request: chat not found"), Refused()),
        (refusal(400, "Bad Request: message is too long"), Refused()),
        (refusal(400, "Bad Request: can't parse entities"), Refused()),
        (refusal(400, "Bad Request: message text is empty"), Refused()),
        (refusal(400, "Bad Request: BUTTON_DATA_INVALID"), Refused()),
        (refusal(400, "Bad Request: group chat was upgraded", **MOVED), Refused()),
        (refusal(401, "Unauthorized"), Later(600)),
        (refusal(404, "Not Found"), Later(600)),
        (refusal(500, "Internal Server Error"), Later(30)),
        (refusal(502, "Bad Gateway"), Later(30)),
        (HTML_502, Later(30)),
        (GARBLED, Uncertain()),
        (DROPPED, Uncertain()),
        (SILENT, Uncertain()),
    ],
)
async def test_t12_every_failure_has_its_outcome_and_the_next_notice_goes(
    api: BotApi, bot: Bot, fault: tuple[int, str], outcome: Outcome
) -> None:
    api.fail("sendMessage", fault)

    assert await channel(bot).send(ME, NOTICE) == outcome
    assert await channel(bot).send(ME, NOTICE) == Sent()


async def test_a_server_that_is_not_there_is_asked_later(api: BotApi, bot: Bot) -> None:
    await api.stop()

    assert await channel(bot).send(ME, NOTICE) == Later(30)


async def test_a_receipt_of_a_newer_kind_is_a_receipt(api: BotApi, bot: Bot) -> None:
    api.fail("sendMessage", (200, '{"ok": true, "result": {"message_id": {"new": 1}}}'))

    assert await channel(bot).send(ME, NOTICE) == Sent()


async def test_what_fails_half_way_is_uncertain(api: BotApi, bot: Bot) -> None:
    long = Dispatch("8", (Bubble("say", "ord " * 2000, "sv", "ltr"),))
    api.fail("sendMessage", (200, '{"ok": true, "result": true}'), refusal(500, "Server Error"))

    assert await channel(bot).send(ME, long) == Uncertain()
