"""What goes into a turn and what comes out of it, as the doors know it."""

from dataclasses import dataclass

from dialogs.bubbles import Bubble
from dialogs.events import Choose, Contact, Start, Unreadable
from dialogs.understanding.read import Understood

Heard = Understood | Choose | Contact | Start | Unreadable
"""An event once what was typed has been read."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is: `kind` is the door, `host` the bot or site, `external` who it is there."""

    kind: str
    host: str
    external: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What to show. `step` is the open question's id; `duplicate` that it was said before.

    `was` is the question that was open when this was heard. `n` is the turn's number in its
    conversation.
    """

    bubbles: tuple[Bubble, ...]
    language: str
    step: str
    seed: int
    n: int
    duplicate: bool = False
    was: str = ""


class Closed(Exception):
    """The chat is closed: no turn was done. `text` is what its operator says instead, and `phone`
    whom one can ring.
    """

    def __init__(self, text: str, phone: str) -> None:
        super().__init__(text)
        self.text = text
        self.phone = phone
