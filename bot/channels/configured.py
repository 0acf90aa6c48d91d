"""The channels that settings turn on; the library of each is loaded only then."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.channels import Channel


def channels(settings: Settings, secret: str, now: Callable[[], datetime]) -> "dict[str, Channel]":
    """By the kind of address: `email` where a server is set, `sms` where a gateway's account is.

    `secret` makes the ids of e-mails; it has to be the same in every process.
    """
    found: dict[str, Channel] = {}
    if settings.smtp_host:
        from bot.channels.email import EmailChannel

        found["email"] = EmailChannel(settings, secret, now)
    if settings.sms_user:
        from bot.channels.sms import SmsChannel

        found["sms"] = SmsChannel(settings)
    return found
