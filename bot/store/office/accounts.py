"""Who may sign in at the desk."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Record, Statement
from bot.store.tables import ACCOUNT


class Office(StrEnum):
    """What an account may do."""

    OFFICER = "officer"
    """*Handläggare*: cases, calls and times."""
    KEEPER = "keeper"
    """*Den som sköter listan*."""
    ADMINISTRATOR = "administrator"
    """Accounts, the audit and settings; no cases."""


@dataclass(frozen=True, slots=True)
class Account:
    """One who works at the desk; `officer` is the key by which calls are booked.

    `password` is what `bot.desk.accounts.passwords` makes of it; None where another house answers
    for who it is, and then it is known by its `subject`. `email` is sealed; an e-mail each morning
    goes there where `digest` says so.
    """

    id: int
    municipality: str
    login: str
    name: str
    roles: frozenset[Office]
    officer: str | None
    password: str | None
    active: bool
    subject: str | None
    email: str | None = None
    digest: bool = False

    def may(self, *offices: Office) -> bool:
        """Whether one of these is theirs; of none, everyone may."""
        return not offices or not self.roles.isdisjoint(offices)


_COLUMNS = tuple(
    ACCOUNT.c[c]
    for c in (
        "id", "municipality", "login", "name", "roles", "officer", "password", "active", "subject",
        "email", "digest",
    )
)  # fmt: skip
_THIS = ACCOUNT.c.id == bindparam("this")
_BY_ID = Statement(select(*_COLUMNS).where(_THIS))
_BY_LOGIN = Statement(select(*_COLUMNS).where(ACCOUNT.c.login == bindparam("login")))
_BY_SUBJECT = Statement(select(*_COLUMNS).where(ACCOUNT.c.subject == bindparam("subject")))
_BY_FEED = Statement(select(*_COLUMNS).where(ACCOUNT.c.feed == bindparam("feed")))
_ALL = Statement(
    select(*_COLUMNS)
    .where(ACCOUNT.c.municipality == bindparam("municipality"))
    .order_by(ACCOUNT.c.name, ACCOUNT.c.id)
)
_ADD = Statement(
    insert(ACCOUNT)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in ACCOUNT.columns
            if c.name not in ("id", "active", "feed")
        }
        | {"active": True}
    )
    .on_conflict_do_nothing()
    .returning(ACCOUNT.c.id)
)
_SET = {
    field: Statement(
        update(ACCOUNT)
        .where(_THIS)
        .values({field: bindparam("value", type_=ACCOUNT.c[field].type, required=True)})
    )
    for field in ("password", "active", "feed", "roles", "name", "officer", "email", "digest")
}


def by_id(held: Held, this: int) -> Account | None:
    """One account."""
    return _account(held.one(_BY_ID, this=this))


def by_login(held: Held, login: str) -> Account | None:
    """The account of one who types this to sign in; case does not matter."""
    return _account(held.one(_BY_LOGIN, login=login.strip().casefold()))


def by_subject(held: Held, subject: str) -> Account | None:
    """The account of one for whom another house answers."""
    return _account(held.one(_BY_SUBJECT, subject=subject))


def by_feed(held: Held, feed: str) -> Account | None:
    """The account whose private calendar has this print."""
    return _account(held.one(_BY_FEED, feed=feed))


def of(held: Held, municipality: str) -> list[Account]:
    """All accounts of a municipality, by name."""
    rows = held.all(_ALL, municipality=municipality)
    return [found for row in rows if (found := _account(row))]


def add(
    held: Held,
    municipality: str,
    login: str,
    name: str,
    roles: frozenset[Office],
    now: datetime,
    *,
    officer: str | None = None,
    password: str | None = None,
    subject: str | None = None,
    email: str | None = None,
) -> int | None:
    """A new account's number; None where the login or the subject is somebody's already.

    To an `email` (sealed) that is given so an e-mail goes each morning.
    """
    row = held.one(
        _ADD,
        municipality=municipality,
        login=login.strip().casefold(),
        name=name.strip(),
        roles=written(roles),
        officer=officer,
        password=password,
        subject=subject,
        made_at=now,
        email=email,
        digest=email is not None,
    )
    return int(row[0]) if row else None


def change(held: Held, this: int, field: str, value: object) -> None:
    """Set one of `password`, `active`, `feed`, `roles`, `name`, `officer`, `email`, `digest`."""
    held.run(_SET[field], this=this, value=value)


def written(roles: frozenset[Office]) -> str:
    """Roles as they are stored."""
    return "|".join(sorted(role.value for role in roles))


def _account(row: Record | None) -> Account | None:
    if row is None:
        return None
    id, municipality, login, name, roles, *rest = row
    known = frozenset(Office(role) for role in roles.split("|") if role)
    return Account(id, municipality, login, name, known, *rest)
