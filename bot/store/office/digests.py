"""Officers' e-mails in the morning: who wants one, and which calls it tells of."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import bindparam, func, select, true, update

from bot.store.calls import BOOKED
from bot.store.office.accounts import Office
from bot.store.outbox.states import CANCELLED, PLANNED
from bot.store.statement import Held, Statement
from bot.store.tables import ACCOUNT, BOOKING, OUTBOX
from care.followup import Kind
from care.times import SWEDEN

_WANTED = Statement(
    select(ACCOUNT.c.id, ACCOUNT.c.municipality, ACCOUNT.c.officer, ACCOUNT.c.roles)
    .where(
        ACCOUNT.c.active == true(),
        ACCOUNT.c.digest == true(),
        ACCOUNT.c.email.is_not(None),
        ACCOUNT.c.officer.is_not(None),
    )
    .order_by(ACCOUNT.c.id)
)
_START = BOOKING.c.start.type
_CALLS = Statement(
    select(func.count(), func.min(BOOKING.c.start, type_=_START)).where(
        BOOKING.c.municipality == bindparam("municipality"),
        BOOKING.c.officer == bindparam("officer"),
        BOOKING.c.status == BOOKED,
        BOOKING.c.start >= bindparam("now", type_=_START, required=True),
        BOOKING.c.start < bindparam("midnight", type_=_START, required=True),
    )
)
_TAKE_BACK = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.account_id == bindparam("account"),
        OUTBOX.c.kind == Kind.DIGEST.value,
        OUTBOX.c.state == PLANNED,
    )
    .values(state=CANCELLED)
)


@dataclass(frozen=True, slots=True)
class Reader:
    """An account that wants an e-mail; `officer` is the key by which its calls are booked."""

    account: int
    municipality: str
    officer: str


@dataclass(frozen=True, slots=True)
class Calls:
    """How many calls are left of a day, and when the first of them is; None where there is none."""

    count: int
    first: datetime | None


def readers(held: Held) -> list[Reader]:
    """All officers who want one, of every municipality."""
    rows = held.all(_WANTED)
    return [Reader(*row) for *row, roles in rows if Office.OFFICER.value in roles.split("|")]


def calls(held: Held, municipality: str, officer: str, now: datetime) -> Calls:
    """What an officer has booked from now until midnight in Sweden."""
    tomorrow = now.astimezone(SWEDEN).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(0), SWEDEN)
    row = held.one(_CALLS, municipality=municipality, officer=officer, now=now, midnight=midnight)
    assert row is not None
    return Calls(*row)


def take_back(held: Held, account: int) -> None:
    """No e-mail that was planned for this account goes."""
    held.run(_TAKE_BACK, account=account)
