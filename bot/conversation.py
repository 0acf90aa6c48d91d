"""One turn of a conversation: heard, answered, and kept, in one transaction."""

import json
import secrets
from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.relaying import line
from bot.served import Catalogues
from bot.store import Store, Unavailable, case, relays, turns
from bot.store.statement import Held
from bot.store.world import StoredWorld
from care.people import part
from dialogs import transcript
from dialogs.bubbles import Bubble, PaperText
from dialogs.events import Event, Text
from dialogs.situation import situation
from dialogs.state import State
from dialogs.steps.paper import paper
from dialogs.talk import Talk
from dialogs.understanding.bank import Bank
from dialogs.understanding.numbers import as_dialled
from dialogs.understanding.read import read
from dialogs.wording import Fill, Wording, direction

if TYPE_CHECKING:
    from dialogs.turn import Turn

__all__ = ["Address", "Answer", "Conversations", "Past", "Unavailable"]

PAST = 12
"""How many turns a page shows."""

LINES = 40
"""How many lines, while an officer answers."""

UNKNOWN = "–"
"""Stands where a name or number has been removed."""

Recall = Callable[[Held, str, str, str, int], list[tuple[turns.Logged, datetime]]]
"""`turns.last` or `turns.one`."""

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
    """A turn of before: the person's own words as shown (`mine`) and the answer to them.

    `n` is its number in its own conversation. What is written while an officer answers is no turn:
    then `line` numbers it. `relayed` is whether an officer answers, told by the last one.
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
        catalogues: Catalogues,
        *,
        seed: int | None = None,
        closed: Container[date] = (),
    ) -> None:
        self._store = store
        self._turn = turn
        self._wording = wording
        self._bank = bank
        self._catalogues = catalogues
        self._seed = seed
        self._closed = closed

    def hear(
        self, address: Address, key: str, event: Event, now: datetime, seen: bool | None = None
    ) -> Answer:
        """One turn. The same `key` again gives the same answer and does nothing.

        `seen` is whether the person saw that an officer answers; None where the door cannot tell.
        Raises `Unavailable` when the database is away; then nothing was done.
        """
        heard = read(event.text, self._bank()) if isinstance(event, Text) else event
        with self._store.writing() as held:
            place = turns.hold(held, address.kind, address.host, address.external, self._lot)
            if before := turns.logged(held, place, key):
                kept = self._kept(held, place.id)
                bubbles = self._past(before, now, kept).bubbles if before.replies else ()
                return Answer(bubbles, before.language, before.step, place.seed, duplicate=True)
            served = self._catalogues.at(held, place.edition)
            state = State.restore(json.loads(place.state))
            world = self._world(held, place, state, now, seen)
            turned = self._turn(state, heard, world, now, self._wording, self._bank)
            talk = Talk(turned.state, world, now, self._wording, self._bank)
            world.settle(partial(situation, talk))
            language = turned.state.language
            # Made into text before the commit: an answer that cannot be shown never happened.
            bubbles = self._wording.bubbles(turned.replies, language, self._kept(held, place.id))
            here = served.only or served.by_key.get(turned.state.get("municipality"))
            municipality = here.key if here else turned.state.get("municipality")
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
                catalogue=here.version if here else "",
                replies=_json(transcript.dump(turned.replies, turned.echo)),
                at=now,
            )
        return Answer(bubbles, language, turned.step, place.seed)

    async def heard(
        self, address: Address, key: str, event: Event, now: datetime, seen: bool | None = None
    ) -> Answer:
        """`hear` in the store's own thread."""
        return await self._store.run(self.hear, address, key, event, now, seen)

    def past(self, address: Address, count: int = PAST) -> tuple[Past, ...]:
        """The last turns, the oldest first; none for someone new. Writes nothing.

        While an officer answers, what both write stands among them.
        """
        return self._recalled(address, turns.last, count, relayed=True)

    def past_turn(self, address: Address, n: int) -> Past | None:
        """The person's own turn of this number, as long as it is kept. Writes nothing."""
        found = self._recalled(address, turns.one, n)
        return found[0] if found else None

    def printed(self, address: Address, language: str, now: datetime) -> PaperText | None:
        """The list on paper as it would be made now, in this language. Says and keeps nothing.

        None where it is not known yet what the list would be of.
        """
        with self._store.writing() as held:
            if turns.whose(held, address.kind, address.host, address.external) is None:
                return None
            place = turns.hold(held, address.kind, address.host, address.external, self._lot)
            state = State.restore(json.loads(place.state)).speaking(language)
            world = self._world(held, place, state, now, None)
            talk = Talk(state, world, now, self._wording, self._bank)
            if talk.municipality is None or not state.get("service"):
                return None
            fill = self._kept(held, place.id)
            return self._wording.bubbles((paper(talk),), language, fill)[0].paper

    async def recall(self, address: Address, count: int = PAST) -> tuple[Past, ...]:
        """`past` in the store's own thread."""
        return await self._store.run(self.past, address, count)

    async def recall_turn(self, address: Address, n: int) -> Past | None:
        """`past_turn` in the store's own thread."""
        return await self._store.run(self.past_turn, address, n)

    def close(self) -> None:
        """Leave the database."""
        self._store.close()

    def _world(
        self, held: Held, place: turns.Place, state: State, now: datetime, seen: bool | None
    ) -> StoredWorld:
        return StoredWorld(
            held,
            place.id,
            place.seed,
            now,
            served=self._catalogues.at(held, place.edition),
            seal=self._store.seal,
            new_id=_new_id,
            closed=self._closed,
            part=part(state.get("who"), state.get("representation")),
            seen=seen,
        )

    def _lot(self) -> int:
        # 53 bits: a number that JSON keeps exact everywhere.
        return secrets.randbits(53) if self._seed is None else self._seed

    def _kept(self, held: Held, conversation: int) -> Fill:
        def fill(field: str) -> str:
            kept = case.kept(held, self._store.seal, conversation, field) or UNKNOWN
            return as_dialled(kept) if field == "phone" else kept

        return fill

    def _recalled(
        self, address: Address, find: Recall, which: int, *, relayed: bool = False
    ) -> tuple[Past, ...]:
        where = (address.kind, address.host, address.external)
        with self._store.reading() as held:
            rows = find(held, *where, which)
            conversation = turns.whose(held, *where) if rows else None
            if conversation is None:
                return ()
            kept = self._kept(held, conversation)
            past = tuple(self._past(logged, at, kept) for logged, at in rows)
            return self._with_lines(held, conversation, past) if relayed else past

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

    def _past(self, logged: turns.Logged, at: datetime, kept: Fill) -> Past:
        replies, echo = transcript.load(json.loads(logged.replies))
        language = logged.language
        mine = self._wording.text(echo, language, kept) if echo else ""
        mine = mine[:1].upper() + mine[1:]
        bubbles = self._wording.bubbles(replies, language, kept)
        return Past(logged.n, mine, language, direction(language), bubbles, at, logged.step)


def _new_id() -> str:
    return secrets.token_hex(8)
