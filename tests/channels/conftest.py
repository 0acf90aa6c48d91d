"""A mail server and a gateway on loopback, and the channels that speak to them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import smtp_loopback
from sms_loopback import Gateway, account
from smtp_loopback import NOW, Mailing, MailServer, certificate

from bot.channels.email import EmailChannel
from bot.channels.sms import SmsChannel
from bot.settings import Settings


@pytest.fixture(scope="session")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mail server's certificate, which we are told to trust."""
    return certificate(tmp_path_factory.mktemp("trusted"), "127.0.0.1")


@pytest.fixture
async def post(trusted: Path) -> AsyncIterator[MailServer]:
    server = MailServer(trusted)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def gateway() -> AsyncIterator[Gateway]:
    server = Gateway()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def mailing(post: MailServer, trusted: Path) -> Mailing:
    """A channel to the mail server; what is given goes before what is right."""

    def channel(*, before: float = 5, during: float = 5, **given: object) -> EmailChannel:
        right: dict[str, object] = {
            "smtp_host": "127.0.0.1",
            "smtp_port": post.port,
            "smtp_user": smtp_loopback.USER,
            "smtp_password": smtp_loopback.PASSWORD,
            "smtp_from": "Exempelby kommun, omsorg <svara-inte@exempelby.se>",
            "smtp_ca": str(trusted),
            "address": "https://kundval.exempelby.se",
        }
        settings = Settings.model_validate(right | given)
        return EmailChannel(settings, "test", lambda: NOW, before=before, during=during)

    return channel


@pytest.fixture
async def texting(gateway: Gateway) -> AsyncIterator[SmsChannel]:
    channel = SmsChannel(Settings(**account(gateway.url)), patience=0.5)
    yield channel
    await channel.aclose()
