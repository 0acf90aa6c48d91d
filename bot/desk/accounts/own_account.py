"""One's own account: where the e-mail in the morning goes, and whether it does."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from bot.desk.accounts import rules
from bot.desk.visit import Visit, Way
from bot.pages.parts import Trouble
from bot.store.office import accounts, digests
from bot.store.statement import Held

NO_ADDRESS = "Skriv din e-postadress, eller ta bort krysset."
ON = "Sparat. Mejlet kommer på vardagar klockan 7.30."
OFF = "Sparat. Inget mejl skickas."


def own_account(at: Visit) -> Response:
    """The form. An empty address takes it away."""
    if not at.posted:
        return _page(at)
    typed, wanted = at.sent("email"), at.sent("digest") == "yes"
    if wanted and not typed:
        return _page(at, [Trouble(NO_ADDRESS, "email")])
    try:
        email = rules.address(at.here, typed) if typed else ""
    except rules.Wrong as wrong:
        return _page(at, [Trouble(wrong.faults["email"], "email")])

    def change(held: Held) -> str:
        this = at.account.id
        accounts.change(held, this, "email", at.store.seal.close(email) if email else None)
        accounts.change(held, this, "digest", wanted)
        if not wanted:
            digests.take_back(held, this)
        at.note(held, "account.letter", detail=f"wanted={'yes' if wanted else 'no'}")
        return f"/account?told={quote(at.signed(ON if wanted else OFF))}"

    return at.once(change)


def _page(at: Visit, problems: Sequence[Trouble] = ()) -> Response:
    stored = at.account.email
    return at.page(
        "own-account.html",
        "Mitt konto",
        status=422 if problems else 200,
        problems=problems,
        faults={trouble.field: trouble.said for trouble in problems},
        email=at.sent("email") if at.posted else (stored and at.store.seal.open(stored)) or "",
        digest=at.sent("digest") == "yes" if at.posted else at.account.digest,
        sends=bool(at.desk.settings.smtp_host),
    )


WAYS = (Way("/account", own_account, posts=True),)
