"""Who works at the desk, what they did there, and what they looked at."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from bot.store.tables.row import ZERO, Row


class Account(Row, table=True):
    """One who may sign in at the desk of one municipality.

    `password` is argon2's, after "once:" and its last moment where it is for the first sign-in
    alone; None where someone else answers for who it is (`subject`, as "issuer subject"). `roles`
    with "|" between: officer, keeper, administrator. `officer` is the key by which calls are
    booked. `feed` is the print of the private calendar's address. `email` (sealed) gets a digest
    in the morning, where `digest` says so.
    """

    id: int | None = Field(default=None, primary_key=True)
    municipality: str = Field(index=True)
    login: str = Field(unique=True)
    name: str
    roles: str
    officer: str | None = None
    password: str | None = Field(default=None, sa_type=Text)
    subject: str | None = Field(default=None, unique=True)
    feed: str | None = Field(default=None, unique=True)
    active: bool = True
    made_at: datetime
    email: str | None = Field(default=None, sa_type=Text, description="sealed")
    digest: bool = Field(sa_column_kwargs=ZERO)


class Attempt(Row, table=True):
    """How often in a row a password was wrong for one login, by its print: account or none.

    So one who guesses cannot tell which logins there are. `until` is when the next try is let in.
    Wrong codes into cases are counted here too, by the hour (`bot.store.invitations`).
    """

    print: str = Field(primary_key=True)
    failures: int
    until: datetime | None = None
    at: datetime


class Session(Row, table=True):
    """Signed in. Only the print of the cookie is kept."""

    print: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    made_at: datetime
    seen_at: datetime


class Secret(Row, table=True):
    """What the house itself must know again when the keys have changed (`bot.store.keys`)."""

    name: str = Field(primary_key=True)
    sealed: str = Field(sa_type=Text, description="sealed")


class Closure(Row, table=True):
    """The chat is closed, of all municipalities where `municipality` is empty: what people are told
    instead of an answer, and whom they can ring. Gone when it is opened.
    """

    municipality: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)
    phone: str
    by: str
    at: datetime


class Deed(Row, table=True):
    """A form that has had its effect; sent again it is answered with the same `outcome`."""

    key: str = Field(primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    outcome: str = Field(sa_type=Text)
    at: datetime


class Wanted(Row, table=True):
    """Somebody has asked to have records handed out (*begäran om utlämnande*).

    Until it is answered (`ended_at`) nothing of them may be destroyed: of one case, or of all where
    none is named. `reference` is the number under which the request is registered.
    """

    __tablename__ = "wanted"
    __table_args__ = (Index("ix_wanted_municipality_ended_at", "municipality", "ended_at"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    case_id: int | None = None
    reference: str
    by: str
    at: datetime
    ended_by: str = ""
    ended_at: datetime | None = None


class Erased(Row, table=True):
    """The record of what was destroyed (*gallringsprotokoll*): how many of which kind, and by whose
    decision. Only ever appended to, and never of whom.
    """

    __tablename__ = "erased"

    municipality: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    record: str = Field(primary_key=True)
    decision: str = Field(primary_key=True, sa_type=Text)
    before: datetime
    count: int


class Audit(Row, table=True):
    """Who changed or read what, and when. Only ever appended to; outlives what it tells of.

    `what` is a code, `detail` codes and keys; never a name or a number of a resident's.
    """

    __table_args__ = (
        Index("ix_audit_municipality_id", "municipality", "id"),
        Index("ix_audit_case_id", "case_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    at: datetime
    account_id: int | None = None
    by: str
    what: str
    case_id: int | None = None
    detail: str = Field(sa_type=Text)
