"""Who speaks, where, about whom, and what was said."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint
from sqlmodel import Field

from bot.store.tables.row import NOTHING, NUMBERED, ZERO, Row


class Address(Row, table=True):
    """Where a person is reached: `host` is the bot or the site; `dead` when they blocked it."""

    __table_args__ = (UniqueConstraint("kind", "host", "external"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    host: str
    external: str
    dead: bool = False


class Conversation(Row, table=True):
    """One address' conversation. `n` numbers its turns; `at` is when the person last spoke.

    `reminders` is None until asked; `declined` are the kinds of notice that they want no more of,
    with "|" round each.
    """

    __table_args__ = NUMBERED

    id: int | None = Field(default=None, primary_key=True)
    address_id: int = Field(foreign_key="address.id", unique=True)
    state: str = Field(sa_type=Text)
    language: str = ""
    municipality: str = ""
    seed: int = Field(sa_type=BigInteger)
    n: int = 0
    reminders: bool | None = None
    declined: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    at: datetime | None = None


class Case(Row, table=True):
    """The person who gets help (*ärende*), the choice, and how far it has come.

    `version` grows with every change of what is planned, `revision` with every change at all, so
    that of two who change it at once the second knows. `wish_role` is whose the wish is; `needs`
    are codes with "|" between, `required` a competence that the decision asks for. `officer` is
    who has the case, by key. `stage` and `closed_as` are `care.casework`'s. `decision_ends` is the
    last day of the decision on help, `change_by` by when someone who wants to change has to say so.
    Since `stopped_at` nothing is sent: someone has told of death, hospital or a move.
    """

    __table_args__ = (Index("ix_case_municipality_stage", "municipality", "stage"), NUMBERED)

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    name: str | None = Field(default=None, sa_type=Text, description="sealed")
    birth_year: str | None = Field(default=None, sa_type=Text, description="sealed")
    wish: str | None = None
    version: int = 0
    wish_role: str = Field(sa_column_kwargs=NOTHING)
    cannot_choose: bool = Field(sa_column_kwargs=ZERO)
    service: str = Field(sa_column_kwargs=NOTHING)
    area: str = Field(sa_column_kwargs=NOTHING)
    needs: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    required: str = Field(sa_column_kwargs=NOTHING)
    language: str = Field(sa_column_kwargs=NOTHING)
    interpreter: bool = Field(sa_column_kwargs=ZERO)
    interpreter_reference: str = Field(sa_column_kwargs=NOTHING)
    extra_time: bool = Field(sa_column_kwargs=ZERO)
    stage: str = Field(sa_column_kwargs={"server_default": "open"})
    closed_as: str | None = None
    provider: str | None = None
    interim: str | None = None
    start_day: date | None = None
    attempts: int = Field(sa_column_kwargs=ZERO)
    officer: str | None = None
    opened_at: datetime | None = None
    revision: int = Field(sa_column_kwargs=ZERO)
    changed_by: str = Field(sa_column_kwargs=NOTHING)
    changed_at: datetime | None = None
    decision_ends: date | None = None
    change_by: date | None = None
    stopped_at: datetime | None = None


class Participant(Row, table=True):
    """Who speaks in a conversation about a case: the person, a relative, a representative.

    `consent` is the person's yes to a relative, as `recorded_by` an officer or the chat; `checked`
    that an officer has seen by what right a representative speaks. `joined` came by a code.
    """

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
    checked: bool = Field(sa_column_kwargs=ZERO)
    joined: bool = Field(sa_column_kwargs=ZERO)
    recorded_by: str = Field(sa_column_kwargs=NOTHING)
    recorded_at: datetime | None = None


class Invitation(Row, table=True):
    """A code of six letters, told by one person to another; only its print is kept.

    `kind` is "list" (what someone looks for, and nothing of who), "case" (to take part in one) or
    "move" (to go on elsewhere with all). `content` is JSON.
    """

    print: str = Field(primary_key=True)
    kind: str
    municipality: str
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    content: str = Field(sa_type=Text)
    by: str
    at: datetime
    ends: datetime
    used_at: datetime | None = None


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
