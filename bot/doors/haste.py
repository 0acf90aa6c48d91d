"""Who writes faster than a person can: answered kindly once, and then not until a minute is over.

Counted in this process alone: of several, each lets as many through.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST = 20
"""Messages and taps in a chat within `WITHIN`."""
WITHIN = timedelta(minutes=1)
CHATS = 10_000
"""So many chats are remembered, those that wrote last."""


@dataclass(slots=True)
class _Recent:
    times: deque[datetime] = field(default_factory=lambda: deque(maxlen=MOST))
    warned: bool = False
    language: str = ""


class Haste:
    """How fast each chat has written lately."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, _Recent] = OrderedDict()

    def told(self, chat: int, now: datetime) -> bool | None:
        """None where it is not too fast; else whether this is the first time, to be told.

        What comes too fast does not count: a minute later all is well.
        """
        recent = self._chats.setdefault(chat, _Recent())
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS:
            self._chats.popitem(last=False)
        if len(recent.times) < MOST or now - recent.times[0] >= WITHIN:
            recent.times.append(now)
            recent.warned = False
            return None
        first = not recent.warned
        recent.warned = True
        return first

    def speaks(self, chat: int, language: str) -> None:
        """The language that a chat was last answered in."""
        if chat in self._chats:
            self._chats[chat].language = language

    def language(self, chat: int) -> str:
        """That language; empty where none is known."""
        return self._chats[chat].language if chat in self._chats else ""
