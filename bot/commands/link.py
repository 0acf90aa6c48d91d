"""What `kundval catalogue link` makes: a way in for one person who has no account."""

from dataclasses import dataclass
from datetime import date

from bot.assembly import secret_of
from bot.catalogue.problems import Problem, WrongCatalogue, either, quoted, unknown
from bot.clock import now
from bot.commands.in_use import made, must_be_in_use
from bot.keeping.links import Link, Role, make, until
from bot.settings import Settings
from care.times import SWEDEN

SHOWN = 5
"""So many keys are suggested."""


@dataclass(frozen=True, slots=True)
class Made:
    """The path of a link, the person whom it lets in, and its last day."""

    path: str
    to: str
    until: date


def link(
    settings: Settings, municipality: str, keeper: str, provider: str, name: str, days: int | None
) -> Made:
    """A link for a keeper, or for someone who speaks for a provider.

    Raises ValueError for both or neither, and WrongCatalogue where there is no such municipality
    or provider.
    """
    if bool(keeper) is bool(provider):
        raise ValueError("Skriv antingen --keeper NAMN eller --provider NYCKEL.")
    with made(settings) as store:
        here = must_be_in_use(store, settings.catalogues, municipality).read()
    role = Role.PROVIDER if provider else Role.KEEPER
    to = keeper or name
    if provider:
        known = here.provider(provider)
        if known is None:
            keys = [one.key for one in here.providers]
            near = [k for k in keys if k.startswith(provider)] or [
                one.key for one in here.providers if provider.casefold() in one.name.casefold()
            ]
            said = unknown(provider, keys)
            if near:
                said = f"{quoted(provider)} känner vi inte igen. Menar du {either(near[:SHOWN])}?"
            raise WrongCatalogue([Problem("", f"Utföraren {said}")])
        to = name or known.name
    at = now()
    path = make(secret_of(settings), Link(municipality, role, to, provider or None), at, days)
    return Made(path, to, until(role, at, days).astimezone(SWEDEN).date())
