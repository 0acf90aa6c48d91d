"""Which pages are shown, by the name of the host that they are asked for at."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.towns import named


class ByHost:
    """Each municipality's own pages at its hosts, and the common ones at every other."""

    def __init__(self, common: ASGIApp, sites: Mapping[str, ASGIApp]) -> None:
        self._common = common
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = named(Headers(scope=scope).get("host", ""))
        await self._sites.get(host, self._common)(scope, receive, send)
