"""Every request gets an id, which stands in its answer and in the log: so one finds the other."""

from secrets import token_hex

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.logs import REQUEST


class Numbered:
    """Around all pages. The id is drawn here: one that a stranger sends could hold anything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        number = token_hex(6)
        REQUEST.set(number)  # of this request's own task: there is nothing to put back
        header = (b"x-request-id", number.encode())

        async def numbered(sent: Message) -> None:
            if sent["type"] == "http.response.start":
                sent["headers"] = [*sent["headers"], header]
            await send(sent)

        await self.app(scope, receive, numbered)
