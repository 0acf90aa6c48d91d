"""What officers write in the chat: as a person is shown it, and gone after a day."""

from datetime import datetime

from bot.store import Store, lines, relays
from bot.store.keys.sealing import Seal
from bot.store.statement import Held
from dialogs import relay as words
from dialogs.bubbles import Bubble
from dialogs.wording import SOURCE, Wording


def line(text: str, name: str) -> Bubble:
    """An officer's own words, which nobody has translated."""
    return Bubble("line", text, SOURCE, "auto", by=name)


def sent(
    held: Held, seal: Seal, wording: Wording, about: str, language: str
) -> tuple[Bubble, ...] | None:
    """What a row of the outbox says; None where it was about a line that is gone."""
    kind, _, id = about.partition(":")
    match kind:
        case "opened":
            return wording.bubbles(words.opened(relays.name_of(held, int(id))), language)
        case "closed":
            return wording.bubbles(words.closed(relays.name_of(held, int(id))), language)
        case _:
            found = lines.officers(held, seal, int(id))
            return (line(found[0], relays.first(found[1])),) if found else None


class Relaying:
    """Ends what has been silent for a day."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def work(self, now: datetime) -> int:
        """For the clock: how many relays ended. Raises `Unavailable`."""
        return await self._store.run(self.expire, now)

    def expire(self, now: datetime) -> int:
        """The same, here and now."""
        with self._store.reading() as held:
            if not relays.due(held, now):
                return 0
        with self._store.writing() as held:
            return relays.expire(held, now)
