"""Reminders put into the outbox as they are after some days, and what became of them."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select

from bot.assembly import House
from bot.store.outbox import states
from bot.store.statement import Record, Statement
from bot.store.tables import OUTBOX
from care.followup import Kind
from care.times import SWEDEN

HERE = "exempelby"

_PUT = Statement(
    insert(OUTBOX)
    .values({c.name: bindparam(c.name, type_=c.type) for c in OUTBOX.columns if c.name != "id"})
    .returning(OUTBOX.c.id)
)
_COLUMNS = ("id", "key", "kind", "case_id", "conversation_id", "channel", "due", "state", "about")
_ROWS = Statement(select(*(OUTBOX.c[c] for c in _COLUMNS)).order_by(OUTBOX.c.id))


def put(
    house: House,
    due: datetime,
    *,
    case: int | None,
    conversation: int | None,
    state: str = states.PLANNED,
    kind: Kind = Kind.CALL_SOON,
    here: str = HERE,
    tries: int = 0,
    channel: str = "web",
    wished: datetime | None = None,
    about: str = "",
    version: int = 1,
) -> int:
    """A reminder in a state; its number."""
    with house.store.writing() as held:
        row = held.one(
            _PUT, key=f"{kind}:{case}:{version}:{conversation}:{due.isoformat()}:{state}",
            kind=kind.value, case_id=case, version=version, conversation_id=conversation,
            account_id=None, municipality=here, channel=channel, due=due,
            not_after=due + timedelta(hours=1), wall=wall(due),
            wished=wall(wished) if wished else None, state=state, next_at=due, tries=tries,
            about=about, link=None,
        )  # fmt: skip
    assert row is not None
    return int(row[0])


def wall(at: datetime) -> str:
    """As the outbox writes it."""
    return at.astimezone(SWEDEN).isoformat(timespec="minutes")


def rows(house: House) -> list[Record]:
    """All that goes out, the oldest first: number, key, kind, case, conversation, channel, due,
    state and what it is about.
    """
    with house.store.reading() as held:
        return held.all(_ROWS)


def states(house: House) -> dict[int, str]:
    """The state of each, by its number."""
    return {row[0]: row[7] for row in rows(house)}
