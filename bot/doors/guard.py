"""What every answer carries so that a browser lets nothing else in."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
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


class Guarded:
    """Puts the security headers on every answer; only the dressing of the page may be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        static = scope["path"].startswith("/static/")
        keep = "public, max-age=31536000, immutable" if static else "no-store"
        headers = [(k.lower().encode(), v.encode()) for k, v in HEADERS.items()]
        headers.append((b"cache-control", keep.encode()))

        async def guarded(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                sent["headers"] = [*sent["headers"], *headers]
            await send(sent)

        await self.app(scope, receive, guarded)
