"""How somebody comes to have an account, and what it may do: the same rules for every way in.

All of it is done one at a time in all processes (`Store.appending`): that two have the same name,
or that nobody is left who administers, is seen only by looking at the others.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from unicodedata import normalize

from bot.catalogue.schema.kinds import KEY
from bot.store.office import accounts, attempts, sessions
from bot.store.office.accounts import Account, Office
from bot.store.proposals import same_person
from bot.store.statement import Held
from care.municipality import Municipality

ROLES = {
    Office.OFFICER: "handläggare",
    Office.KEEPER: "sköter utförarlistan",
    Office.ADMINISTRATOR: "administratör",
}
NO_ROLE = "Välj minst en roll."
TAKEN = "Användarnamnet {} är upptaget. Välj ett annat."
LONGEST_NAME = 80
LONGEST_EMAIL = 254
_LOGIN = re.compile(r"[^\W_][\w.@-]{1,63}")
_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.ASCII | re.IGNORECASE)
NO_EMAIL = "Det är ingen e-postadress. Skriv den som i exemplet: anna.lind@{}."
NOT_OURS = "Skriv din adress hos kommunen. Den slutar på {}."


class Wrong(ValueError):
    """It cannot be done; the text says why, in Swedish.

    `faults` say it of each field of a new account that is wrong: `login`, `name`, `roles`,
    `officer`.
    """

    def __init__(self, *said: str, **faults: str) -> None:
        self.faults = faults
        super().__init__(" ".join((*said, *faults.values())))


def add(
    held: Held,
    here: Municipality,
    login: str,
    name: str,
    roles: frozenset[Office],
    now: datetime,
    *,
    officer: str = "",
    password: str | None = None,
    subject: str | None = None,
    email: str | None = None,
) -> Account:
    """A new account.

    `officer` is the key by which calls are booked; else it is the catalogue's for that name, or
    made from the name. `email` is `address`'s, sealed. Raises Wrong, with every fault at once.
    """
    name = " ".join(name.split())
    others = accounts.of(held, here.key)
    faults = dict(_faults(held, here, others, login, name, roles, subject))
    key = None
    if Office.OFFICER in roles:
        try:
            key = _key(here, others, name, officer)
        except Wrong as wrong:
            faults["officer"] = str(wrong)
    if faults:
        raise Wrong(**faults)
    made = accounts.add(
        held, here.key, login, name, roles, now,
        officer=key, password=password, subject=subject, email=email,
    )  # fmt: skip
    found = accounts.by_id(held, made) if made else None
    if found is None:
        raise Wrong(login=TAKEN.format(login))
    return found


def _faults(
    held: Held,
    here: Municipality,
    others: Iterable[Account],
    login: str,
    name: str,
    roles: frozenset[Office],
    subject: str | None,
) -> Iterator[tuple[str, str]]:
    if subject is None and not _LOGIN.fullmatch(login):
        told = "Ett användarnamn har 2 till 64 tecken: bokstäver, siffror, punkt, - _ och @."
        yield "login", told
    elif accounts.by_login(held, login):
        yield "login", TAKEN.format(login)
    if not name or len(name) > LONGEST_NAME:
        yield "name", f"Ett namn måste fyllas i, med högst {LONGEST_NAME} tecken."
    elif namesake := next((one for one in others if same_person(one.name, name)), None):
        # Who proposed what is known by the name, and may not approve it.
        told = (
            f"{namesake.name} finns redan i {here.name}. Två konton får inte ha samma namn. "
            f"Lägg till något som skiljer dem åt, till exempel var de arbetar."
        )
        yield "name", told
    if not roles:
        yield "roles", NO_ROLE


def give_roles(
    held: Held,
    here: Municipality,
    account: Account,
    roles: frozenset[Office],
    *,
    decided_elsewhere: bool = False,
) -> None:
    """From now on these are theirs.

    Raises Wrong, also where nobody would administer any more, but for roles that are
    `decided_elsewhere`: there they are given back too.
    """
    if account.subject and not decided_elsewhere:
        raise Wrong(f"Rollerna för {account.name} kommer från grupper där hen loggar in.")
    if Office.ADMINISTRATOR not in _some(roles) and not decided_elsewhere:
        _must_not_be_last(held, account)
    if Office.OFFICER in roles and not account.officer:
        key = _key(here, accounts.of(held, here.key), account.name, "")
        accounts.change(held, account.id, "officer", key)
    accounts.change(held, account.id, "roles", accounts.written(roles))


def close(held: Held, account: Account) -> None:
    """Nobody signs in with it any more, and who is signed in is no longer. Raises Wrong."""
    if not account.active:
        raise Wrong(f"Kontot för {account.name} är redan stängt.")
    _must_not_be_last(held, account)
    accounts.change(held, account.id, "active", False)
    sessions.end_all(held, account.id)


def reopen(held: Held, account: Account) -> None:
    """A closed account is one again. Raises Wrong."""
    if account.active:
        raise Wrong(f"Kontot för {account.name} är redan öppet.")
    accounts.change(held, account.id, "active", True)


def reset(held: Held, account: Account, password: str) -> None:
    """Another password, and who is signed in is no longer; who was locked out may try at once.

    Raises Wrong.
    """
    if account.subject:
        raise Wrong(f"{account.name} loggar in utan lösenord här. Det byts där hen loggar in.")
    if not account.active:
        raise Wrong(f"Kontot för {account.name} är stängt. Öppna det först.")
    accounts.change(held, account.id, "password", password)
    attempts.clear(held, account.login)
    sessions.end_all(held, account.id)


def address(here: Municipality, typed: str) -> str:
    """An officer's own address at work, to which letters go that tell of no person.

    Where the catalogue's website is of the municipality's own name, so is the address. Raises
    Wrong, of `email`.
    """
    ours = _domain(here)
    typed = typed.strip()
    if len(typed) > LONGEST_EMAIL or not _EMAIL.fullmatch(typed):
        raise Wrong(email=NO_EMAIL.format(ours or "kommunen.se"))
    at = typed.rpartition("@")[2].casefold()
    if ours and at != ours and not at.endswith(f".{ours}"):
        raise Wrong(email=NOT_OURS.format(ours))
    return typed


def _domain(here: Municipality) -> str:
    host = (here.website or "").casefold().partition("//")[2] or (here.website or "").casefold()
    labels = host.partition("/")[0].partition(":")[0].split(".")
    # A page may have a name of its own where nobody has e-mail: aldreomsorg.stockholm.
    return ".".join(labels[-2:]) if labels[-2:-1] == [here.key] else ""


def detail(account: Account) -> str:
    """What the audit is told of an account that somebody has changed."""
    return f"account={account.id} roles={accounts.written(account.roles)}"


def _some(roles: frozenset[Office]) -> frozenset[Office]:
    if not roles:
        raise Wrong(NO_ROLE)
    return roles


def _must_not_be_last(held: Held, account: Account) -> None:
    if Office.ADMINISTRATOR not in account.roles or not account.active:
        return
    for one in accounts.of(held, account.municipality):
        if one.id != account.id and one.active and Office.ADMINISTRATOR in one.roles:
            return
    raise Wrong(f"{account.name} är den sista administratören. Gör någon annan till det först.")


def _key(here: Municipality, others: Iterable[Account], name: str, asked: str) -> str:
    taken = {one.officer: one.name for one in others if one.officer}
    if asked:
        if KEY.read(asked) is None:
            raise Wrong(KEY.mend(asked))
        if asked in taken:
            raise Wrong(f"Nyckeln {asked} är redan {taken[asked]}s.")
        return asked
    for one in here.officers:
        if same_person(one.name, name) and one.key not in taken:
            return one.key
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    key = "-".join(re.findall(r"[a-z0-9]+", plain))[:28].strip("-") or "handlaggare"
    used = {*taken, *(one.key for one in here.officers)}
    every = (key if n == 1 else f"{key}-{n}" for n in count(1))
    return next(one for one in every if one not in used)
