"""Whose an e-mail address or a telephone is, and the codes of six digits that show it."""

import re
from dataclasses import dataclass

LENGTH = 6
_DIGITS = re.compile(r"\d(?:[\s.\-‐‑‒–—]*\d)*")


SMS, EMAIL = "sms", "email"
"""The kinds of contact."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A mobile number or an e-mail address (`kind`) to which reminders go once it is `verified`.

    `value` is the address, or the number as E.164.
    """

    kind: str
    value: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Proved:
    """The code is right: the contact is this person's."""


@dataclass(frozen=True, slots=True)
class NotProved:
    """The code is wrong; `left` is how many tries remain, 0 where a new code is needed."""

    left: int


def made(number: int) -> str:
    """The code of a large number; the same number gives the same code.

    None is one digit six times over: typed with blanks that would be the number of a button.
    """
    code = number % 10**LENGTH
    if len(set(f"{code:0{LENGTH}}")) == 1:
        code = (code + 1) % (10**LENGTH - 1)
    return f"{code:0{LENGTH}}"


def shown(code: str) -> str:
    """As it is easiest to read aloud: 123 456."""
    return f"{code[:3]} {code[3:]}"


def typed(folded: str) -> str | None:
    """The code in a folded text, with blanks or hyphens between; None where there is not one.

    More digits in a row are a telephone number or a slip of the finger, and cost no try.
    """
    runs = {"".join(re.findall(r"\d", run)) for run in _DIGITS.findall(folded)}
    found = {run for run in runs if len(run) == LENGTH}
    return found.pop() if len(found) == 1 else None
