"""What every answer carries so that a browser lets nothing else in, but what it says itself."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


ONLY_SAFE = (b"strict-transport-security", b"max-age=31536000")
"""Where it came by https, a browser shall come by nothing else for a year."""


class Guarded:
    """Puts the security headers on every answer; only the dressing of the page may be kept.

    `static` is where the dressing lies. What has a policy of its own is left as it is.
    """

    def __init__(
        self, app: ASGIApp, headers: Mapping[str, str] = HEADERS, static: str = "/static/"
    ) -> None:
        self.app = app
        self._headers = [(k.lower().encode(), v.encode()) for k, v in headers.items()]
        self._static = static

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        static = scope["path"].startswith(self._static)
        keep = "public, max-age=31536000, immutable" if static else "no-store"
        headers = [*self._headers, (b"cache-control", keep.encode())]
        if scope["scheme"] == "https":
            headers.append(ONLY_SAFE)

        async def guarded(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                own = {name for name, _ in sent["headers"]}
                guarded_within = b"content-security-policy" in own
                added = [] if guarded_within else [one for one in headers if one[0] not in own]
                sent["headers"] = [*sent["headers"], *added]
            await send(sent)

        await self.app(scope, receive, guarded)


async def failed(_request: Request, _error: Exception) -> Response:
    """Our own mistake where there are no pages."""
    headers = {**HEADERS, "Cache-Control": "no-store"}  # sent from outside of Guarded
    return PlainTextResponse("Internal Server Error", 500, headers)
