"""What goes out through a door: data, not text. Each door shows what it can."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.messages import Message, t

MISSING = t("Uppgift saknas")
"""Stands where nobody has told us; a comparison shows it in a colour of its own."""


class Free(StrEnum):
    """What may be typed, beside the buttons, as an answer to a question."""

    PLACE = "place"
    NAME = "name"
    YEAR = "year"
    PHONE = "phone"
    TIME = "time"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class Say:
    """One bubble; `lines` stand under its text, each by itself."""

    text: Message
    lines: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `value` is a stable key of at most 40 ASCII characters, never a position.

    `label` is a Message, or a str that is shown as it is (a provider, a language's own name, then
    with `lang`). `chosen` marks a tick; `forward` the step that leads on.
    """

    value: str
    label: Message | str
    chosen: bool = False
    forward: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, its answers, and what may be typed. `fixed` is the row that is always there."""

    question: str
    text: Message
    choices: tuple[Choice, ...] = ()
    multiple: bool = False
    free: Free | None = None
    fixed: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of a hundred, its words, and what must stand beside it (year, answers, source).

    `few` where so few answered that the reader must be warned; the note then says so.
    """

    label: Message
    value: int
    note: Message
    few: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One provider; every card has the same lines in the same order."""

    provider: str
    name: str
    about: Message
    lines: tuple[Message, ...] = ()
    meets: tuple[Message, ...] = ()
    unknown: tuple[Message, ...] = ()
    lacks: tuple[Message, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Several providers under one heading."""

    title: Message
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a comparison; a value for each one compared, in their order.

    `note` is what is so for all of them (the question that was asked, the source), told once.
    """

    label: Message
    values: tuple[Message | Bar, ...]
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Two or three beside each other: first what differs, then what is the same.

    `names` are of the providers, in the order of each line's values.
    """

    title: Message
    names: tuple[str, ...]
    differ: tuple[Line, ...]
    alike: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page to print; the door makes it, and shows `caption` with the way to it.

    `parts` are what stands on it, under `title`.
    """

    caption: Message
    title: Message
    parts: "tuple[Say | Cards | Compare, ...]"


@dataclass(frozen=True, slots=True)
class File:
    """A calendar file for a booked call; the door makes the bytes.

    `uid` stays the same when the call is moved and `sequence` grows; `cancelled` takes it away.
    """

    filename: str
    caption: Message
    summary: Message
    start: datetime
    minutes: int
    uid: str
    sequence: int = 0
    cancelled: bool = False


Reply = Say | Ask | Cards | Compare | Paper | File
Replies = tuple[Reply, ...]
