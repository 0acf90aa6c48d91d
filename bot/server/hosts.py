"""By which names the house answers, and which pages it shows by each.

A made-up name could end up in a link that we make. Where none is set, any will do.
"""

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.settings import Settings
from bot.towns import named

HERE = ("localhost", "127.0.0.1")
"""This machine's own programs may always ask."""
HEALTH = re.compile(r"/health(/|$)")
"""Whoever looks whether we live asks by a number, and nothing there is made from it."""


def allowed(settings: Settings) -> tuple[str, ...]:
    """The names, without ports; `*` alone is any."""
    ours = [urlsplit(settings.address).hostname or "", *settings.hosts.split()]
    names = tuple(name for name in ours if name)
    return (*names, *settings.towns.hosts, *HERE) if names else ("*",)


class KnownHosts:
    """400 to whoever asks by another name, in whatever letters and by whatever port."""

    def __init__(self, app: ASGIApp, names: Sequence[str]) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._knows(scope):
            await PlainTextResponse("Unknown host", 400)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        host = named(Headers(scope=scope).get("host", ""))
        known = any(fnmatchcase(host, name) for name in self._names)
        return known or HEALTH.match(scope["path"]) is not None


class ByHost:
    """Each municipality's own pages at its hosts, and the common ones at every other."""

    def __init__(self, common: Starlette, sites: Mapping[str, Starlette]) -> None:
        self._common = common
        self._sites = sites
        self.routes = common.routes
        """What a site's pages are: the same at each."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = named(Headers(scope=scope).get("host", ""))
        await self._sites.get(host, self._common)(scope, receive, send)
