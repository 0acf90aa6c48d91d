"""`kundval telegram setup` and `status`, against a Bot API server on loopback."""

import asyncio

import pytest
from hooked import SECRET
from loopback import TOKEN, BotApi, refusal
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.languages import locales

RUN = CliRunner()


@pytest.fixture
def bot(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> BotApi:
    for name, value in {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_SERVER": api.base, "MUNICIPALITY": "exempelby",
        "TELEGRAM_DELIVERY": "webhook", "TELEGRAM_SECRET": SECRET,
        "ADDRESS": "https://val.exempelby.se",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"KUNDVAL_{name}", value)
    return api


async def run(*words: str) -> Result:
    return await asyncio.to_thread(RUN.invoke, app, ["telegram", *words])


async def test_the_bot_is_set_up_in_every_language_that_telegram_knows(bot: BotApi) -> None:
    ran = await run("setup")

    (hook,) = bot.sent("setWebhook")
    assert ran.exit_code == 0, ran.output
    assert hook["url"] == "https://val.exempelby.se/telegram"
    assert hook["secret_token"] == SECRET
    assert "my_chat_member" in hook["allowed_updates"]
    assert [name["name"] for name in bot.sent("setMyName")] == ["Exempelby kommun"]
    for method in ("setMyCommands", "setMyDescription", "setMyShortDescription"):
        told = {call.get("language_code", "sv") for call in bot.sent(method)}
        assert told == {code for code in locales.ORDER if len(code) == 2}
    for call in bot.sent("setMyDescription"):
        assert 0 < len(call["description"]) <= 512
    for call in bot.sent("setMyShortDescription"):
        assert 0 < len(call["short_description"]) <= 120
    (swedish,) = (c["commands"] for c in bot.sent("setMyCommands") if "language_code" not in c)
    assert {"command": "human", "description": "Prata med en människa"} in swedish


async def test_a_name_that_is_right_is_left_alone(bot: BotApi) -> None:
    await run("setup")

    await run("setup")

    assert len(bot.sent("setMyName")) == 1


async def test_the_status_says_what_is_and_what_should_be(bot: BotApi) -> None:
    before = await run("status")
    await run("setup")
    after = await run("status")

    assert "@kundval_bot" in before.output
    assert "ingen adress (polling)" in before.output
    assert "Skriv: kundval telegram setup" in before.output
    assert "https://val.exempelby.se/telegram" in after.output
    assert "Skriv:" not in after.output


async def test_polling_takes_the_webhook_away(bot: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    await run("setup")
    monkeypatch.setenv("KUNDVAL_TELEGRAM_DELIVERY", "polling")

    await run("setup")

    assert len(bot.sent("deleteWebhook")) == 1
    assert "ingen adress (polling)" in (await run("status")).output


async def test_what_goes_wrong_is_told_without_the_token(
    bot: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.fail("getMyName", refusal(401, "Unauthorized"))
    refused = await run("setup")
    monkeypatch.setenv("KUNDVAL_TELEGRAM_SERVER", "http://127.0.0.1:9")
    away = await run("status")
    monkeypatch.setenv("KUNDVAL_ADDRESS", "")
    monkeypatch.setenv("KUNDVAL_TELEGRAM_SERVER", bot.base)
    nowhere = await run("setup")
    monkeypatch.setenv("KUNDVAL_TELEGRAM_TOKEN", "")
    none = await run("setup")

    for ran, told in (
        (refused, "Telegram säger nej till getMyName: Unauthorized."),
        (away, "Telegram svarar inte på getMe."),
        (nowhere, "KUNDVAL_ADDRESS"),
        (none, "KUNDVAL_TELEGRAM_TOKEN är inte satt."),
    ):
        assert (ran.exit_code, told in ran.output) == (2, True), ran.output
        assert TOKEN.partition(":")[2] not in ran.output
