"""By which names the house answers: a made-up one could end up in a link that we make.

Where neither an address nor names are set, any will do.
"""

import re
from urllib.parse import urlsplit

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import Receive, Scope, Send

from bot.settings import Settings

HERE = ("localhost", "127.0.0.1")
"""This machine's own programs may always ask."""
HEALTH = re.compile(r"/health(/|$)")
"""Whoever looks whether we live asks by a number, and nothing there is made from it."""


def allowed(settings: Settings) -> tuple[str, ...]:
    """The names, without ports; `*` alone is any."""
    ours = [urlsplit(settings.address).hostname or "", *settings.hosts.split()]
    named = tuple(name for name in ours if name)
    return (*named, *HERE) if named else ("*",)


class KnownHosts(TrustedHostMiddleware):
    """400 to whoever asks by another name."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and HEALTH.match(scope["path"]):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
