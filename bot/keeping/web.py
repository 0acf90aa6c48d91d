"""The keeper's pages as an application: who comes by which link, and to which page.

A link is read anew for each request. GET shows and never writes; every change is a POST with a
token that is bound to the link and good for one effect, answered with a redirect.
"""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.doors.guard import HEADERS, Guarded
from bot.keeping import authorising, deciding, facts, overview, provider, room
from bot.keeping.kept import Apply, Kept
from bot.keeping.links import START, Link, read
from bot.keeping.pages import ADDRESS, STATIC, Pages
from bot.keeping.visit import NotHere, Visit
from bot.pages.forms import Fields, Tokens, foreign, form, one
from bot.pages.instead import AWAY, MISSING, TOO_LONG, Instead
from bot.store import Store, Unavailable

Do = Callable[[Visit], Response]

PRIVATE = {**HEADERS, "Referrer-Policy": "no-referrer"}
"""The address lets one in, so no other site may see it."""

CLOSED = (
    "Länken är gammal, eller inte hel.",
    "Be den som gav dig länken om en ny. Är du utförare, fråga kommunen.",
)
STRANGE = ("Sidan var inte gjord för den här länken. Inget är sparat.",)


def application(
    store: Store, apply: Apply, *, secret: str, now: Callable[[], datetime], town: str = ""
) -> Starlette:
    """The pages, to be mounted under /keep.

    `secret` signs links and forms; `apply` makes what is approved (`bot.editions.going_live`);
    at a `town`'s own site only its own links let anybody in.
    """
    pages = Pages()
    plain = Instead(pages.render, "Utförarlistan", PRIVATE)
    door = Door(Kept(store, apply), pages, Tokens(secret), plain, secret, now, town)
    about = "/{token}/providers/{provider}"
    both = ["GET", "POST"]
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/{token}/", door.way(_start, "start")),
            Route("/{token}/history", door.way(overview.history, "history")),
            Route("/{token}/proposals/{proposal}", door.way(deciding.proposal), methods=both),
            Route("/{token}/providers/", door.way(overview.providers, "providers")),
            Route(f"{about}/", door.way(provider.page)),
            Route(f"{about}/facts", door.way(facts.form), methods=both),
            Route(f"{about}/confirm", door.way(provider.confirm), methods=both),
            Route(f"{about}/room", door.way(room.form), methods=both),
            Route(f"{about}/authorisations/{{row}}", door.way(authorising.form), methods=both),
        ],
        middleware=[Middleware(Guarded, headers=PRIVATE, static=ADDRESS)],
        exception_handlers={HTTPException: plain.refused, Exception: plain.failed},
    )


def _start(at: Visit) -> Response:
    if at.link.keeper:
        return overview.start(at)
    return provider.page(at.of(at.link.provider or ""))


@dataclass(frozen=True, slots=True)
class Door:
    """Lets in who has a link."""

    kept: Kept
    pages: Pages
    tokens: Tokens
    plain: Instead
    secret: str
    now: Callable[[], datetime]
    town: str

    def way(self, do: Do, tab: str = "") -> Callable[[Request], Awaitable[Response]]:
        """The endpoint for one kind of page."""

        async def endpoint(request: Request) -> Response:
            token, now = request.path_params["token"], self.now()
            link = read(self.secret, token, now)
            if link is None or self.town not in ("", link.municipality):
                return self.plain(403, "Länken fungerar inte", CLOSED)
            root = f"{START}{token}"
            fields: Fields = {}
            key = ""
            if request.method == "POST":
                sent = await form(request)
                if sent is None:
                    return self.plain(413, "Det var för långt", TOO_LONG, root=root)
                fields = sent
                key = self.tokens.key(one(fields, "token"), token) or ""
                if not key or foreign(request):
                    return self.plain(403, "Det gick inte", STRANGE, root=root)
            path = {**request.path_params, "tab": tab}
            asked = dict(request.query_params)
            try:
                # Not in the store's thread: to read and check a catalogue of hundreds takes half
                # a second, and every chat would wait. Each question to the store is short.
                return await to_thread(self._do, do, link, now, path, asked, fields, key)
            except NotHere:
                return self.plain(404, "Sidan finns inte", MISSING, root=root)
            except Unavailable:
                return self.plain(503, "Försök igen om en stund", AWAY, root=root, again=fields)

        return endpoint

    def _do(
        self,
        do: Do,
        link: Link,
        now: datetime,
        path: dict[str, str],
        query: dict[str, str],
        fields: Fields,
        key: str,
    ) -> Response:
        catalogue = self.kept.catalogue(link.municipality)
        if catalogue is None:
            raise NotHere
        token = path["token"]
        new = self.tokens.new(token)
        root = f"{START}{token}"
        return do(
            Visit(self.kept, self.pages, link, root, new, now, catalogue, path, query, fields, key)
        )
