"""Officers' days: the calls that are booked and those that have been, with whom they are about."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, select

from bot.store.calls import BOOKED, CANCELLED, FIELDS, HELD
from bot.store.keys.sealing import Seal
from bot.store.office.cases import COLUMNS, Case, made, opened
from bot.store.statement import Held, Record, Statement
from bot.store.tables import BOOKING, CASE, CONVERSATION, PARTICIPANT
from care.people import Part, Right, Role
from care.times import SWEDEN
from dialogs.state import State

_CALL = (*FIELDS, "status", "made_at", "conversation_id")
_WHO = ("phone", "answerer", "role", "representation", "consent", "checked")
_CALLS = (
    select(
        *(BOOKING.c[field] for field in _CALL),
        *(PARTICIPANT.c[field] for field in _WHO),
        CONVERSATION.c.state,
        *COLUMNS,
    )
    .join(CASE, CASE.c.id == BOOKING.c.case_id)
    .outerjoin(
        PARTICIPANT,
        (PARTICIPANT.c.case_id == BOOKING.c.case_id)
        & (PARTICIPANT.c.conversation_id == BOOKING.c.conversation_id),
    )
    .outerjoin(CONVERSATION, CONVERSATION.c.id == BOOKING.c.conversation_id)
    .where(BOOKING.c.municipality == bindparam("municipality"), BOOKING.c.status != HELD)
    .order_by(BOOKING.c.start, BOOKING.c.made_at, BOOKING.c.id)
)
_OF_DAY = Statement(
    _CALLS.where(BOOKING.c.start >= bindparam("opens"), BOOKING.c.start < bindparam("closes"))
    .where(BOOKING.c.status != CANCELLED)
)  # fmt: skip
_OF_CASE = Statement(_CALLS.where(BOOKING.c.case_id == bindparam("this")))


@dataclass(frozen=True, slots=True)
class Answers:
    """Who takes the call: whose number it is (`part`), and the name of another who answers."""

    phone: str
    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Call:
    """One call, and the case that it is about. `by` is the conversation that booked it."""

    id: str
    start: datetime
    minutes: int
    officer: str
    word: str
    sequence: int
    status: str
    made_at: datetime | None
    by: int | None
    answers: Answers
    case: Case

    @property
    def stands(self) -> bool:
        """Whether it is still to be made."""
        return self.status == BOOKED


def calls(held: Held, seal: Seal, municipality: str, day: date) -> list[Call]:
    """All calls of one day but the cancelled, the earliest first."""
    opens = datetime.combine(day, time(0), SWEDEN)
    closes = datetime.combine(day + timedelta(days=1), time(0), SWEDEN)
    rows = held.all(_OF_DAY, municipality=municipality, opens=opens, closes=closes)
    return [_call(seal, row) for row in rows]


def of_case(held: Held, seal: Seal, municipality: str, case: int) -> list[Call]:
    """Every call of one case, the cancelled too, the earliest first."""
    return [_call(seal, row) for row in held.all(_OF_CASE, municipality=municipality, this=case)]


def _call(seal: Seal, row: Record) -> Call:
    first, last = len(_CALL), len(_CALL) + len(_WHO)
    phone, answerer, role, right, consent, checked = row[first:last]
    part = Part(Role(role or ""), Right(right) if right else None, bool(consent), bool(checked))
    name = "" if _oneself(row[last]) else opened(seal, answerer)
    id, start, minutes, officer, word, sequence, status, made_at, by = row[:first]
    return Call(
        id, start, minutes, officer, word, sequence, status, made_at, by,
        Answers(opened(seal, phone), name, part),
        made(seal, row[last + 1 :]),
    )  # fmt: skip


def _oneself(state: str | None) -> bool:
    """Whether who booked has said last that they answer themselves: an old name may be kept."""
    return bool(state) and State.restore(json.loads(state or "{}")).get("answers") == "self"
