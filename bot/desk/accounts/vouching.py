"""Signing in by a house that vouches: to it and back, and what its groups let one do here.

The account is made at the first sign-in. Its roles are those of the groups each time; its name is
that of the first time, because two people are told apart by it (`bot.desk.accounts.rules`).
"""

import hashlib
from asyncio import to_thread
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import structlog
from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.desk.accounts import oidc, rules
from bot.desk.visit import START
from bot.store import Unavailable
from bot.store.office import accounts, audit
from bot.store.office.accounts import Account, Office
from bot.store.proposals import same_person
from bot.store.statement import Held
from care.municipality import Municipality

if TYPE_CHECKING:
    from bot.desk.accounts.signing_in import Signing

log = structlog.get_logger()

COOKIE = "desk-way"
WHERE = f"{START}/sign-in"
OPEN = timedelta(minutes=10)
"""How long one may take at the other house."""

LOST = "Inloggningen tog för lång tid, eller började på en annan sida. Logga in igen."
STOPPED = "Inloggningen blev inte av. Du kan försöka igen."
STRANGE = "Svaret går inte att lita på. Logga in igen. Händer det igen, säg till er it-avdelning."
NO_ANSWER = "{} svarar inte. Försök igen om en stund."
NO_GROUP = (
    "Du är inloggad hos {}, men ingen av dina grupper får använda de här sidorna. "
    "Be den som sköter kontona om det."
)
TWO_TOWNS = "Dina grupper hör till flera kommuner. Ett konto är för en. Säg till er it-avdelning."
ELSEWHERE = "Ditt konto hör till en annan kommun än dina grupper. Säg till er it-avdelning."
CLOSED = "Ditt konto är stängt. Be den som sköter kontona att öppna det."


class NotIn(Exception):
    """Somebody may not come in; the text says why, in Swedish."""


@dataclass(frozen=True, slots=True)
class Vouching:
    """The two pages of the way there and back."""

    signing: "Signing"

    def routes(self) -> list[Route]:
        """Their addresses."""
        return [
            Route("/sign-in/start", self.start, methods=["GET"]),
            Route("/sign-in/done", self.done, methods=["GET"]),
        ]

    async def start(self, request: Request) -> Response:
        """To the other house, with what must come back in a cookie that lasts ten minutes."""
        return await to_thread(self._told, self._start, request)

    async def done(self, request: Request) -> Response:
        """Back, and in. The cookie is good for one return."""
        response = await to_thread(self._told, self._done, request)
        response.delete_cookie(COOKIE, path=WHERE)
        return response

    def _start(self, request: Request) -> Response:
        made, now = oidc.Secrets.new(), self.signing.now()
        url = self._issuer().address(_back(request), made)
        after, ends = request.query_params.get("next", ""), int((now + OPEN).timestamp())
        signed = self._signer().dumps([made.state, made.nonce, made.verifier, after, ends])
        response = RedirectResponse(url, 303)
        response.set_cookie(
            COOKIE,
            signed if isinstance(signed, str) else signed.decode(),
            path=WHERE,
            max_age=int(OPEN.total_seconds()),
            httponly=True,
            samesite="lax",  # it comes back by a link from another site
            secure=request.url.scheme == "https",
        )
        return response

    def _done(self, request: Request) -> Response:
        made, after = self._brought(request)
        query, now = request.query_params, self.signing.now()
        if query.get("state") != made.state:
            raise NotIn(LOST)
        if "error" in query or not query.get("code"):
            raise NotIn(STOPPED)
        claims = self._issuer().claims(query["code"], _back(request), made, now)
        here, roles = self._allowed(claims)
        with self.signing.desk.store.appending() as held:
            account = self._account(held, claims, here, roles, now)
        return self.signing.begin(request, account, after, "oidc")

    def _account(
        self,
        held: Held,
        claims: oidc.Claims,
        here: Municipality,
        roles: frozenset[Office],
        now: datetime,
    ) -> Account:
        subject = f"{self.signing.desk.settings.oidc_issuer} {claims['sub']}"
        account = accounts.by_subject(held, subject)
        if account is None:
            name = _name(claims, accounts.of(held, here.key))
            account = rules.add(held, here, subject, name, roles, now, subject=subject)
            audit.note(
                held, account, "account.joined", now, detail=f"roles={accounts.written(roles)}"
            )
        if not account.active:
            raise NotIn(CLOSED)
        if account.municipality != here.key:
            raise NotIn(ELSEWHERE)
        if account.roles != roles:
            rules.give_roles(held, here, account, roles, decided_elsewhere=True)
            audit.note(
                held, account, "account.groups", now, detail=f"roles={accounts.written(roles)}"
            )
        return accounts.by_id(held, account.id) or account

    def _allowed(self, claims: oidc.Claims) -> tuple[Municipality, frozenset[Office]]:
        settings = self.signing.desk.settings
        told = claims.get(settings.oidc_groups_claim)
        mine = told if isinstance(told, list) else [told]
        given = [(key, Office(role)) for group, role, key in settings.group_list if group in mine]
        keys = {key for key, _ in given}
        if len(keys) > 1:
            raise NotIn(TWO_TOWNS)
        served = self.signing.catalogues.refresh(self.signing.desk.store).by_key
        here = served.get(keys.pop()) if keys else None
        if here is None:
            raise NotIn(NO_GROUP.format(self.signing.vouches))
        return here, frozenset(role for _, role in given)

    def _told(self, do: Callable[[Request], Response], request: Request) -> Response:
        page = self.signing.page
        try:
            return do(request)
        except NotIn as why:
            return page("", str(why))
        except oidc.Untrusted as why:
            log.warning("sign-in not trusted", why=str(why))
            return page("", STRANGE)
        except (oidc.Away, Unavailable) as why:
            log.warning("sign-in away", why=str(why))
            return page("", NO_ANSWER.format(self.signing.vouches), status=503)

    def _brought(self, request: Request) -> tuple[oidc.Secrets, str]:
        try:
            match self._signer().loads(request.cookies.get(COOKIE, "")):
                case [str(state), str(nonce), str(verifier), str(after), int(ends)]:
                    if self.signing.now().timestamp() < ends:
                        return oidc.Secrets(state, nonce, verifier), after
        except (BadData, ValueError):  # ValueError: letters that no signature can hold
            pass
        raise NotIn(LOST)

    def _issuer(self) -> oidc.Issuer:
        return oidc.Issuer.of(self.signing.desk.settings)

    def _signer(self) -> URLSafeSerializer:
        sha256 = {"digest_method": hashlib.sha256}
        return URLSafeSerializer(self.signing.desk.secret, salt="vouching", signer_kwargs=sha256)


def _back(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{WHERE}/done"


def _name(claims: oidc.Claims, others: Sequence[Account]) -> str:
    told = next((claims[k] for k in ("name", "preferred_username", "sub") if claims.get(k)), "")
    name = " ".join(str(told).split())[: rules.LONGEST_NAME - 4]
    every = (name if n == 1 else f"{name} {n}" for n in count(1))
    return next(one for one in every if not any(same_person(one, o.name) for o in others))
