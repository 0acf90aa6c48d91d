"""The web door: one page that works without JavaScript.

GET shows and never writes, so that a link preview or a reload does nothing; every change is a
POST with a one-use token, answered with a redirect to the newest turn.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.conversation import Closed, Conversations, Past, Unavailable
from bot.doors.about import About
from bot.doors.api import Api
from bot.doors.doorstep import Doorstep
from bot.doors.embedding import Embedding
from bot.doors.forms import LONGEST_TEXT, event, foreign, form, wanted
from bot.doors.front import CONTRAST, SIZE, VISIT, Front
from bot.doors.guard import Guarded
from bot.doors.haste import Haste
from bot.doors.link import HERE, ReadLink
from bot.doors.live import Live
from bot.doors.pages import LATEST, SIZES, STRONG, USUAL, Notice, Pages, Sign, newest
from bot.doors.statements import PARTS
from bot.doors.visit import Seal, Visit
from bot.doors.words import EMPTY, MISSING, OLD, TOO_FAST, TOO_LONG, UNAVAILABLE, URGENT
from bot.languages.locales import Landing
from bot.monitoring.counting import counted
from bot.rendering.calendar import calendar_file
from bot.rendering.paper import STATIC
from care.municipality import Municipality
from dialogs import arriving
from dialogs.wording import SOURCE, Wording

Way = Callable[[Request], Awaitable[Response]]

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
MOST = 60
"""Presses and lines of one chat within a minute: on a page nobody has to wait for the next."""
TURN = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def application(
    conversations: Conversations,
    wording: Wording,
    *,
    secret: str,
    sign: Callable[[], Sign],
    now: Callable[[], datetime],
    live: Live | None = None,
    towns: Callable[[], Sequence[Municipality]] = tuple,
    landings: Sequence[Landing] = (),
    origins: Sequence[str] = (),
    town: str = "",
    newcomers: int = 0,
) -> Starlette:
    """The chat as an ASGI application.

    `secret` signs cookies and form tokens (ValueError when empty), `towns` are those served,
    `origins` the sites that may show the chat in a frame, `town` whose own page it is, `newcomers`
    how many chats one address of the network may begin in a minute (0: any number).
    Whoever stops a server ends what is `live` first (`bot.server.stopping`).
    """
    seal, embedding = Seal(secret, now, town), Embedding(origins, wording)
    parts = (conversations, Pages(wording, sign, landings), seal, now, bool(origins), town)
    doorstep = Doorstep(newcomers, "newcomers")
    api = Api(conversations, wording, seal, now, doorstep, origins, town, lambda: sign().phone)
    door, link, about = (
        Door(*parts, live or Live(), embedding.headers(), doorstep),
        ReadLink(*parts),
        About(*parts, towns),
    )
    return Starlette(
        routes=[
            Route("/", door.open_only(door.show)),
            Route("/", door.hear, methods=["POST"]),
            Route("/events", door.open_only(door.events)),
            Route("/l/{token}", door.open_only(link.show)),
            Route("/l/{token}", door.open_only(link.open), methods=["POST"]),
            *(Route(f"/{name}", about.show) for name in PARTS),
            Route("/look", door.look, methods=["POST"]),
            Route("/call.ics", door.open_only(door.call)),
            Route("/app.webmanifest", door.app),
            Route("/paper/{n}", door.open_only(door.paper)),
            Route("/health/live", alive),
            *embedding.routes(),
            Mount("/api", api.application()),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guarded, headers=embedding.headers())],
        exception_handlers={HTTPException: door.refused, Exception: door.failed},
    )


async def alive(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok")


@dataclass(frozen=True, slots=True)
class Door(Front):
    """The routes of the chat."""

    live: Live
    headers: Mapping[str, str]
    doorstep: Doorstep
    haste: Haste = field(default_factory=lambda: Haste(MOST))

    def open_only(self, way: Way) -> Way:
        """A way that is closed with the chat."""

        async def asked(request: Request) -> Response:
            try:
                self.conversations.must_be_open(self.at(""))
                return await way(request)
            except Closed as closed:
                return self.closed(request, closed)

        return asked

    async def show(self, request: Request) -> Response:
        """The language screen, or the conversation so far."""
        return await self._page(request)

    async def hear(self, request: Request) -> Response:
        """One turn: a pressed button or a typed line."""
        if foreign(request):
            return await self._page(request, 403, Notice(OLD))
        fields = await form(request)
        if fields is None:
            return await self._page(request, 413, Notice(TOO_LONG))
        typed = CONTROLS.sub("", fields.get("text", "")).strip()
        key = self.seal.key(fields.get("token", ""))
        if key is None:
            return await self._page(request, 409, Notice(OLD, typed))
        if len(typed) > LONGEST_TEXT:
            return await self._page(request, 413, Notice(TOO_LONG, typed))
        heard = event(fields.get("choose", ""), typed, fields.get("start", ""))
        if heard is None:
            return await self._page(request, 422, Notice(EMPTY))
        visit = self.visit(request)
        fast = self.haste.told(visit.external, self.now()) is not None if visit else False
        if fast or (visit is None and self.doorstep.full(request, self.now())):
            return await self._page(request, 429, Notice(TOO_FAST, typed, URGENT))
        visit = visit or self.seal.newcomer(key, "")
        at, seen = self.at(visit.external), fields.get("relayed") == "1"
        try:
            turn = self.conversations.heard(at, f"web:{key}", heard, self.now(), seen)
            answer = await counted("web", turn)
        except Unavailable:
            self.haste.undo(visit.external)
            return await self._page(request, 503, Notice(UNAVAILABLE, typed), fields["token"])
        except Closed as closed:
            return self.closed(request, closed, typed, fields["token"])
        response = RedirectResponse(LATEST, 303)
        cookie = self.seal.cookie(Visit(visit.external, answer.language))
        self.leave(request, response, VISIT, cookie)
        return response

    async def events(self, request: Request) -> Response:
        """Tells the open page that there is something new, for as long as it is open."""
        if (visit := self.visit(request)) is None:
            return Response(status_code=204)
        at = self.at(visit.external)
        return await self.live.stream(visit.external, lambda: self.conversations.news(at))

    async def look(self, request: Request) -> Response:
        """Text size and contrast: kept by the browser, not by us."""
        fields = await form(request) or {}
        here = fields.get("here", "")
        response = RedirectResponse(here if HERE.fullmatch(here) else LATEST, 303)
        for name, values in ((SIZE, SIZES), (CONTRAST, (STRONG, USUAL))):
            if (wanted_look := fields.get(name, "")) in values:
                self.leave(request, response, name, wanted_look)
        return response

    async def call(self, request: Request) -> Response:
        """The calendar file of the person's own call, as it stands now."""
        try:
            bubble = newest("file", await self._past(request))
        except Unavailable:
            return self.plain(request, 503, UNAVAILABLE)
        if bubble is None or bubble.file is None:
            return self.plain(request, 404, MISSING)
        return Response(
            calendar_file(bubble.file, bubble.summary, self.now()),
            media_type="text/calendar",
            headers={
                "Content-Disposition": f"inline; filename*=UTF-8''{quote(bubble.file.filename)}"
            },
        )

    async def app(self, _request: Request) -> Response:
        """What a phone needs to put the chat beside its other programs."""
        return JSONResponse(self.pages.app(), media_type="application/manifest+json")

    async def paper(self, request: Request) -> Response:
        """A page to print, from a turn of the person's own conversation and nobody else's."""
        visit, n = self.visit(request), request.path_params["n"]
        past = None
        try:
            if visit and TURN.fullmatch(n):
                language = SOURCE if _in_swedish(request) else ""
                past = await self.conversations.recall_turn(
                    self.at(visit.external), int(n), language
                )
        except Unavailable:
            return self.plain(request, 503, UNAVAILABLE)
        bubble = newest("paper", (past,)) if past else None
        if bubble is None or bubble.paper is None:
            return self.plain(request, 404, MISSING)
        return HTMLResponse(self.pages.paper(bubble.paper))

    async def refused(self, request: Request, error: Exception) -> Response:
        """No such page."""
        assert isinstance(error, HTTPException)
        response = self.plain(request, error.status_code, MISSING)
        response.headers.update(error.headers or {})
        return response

    async def failed(self, request: Request, _error: Exception) -> Response:
        """Our own mistake: a calm page for the person, the trace for us."""
        response = self.plain(request, 500, UNAVAILABLE)
        response.headers.update(self.headers)  # sent from outside of Guarded
        return response

    async def _page(
        self, request: Request, status: int = 200, notice: Notice | None = None, token: str = ""
    ) -> Response:
        visit = self.visit(request)
        swedish = visit is not None and visit.language != SOURCE and _in_swedish(request)
        try:
            past = await self._past(request, SOURCE if swedish else "")
        except Unavailable:
            typed = notice.typed if notice else ""
            return self.plain(request, 503, UNAVAILABLE, typed, token)
        if past:
            reader = self.reader(request, past[-1].lang, token)
            own = visit.language if visit and swedish else ""
            page = self.pages.chat(reader, past, notice, own)
        elif language := self._of_leaflet(request):
            link = request.query_params["start"]
            page = self.pages.arrival(self.reader(request, language, token), link, notice)
        else:
            offered = self.pages.best(wanted(request))
            page = self.pages.languages(self.reader(request, "", token), offered, notice)
        return HTMLResponse(page, status)

    def _of_leaflet(self, request: Request) -> str:
        """The language of the leaflet that somebody comes by; empty where there is none."""
        leaflet = arriving.read(request.query_params.get("start", ""))
        known = leaflet is not None and leaflet.language in self.pages.wording.names
        return leaflet.language if leaflet and known else ""

    async def _past(self, request: Request, language: str = "") -> Sequence[Past]:
        visit = self.visit(request)
        if visit is None:
            return ()
        return await self.conversations.recall(self.at(visit.external), language=language)


def _in_swedish(request: Request) -> bool:
    return request.query_params.get("in") == SOURCE
