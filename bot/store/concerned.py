"""Cases whose provider leaves them: who they are, what has been told of it, and telling it once.

What was told stands in the audit, which outlives notices and tasks: so it is told once, whoever
looks and however often, and what was taken back can be told again if it comes true after all.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, or_, select, update

from bot.store import case as stored
from bot.store import tasks
from bot.store.office import audit
from bot.store.office import tasks as office
from bot.store.outbox import notices
from bot.store.outbox.recipients import MAY_KNOW, STILL
from bot.store.outbox.states import CANCELLED, OPEN
from bot.store.statement import Held, Statement
from bot.store.tables import AUDIT, CASE, OUTBOX, PARTICIPANT, TASK
from care.casework import Closing, Stage
from care.followup import Kind, news
from care.leaving import Chosen, Leaving
from care.quiet import Closed
from care.services import Service
from dialogs.world import Reason

GONE, STAYS = "provider.gone", "provider.stays"
"""What the audit calls that a provider leaves a case, and that it does so no longer."""
BY = "Utförarlistan"
"""By whose hand: nobody's but the list's."""

_CHOSEN = tuple(
    CASE.c[c]
    for c in ("stage", "closed_as", "wish", "provider", "interim", "service", "area")
)  # fmt: skip
_ROW = (CASE.c.id, CASE.c.municipality, CASE.c.wish_role, CASE.c.opened_at, *_CHOSEN)
_GOES_ON = (
    CASE.c.stopped_at.is_(None),
    (CASE.c.stage != Stage.CLOSED.value) | (CASE.c.closed_as == Closing.CONFIRMED.value),
)
_ANY = CASE.c.wish.is_not(None) | CASE.c.provider.is_not(None)
_KINDS = Statement(select(CASE.c.municipality, *_CHOSEN).where(*_GOES_ON, _ANY).distinct())
_KEY: BindParameter[str] = bindparam("provider", required=True)
_OF_PROVIDER = Statement(
    select(CASE.c.id).where(
        CASE.c.municipality == bindparam("municipality"),
        *_GOES_ON,
        (CASE.c.wish == _KEY) | (CASE.c.provider == _KEY) | (CASE.c.interim == _KEY),
    )
)
_ONE = Statement(select(*_ROW).where(CASE.c.id == bindparam("this"), *_GOES_ON))
_REASONS = or_(*(TASK.c.reason == r for r in (Reason.WISH.value, office.PROVIDER_GONE)))
_OPEN_TASK = (TASK.c.done_at.is_(None), TASK.c.provider.is_not(None), _REASONS)
_NOT_SENT = (OUTBOX.c.kind == Kind.PROVIDER_GONE.value, OPEN)
_TOLD_OF = Statement(select(TASK.c.case_id).where(_REASONS, TASK.c.case_id.is_not(None)).distinct())
_THIS: BindParameter[int] = bindparam("this")
_TOLD = Statement(
    select(AUDIT.c.what, AUDIT.c.detail, AUDIT.c.at)
    .where(AUDIT.c.case_id == _THIS, or_(AUDIT.c.what == GONE, AUDIT.c.what == STAYS))
    .order_by(AUDIT.c.id)
)
_DONE = Statement(
    update(TASK)
    .where(TASK.c.case_id == _THIS, *_OPEN_TASK, TASK.c.provider == _KEY)
    .values(
        key=None,
        done_at=bindparam("now", type_=TASK.c.done_at.type, required=True),
        done_by=bindparam("by"),
    )
)
_UNTELL = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.case_id == _THIS, *_NOT_SENT, OUTBOX.c.about.startswith(bindparam("about")),
    )
    .values(state=CANCELLED)
)  # fmt: skip
_SENT = Statement(
    select(OUTBOX.c.id)
    .where(
        OUTBOX.c.case_id == _THIS,
        OUTBOX.c.kind == Kind.PROVIDER_GONE.value,
        OUTBOX.c.about.startswith(bindparam("about")),
        ~OPEN,
        OUTBOX.c.state != CANCELLED,
    )
    .limit(1)
)
_WISHER = Statement(
    select(PARTICIPANT.c.conversation_id)
    .where(PARTICIPANT.c.case_id == _THIS, PARTICIPANT.c.role == bindparam("role"), STILL)
    .order_by(PARTICIPANT.c.joined, PARTICIPANT.c.id)
    .limit(1)
)
_TO_RING = Statement(
    select(PARTICIPANT.c.conversation_id)
    .where(PARTICIPANT.c.case_id == _THIS, MAY_KNOW)
    .order_by(PARTICIPANT.c.phone.is_(None), PARTICIPANT.c.id)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Concerned:
    """A case and who is chosen in it; `wish_role` is whose wish it is."""

    id: int
    municipality: str
    wish_role: str
    opened_at: datetime | None
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in the audit: for each provider the codes told since it last stayed.

    `times` is how many have been told ever: the next one is another notice than those before.
    """

    codes: dict[str, tuple[str, ...]]
    times: int = 0


def kinds(held: Held) -> list[tuple[str, Chosen]]:
    """Everything that is chosen anywhere, once each, with the municipality."""
    return [(municipality, _chosen(*rest)) for municipality, *rest in held.all(_KINDS)]


def by(held: Held, municipality: str, provider: str) -> list[int]:
    """The cases that name this provider."""
    rows = held.all(_OF_PROVIDER, municipality=municipality, provider=provider)
    return [int(row[0]) for row in rows]


def again(held: Held, this: int) -> Concerned | None:
    """One case, held until the transaction ends; None where nothing is sent of it any more."""
    stored.lock(held, this)
    return look(held, this)


def look(held: Held, this: int) -> Concerned | None:
    """The same, only looked at."""
    row = held.one(_ONE, this=this)
    return _concerned(*row) if row else None


def told_of(held: Held) -> list[int]:
    """The cases of which something has been told: in each an officer has had a task."""
    return [int(row[0]) for row in held.all(_TOLD_OF)]


def told(held: Held, of: Concerned) -> Told:
    """What has been told of a case. (A number may have been another case's before it opened.)"""
    codes: dict[str, tuple[str, ...]] = {}
    times = 0
    for what, detail, at in held.all(_TOLD, this=of.id):
        if of.opened_at and at < of.opened_at:
            continue
        provider, _, code = detail.removeprefix("provider=").partition(" what=")
        times += what == GONE
        codes[provider] = (*codes.get(provider, ()), code) if what == GONE else ()
    return Told(codes, times)


def tell(
    held: Held,
    of: Concerned,
    provider: str,
    leaving: Leaving,
    before: Told,
    *,
    now: datetime,
    closed: Closed,
) -> None:
    """Tell those who may know, who left the wish, and an officer; in place of what was not sent.

    On the day of which people have been told ahead only the officer is: someone still has it.
    """
    _untell(held, of, provider)
    wisher = _first(held, _WISHER, this=of.id, role=of.wish_role)
    if leaving.told_ahead not in before.codes.get(provider, ()):
        row = news(Kind.PROVIDER_GONE, now=now, closed=closed)
        about = f"{provider}:{leaving.code}"
        also = wisher if of.chosen.stage is Stage.OPEN else None
        notices.tell(held, of.id, of.municipality, before.times, row, about, also=also)
    if of.chosen.stage is Stage.OPEN and wisher is not None:
        # The same task as that which the chat gives when they are back.
        tasks.ask(
            held, of.municipality, Reason.WISH.value, wisher, of.id, now, provider=provider
        )  # fmt: skip
    else:
        reason = Reason.WISH.value if of.chosen.stage is Stage.OPEN else office.PROVIDER_GONE
        ring = _first(held, _TO_RING, this=of.id)
        office.ask(held, of.municipality, reason, of.id, ring, now, provider=provider)
    _note(held, of, GONE, f"provider={provider} what={leaving.code}", now)


def stays(held: Held, of: Concerned, provider: str, now: datetime) -> None:
    """It leaves this case no longer: what nobody has been sent is taken back.

    The task is done too, but where nobody is chosen instead, or somebody has been told what is so
    no longer.
    """
    _untell(held, of, provider)
    chosen = dict(of.chosen.providers)
    sent = held.one(_SENT, this=of.id, about=f"{provider}:") is not None
    if chosen and not (sent and provider in chosen):
        held.run(_DONE, this=of.id, provider=provider, now=now, by=BY)
    _note(held, of, STAYS, f"provider={provider}", now)


def _untell(held: Held, of: Concerned, provider: str) -> None:
    held.run(_UNTELL, this=of.id, about=f"{provider}:")


def _note(held: Held, of: Concerned, what: str, detail: str, now: datetime) -> None:
    audit.note_from_outside(held, of.municipality, BY, what, now, case=of.id, detail=detail)


def _first(held: Held, statement: Statement, **values: object) -> int | None:
    row = held.one(statement, **values)
    return None if row is None else int(row[0])


def _concerned(
    this: int, municipality: str, role: str, opened_at: datetime | None, *chosen: str | None
) -> Concerned:
    return Concerned(this, municipality, role, opened_at, _chosen(*chosen))


def _chosen(
    stage: str | None,
    closed_as: str | None,
    wish: str | None,
    provider: str | None,
    interim: str | None,
    service: str | None,
    area: str | None,
) -> Chosen:
    return Chosen(
        Stage(stage or ""),
        Closing(closed_as) if closed_as else None,
        wish,
        provider,
        interim,
        Service(service) if service in set(Service) else None,
        area or "",
    )
