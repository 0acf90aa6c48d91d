"""`kundval doctor` asks Telegram, and tells the token to nobody."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hooked import SECRET
from loopback import HTML_502, TOKEN, BotApi, refusal

from bot.clock import now
from bot.doctor import outside
from bot.doctor.finding import Finding, Health
from bot.settings import Settings

Found = dict[str, Finding]


async def look(api: BotApi, *, at: datetime | None = None, **given: str) -> Found:
    settings = Settings(
        telegram_token=TOKEN, telegram_server=given.pop("server", api.base),
        address="https://val.exempelby.se", _env_file=None, **given,
    )  # fmt: skip
    told = await asyncio.to_thread(lambda: list(outside.findings(settings, lambda: at or now())))
    assert "loopback" not in repr(told), "the token"
    return {one.what: one for one in told}


HOOKED = {"telegram_delivery": "webhook", "telegram_secret": SECRET}


async def test_a_bot_that_is_known_is_well(api: BotApi) -> None:
    found = await look(api)

    assert found["telegram"] == Finding("telegram", Health.OK, "knows the bot @kundval_bot")
    assert found["webhook"] == Finding("webhook", Health.OK, "polling, 0 updates wait")
    assert found["telegram's clock"].health is Health.OK


@pytest.mark.parametrize(("minutes", "health"), [(0.5, Health.WARNING), (-20, Health.WRONG)])
async def test_a_clock_that_is_not_telegrams_is_told(
    api: BotApi, minutes: float, health: Health
) -> None:
    found = await look(api, at=now() + timedelta(minutes=minutes))

    assert found["telegram's clock"].health is health


async def test_updates_that_go_elsewhere_are_told(api: BotApi) -> None:
    unset = (await look(api, **HOOKED))["webhook"]
    api.webhook, api.hook = True, "https://val.exempelby.se/telegram"
    well = (await look(api, **HOOKED))["webhook"]
    by_polling = (await look(api))["webhook"]

    assert [one.health for one in (unset, well, by_polling)] == [
        Health.WRONG, Health.OK, Health.WRONG,
    ]  # fmt: skip
    assert unset.mend == by_polling.mend == "kundval telegram setup"


async def test_a_token_that_is_refused_and_a_telegram_that_is_away_are_told(api: BotApi) -> None:
    api.fail("getMe", refusal(401, "Unauthorized"))
    refused = (await look(api))["telegram"]
    api.fail("getMe", HTML_502)
    broken = (await look(api))["telegram"]
    gone = (await look(api, server="http://127.0.0.1:1"))["telegram"]

    assert {one.health for one in (refused, broken, gone)} == {Health.WRONG}
    assert "@BotFather" in refused.mend
    assert "firewall" in broken.mend


async def test_without_a_token_telegram_is_off(tmp_path: Path) -> None:
    told = {one.what: one for one in outside.findings(Settings(_env_file=None), now)}

    assert told["telegram"].health is Health.OK
    assert "webhook" not in told
