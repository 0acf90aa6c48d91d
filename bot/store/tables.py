"""What is stored, as tables. What is the town's own carries `municipality`, empty until known.

A column called *sealed* holds encrypted text (`bot.store.sealing`). Every moment is aware and UTC.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Row(SQLModel):
    """Common to all tables."""

    metadata: ClassVar[MetaData] = metadata


class Address(Row, table=True):
    """Where a person is reached: `host` is the bot or the site; `dead` when they blocked it."""

    __table_args__ = (UniqueConstraint("kind", "host", "external"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    host: str
    external: str
    dead: bool = False


class Conversation(Row, table=True):
    """One address' conversation. `n` numbers its turns; `reminders` is None until asked."""

    id: int | None = Field(default=None, primary_key=True)
    address_id: int = Field(foreign_key="address.id", unique=True)
    state: str = Field(sa_type=Text)
    language: str = ""
    municipality: str = ""
    seed: int = Field(sa_type=BigInteger)
    n: int = 0
    reminders: bool | None = None


class Case(Row, table=True):
    """The person who gets help (*ärende*). `version` grows with every change of what is planned."""

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    name: str | None = Field(default=None, sa_type=Text, description="sealed")
    birth_year: str | None = Field(default=None, sa_type=Text, description="sealed")
    wish: str | None = None
    version: int = 0


class Participant(Row, table=True):
    """Who speaks in a conversation about a case: the person, a relative, a representative."""

    __table_args__ = (UniqueConstraint("conversation_id", "case_id"),)

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    case_id: int = Field(foreign_key="case.id", index=True)
    municipality: str
    role: str = ""
    representation: str = ""
    consent: bool | None = None
    phone: str | None = Field(default=None, sa_type=Text, description="sealed")
    answerer: str | None = Field(default=None, sa_type=Text, description="sealed")


class Turn(Row, table=True):
    """What was heard, as a code, and what was answered, as data. Never what was typed."""

    conversation_id: int = Field(primary_key=True, foreign_key="conversation.id")
    n: int = Field(primary_key=True)
    key: str = Field(sa_type=Text, unique=True)
    heard: str
    step: str
    language: str
    municipality: str
    seed: int = Field(sa_type=BigInteger)
    catalogue: str
    replies: str = Field(sa_type=Text)
    at: datetime


class Booking(Row, table=True):
    """A call. One that stands has `status` booked, and a case has at most one such."""

    __table_args__ = (
        Index(
            "ix_booking_live",
            "case_id",
            unique=True,
            sqlite_where=text("status = 'booked'"),
            postgresql_where=text("status = 'booked'"),
        ),
    )

    id: str = Field(primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    municipality: str
    officer: str
    start: datetime
    minutes: int
    word: str
    sequence: int = 0
    status: str


class Cell(Row, table=True):
    """Ten minutes of an officer's day that a booking owns. The key is what stops two winners."""

    # Deferred: the cells are won first, and only then is there a booking.
    __table_args__ = (
        ForeignKeyConstraint(["booking_id"], ["booking.id"], deferrable=True, initially="DEFERRED"),
    )

    municipality: str = Field(primary_key=True)
    officer: str = Field(primary_key=True)
    start: datetime = Field(primary_key=True)
    booking_id: str = Field(index=True)


class Outgoing(Row, table=True):
    """A notice on its way. `next_at` is when the row must be looked at again, whatever its state.

    `due` is the moment and `wall` the same on the clock of Sweden, as the person was told.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_next", "state", "next_at"),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    case_id: int = Field(foreign_key="case.id", index=True)
    version: int
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    municipality: str
    due: datetime
    wall: str
    not_after: datetime
    state: str
    next_at: datetime
    tries: int = 0


class Task(Row, table=True):
    """Something for an officer. `key` holds while it is open, so that asking twice makes one."""

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True)
    municipality: str
    reason: str
    conversation_id: int | None = Field(default=None, foreign_key="conversation.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    at: datetime
    done_at: datetime | None = None


class Catalogue(Row, table=True):
    """An edition of a municipality's catalogue: what was true there from `at`, and by whose hand.

    Only ever appended to. Ids grow in the order in which editions are committed, so the largest
    one names the state of the whole house.
    """

    __table_args__ = (Index("ix_catalogue_municipality_id", "municipality", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    version: str
    content: str = Field(sa_type=Text)
    by: str
    at: datetime


class Proposed(Row, table=True):
    """A change to a catalogue that somebody has proposed, and what became of it.

    `key` is that of the form it came by, so that a form sent twice proposes once.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        Index("ix_proposal_municipality_provider", "municipality", "provider"),
        Index("ix_proposal_state_from_day", "state", "from_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True)
    municipality: str
    provider: str
    kind: str
    changes: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    from_day: date
    by: str
    role: str
    at: datetime
    state: str
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str = Field(sa_type=Text)


ADDRESS = metadata.tables["address"]
CONVERSATION = metadata.tables["conversation"]
CASE = metadata.tables["case"]
PARTICIPANT = metadata.tables["participant"]
TURN = metadata.tables["turn"]
BOOKING = metadata.tables["booking"]
CELL = metadata.tables["cell"]
OUTBOX = metadata.tables["outbox"]
TASK = metadata.tables["task"]
CATALOGUE = metadata.tables["catalogue"]
PROPOSAL = metadata.tables["proposal"]
