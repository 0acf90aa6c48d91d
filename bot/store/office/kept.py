"""What is stored of a case beside the case, its calls and its notices, for who hands it out.

Of a conversation only what belongs to this municipality: it may have been in another before.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import (
    CONTACT,
    CONVERSATION,
    INVITATION,
    PARTICIPANT,
    RELAY,
    TASK,
    TURN,
    WAITING,
)
from dialogs.state import State

_CASE = bindparam("this", type_=PARTICIPANT.c.case_id.type, required=True)
_HERE = bindparam("municipality", type_=TASK.c.municipality.type, required=True)
_THOSE = select(PARTICIPANT.c.conversation_id).where(PARTICIPANT.c.case_id == _CASE)

_TASKS = Statement(
    select(
        *(TASK.c[c] for c in ("reason", "at", "promised", "done_at", "done_by", "provider"))
    )
    .where(
        TASK.c.municipality == _HERE,
        or_(
            TASK.c.case_id == _CASE,
            # A human may be asked for before there is a case.
            TASK.c.case_id.is_(None) & TASK.c.conversation_id.in_(_THOSE),
        ),
    )
    .order_by(TASK.c.at, TASK.c.id)
)  # fmt: skip
_STATES = Statement(
    select(CONVERSATION.c.id, CONVERSATION.c.state).where(
        CONVERSATION.c.id.in_(_THOSE), CONVERSATION.c.municipality == _HERE
    )
)
_CONTACTS = Statement(
    select(CONTACT.c.conversation_id, CONTACT.c.kind, CONTACT.c.sealed)
    .where(CONTACT.c.conversation_id.in_(_THOSE))
    .order_by(CONTACT.c.id)
)
_TURNS = Statement(
    select(*(TURN.c[c] for c in ("conversation_id", "replies", "at")))
    .where(
        TURN.c.conversation_id.in_(_THOSE),
        (TURN.c.municipality == _HERE) | (TURN.c.municipality == ""),
    )
    .order_by(TURN.c.conversation_id, TURN.c.n)
)
_RELAYS = Statement(
    select(*(RELAY.c[c] for c in ("id", "conversation_id", "name", "at", "ended_at")))
    .where(RELAY.c.conversation_id.in_(_THOSE), RELAY.c.municipality == _HERE)
    .order_by(RELAY.c.at, RELAY.c.id)
)
_INVITATIONS = Statement(
    select(*(INVITATION.c[c] for c in ("by", "at", "ends", "used_at")))
    .where(INVITATION.c.case_id == _CASE, INVITATION.c.municipality == _HERE)
    .order_by(INVITATION.c.at)
)
_WAITING = Statement(select(WAITING.c.at).where(WAITING.c.case_id == _CASE))


@dataclass(frozen=True, slots=True)
class Done:
    """What an officer was asked to do; `done_at` is None while it is open."""

    reason: str
    at: datetime
    promised: datetime | None
    done_at: datetime | None
    done_by: str
    provider: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: in which conversation, and JSON of `dialogs.transcript`."""

    conversation: int
    replies: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """An officer answered in the chat; what both wrote (`bot.store.lines`) is gone at the end."""

    id: int
    conversation: int
    by: str
    at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Invited:
    """A code into the case was made."""

    by: str
    at: datetime
    ends: datetime
    used_at: datetime | None


def tasks(held: Held, municipality: str, case: int) -> list[Done]:
    """All that officers have been asked to do in a case, the oldest first."""
    return [Done(*row) for row in held.all(_TASKS, this=case, municipality=municipality)]


def answers(held: Held, municipality: str, case: int) -> dict[int, State]:
    """Where each conversation of a case stands."""
    rows = held.all(_STATES, this=case, municipality=municipality)
    return {conversation: State.restore(json.loads(state)) for conversation, state in rows}


def contacts(held: Held, seal: Seal, case: int) -> Iterator[tuple[int, str, str]]:
    """Conversation, kind (email, sms) and address; empty where no key of ours opens it."""
    for conversation, kind, sealed in held.all(_CONTACTS, this=case):
        yield conversation, kind, seal.open(sealed) or ""


def turns(held: Held, municipality: str, case: int) -> list[Said]:
    """Every turn of the conversations of a case that is left, one conversation at a time."""
    return [Said(*row) for row in held.all(_TURNS, this=case, municipality=municipality)]


def relays(held: Held, municipality: str, case: int) -> list[Answered]:
    """When officers answered in the chat, the oldest first."""
    return [Answered(*row) for row in held.all(_RELAYS, this=case, municipality=municipality)]


def invitations(held: Held, municipality: str, case: int) -> list[Invited]:
    """The codes by which others could join, the oldest first."""
    rows = held.all(_INVITATIONS, this=case, municipality=municipality)
    return [Invited(*row) for row in rows]


def waits(held: Held, case: int) -> datetime | None:
    """Since when an earlier time is wanted; None where it is not."""
    row = held.one(_WAITING, this=case)
    return row[0] if row else None
