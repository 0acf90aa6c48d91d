"""What goes out unasked, what officers are asked to do, and what they write themselves."""

from datetime import datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from bot.store.tables.row import NOTHING, NUMBERED, Row


class Outgoing(Row, table=True):
    """A notice on its way. `next_at` is when the row must be looked at again, whatever its state.

    `due` is the moment and `wall` the same on the clock of Sweden, as the person was told.
    `wished` is when it would have been due but for quiet hours, on the same clock. `channel` is how
    it goes, and by which bot: "telegram:42", "email", "web"; "none" where nothing reaches them.
    `about` is what it is about where the kind alone does not say: a line that an officer wrote.
    Such a line belongs to a conversation, which may have no case; what goes to an officer belongs
    to an account. `link` is the print of the address where it is read.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_lane", "channel", "state", "next_at"),
        Index("ix_outbox_next", "state", "next_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    version: int
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    account_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    municipality: str
    channel: str = Field(sa_column_kwargs=NOTHING)
    due: datetime
    wall: str
    wished: str | None = None
    not_after: datetime
    state: str
    next_at: datetime
    tries: int = 0
    about: str = Field(sa_column_kwargs=NOTHING)
    link: str | None = Field(default=None, unique=True)


class Contact(Row, table=True):
    """An e-mail address or a mobile number (`kind`: email, sms) to which reminders go.

    Nothing goes there before `verified_at`, when the code that was sent there was typed back; only
    its print is kept. `print` is of the address, to count by.
    """

    __table_args__ = (UniqueConstraint("conversation_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    kind: str
    sealed: str = Field(sa_type=Text, description="sealed")
    print: str = Field(index=True)
    made_at: datetime
    verified_at: datetime | None = None
    dead: bool = False
    code: str | None = None
    code_ends: datetime | None = None
    tries: int = 0


class Lease(Row, table=True):
    """Who may do what one process does at a time: send by a bot, or ask for its updates."""

    name: str = Field(primary_key=True)
    holder: str
    until: datetime


class Task(Row, table=True):
    """Something for an officer. `key` holds while it is open, so that asking twice makes one.

    `promised` is by when the person was told that someone rings; `officer` is who has it.
    """

    __table_args__ = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True)
    municipality: str
    reason: str
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    at: datetime
    done_at: datetime | None = None
    done_by: str = Field(sa_column_kwargs=NOTHING)
    officer: str | None = None
    promised: datetime | None = None
    provider: str | None = None


class Relay(Row, table=True):
    """While it is open an officer answers a conversation, and the machine is silent."""

    __table_args__ = (
        Index(
            "ix_relay_open",
            "conversation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        NUMBERED,
    )

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    municipality: str
    account_id: int = Field(foreign_key="account.id")
    name: str
    at: datetime
    ended_at: datetime | None = None


class Line(Row, table=True):
    """What a resident or an officer wrote while an officer answered. Goes when the relay ends."""

    __table_args__ = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    relay_id: int = Field(foreign_key="relay.id", index=True)
    officer: bool
    said: str = Field(sa_type=Text, description="sealed")
    at: datetime
