"""A sentence as data: its Swedish source text and what stands in its gaps.

`t`, `tn` and `label` mark the Swedish text where it is said, so that Babel finds it. Nothing is
turned into text here; `dialogs.wording` does that, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Kept:
    """A name or number that is stored apart, encrypted, and only pointed at here.

    `field` is one of `name`, `birth_year`, `answerer`, `phone`, and `code` for the last code to a
    list that this person was given.
    """

    field: str


@dataclass(frozen=True, slots=True)
class Button:
    """A date and time as it stands on a button, where there is little room."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language, told by its name in the reader's own: `Tongue("fi")` is "finska" in Swedish."""

    code: str


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote themselves, by language; in Swedish always, for that is told elsewhere.

    Where the reader's language is missing the Swedish is shown, marked as what it is.
    """

    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Message:
    """Swedish `text` with `{gaps}`; `plural` and `n` where it counts; `context` for buttons.

    A str in `args` is a name of its own (a provider, a place, a phone number): it is shown as it
    is, and set apart where the text runs from right to left.
    """

    text: str
    args: Mapping[str, Arg] = field(default_factory=dict)
    plural: str = ""
    n: int = 0
    context: str = ""


Arg: TypeAlias = (
    str
    | int
    | date
    | datetime
    | time
    | Kept
    | Button
    | Tongue
    | Written
    | Message
    | tuple["Arg", ...]
)
"""What may fill a gap. A tuple is told as a list: "svenska, finska och arabiska"."""


def t(text: str, **args: Arg) -> Message:
    """A sentence: `t("Ordet är {word}.", word="björk")`."""
    return Message(text, args)


def tn(one: str, many: str, n: int, **args: Arg) -> Message:
    """A sentence that counts; `{n}` is the number: `tn("{n} svarade", "{n} svarade", 41)`."""
    return Message(one, {"n": n, **args}, many, n)


def bare(text: str, **args: Arg) -> Message:
    """Signs and gaps without a word in any language: nothing for a translator."""
    return Message(text, args)


def label(question: str, text: str, **args: Arg) -> Message:
    """The words on a button; `question` tells translators where it stands."""
    return Message(text, args, context=question)
