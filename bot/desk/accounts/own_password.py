"""Choosing a password of one's own: the first, in place of a one-time password, and a new one."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.desk.accounts import passwords
from bot.desk.visit import Visit
from bot.pages.forms import Fields, one
from bot.pages.parts import Trouble
from bot.store.office import accounts, attempts, audit, sessions
from bot.store.office.accounts import Account
from bot.store.statement import Held
from care.times import SWEDEN

if TYPE_CHECKING:
    from bot.desk.accounts.signing_in import Signing

OPEN = timedelta(minutes=15)
"""How long the page for the first password may stand open."""
GONE = "Sidan hade stått öppen för länge. Logga in med engångslösenordet igen."
DIFFER = "Lösenorden är inte lika. Skriv samma lösenord två gånger."
NOT_OLD = "Det gamla lösenordet är fel."
SAME = "Det är samma lösenord som förut. Välj ett annat."
DONE = "/password?done=1"


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """Where one comes to with a one-time password; there is no session until one has chosen.

    Its form carries a ticket: whose it is, and a print of the one-time password, so that it is good
    until that is changed.
    """

    signing: "Signing"

    def page(self, account: Account, after: str, ticket: str = "", fault: str = "") -> HTMLResponse:
        """The form."""
        from bot.desk.accounts.signing_in import BOUND, own

        html = self.signing.desk.pages.render(
            "first.html",
            title="Välj ett eget lösenord",
            house="Kundvalsguiden",
            key=self.signing.tokens.new(BOUND),
            ticket=ticket or self._ticket(account),
            login=account.login,
            next=own(after),
            problems=[Trouble(fault, "new")] if fault else (),
        )
        return HTMLResponse(html, 422 if fault else 200)

    def first(self, request: Request, fields: Fields) -> Response:
        """A session, with the new password stored."""
        after, new, ticket = one(fields, "next"), one(fields, "new"), one(fields, "ticket")
        store, now = self.signing.desk.store, self.signing.now()
        with store.reading() as held:
            account = self._whose(held, ticket, now)
        if account is None:
            return self.signing.page(after, GONE)
        here = self.signing.catalogues.refresh(store).by_key.get(account.municipality)
        fault = new_fault(account, here.name if here else "", new, one(fields, "again"))
        if fault:
            return self.page(account, after, ticket, fault)
        closed = passwords.closed(new)
        with store.writing() as held:
            if self._whose(held, ticket, now) is None:
                return self.signing.page(after, GONE)
            accounts.change(held, account.id, "password", closed)
            audit.note(held, account, "password", now)
        return self.signing.begin(request, account, after)

    def _ticket(self, account: Account) -> str:
        ends = int((self.signing.now() + OPEN).timestamp())
        signed = self._signer().dumps([account.id, _print(account), ends])
        return signed if isinstance(signed, str) else signed.decode()

    def _whose(self, held: Held, ticket: str, now: datetime) -> Account | None:
        try:
            match self._signer().loads(ticket):
                case [int(this), str(seen), int(ends)] if now.timestamp() < ends:
                    account = accounts.by_id(held, this)
                    if account and account.active and _print(account) == seen:
                        return account
        except (BadData, ValueError):  # ValueError: letters that no signature can hold
            pass
        return None

    def _signer(self) -> URLSafeSerializer:
        sha256 = {"digest_method": hashlib.sha256}
        secret, municipality = self.signing.desk.secret, self.signing.catalogues.municipality
        return URLSafeSerializer(secret, salt=f"first-password{municipality}", signer_kwargs=sha256)


class _Faulty(Exception):
    """A form that does not do; nothing of it is kept."""


def own_password(at: Visit) -> Response:
    """The page where one changes one's password. One's other sessions end."""
    account = at.account
    if not at.posted or account.password is None:
        return at.page(
            "password.html",
            "Byt lösenord",
            vouched=account.password is None,
            other=at.desk.settings.oidc_name,
            told="Lösenordet är bytt." if at.query.get("done") else "",
        )
    old, new = one(at.fields, "old"), one(at.fields, "new")
    with at.store.writing() as held:
        attempt = attempts.begin(held, account.login, at.now)
    right = attempt.let_in and passwords.opens(account.password, old)
    problems = [] if right else [Trouble(locked(attempt.until) or NOT_OLD, "old")]
    fault = SAME if new == old else new_fault(account, at.here.name, new, one(at.fields, "again"))
    if fault:
        problems.append(Trouble(fault, "new"))
    closed = "" if problems else passwords.closed(new)

    def change(held: Held) -> str:
        if problems:
            raise _Faulty
        accounts.change(held, account.id, "password", closed)
        sessions.end_others(held, account.id, at.session)
        at.note(held, "password")
        return DONE

    try:
        response = at.once(change)
    except _Faulty:
        return at.page("password.html", "Byt lösenord", status=422, problems=problems)
    with at.store.writing() as held:
        attempts.clear(held, account.login)
    return response


def new_fault(account: Account, municipality: str, new: str, again: str) -> str:
    """Why a new password will not do, in Swedish; empty where it will."""
    return (
        DIFFER if new != again else passwords.fault(new, account.login, account.name, municipality)
    )


def locked(until: datetime | None) -> str:
    """That no try is let in, and until when, to the minute; empty where one is."""
    if until is None:
        return ""
    at = until.astimezone(SWEDEN) + timedelta(seconds=59)
    return f"Det har blivit fel {attempts.MOST} gånger i rad. Försök igen klockan {at:%H.%M}."


def _print(account: Account) -> str:
    return hashlib.sha256((account.password or "").encode()).hexdigest()
