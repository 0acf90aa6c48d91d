"""`kundval doctor` greets the mail server as a letter would, and sends none."""

import asyncio
from pathlib import Path

import pytest
import smtp_loopback
from smtp_loopback import MailServer

from bot.clock import now
from bot.doctor import outside
from bot.doctor.finding import Finding, Health
from bot.settings import Settings


async def look(post: MailServer, trusted: Path | None, **given: object) -> Finding:
    right: dict[str, object] = {
        "smtp_host": "127.0.0.1", "smtp_port": post.port, "smtp_user": smtp_loopback.USER,
        "smtp_password": smtp_loopback.PASSWORD, "smtp_from": "svara-inte@exempelby.se",
        "smtp_ca": str(trusted or ""), "address": "https://kundval.exempelby.se",
    }  # fmt: skip
    settings = Settings.model_validate(right | given)
    told = await asyncio.to_thread(lambda: list(outside.findings(settings, now)))
    assert smtp_loopback.PASSWORD not in repr(told)
    return next(one for one in told if one.what == "smtp")


async def test_a_server_that_takes_our_letters_is_well_and_gets_none(
    post: MailServer, trusted: Path
) -> None:
    found = await look(post, trusted)

    assert found.health is Health.OK, found
    assert post.envelopes == []


@pytest.mark.parametrize(
    ("given", "mend"),
    [
        ({"smtp_password": "another"}, "KUNDVAL_SMTP_PASSWORD"),
        ({"smtp_ca": ""}, "KUNDVAL_SMTP_CA"),
        ({"smtp_port": 1}, "firewall"),
    ],
)
async def test_what_is_wrong_is_told_with_how_to_mend_it(
    post: MailServer, trusted: Path, given: dict[str, object], mend: str
) -> None:
    found = await look(post, trusted, **given)

    assert found.health is Health.WRONG
    assert mend in found.mend
