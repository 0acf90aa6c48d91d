"""An officer who answers in place of the machine, as a turn meets them."""

from bot.store import relays
from bot.store.world.turning import Turning
from dialogs.world import Relayed


class Relaying(Turning):
    """What a dialog asks of the relay; see `dialogs.world.World`."""

    def relayed(self) -> Relayed | None:
        relay = relays.open_of(self._held, self._conversation)
        if relay is None:
            return None
        # A page says itself whether it showed who answers; elsewhere the notice must have gone.
        told = relays.told(self._held, relay) if self._seen is None else self._seen
        return Relayed(relay.first_name, told)

    def relay(self, text: str) -> None:
        relay = relays.open_of(self._held, self._conversation)
        if relay:
            relays.hear(self._held, self._seal, relay, text, self._now)

    def relay_told(self) -> None:
        relay = relays.open_of(self._held, self._conversation)
        if relay:
            relays.note_told(self._held, relay)

    def end_relay(self) -> None:
        relay = relays.open_of(self._held, self._conversation)
        if relay:
            relays.end(self._held, relay, self._now)
