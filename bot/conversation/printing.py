"""The list on paper as it would be made now. Says and keeps nothing."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.conversation.hearing import Address
from bot.conversation.past import Recalling
from bot.conversation.worlds import Worlds
from bot.store import turns
from bot.store.statement import Held
from dialogs.bubbles import PaperText
from dialogs.state import State
from dialogs.steps.paper import paper
from dialogs.talk import Talk
from dialogs.understanding.bank import Bank
from dialogs.wording import Wording

NOWHERE = Address("", "", "")


class Printing:
    """Both give None where it is not known yet what the list would be of."""

    def __init__(
        self, worlds: Worlds, recalling: Recalling, wording: Wording, bank: Callable[[], Bank],
        lot: Callable[[], int],
    ) -> None:  # fmt: skip
        self._worlds = worlds
        self._recalling = recalling
        self._wording = wording
        self._bank = bank
        self._lot = lot

    def at(self, address: Address, language: str, now: datetime) -> PaperText | None:
        """The list of a conversation, in this language."""
        where = (address.kind, address.host, address.external)
        with self._worlds.store.writing() as held:
            if turns.whose(held, *where) is None:
                return None
            place = turns.hold(held, *where, self._lot)
            state = State.restore(json.loads(place.state)).speaking(language)
            return self._paper(held, place, state, now, address)

    def of(self, answers: Mapping[str, str], language: str, now: datetime) -> PaperText | None:
        """The list for these answers by question, of nobody."""
        nobody = turns.Place(0, 0, 0, "", "", "", self._lot(), 0)
        with self._worlds.store.reading() as held:
            return self._paper(held, nobody, State(dict(answers), language), now, NOWHERE)

    def _paper(
        self, held: Held, place: turns.Place, state: State, now: datetime, address: Address
    ) -> PaperText | None:
        world = self._worlds.made(held, place, state, address, now)
        talk = Talk(state, world, now, self._wording, self._bank)
        if talk.municipality is None or not state.get("service"):
            return None
        fill = self._recalling.kept(held, place.id)
        return self._wording.bubbles((paper(talk),), state.language, fill)[0].paper
