"""What all pages of the web door have in common: who the browser is, and how it is answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.conversation import Address, Closed, Conversations
from bot.doors.closed import told
from bot.doors.forms import wanted
from bot.doors.pages import SIZES, STRONG, Notice, Pages, Reader
from bot.doors.visit import KEPT, Seal, Visit
from dialogs.messages import Message

VISIT, SIZE, CONTRAST = "visit", "size", "contrast"

CLOSED = {"Retry-After": "60"}


@dataclass(frozen=True, slots=True)
class Front:
    """The house as a browser meets it; `framed` is whether another site may show it in a frame.

    `town` is whose own site it is; empty at the page of all.
    """

    conversations: Conversations
    pages: Pages
    seal: Seal
    now: Callable[[], datetime]
    framed: bool
    town: str

    def visit(self, request: Request) -> Visit | None:
        """Whose browser it is; None of someone new."""
        return self.seal.visit(request.cookies.get(_kept_as(request, VISIT), ""))

    def at(self, external: str) -> Address:
        """Where somebody of this site is."""
        return Address("web", self.town, external)

    def reader(self, request: Request, language: str = "", token: str = "") -> Reader:
        """Whom a page is made for; in `language`, or what this browser was last answered in."""
        visit = self.visit(request)
        known = language or (visit.language if visit else "")
        size = request.cookies.get(_kept_as(request, SIZE), "")
        return Reader(
            known or self.pages.best(wanted(request))[0],
            size if size in SIZES else SIZES[0],
            request.cookies.get(_kept_as(request, CONTRAST)) == STRONG,
            token or self.seal.token(),
        )

    def plain(
        self, request: Request, status: int, text: Message, typed: str = "", token: str = ""
    ) -> Response:
        """A page that only says something. 503 asks to come again."""
        page = self.pages.plain(self.reader(request, "", token), Notice(text, typed))
        return HTMLResponse(page, status, {"Retry-After": "10"} if status == 503 else None)

    def closed(
        self, request: Request, closed: Closed, typed: str = "", token: str = ""
    ) -> Response:
        """What the operator says while the chat is closed; what was typed can be sent again."""
        reader = self.reader(request, "", token)
        page = self.pages.closed(reader, told(closed, self.pages.wording, reader.language), typed)
        return HTMLResponse(page, 503, CLOSED)

    def leave(self, request: Request, response: Response, name: str, value: str) -> None:
        """Let the browser keep something for 30 days."""
        safe = self.framed or request.url.scheme == "https"
        response.set_cookie(
            _kept_as(request, name),
            value,
            max_age=int(KEPT.total_seconds()),
            httponly=True,
            samesite="none" if self.framed else "lax",
            secure=safe,
        )
        if self.framed:  # and of no use to the same frame on another site (CHIPS)
            key, last = response.raw_headers[-1]
            response.raw_headers[-1] = (key, last + b"; Partitioned")


def _kept_as(request: Request, name: str) -> str:
    """Under a name that no neighbour under the same domain can set (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-{name}" if request.url.scheme == "https" else name
