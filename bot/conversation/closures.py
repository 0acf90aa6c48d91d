"""What this process knows of whether the chat is closed.

It stands in the database, and every process looks there each few seconds: an operator closes all of
them with one command, and a start finds it as it was. While the database is away it stays as it was
last seen.
"""

from collections.abc import Mapping
from datetime import datetime

from bot.conversation.hearing import Closed
from bot.logs import log
from bot.store import Store, closures
from bot.store.closures import Closure


class Closures:
    """Asked before every turn; that costs no look at the database."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.now: Mapping[str, Closure] = {}
        """By municipality; under the empty name what holds for all."""

    def refresh(self) -> None:
        """Look anew. Raises Unavailable."""
        with self._store.reading() as held:
            now = {one.municipality: one for one in closures.standing(held)}
        for key in sorted(now.keys() - self.now.keys()):
            log().warning("chat.closed", municipality=key)
        for key in sorted(self.now.keys() - now.keys()):
            log().warning("chat.opened", municipality=key)
        self.now = now

    async def work(self, _now: datetime) -> int:
        """`refresh` for the clock, in the store's own thread; 0, for nobody has to ask again."""
        await self._store.run(self.refresh)
        return 0

    def must_be_open(self, municipality: str) -> None:
        """Raises Closed where people of this municipality are answered by the operator's words."""
        closure = self.now.get("") or self.now.get(municipality)
        if closure:
            raise Closed(closure.text, closure.phone)
