"""Where a link from an e-mail or SMS leads: first a page with a button, then the conversation.

To look changes nothing, for programs that fetch a link before the person does (a preview, a filter
of spam) would otherwise read in their place. Only the button lets the browser in.
"""

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.conversation import Behind, Unavailable
from bot.doors.forms import foreign, form
from bot.doors.front import VISIT, Front
from bot.doors.pages import LATEST, Notice, Sign
from bot.doors.visit import Visit
from bot.doors.words import OLD, UNAVAILABLE
from dialogs.events import Choose
from dialogs.notices import OPEN

HERE = re.compile(
    r"/l/[a-z0-9]{1,40}|/\?in=sv|/\?start=[a-z0-9_-]{1,64}"
    r"|/(accessibility|privacy)(\?of=[a-z0-9-]{1,40})?",
    re.ASCII,
)
"""Where the look may be changed besides the chat."""


@dataclass(frozen=True, slots=True)
class ReadLink(Front):
    """The two routes of `/l/{token}`."""

    async def show(self, request: Request) -> Response:
        """That there is a message, and the button that opens it; or that the link is old."""
        try:
            behind = await self._behind(request)
        except Unavailable:
            return self.plain(request, 503, UNAVAILABLE)
        if behind is None or behind.external is None:
            return self._old(request, behind)
        visit = self.visit(request)
        if visit and visit.external == behind.external:
            return RedirectResponse(LATEST, 303)
        return self._page(request, behind)

    async def open(self, request: Request) -> Response:
        """Let this browser into the conversation, and open there what the link is about."""
        fields = await form(request) or {}
        try:
            behind = await self._behind(request)
        except Unavailable:
            return self.plain(request, 503, UNAVAILABLE)
        if behind is None or behind.external is None:
            return self._old(request, behind)
        if foreign(request):
            return self._page(request, behind, 403, Notice(OLD))
        key = self.seal.key(fields.get("token", ""))
        if key is None:
            return self._page(request, behind, 409, Notice(OLD))
        pressed = Choose("notice", f"{OPEN}={behind.notice}")  # once is enough: it said "Läs"
        try:
            await self.conversations.heard(
                self.at(behind.external), f"web:{key}", pressed, self.now()
            )
        except Unavailable:
            return self._page(request, behind, 503, Notice(UNAVAILABLE))
        response = RedirectResponse(LATEST, 303)
        cookie = self.seal.cookie(Visit(behind.external, behind.language))
        self.leave(request, response, VISIT, cookie)
        return response

    async def _behind(self, request: Request) -> Behind | None:
        token = request.path_params["token"].lower()  # some phones begin with a large letter
        found = await self.conversations.behind(token, self.now())
        return found if found and found.town == self.town else None

    def _page(
        self, request: Request, behind: Behind, status: int = 200, notice: Notice | None = None
    ) -> Response:
        reader = self.reader(request, behind.language)
        path = request.url.path.lower()
        page = self.pages.link(
            reader, self._sign(behind), path, notice, other=self.visit(request) is not None
        )
        return HTMLResponse(page, status)

    def _old(self, request: Request, behind: Behind | None) -> Response:
        reader = self.reader(request, behind.language if behind else "")
        return HTMLResponse(self.pages.old_link(reader, self._sign(behind)), 404)

    def _sign(self, behind: Behind | None) -> Sign:
        here = behind.here if behind else None
        return Sign(here.name, here.phone or "") if here else self.pages.sign()
