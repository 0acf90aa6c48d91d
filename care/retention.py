"""How long records are kept (*gallring*): by kind, and by whose decision.

What is handed in to a municipality can be a public record (*allmän handling*), and those may be
destroyed only where a decision says so (arkivlagen 10 §). So where none is named all stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Record(StrEnum):
    """The kinds of record that a decision tells apart; in the order in which they go."""

    TURNS = "turns"
    """What was shown and pressed, turn by turn."""
    ANSWERS = "answers"
    """Where a conversation stands, and a case that nobody ever wished anything in."""
    CONTACT = "contact"
    """Names, years of birth, numbers and addresses."""
    CASES = "cases"
    """The choice itself, with its calls."""
    LOG = "log"
    """Who read and changed what, what was sent, what officers were asked to do."""


@dataclass(frozen=True, slots=True)
class Retention:
    """The decision (*gallringsbeslut*), and for how many days each kind is kept; None: for ever."""

    decision: str = ""
    answers: int | None = None
    turns: int | None = None
    contact: int | None = None
    cases: int | None = None
    log: int | None = None

    def days(self, record: Record) -> int | None:
        """For how many days this kind is kept; None where nothing may be destroyed."""
        days: int | None = getattr(self, record.value)
        return days if self.decision else None

    def before(self, record: Record, now: datetime) -> datetime | None:
        """What nothing has happened to since this moment may go; None where nothing may."""
        days = self.days(record)
        return None if days is None else now - timedelta(days=days)


def jointly(decided: Sequence[Retention]) -> Retention:
    """What holds for what belongs to one of these, and nobody knows to which.

    It may go when all of them allow it.
    """
    if not decided or not all(one.decision for one in decided):
        return Retention()
    named = "; ".join(dict.fromkeys(one.decision for one in decided))
    return Retention(named, **{record.value: _longest(decided, record) for record in Record})


def _longest(decided: Sequence[Retention], record: Record) -> int | None:
    days = [one.days(record) for one in decided]
    return None if None in days else max(filter(None, days), default=0)
