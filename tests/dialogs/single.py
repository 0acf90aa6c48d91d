"""A single step in a world of which just so much is known, and what it tells."""

from datetime import UTC, datetime

from someone import exempelby, moment_in

from bot.assembly import House
from dialogs.messages import Message
from dialogs.replies import Ask, Replies, Say
from dialogs.state import State
from dialogs.talk import Talk
from dialogs.world import Booking

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
BOOKING = Booking("1", AT, 20, "anna-lind", "klocka")
BOOKS = {"municipality": "exempelby", "call": "yes"}


def in_exempelby(house: House, state: dict[str, str] | None = None, **known: object) -> Talk:
    """A talk of somebody on the way to a call, in a world of which just this is known."""
    return moment_in(exempelby(house), State({**BOOKS, **(state or {})}, "ar"), **known)


def text(message: object) -> str:
    """A message with all that fills it."""
    if not isinstance(message, Message):
        return str(message)
    return message.text.format(**{name: text(one) for name, one in message.args.items()})


def said(replies: Replies) -> list[str]:
    """Each sentence and line."""
    says = (one for one in replies if isinstance(one, Say))
    return [text(line) for one in says for line in (one.text, *one.lines)]


def values(ask: Ask) -> list[str]:
    """What can be pressed."""
    return [choice.value for choice in ask.choices]
