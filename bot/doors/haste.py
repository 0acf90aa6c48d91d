"""Who writes faster than a person can: answered kindly once, and then not until a minute is over.

Counted in this process alone: of several, each lets as many through.
"""

from collections import OrderedDict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 20
"""Messages and taps in a chat within `WITHIN`."""
WITHIN = timedelta(minutes=1)
CHATS = 10_000
"""So many chats are remembered, those that wrote last."""


@dataclass(slots=True)
class _Recent:
    times: deque[datetime]
    warned: bool = False
    language: str = ""


class Haste:
    """How fast each chat has written lately; `most` is what is let through in a minute."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._chats: OrderedDict[Hashable, _Recent] = OrderedDict()

    def told(self, chat: Hashable, now: datetime) -> bool | None:
        """None where it is not too fast; else whether this is the first time, to be told.

        What comes too fast does not count: a minute later all is well.
        """
        recent = self._chats.setdefault(chat, _Recent(deque(maxlen=self._most)))
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        # What was sent before the oldest of them has waited for us.
        if len(recent.times) < self._most or not timedelta() <= now - recent.times[0] < WITHIN:
            recent.times.append(now)
            recent.warned = False
            return None
        first = not recent.warned
        recent.warned = True
        return first

    def undo(self, chat: Hashable) -> None:
        """What was counted last came to nothing: it will come again, and was not written twice."""
        if (recent := self._chats.get(chat)) and recent.times:
            recent.times.pop()

    def speaks(self, chat: Hashable, language: str) -> None:
        """The language that a chat was last answered in."""
        if chat in self._chats:
            self._chats[chat].language = language

    def language(self, chat: Hashable) -> str:
        """That language; empty where none is known."""
        return self._chats[chat].language if chat in self._chats else ""
