"""How many wait for an officer, for the tabs of the desk; and which cases wait, and for what."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from bot.store.calls import BOOKED, CANCELLED, HELD, PAST
from bot.store.office.cases import opened
from bot.store.office.days import MISSED
from bot.store.sealing import Seal
from bot.store.statement import Held, Record, Statement
from bot.store.tables import ADDRESS, BOOKING, CASE, CONVERSATION, PARTICIPANT, TASK
from care.casework import LETTER, Stage
from care.people import Role
from care.times import SWEDEN
from dialogs.world import Reason

LETTER_SENT = "letter"
"""The reason of a task that is done as it is noted: a letter has gone to the person."""

_HERE: BindParameter[str] = bindparam("municipality")
_OF_CASE = BOOKING.c.case_id == CASE.c.id
_NOW = bindparam("now", type_=BOOKING.c.start.type, required=True)
_TO_COME = exists().where(_OF_CASE, BOOKING.c.status == BOOKED, BOOKING.c.start > _NOW)
_TALKED = exists().where(
    _OF_CASE,
    or_(BOOKING.c.status == PAST, (BOOKING.c.status == BOOKED) & (BOOKING.c.start <= _NOW)),
)
_TO_RING = exists().where(
    TASK.c.case_id == CASE.c.id, TASK.c.done_at.is_(None), TASK.c.reason != Reason.APPLY.value
)
_OPEN = and_(CASE.c.municipality == _HERE, CASE.c.stage == Stage.OPEN.value, ~_TO_COME)
_CONFIRM = and_(
    _OPEN,
    CASE.c.wish.is_not(None) | CASE.c.cannot_choose,
    CASE.c.attempts == 0,
    _TALKED | ~_TO_RING,
)
_OF_LETTER = and_(
    TASK.c.case_id == CASE.c.id,
    TASK.c.reason == LETTER_SENT,
    # One that went before the last call in vain has been answered by that call.
    ~exists().where(_OF_CASE, BOOKING.c.status == MISSED, BOOKING.c.start > TASK.c.at),
)
_WRITTEN = exists().where(_OF_LETTER)
_NOT_REACHED = and_(_OPEN, CASE.c.attempts > 0)
_MINE_TO_DO = and_(TASK.c.municipality == _HERE, TASK.c.done_at.is_(None))
_APPLIES = TASK.c.reason == Reason.APPLY.value
_WHOSE = bindparam("officer", type_=BOOKING.c.officer.type, required=True)
_COUNTS = Statement(
    select(
        select(func.count())
        .select_from(BOOKING)
        .where(
            BOOKING.c.municipality == _HERE,
            BOOKING.c.start >= bindparam("morning", type_=BOOKING.c.start.type, required=True),
            BOOKING.c.start < bindparam("midnight", type_=BOOKING.c.start.type, required=True),
            BOOKING.c.status != CANCELLED,
            BOOKING.c.status != HELD,
            _WHOSE.is_(None) | (BOOKING.c.officer == _WHOSE),
        )
        .scalar_subquery(),
        select(func.count()).select_from(CASE).where(_CONFIRM).scalar_subquery(),
        select(func.count()).select_from(CASE).where(_NOT_REACHED, ~_WRITTEN).scalar_subquery(),
        select(func.count()).select_from(TASK).where(_MINE_TO_DO, ~_APPLIES).scalar_subquery(),
        select(func.count()).select_from(TASK).where(_MINE_TO_DO, _APPLIES).scalar_subquery(),
    )
)
_ANYONE = PARTICIPANT.alias("anyone")
_FIRST = select(func.min(_ANYONE.c.id)).where(_ANYONE.c.case_id == CASE.c.id)
_LAST_CALL = select(func.max(BOOKING.c.start)).where(
    _OF_CASE, BOOKING.c.status != CANCELLED, BOOKING.c.status != HELD
)
_CASES = (
    select(
        CASE.c.id,
        CASE.c.name,
        CASE.c.birth_year,
        CASE.c.language,
        CASE.c.officer,
        CASE.c.wish,
        CASE.c.wish_role,
        CASE.c.attempts,
        CASE.c.changed_at,
        CASE.c.opened_at,
        CONVERSATION.c.language,
        ADDRESS.c.kind,
        PARTICIPANT.c.phone,
        _LAST_CALL.scalar_subquery(),
        select(func.max(TASK.c.at)).where(_OF_LETTER).scalar_subquery(),
    )
    .select_from(CASE)
    .outerjoin(PARTICIPANT, PARTICIPANT.c.id == _FIRST.scalar_subquery())
    .outerjoin(CONVERSATION, CONVERSATION.c.id == PARTICIPANT.c.conversation_id)
    .outerjoin(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .order_by(CASE.c.id)
)
_TO_CONFIRM = Statement(_CASES.where(_CONFIRM))
_TO_REACH = Statement(_CASES.where(_NOT_REACHED))
_WENT = Statement(select(CASE.c.id).where(CASE.c.id == bindparam("this"), _WRITTEN))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait in each queue."""

    today: int = 0
    confirm: int = 0
    ring: int = 0
    apply: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits. What was never told is empty.

    `since` is the last call, else the last change. `relatives` is that the wish is not the
    person's own; `attempts` calls in vain; `written` when a letter went after them.
    """

    case: int
    name: str
    birth_year: str
    phone: str
    language: str
    channel: str
    officer: str | None
    wish: str | None
    relatives: bool
    attempts: int
    since: datetime | None
    written: datetime | None

    @property
    def needs_letter(self) -> bool:
        """Whether it has been rung so often in vain that a letter is next."""
        return self.attempts >= LETTER and self.written is None


def counts(held: Held, municipality: str, now: datetime, officer: str | None = None) -> Counts:
    """For one municipality, in one statement; of today's calls those of `officer`, if given."""
    morning = datetime.combine(now.astimezone(SWEDEN).date(), time(0), SWEDEN)
    # Over the change of clocks midnight is not 24 hours away.
    midnight = datetime.combine(morning.date() + timedelta(days=1), time(0), SWEDEN)
    row = held.one(
        _COUNTS, municipality=municipality, now=now, morning=morning, midnight=midnight,
        officer=officer,
    )  # fmt: skip
    assert row is not None
    today, confirm, unreached, ring, apply = row
    return Counts(today, confirm, unreached + ring, apply)


def to_confirm(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Open cases with a wish, or of one who cannot choose, when the call has been held.

    So too where no call is booked, unless the person waits to be rung. The longest wait first.
    """
    rows = held.all(_TO_CONFIRM, municipality=municipality, now=now)
    return _in_order([_read(row, seal) for row in rows], now)


def not_reached(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Open cases that have been rung in vain and have no new time. The longest wait first."""
    rows = held.all(_TO_REACH, municipality=municipality, now=now)
    return _in_order([_read(row, seal) for row in rows], now)


def letter_went(held: Held, case: int) -> bool:
    """Whether a letter has gone since this case was last rung in vain."""
    return held.one(_WENT, this=case) is not None


def _in_order(found: list[Waiting], now: datetime) -> list[Waiting]:
    return sorted(found, key=lambda one: (one.since or now, one.case))


def _read(row: Record, seal: Seal) -> Waiting:
    case, name, year, spoken, officer, wish, role, attempts, changed, began, *rest = row
    language, channel, phone, called, written = rest
    return Waiting(
        case,
        opened(seal, name),
        opened(seal, year),
        opened(seal, phone),
        spoken or language or "",
        channel or "",
        officer,
        wish,
        bool(wish) and role == Role.RELATIVE.value,
        attempts,
        called or changed or began,
        written,
    )
