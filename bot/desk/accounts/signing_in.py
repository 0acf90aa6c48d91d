"""Signing in and out, with a password of one's own or by a house that vouches."""

import secrets
from asyncio import to_thread
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.desk.accounts import passwords
from bot.desk.accounts.own_password import FirstPassword, locked, own_password
from bot.desk.visit import START, Desk, Visit, Way, home
from bot.doors.doorstep import Doorstep
from bot.editions.served import Narrowed
from bot.pages.forms import Fields, Tokens, foreign, form, one
from bot.pages.parts import Trouble
from bot.store import Unavailable
from bot.store.office import accounts, attempts, audit, sessions
from bot.store.office.accounts import Account

WRONG = "Användarnamnet eller lösenordet är fel."
OLD = "Sidan hade stått öppen för länge. Logga in igen."
AWAY = "Det går inte att logga in just nu. Försök igen om en stund."
TOO_MANY = "Många försöker logga in härifrån just nu. Vänta en minut och försök igen."
MOST = 30
"""Tries from one address of the network within a minute, whatever logins they are with."""
TOO_OLD = "Engångslösenordet är för gammalt. Be den som sköter kontona om ett nytt."
BOUND = "sign-in"
"""What the form's token is bound to while there is no session."""


@dataclass(frozen=True, slots=True)
class Signing:
    """The pages that are open to those who are not signed in."""

    desk: Desk
    catalogues: Narrowed
    tokens: Tokens
    cookie: str
    now: Callable[[], datetime]
    doorstep: Doorstep = field(default_factory=lambda: Doorstep(MOST, "sign-in"))

    @property
    def local(self) -> bool:
        """Whether a password of our own lets one in."""
        settings = self.desk.settings
        return settings.local_sign_in or not settings.oidc_issuer

    @property
    def vouches(self) -> str:
        """What the house that vouches is called; empty where none does."""
        settings = self.desk.settings
        return settings.oidc_name or settings.oidc_issuer.partition("://")[2].split("/")[0]

    def routes(self) -> list[Route]:
        """Their addresses."""
        routes = [Route("/sign-in", self.show, methods=["GET"])]
        if self.local:
            first = self._form(FirstPassword(self).first)
            routes += [
                Route("/sign-in", self._form(self._try), methods=["POST"]),
                Route("/sign-in/first", first, methods=["POST"]),
            ]
        if self.desk.settings.oidc_issuer:
            from bot.desk.accounts.vouching import Vouching  # what few need, nobody waits for

            routes += Vouching(self).routes()
        return routes

    async def show(self, request: Request) -> Response:
        """The form."""
        return self.page(request.query_params.get("next", ""))

    def begin(self, request: Request, account: Account, after: str, how: str = "") -> Response:
        """A new session for this account; the cookie of before is worth nothing."""
        cookie, now = secrets.token_urlsafe(32), self.now()
        with self.desk.store.writing() as held:
            sessions.end(held, request.cookies.get(self.cookie, ""))
            sessions.begin(held, cookie, account.id, now)
            audit.note(held, account, "sign-in", now, detail=how)
        asked = own(after)
        response = RedirectResponse(START + (home(account) if asked == "/" else asked), 303)
        response.set_cookie(
            self.cookie,
            cookie,
            path=START,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    def page(self, after: str, fault: str = "", login: str = "", status: int = 403) -> HTMLResponse:
        """Where one signs in; with what went wrong, if anything did."""
        html = self.desk.pages.render(
            "sign-in.html",
            title="Logga in",
            house=only.name if (only := self.catalogues.now.only) else "Kundvalsguiden",
            key=self.tokens.new(BOUND),
            local=self.local,
            other=self.vouches,
            next=own(after),
            login=login,
            problems=[Trouble(fault)] if fault else (),
        )
        again = {503: {"Retry-After": "10"}, 429: {"Retry-After": "60"}}.get(status)
        return HTMLResponse(html, status if fault else 200, again)

    def _form(self, do: Callable[[Request, Fields], Response]) -> Callable[..., object]:
        async def endpoint(request: Request) -> Response:
            fields = await form(request) or {}
            after, login = one(fields, "next"), one(fields, "login")
            if foreign(request) or self.tokens.key(one(fields, "token"), BOUND) is None:
                return self.page(after, OLD, login)
            if self.doorstep.full(request, self.now()):
                return self.page(after, TOO_MANY, login, 429)
            try:
                return await to_thread(do, request, fields)
            except Unavailable:
                return self.page(after, AWAY, login, 503)

        return endpoint

    def _try(self, request: Request, fields: Fields) -> Response:
        after, login, now = one(fields, "next"), one(fields, "login"), self.now()
        served = self.catalogues.refresh(self.desk.store).by_key
        with self.desk.store.writing() as held:
            attempt = attempts.begin(held, login, now)
            account = accounts.by_login(held, login)
        if account and account.municipality not in served:
            account = None  # another municipality's: nobody here
        password = account.password if account else None
        right = attempt.let_in and passwords.opens(password, one(fields, "password"))
        if account is None or not right or not account.active:
            response = self.page(after, locked(attempt.until) or WRONG, login)
            if account and attempt.let_in:
                what = "sign-in.locked" if attempt.until else "sign-in.wrong"
                # Afterwards, or how long it takes would tell that there is such an account.
                response.background = BackgroundTask(self._note, account, what, now)
            return response
        with self.desk.store.writing() as held:
            attempts.clear(held, login)
        ends = passwords.once_until(account.password)
        if ends is None:
            return self.begin(request, account, after)
        if ends < now:
            return self.page(after, TOO_OLD, login)
        return FirstPassword(self).page(account, after)

    def _note(self, account: Account, what: str, now: datetime) -> None:
        with self.desk.store.writing() as held:
            audit.note(held, account, what, now)


def own(path: str) -> str:
    """A path of the desk, and never another site's."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def sign_out(at: Visit) -> Response:
    """The session ends at once. To look at the address does nothing."""
    if not at.posted:
        return at.go(home(at.account))
    with at.store.writing() as held:
        sessions.end(held, at.session)
        audit.note(held, at.account, "sign-out", at.now)
    response = at.go("/sign-in")
    response.delete_cookie("desk", path=START)
    return response


WAYS = (
    Way("/sign-out", sign_out, roles=(), posts=True),
    Way("/password", own_password, roles=(), posts=True),
)
