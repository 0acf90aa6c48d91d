"""The desk as an application: who is signed in, and to which page.

A session is read anew for each request. Pages of others' municipalities are not there.
"""

from asyncio import to_thread
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.desk.accounts import administrator, own_account, signing_in
from bot.desk.calls import calendars, handing_over, moving, today
from bot.desk.cases import (
    closing,
    confirming,
    journal,
    people,
    resending,
    selection,
    stepping,
    whole,
)
from bot.desk.chat import guide, opening, relaying
from bot.desk.figures import export, ledger, providers, statistics
from bot.desk.pages import ADDRESS, STATIC
from bot.desk.queues import ongoing, tasks, waiting
from bot.desk.records import disclosing, erased, logbook, wanted
from bot.desk.times import offered
from bot.desk.visit import START, Desk, NotHere, Refused, Visit, Way
from bot.doors.guard import HEADERS, Guarded
from bot.editions.served import Narrowed
from bot.pages.forms import Fields, Tokens, foreign, form, one
from bot.pages.instead import AWAY, MISSING, TOO_LONG, Instead
from bot.store import Unavailable
from bot.store.office import sessions
from bot.store.office.accounts import Account

COOKIE = "desk"

WAYS: tuple[Way, ...] = (
    *today.WAYS,
    *opening.WAYS,
    *whole.WAYS,
    *stepping.WAYS,
    *confirming.WAYS,
    *moving.WAYS,
    *closing.WAYS,
    *selection.WAYS,
    *journal.WAYS,
    *export.WAYS,
    *wanted.WAYS,
    *erased.WAYS,
    *disclosing.WAYS,
    *waiting.WAYS,
    *tasks.WAYS,
    *ongoing.WAYS,
    *handing_over.WAYS,
    *people.WAYS,
    *relaying.WAYS,
    *offered.WAYS,
    *guide.WAYS,
    *providers.WAYS,
    *ledger.WAYS,
    *resending.WAYS,
    *statistics.WAYS,
    *calendars.WAYS,
    *logbook.WAYS,
    *administrator.WAYS,
    *own_account.WAYS,
    *signing_in.WAYS,
)

STRANGE = ("Sidan hade stått öppen för länge, eller kom någon annanstans ifrån. Inget är sparat.",)


def application(desk: Desk, catalogues: Narrowed, now: Callable[[], datetime]) -> Starlette:
    """The pages, to be mounted under /desk."""
    plain = Instead(desk.pages.render, "Kundvalsguiden", HEADERS)
    door = Door(desk, catalogues, Tokens(desk.secret), plain, now)
    routes = [
        Route(way.path, door.way(way), methods=["GET", "POST"] if way.posts else ["GET"])
        for way in WAYS
    ]
    signing = signing_in.Signing(desk, catalogues, door.tokens, COOKIE, now)
    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=STATIC)),
            *signing.routes(),
            *calendars.routes(desk, catalogues, now),
            *routes,
        ],
        middleware=[Middleware(Guarded, headers=HEADERS, static=ADDRESS)],
        exception_handlers={HTTPException: plain.refused, Exception: plain.failed},
    )


@dataclass(frozen=True, slots=True)
class Door:
    """Lets in who is signed in."""

    desk: Desk
    catalogues: Narrowed
    tokens: Tokens
    plain: Instead
    now: Callable[[], datetime]

    def way(self, way: Way) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of one page."""

        async def endpoint(request: Request) -> Response:
            cookie, now = request.cookies.get(COOKIE, ""), self.now()
            fields: Fields = {}
            key = ""
            try:
                account = await to_thread(self._whose, cookie, now)
                if account is None:
                    return self._sign_in(request)
                if request.method == "POST":
                    sent = await form(request)
                    if sent is None:
                        return self.plain(413, "Det var för långt", TOO_LONG)
                    fields = sent
                    key = self.tokens.key(one(fields, "token"), cookie) or ""
                    if not key or foreign(request):
                        return self.plain(403, "Det gick inte", STRANGE)
                return await to_thread(self._do, way, request, account, cookie, now, fields, key)
            except NotHere:
                return self.plain(404, "Sidan finns inte", MISSING)
            except Refused as refused:
                came = _back(request)
                return self.plain(refused.status, "Det gick inte", refused.lines, back=came)
            except Unavailable:
                return self.plain(503, "Försök igen om en stund", AWAY, again=fields)

        return endpoint

    def _whose(self, cookie: str, now: datetime) -> Account | None:
        if not cookie:
            return None
        with self.desk.store.reading() as held:
            found = sessions.find(held, cookie, now)
        if found is None:
            return None
        account, again = found
        if again:
            with self.desk.store.writing() as held:
                sessions.seen(held, cookie, now)
        return account

    def _do(
        self,
        way: Way,
        request: Request,
        account: Account,
        cookie: str,
        now: datetime,
        fields: Fields,
        key: str,
    ) -> Response:
        here = self.catalogues.refresh(self.desk.store).by_key.get(account.municipality)
        if here is None or not account.may(*way.roles):
            raise NotHere
        visit = Visit(
            self.desk,
            account,
            here,
            now,
            self.tokens.new(cookie),
            request.path_params,
            dict(request.query_params),
            way.tab,
            fields,
            key,
            cookie,
            str(request.base_url).rstrip("/"),
        )
        return way.do(visit)

    def _sign_in(self, request: Request) -> Response:
        """A page that was asked for is come back to; a form that was sent is not sent again."""
        path = request.url.path.removeprefix(START)
        asked = path if request.method == "GET" and path not in ("", "/") else ""
        after = f"?{urlencode({'next': asked})}" if asked else ""
        return RedirectResponse(f"{START}/sign-in{after}", 303)


def _back(request: Request) -> str:
    """The page from which a form was sent, as the browser tells; empty where it does not."""
    if request.method != "POST":
        return ""
    came = urlsplit(request.headers.get("referer", ""))
    path = came.path.removeprefix(START)
    if path == came.path or came.netloc != request.url.netloc or not path.startswith("/"):
        return ""
    return f"{path}?{came.query}" if came.query else path
