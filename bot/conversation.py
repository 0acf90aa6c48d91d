"""One turn of a conversation: heard, answered, and kept, in one transaction."""

import json
import secrets
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.store import Store, Unavailable, case, turns
from bot.store.statement import Held
from bot.store.world import StoredWorld
from care.municipality import Municipality
from dialogs import transcript
from dialogs.events import Event, Text
from dialogs.state import State
from dialogs.understanding.bank import Bank
from dialogs.understanding.numbers import as_dialled
from dialogs.understanding.read import read
from dialogs.wording import Bubble, Fill, Wording, direction

if TYPE_CHECKING:
    from dialogs.turn import Turn

__all__ = ["Address", "Answer", "Conversations", "Past", "Unavailable"]

PAST = 12
"""How many turns a page shows."""

UNKNOWN = "–"
"""Stands where a name or number has been removed."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is: `kind` is the door, `host` the bot or site, `external` who it is there."""

    kind: str
    host: str
    external: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What to show. `step` is the open question's id; `duplicate` that it was said before."""

    bubbles: tuple[Bubble, ...]
    language: str
    step: str
    seed: int
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """A turn of before: the person's own words as shown (`mine`) and the answer to them."""

    mine: str
    lang: str
    dir: str
    bubbles: tuple[Bubble, ...]
    at: datetime
    step: str


class Conversations:
    """All conversations of this house.

    `seed` gives every new conversation the same lot, for a demonstration that can be repeated;
    otherwise each draws its own. `bank` is asked for when something is first typed. `closed` are
    the days on which no officer works.
    """

    def __init__(
        self,
        store: Store,
        turn: "Turn",
        wording: Wording,
        bank: Callable[[], Bank],
        municipalities: Sequence[Municipality],
        *,
        seed: int | None = None,
        closed: Container[date] = (),
    ) -> None:
        self._store = store
        self._turn = turn
        self._wording = wording
        self._bank = bank
        self._municipalities = tuple(municipalities)
        self._versions = {m.key: m.version for m in municipalities}
        self._only = municipalities[0].key if len(municipalities) == 1 else ""
        self._seed = seed
        self._closed = closed

    def hear(self, address: Address, key: str, event: Event, now: datetime) -> Answer:
        """One turn. The same `key` again gives the same answer and does nothing.

        Raises `Unavailable` when the database is away; then nothing was done.
        """
        heard = read(event.text, self._bank()) if isinstance(event, Text) else event
        with self._store.writing() as held:
            place = turns.hold(held, address.kind, address.host, address.external, self._lot)
            if before := turns.logged(held, place, key):
                kept = self._kept(held, place.id)
                bubbles = self._past(before, now, kept).bubbles if before.replies else ()
                return Answer(bubbles, before.language, before.step, place.seed, duplicate=True)
            world = StoredWorld(
                held,
                place.id,
                place.seed,
                now,
                municipalities=self._municipalities,
                seal=self._store.seal,
                new_id=_new_id,
                closed=self._closed,
            )
            state = State.restore(json.loads(place.state))
            turned = self._turn(state, heard, world, now, self._wording, self._bank)
            language = turned.state.language
            # Made into text before the commit: an answer that cannot be shown never happened.
            bubbles = self._wording.bubbles(turned.replies, language, self._kept(held, place.id))
            municipality = turned.state.get("municipality") or self._only
            turns.save(
                held,
                place,
                state=_json(turned.state.dump()),
                language=language,
                municipality=municipality,
            )
            turns.log(
                held,
                place,
                key,
                heard=turned.heard,
                step=turned.step,
                language=language,
                municipality=municipality,
                catalogue=self._versions.get(municipality, ""),
                replies=_json(transcript.dump(turned.replies, turned.echo)),
                at=now,
            )
        return Answer(bubbles, language, turned.step, place.seed)

    async def heard(self, address: Address, key: str, event: Event, now: datetime) -> Answer:
        """`hear` in the store's own thread."""
        return await self._store.run(self.hear, address, key, event, now)

    def past(self, address: Address, count: int = PAST) -> tuple[Past, ...]:
        """The last turns, the oldest first; none for someone new. Writes nothing."""
        where = (address.kind, address.host, address.external)
        with self._store.reading() as held:
            rows = turns.last(held, *where, count)
            conversation = turns.whose(held, *where) if rows else None
            if conversation is None:
                return ()
            kept = self._kept(held, conversation)
            return tuple(self._past(logged, at, kept) for logged, at in rows)

    async def recall(self, address: Address, count: int = PAST) -> tuple[Past, ...]:
        """`past` in the store's own thread."""
        return await self._store.run(self.past, address, count)

    def close(self) -> None:
        """Leave the database."""
        self._store.close()

    def _lot(self) -> int:
        # 53 bits: a number that JSON keeps exact everywhere.
        return secrets.randbits(53) if self._seed is None else self._seed

    def _kept(self, held: Held, conversation: int) -> Fill:
        def fill(field: str) -> str:
            kept = case.kept(held, self._store.seal, conversation, field) or UNKNOWN
            return as_dialled(kept) if field == "phone" else kept

        return fill

    def _past(self, logged: turns.Logged, at: datetime, kept: Fill) -> Past:
        replies, echo = transcript.load(json.loads(logged.replies))
        language = logged.language
        mine = self._wording.text(echo, language, kept) if echo else ""
        mine = mine[:1].upper() + mine[1:]
        bubbles = self._wording.bubbles(replies, language, kept)
        return Past(mine, language, direction(language), bubbles, at, logged.step)


def _new_id() -> str:
    return secrets.token_hex(8)
