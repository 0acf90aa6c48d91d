"""How a person is spoken to unasked. A channel tells what became of it, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.conversation import Address
from dialogs.bubbles import Bubble


@dataclass(frozen=True, slots=True)
class Sent:
    """It is with the person, or where they will see it when they are back."""


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


Outcome = Sent | Later | Gone | Refused | Uncertain


class Channel(Protocol):
    """Speaks to the addresses of one kind."""

    async def send(self, address: Address, bubbles: Sequence[Bubble]) -> Outcome:
        """Send one notice. What it raises counts as `Uncertain`."""
