"""How many wait for an officer, for the tabs of the desk; and which cases wait, and for what."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from bot.store.calls import CANCELLED, HELD
from bot.store.keys.sealing import Seal
from bot.store.office.cases import opened
from bot.store.office.queueing import (
    CHOSEN,
    CONFIRM,
    HERE,
    MORNING,
    NOT_REACHED,
    NOTHING,
    OF_CASE,
    OF_LETTER,
    UNENDED,
    WITH_US,
    WRITTEN,
)
from bot.store.statement import Held, Record, Statement
from bot.store.tables import ADDRESS, AUDIT, BOOKING, CASE, CONVERSATION, PARTICIPANT, TASK
from care.casework import LETTER, Stage
from care.people import Role
from care.times import SWEDEN
from dialogs.world import Reason

_MINE_TO_DO = and_(TASK.c.municipality == HERE, TASK.c.done_at.is_(None))
_APPLIES = TASK.c.reason == Reason.APPLY.value
_WHOSE = bindparam("officer", type_=BOOKING.c.officer.type, required=True)


def _how_many(these: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(CASE).where(these).scalar_subquery()


_COUNTS = Statement(
    select(
        select(func.count())
        .select_from(BOOKING)
        .where(
            BOOKING.c.municipality == HERE,
            BOOKING.c.start >= MORNING,
            BOOKING.c.start < bindparam("midnight", type_=BOOKING.c.start.type, required=True),
            BOOKING.c.status != CANCELLED,
            BOOKING.c.status != HELD,
            _WHOSE.is_(None) | (BOOKING.c.officer == _WHOSE),
        )
        .scalar_subquery(),
        _how_many(or_(CONFIRM, UNENDED)),
        _how_many(or_(and_(NOT_REACHED, ~WRITTEN), NOTHING)),
        select(func.count()).select_from(TASK).where(_MINE_TO_DO, ~_APPLIES).scalar_subquery(),
        select(func.count()).select_from(TASK).where(_MINE_TO_DO, _APPLIES).scalar_subquery(),
        _how_many(and_(CHOSEN, WITH_US)),
    )
)
_ANYONE = PARTICIPANT.alias("anyone")
_FIRST = select(func.min(_ANYONE.c.id)).where(_ANYONE.c.case_id == CASE.c.id)
_LAST_CALL = select(func.max(BOOKING.c.start)).where(
    OF_CASE, BOOKING.c.status != CANCELLED, BOOKING.c.status != HELD
)
_STEPS = ("case.confirm", "case.order", "case.queue", "case.accept", "case.start", "case.back",
          "case.reopen")  # fmt: skip
_LAST_STEP = select(func.max(AUDIT.c.at)).where(
    AUDIT.c.case_id == CASE.c.id, or_(*(AUDIT.c.what == step for step in _STEPS))
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
        CASE.c.cannot_choose,
        CASE.c.attempts,
        CASE.c.stage,
        CASE.c.provider,
        CASE.c.interim,
        CASE.c.start_day,
        CASE.c.changed_at,
        CASE.c.opened_at,
        CONVERSATION.c.language,
        ADDRESS.c.kind,
        PARTICIPANT.c.phone,
        _LAST_CALL.scalar_subquery(),
        _LAST_STEP.scalar_subquery(),
        select(func.max(TASK.c.at)).where(OF_LETTER).scalar_subquery(),
    )
    .select_from(CASE)
    .outerjoin(PARTICIPANT, PARTICIPANT.c.id == _FIRST.scalar_subquery())
    .outerjoin(CONVERSATION, CONVERSATION.c.id == PARTICIPANT.c.conversation_id)
    .outerjoin(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .order_by(CASE.c.id)
)
_TO_CONFIRM = Statement(_CASES.where(CONFIRM))
_TO_END = Statement(_CASES.where(UNENDED))
_TO_REACH = Statement(_CASES.where(NOT_REACHED))
_LEFT = Statement(_CASES.where(NOTHING))
_AFTER_THE_CHOICE = Statement(_CASES.where(CHOSEN))
_ONE = Statement(_CASES.where(CASE.c.municipality == HERE, CASE.c.id == bindparam("this")))
_WENT = Statement(select(CASE.c.id).where(CASE.c.id == bindparam("this"), WRITTEN))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many wait in each queue."""

    today: int = 0
    confirm: int = 0
    ring: int = 0
    apply: int = 0
    ongoing: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits. What was never told is empty.

    `since` is the last call, else the last change; `step` is when it came to its stage.
    `relatives` is that the wish is not the person's own; `attempts` calls in vain; `written` when
    a letter went after them. `interim` helps while `provider` is full.
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
    cannot_choose: bool
    attempts: int
    stage: Stage
    provider: str | None
    interim: str | None
    start_day: date | None
    since: datetime | None
    step: datetime | None
    written: datetime | None

    @property
    def needs_letter(self) -> bool:
        """Whether it has been rung so often in vain that a letter is next."""
        return self.attempts >= LETTER and self.written is None


def counts(held: Held, municipality: str, now: datetime, officer: str | None = None) -> Counts:
    """For one municipality, in one statement; of today's calls those of `officer`, if given."""
    morning = _morning(now)
    # Over the change of clocks midnight is not 24 hours away.
    midnight = datetime.combine(morning.date() + timedelta(days=1), time(0), SWEDEN)
    row = held.one(
        _COUNTS, municipality=municipality, now=now, morning=morning, midnight=midnight,
        officer=officer,
    )  # fmt: skip
    assert row is not None
    today, confirm, unreached, ring, apply, ongoing = row
    return Counts(today, confirm, unreached + ring, apply, ongoing)


def to_confirm(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Open cases with a wish, or of one who cannot choose, when the call has been held.

    So too where no call is booked, unless the person waits to be rung. The longest wait first.
    """
    rows = held.all(_TO_CONFIRM, municipality=municipality, now=now)
    return _in_order([_read(row, seal) for row in rows], now)


def unended(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Cases with a call before today of which nothing has been said. The longest wait first.

    Those that wait to be confirmed are not told again.
    """
    rows = held.all(_TO_END, municipality=municipality, now=now, morning=_morning(now))
    return _in_order([_read(row, seal) for row in rows], now)


def not_reached(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Cases that have been rung in vain and have no new time. The longest wait first."""
    rows = held.all(_TO_REACH, municipality=municipality)
    return _in_order([_read(row, seal) for row in rows], now)


def with_nothing(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Open cases without a wish, a call or a task. The longest wait first."""
    rows = held.all(_LEFT, municipality=municipality)
    return _in_order([_read(row, seal) for row in rows], now)


def ongoing(held: Held, seal: Seal, municipality: str, now: datetime) -> list[Waiting]:
    """Cases whose choice is confirmed and that are not closed, the oldest step first."""
    rows = held.all(_AFTER_THE_CHOICE, municipality=municipality)
    found = [_read(row, seal) for row in rows]
    return sorted(found, key=lambda one: (one.step or one.since or now, one.case))


def one(held: Held, seal: Seal, municipality: str, this: int) -> Waiting | None:
    """Any case of this municipality, as it would stand in a queue."""
    row = held.one(_ONE, municipality=municipality, this=this)
    return _read(row, seal) if row else None


def letter_went(held: Held, case: int) -> bool:
    """Whether a letter has gone since this case was last rung in vain."""
    return held.one(_WENT, this=case) is not None


def _morning(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(SWEDEN).date(), time(0), SWEDEN)


def _in_order(found: list[Waiting], now: datetime) -> list[Waiting]:
    return sorted(found, key=lambda one: (one.since or now, one.case))


def _read(row: Record, seal: Seal) -> Waiting:
    case, name, year, spoken, officer, wish, role, *rest = row
    cannot_choose, attempts, stage, provider, interim, start_day, changed, began, *rest = rest
    language, channel, phone, called, step, written = rest
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
        cannot_choose,
        attempts,
        Stage(stage),
        provider,
        interim,
        start_day,
        called or changed or began,
        step,
        written,
    )
