"""How a person is spoken to unasked. A channel tells what became of it, as a value."""

from dataclasses import dataclass
from typing import Protocol

from bot.conversation import Address
from dialogs.bubbles import Bubble


@dataclass(frozen=True, slots=True)
class Sent:
    """It is with the person."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It stands where they will see it when they are back."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again after `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Gone:
    """The person has left this channel or blocked us: it is dead until they write again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This message will never be accepted."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may have arrived or not."""


Outcome = Sent | Posted | Later | Gone | Refused | Uncertain


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What is sent, in the person's own language. `key` is the row's, and never told.

    `bubbles` say it, with the buttons of the question that stands last and any file among them.
    Where a channel cannot take an answer, `link` is where it is read, and `title` what stands
    above it; both are empty where the person answers in the channel itself.
    """

    key: str
    bubbles: tuple[Bubble, ...]
    language: str = "sv"
    title: str = ""
    link: str = ""


class Channel(Protocol):
    """Speaks to the addresses of one kind."""

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Send one notice. What it raises counts as `Uncertain`."""
