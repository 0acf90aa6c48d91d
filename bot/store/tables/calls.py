"""Calls, the cells of officers' days that they own, and when officers can ring."""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, Text, text
from sqlmodel import Field

from bot.store.tables.row import Row


class Booking(Row, table=True):
    """A call. One that stands has `status` booked, and a case has at most one such.

    One that is only held has `status` held and ends at `until`. `phone` is the print of the number
    that is rung, to count by; `conversation_id` is who booked, and may be gone.
    """

    __table_args__ = (
        Index(
            "ix_booking_live",
            "case_id",
            unique=True,
            sqlite_where=text("status = 'booked'"),
            postgresql_where=text("status = 'booked'"),
        ),
        Index(
            "ix_booking_held",
            "case_id",
            unique=True,
            sqlite_where=text("status = 'held'"),
            postgresql_where=text("status = 'held'"),
        ),
        Index("ix_booking_municipality_start", "municipality", "start"),
        Index("ix_booking_phone_made_at", "phone", "made_at"),
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
    until: datetime | None = None
    conversation_id: int | None = None
    phone: str | None = None
    made_at: datetime | None = None


class Cell(Row, table=True):
    """Ten minutes of an officer's day that a booking owns. The key is what stops two winners.

    Of a held call `until` is when they are free again.
    """

    # Deferred: the cells are won first, and only then is there a booking.
    __table_args__ = (
        ForeignKeyConstraint(["booking_id"], ["booking.id"], deferrable=True, initially="DEFERRED"),
    )

    municipality: str = Field(primary_key=True)
    officer: str = Field(primary_key=True)
    start: datetime = Field(primary_key=True)
    booking_id: str = Field(index=True)
    until: datetime | None = None


class Waiting(Row, table=True):
    """A case that would rather be rung earlier than it is booked. `told_at` is the last offer."""

    __tablename__ = "waiting"

    case_id: int = Field(primary_key=True, foreign_key="case.id")
    municipality: str = Field(index=True)
    at: datetime
    told_at: datetime | None = None


class Schedule(Row, table=True):
    """The weekly hours that an officer has set at the desk, in place of the catalogue's.

    `hours` are seven days with ";" between, each as in the workbook: "08.30-11.30|13.00-15.00".
    """

    municipality: str = Field(primary_key=True)
    officer: str = Field(primary_key=True)
    hours: str = Field(sa_type=Text)
    revision: int
    by: str
    at: datetime


class Deviation(Row, table=True):
    """From one moment to another an officer is away, or offers times beyond the weekly hours."""

    __table_args__ = (Index("ix_deviation_municipality_closes", "municipality", "closes"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    officer: str
    extra: bool
    opens: datetime
    closes: datetime
    by: str
    at: datetime
