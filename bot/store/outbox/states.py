"""The states of a row of the outbox. Every row ends in one of the last six."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_

from bot.store.tables import OUTBOX
from care.followup import Kind

PLANNED, CLAIMED, SENDING = "planned", "claimed", "sending"
SENT, UNCERTAIN, FAILED = "sent", "uncertain", "failed"
TOO_LATE, CANCELLED = "too_late", "cancelled"
POSTED, UNREAD = "posted", "unread"
"""On the page, not yet seen; and never seen, so that an officer rings or writes instead."""


def in_states(*states: str) -> ColumnElement[bool]:
    """Whether a row is in one of these states."""
    return or_(*(OUTBOX.c.state == state for state in states))


def of_kinds(kinds: Iterable[Kind]) -> ColumnElement[bool]:
    """Whether a row is of one of these kinds."""
    return or_(*(OUTBOX.c.kind == kind.value for kind in kinds))


OPEN = in_states(PLANNED, CLAIMED, UNCERTAIN, POSTED)
"""Whether it can still be taken back: it has not been told, or not been seen."""
