"""What `kundval officer` does: the accounts of the desk, by the same rules as its own pages."""

import getpass
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.clock import now
from bot.commands.in_use import made, must_be_in_use
from bot.desk.accounts import passwords, rules
from bot.settings import Settings
from bot.store.office import accounts, audit
from bot.store.office.accounts import Account, Office
from bot.store.statement import Held
from care.times import SWEDEN


def add(
    settings: Settings,
    municipality: str,
    login: str,
    name: str,
    roles: Iterable[str],
    officer: str,
    by: str,
    email: str = "",
) -> list[str]:
    """An account with a one-time password, in sentences; an e-mail each morning to an `email`.

    Raises rules.Wrong, and WrongCatalogue where there is no such municipality.
    """
    at = now()
    offices = frozenset(map(_office, roles))
    password, stored = passwords.new_once(at)
    with made(settings) as store:
        here = must_be_in_use(store, settings.catalogues, municipality).read()
        sealed = store.seal.close(rules.address(here, email)) if email else None
        with store.appending() as held:
            found = rules.add(
                held, here, login, name, offices, at, officer=officer, password=stored, email=sealed
            )
            _note(held, found, by, "account.add", at)
    booked = f" Samtal bokas med nyckeln {found.officer}." if found.officer else ""
    return [f"{found.name} kan logga in som {found.login}.{booked}", *_once(password, at)]


def listed(settings: Settings, municipality: str) -> list[str]:
    """All accounts of a municipality, one a line."""
    with made(settings) as store:
        here = must_be_in_use(store, settings.catalogues, municipality).read()
        with store.reading() as held:
            found = accounts.of(held, municipality)
    if not found:
        return [f"{here.name} har inga konton än."]
    return [_line(one) for one in found]


def reset(settings: Settings, login: str, by: str) -> list[str]:
    """Another one-time password, in sentences. Raises rules.Wrong."""
    at = now()
    password, stored = passwords.new_once(at)
    with _change(settings, login, by, "account.reset", at) as (held, found):
        rules.reset(held, found, stored)
    return [f"{found.name} har ett nytt engångslösenord.", *_once(password, at)]


def close(settings: Settings, login: str, by: str) -> str:
    """Nobody signs in with it any more. Raises rules.Wrong."""
    return _did(settings, login, by, "account.close", rules.close, "är stängt")


def reopen(settings: Settings, login: str, by: str) -> str:
    """A closed account is one again. Raises rules.Wrong."""
    return _did(settings, login, by, "account.open", rules.reopen, "är öppet igen")


def _office(said: str) -> Office:
    try:
        return Office(said)
    except ValueError:
        raise rules.Wrong(f"--role {said}: välj mellan {', '.join(Office)}.") from None


def _did(
    settings: Settings,
    login: str,
    by: str,
    what: str,
    do: Callable[[Held, Account], None],
    is_: str,
) -> str:
    with _change(settings, login, by, what, now()) as (held, found):
        do(held, found)
    return f"Kontot för {found.name} {is_}."


@contextmanager
def _change(
    settings: Settings, login: str, by: str, what: str, at: datetime
) -> Iterator[tuple[Held, Account]]:
    with made(settings) as store, store.appending() as held:
        found = accounts.by_login(held, login)
        if found is None:
            raise rules.Wrong(f"Det finns inget konto som heter {login}.")
        yield held, found
        _note(held, found, by, what, at)


def _note(held: Held, found: Account, by: str, what: str, at: datetime) -> None:
    who = f"{by or getpass.getuser()} (drift)"  # nobody who signs in has that name
    told = rules.detail(found)
    audit.note_from_outside(held, found.municipality, who, what, at, detail=told)


def _once(password: str, at: datetime) -> list[str]:
    last = (at + passwords.ONCE).astimezone(SWEDEN)
    return [
        f"Engångslösenord: {password}",
        f"Det visas bara nu. Det gäller till {last:%Y-%m-%d} och byts vid första inloggningen.",
    ]


def _line(found: Account) -> str:
    roles = ", ".join(name for role, name in rules.ROLES.items() if role in found.roles)
    how = "loggar in utan lösenord här" if found.subject else ""
    once = "engångslösenord" if passwords.once_until(found.password) else ""
    parts = (found.login, found.name, roles, found.officer, how or once)
    return "  ".join((*filter(None, parts), *(() if found.active else ("stängt",))))
