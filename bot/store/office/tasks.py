"""Tasks at the desk: who waits for what, who has it, and that it is done."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import case
from bot.store.calls import BOOKED
from bot.store.keys.sealing import Seal
from bot.store.office import queues
from bot.store.office.cases import opened
from bot.store.office.queueing import LETTER_SENT
from bot.store.statement import Held, Record, Statement
from bot.store.tables import (
    ADDRESS,
    AUDIT,
    BOOKING,
    CASE,
    CONVERSATION,
    PARTICIPANT,
    TASK,
)
from dialogs.world import Reason

STOP = "case.stop"
"""In the audit: all reminders of a case are stopped."""
CALL_LOST = "call_lost"
"""A booked call that nobody could take over: the person is to be rung all the same."""
PROVIDER_GONE = "provider_gone"
"""Who was confirmed, or helps meanwhile, ends, may no longer be chosen, or becomes another."""

_THIS = TASK.c.id == bindparam("this")
_HERE = TASK.c.municipality == bindparam("municipality")
_OPEN = TASK.c.done_at.is_(None)
_WHY = (
    select(AUDIT.c.detail)
    .where(
        TASK.c.reason == Reason.STOP.value,
        AUDIT.c.case_id == CASE.c.id,
        AUDIT.c.what == STOP,
        AUDIT.c.at >= CASE.c.stopped_at,
    )
    .order_by(AUDIT.c.detail.like("why=%").desc(), AUDIT.c.id)
    .limit(1)
    .correlate(TASK, CASE)
    .scalar_subquery()
)
_ALL = (
    select(
        *(
            TASK.c[c]
            for c in (
                "id", "reason", "at", "promised", "officer", "done_at", "done_by", "provider",
                "conversation_id",
            )
        ),
        CASE.c.id,
        CASE.c.officer,
        CASE.c.name,
        CASE.c.birth_year,
        CASE.c.language,
        CONVERSATION.c.language,
        ADDRESS.c.kind,
        PARTICIPANT.c.phone,
        PARTICIPANT.c.answerer,
        BOOKING.c.start,
        TASK.c.key,
        _WHY,
    )
    .select_from(TASK)
    .outerjoin(CONVERSATION, CONVERSATION.c.id == TASK.c.conversation_id)
    .outerjoin(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    # A human may be asked for before there is a case.
    .outerjoin(
        PARTICIPANT,
        (PARTICIPANT.c.conversation_id == TASK.c.conversation_id)
        & or_(TASK.c.case_id.is_(None), PARTICIPANT.c.case_id == TASK.c.case_id),
    )
    # Nor is it told here whose case it is where that is another municipality's.
    .outerjoin(
        CASE,
        (CASE.c.id == func.coalesce(TASK.c.case_id, PARTICIPANT.c.case_id))
        & (CASE.c.municipality == TASK.c.municipality),
    )
    .outerjoin(BOOKING, (BOOKING.c.case_id == CASE.c.id) & (BOOKING.c.status == BOOKED))
    .order_by(func.coalesce(TASK.c.promised, TASK.c.at), TASK.c.id)
)  # fmt: skip
_WAITING = Statement(_ALL.where(_HERE, _OPEN, TASK.c.reason != LETTER_SENT))
_ONE = Statement(_ALL.where(_HERE, _THIS, TASK.c.reason != LETTER_SENT))
_GIVE = Statement(
    update(TASK)
    .where(_HERE, _THIS, _OPEN, TASK.c.officer.is_not_distinct_from(bindparam("was")))
    .values(officer=bindparam("to", type_=TASK.c.officer.type, required=True))
)
_DONE = Statement(
    update(TASK)
    .where(_HERE, _THIS, _OPEN)
    .values(
        key=None,
        done_at=bindparam("now", type_=TASK.c.done_at.type, required=True),
        done_by=bindparam("by"),
    )
)
_ADD = Statement(
    insert(TASK)
    .values(
        key=bindparam("key", type_=TASK.c.key.type),
        municipality=bindparam("municipality"),
        reason=bindparam("reason"),
        conversation_id=bindparam("conversation", type_=TASK.c.conversation_id.type),
        case_id=bindparam("this", type_=TASK.c.case_id.type),
        at=bindparam("now", type_=TASK.c.at.type),
        promised=bindparam("promised", type_=TASK.c.promised.type),
        provider=bindparam("provider", type_=TASK.c.provider.type),
        done_at=bindparam("done", type_=TASK.c.done_at.type),
        done_by=bindparam("by"),
    )
    .on_conflict_do_nothing()
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something for an officer. What was never told is empty.

    `promised` is by when the person was told that someone rings; `officer` who has the task, else
    who has the case. `call` is a booked call of the case, whenever it is.
    `of_conversation`: it is open, and was asked for in that one. `stopped` are the codes of who
    told of a loss.
    """

    id: int
    reason: str
    at: datetime
    promised: datetime | None
    own_officer: str | None
    done_at: datetime | None
    done_by: str
    provider: str | None
    conversation: int | None
    case: int | None
    case_officer: str | None
    name: str
    birth_year: str
    language: str
    channel: str
    phone: str
    answerer: str
    call: datetime | None
    of_conversation: bool
    stopped: str

    @property
    def officer(self) -> str | None:
        """Who has it, by key."""
        return self.own_officer or self.case_officer


def waiting(held: Held, seal: Seal, municipality: str) -> list[Task]:
    """All that are not done: the one promised soonest first, and else the oldest."""
    return [_read(row, seal) for row in held.all(_WAITING, municipality=municipality)]


def find(held: Held, seal: Seal, municipality: str, this: int) -> Task | None:
    """One of this municipality's, done or not."""
    row = held.one(_ONE, municipality=municipality, this=this)
    return _read(row, seal) if row else None


def give(held: Held, municipality: str, this: int, *, to: str, was: str | None) -> bool:
    """Let an officer have it; False where it is done, or another than `was` has it by now."""
    return held.run(_GIVE, municipality=municipality, this=this, to=to, was=was) == 1


def finish(held: Held, municipality: str, this: int, by: str, now: datetime) -> bool:
    """It is done; False where it was already. The same may be asked for again from now on."""
    return held.run(_DONE, municipality=municipality, this=this, by=by, now=now) == 1


def ask(
    held: Held,
    municipality: str,
    reason: str,
    case: int,
    conversation: int | None,
    now: datetime,
    *,
    promised: datetime | None = None,
    provider: str | None = None,
) -> None:
    """A task about a case, whoever takes part in it; one that is open for this reason is it."""
    held.run(
        _ADD,
        key=f"{reason}:case:{case}",
        municipality=municipality,
        reason=reason,
        conversation=conversation,
        this=case,
        now=now,
        promised=promised,
        provider=provider,
        done=None,
        by="",
    )


def letter_sent(held: Held, municipality: str, this: int, by: str, now: datetime) -> bool:
    """Note that a letter has gone; False where one has, since the last call in vain."""
    case.lock(held, this)
    if queues.letter_went(held, this):
        return False
    held.run(
        _ADD,
        key=None,
        municipality=municipality,
        reason=LETTER_SENT,
        conversation=None,
        this=this,
        now=now,
        promised=None,
        provider=None,
        done=now,
        by=by,
    )
    return True


def _read(row: Record, seal: Seal) -> Task:
    *own, name, year, spoken, language, channel, phone, answerer, call, key, why = row
    rest = [
        opened(seal, name), opened(seal, year), spoken or language or "", channel or "",
        opened(seal, phone), opened(seal, answerer), call,
        key == f"{own[1]}:{own[8]}", why or "",
    ]  # fmt: skip
    return Task(*own, *rest)
