"""What municipalities say of themselves and of those who may be chosen there."""

from datetime import date, datetime

from sqlalchemy import Index, Text
from sqlmodel import Field

from bot.store.tables.row import Row


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
