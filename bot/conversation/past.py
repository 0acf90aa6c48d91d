"""What was said before, as a page shows it again."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from bot.conversation.relaying import line
from bot.store import Store, case, relays, turns
from bot.store.statement import Held
from dialogs import transcript
from dialogs.bubbles import Bubble
from dialogs.casing import begun
from dialogs.steps.opening import ABOUT_ITSELF
from dialogs.understanding.numbers import as_dialled
from dialogs.wording import Fill, Wording, direction

LINES = 40
"""How many lines, while an officer answers."""

UNKNOWN = "–"
"""Stands where a name or number has been removed."""

Recall = Callable[[Held, str, str, str, int], list[tuple[turns.Logged, datetime]]]
"""`turns.last` or `turns.one`."""

Where = tuple[str, str, str]
"""An address: the door, its host, and who it is there."""


@dataclass(frozen=True, slots=True)
class Past:
    """A turn of before: the person's own words as shown (`mine`) and the answer to them.

    `n` is its number in its own conversation. What is written while an officer answers is no turn:
    then `line` numbers it. The last one tells whether an officer answers (`relayed`), and the
    fingerprint of all that there was to show (`news`).
    """

    n: int
    mine: str
    lang: str
    dir: str
    bubbles: tuple[Bubble, ...]
    at: datetime
    step: str
    line: int = 0
    relayed: bool = False
    news: str = ""


class Recalling:
    """Reads the log of turns, and the lines of an open relay. Writes nothing."""

    def __init__(self, store: Store, wording: Wording) -> None:
        self._store = store
        self._wording = wording

    def found(
        self, where: Where, find: Recall, which: int, *, relayed: bool = False, language: str = ""
    ) -> tuple[Past, ...]:
        """The turns at an address that `find` gives, the oldest first, in one language for all.

        Without `language`, each in the one it was said in. With `relayed`, what is written while an
        officer answers stands among them.
        """
        with self._store.reading() as held:
            stands = turns.stands(held, *where)  # before the turns: none that comes is missed
            rows = find(held, *where, which) if stands else []
            if stands is None or not rows:
                return ()
            kept = self.kept(held, stands[0])
            past = tuple(self.turn(logged, at, kept, language) for logged, at in rows)
            *before, end = self._with_lines(held, stands[0], past) if relayed else past
            return (*before, replace(end, news=_fingerprint(stands)))

    def news(self, where: Where) -> str | None:
        """What changes when there is something new at an address; None where nobody has written."""
        with self._store.reading() as held:
            stands = turns.stands(held, *where)
        return _fingerprint(stands) if stands else None

    def kept(self, held: Held, conversation: int) -> Fill:
        """What stands for a name or number that is kept apart."""

        def fill(field: str) -> str:
            kept = case.kept(held, self._store.seal, conversation, field) or UNKNOWN
            return as_dialled(kept) if field == "phone" else kept

        return fill

    def turn(self, logged: turns.Logged, at: datetime, kept: Fill, language: str = "") -> Past:
        """One turn of before, in the language it was said in or in another."""
        replies, echo = transcript.load(json.loads(logged.replies))
        language = language or logged.language
        mine = self._wording.text(echo, language, kept) if echo else ""
        if "@" not in mine:  # an address is as it was typed
            mine = begun(mine, language)
        if language != logged.language:
            replies = tuple(reply for reply in replies if reply not in ABOUT_ITSELF)
        bubbles = self._wording.bubbles(replies, language, kept)
        return Past(logged.n, mine, language, direction(language), bubbles, at, logged.step)

    def _with_lines(
        self, held: Held, conversation: int, past: tuple[Past, ...]
    ) -> tuple[Past, ...]:
        relay = relays.open_of(held, conversation)
        if relay is None:
            return past
        last = past[-1]
        written = (
            Past(
                0, "" if said.officer else said.text, last.lang, "auto",
                (line(said.text, relay.first_name),) if said.officer else (),
                said.at, last.step, said.id,
            )
            for said in relays.lines(held, self._store.seal, relay)[-LINES:]
        )  # fmt: skip
        *before, end = sorted((*written, *past), key=lambda one: one.at)
        return (*before, replace(end, relayed=True))


def _fingerprint(stands: tuple[int, int, int]) -> str:
    return blake2b(repr(stands).encode(), digest_size=8).hexdigest()
