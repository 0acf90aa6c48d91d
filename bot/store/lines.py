"""What a resident and an officer write while the officer answers: encrypted, and not for long."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import LINE, RELAY
from dialogs.understanding.mask import mask

_WRITE = Statement(
    insert(LINE)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in LINE.columns
            if c.name != "id"
        }
    )
    .returning(LINE.c.id)
)
_OF = LINE.c.relay_id == bindparam("relay")
_READ = Statement(
    select(LINE.c.id, LINE.c.officer, LINE.c.said, LINE.c.at).where(_OF).order_by(LINE.c.id)
)
_ONE = Statement(
    select(LINE.c.said, RELAY.c.name)
    .join(RELAY, LINE.c.relay_id == RELAY.c.id)
    .where(LINE.c.id == bindparam("this"), LINE.c.officer)
)
_REMOVE = Statement(delete(LINE).where(_OF))
_OLD = LINE.c.at <= bindparam("before", type_=LINE.c.at.type, required=True)
_ANY_OLD = Statement(select(LINE.c.id).where(_OLD).limit(1))
_REMOVE_OLD = Statement(delete(LINE).where(_OLD))
_REMOVE_ALL = Statement(
    delete(LINE).where(
        LINE.c.relay_id.in_(
            select(RELAY.c.id).where(RELAY.c.conversation_id == bindparam("conversation"))
        )
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """One line: an officer's, or the resident's."""

    id: int
    officer: bool
    text: str
    at: datetime


def write(held: Held, seal: Seal, relay: int, officer: bool, text: str, now: datetime) -> Said:
    """Keep a line, without any personnummer."""
    masked, _ = mask(text)
    row = held.one(_WRITE, relay_id=relay, officer=officer, said=seal.close(masked), at=now)
    assert row is not None
    return Said(row[0], officer, masked, now)


def read(held: Held, seal: Seal, relay: int) -> list[Said]:
    """All of a relay, the oldest first; one that no key of ours opens is left out."""
    rows = held.all(_READ, relay=relay)
    told = ((id, bool(officer), seal.open(said), at) for id, officer, said, at in rows)
    return [Said(id, officer, text, at) for id, officer, text, at in told if text is not None]


def officers(held: Held, seal: Seal, line: int) -> tuple[str, str] | None:
    """The text of an officer's line, and whose it is; None once it is gone."""
    row = held.one(_ONE, this=line)
    text = seal.open(row[0]) if row else None
    return (text, row[1]) if row and text is not None else None


def remove(held: Held, relay: int) -> None:
    """All of a relay is gone."""
    held.run(_REMOVE, relay=relay)


def any_old(held: Held, before: datetime) -> bool:
    """Whether anything was written at this moment or before it."""
    return held.one(_ANY_OLD, before=before) is not None


def remove_old(held: Held, before: datetime) -> None:
    """All that was written at this moment or before it is gone."""
    held.run(_REMOVE_OLD, before=before)


def remove_all(held: Held, conversation: int) -> None:
    """All that was ever written in a conversation is gone."""
    held.run(_REMOVE_ALL, conversation=conversation)
