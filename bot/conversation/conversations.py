"""One turn of a conversation: heard, answered, and kept, in one transaction."""

import json
import secrets
from collections.abc import Callable, Container
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from bot.conversation.closures import Closures
from bot.conversation.hearing import Address, Answer, Heard
from bot.conversation.linked import Behind, behind
from bot.conversation.past import Past, Recalling, Where
from bot.conversation.printing import Printing
from bot.conversation.worlds import Worlds
from bot.editions.served import Catalogues
from bot.store import Store, turns
from bot.store.outbox import recipients
from bot.store.outbox.recipients import AT_THE_DESK
from bot.store.statement import Held
from bot.towns import Towns
from dialogs import transcript
from dialogs.events import Event, Start, Text
from dialogs.messages import t
from dialogs.replies import Replies, Say
from dialogs.situation import situation
from dialogs.state import State
from dialogs.talk import Talk, Turned
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import read
from dialogs.wording import Wording

if TYPE_CHECKING:
    from dialogs.turn import Turn

PAST = 12
"""How many turns a page shows."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Conversations:
    """All conversations of this house.

    `seed` gives every new conversation the same lot, for a demonstration that can be repeated;
    otherwise each draws its own. `bank` is asked for when something is first typed. `closed` are
    the days on which no officer works, `channels` those by which this house sends. `towns` tells
    whose an address is and where the page is, `informing` are the doors that only tell, `closures`
    whether the chat is closed.
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
        channels: Container[str] = (),
        towns: Towns | None = None,
        informing: Container[str] = (),
        closures: Closures | None = None,
    ) -> None:
        self._store = store
        self._turn = turn
        self._wording = wording
        self._bank = bank
        self._catalogues = catalogues
        self._seed = seed
        self._towns = towns or Towns()
        self._closures = closures or Closures(store)
        self._recalling = Recalling(store, wording)
        self._worlds = Worlds(store, catalogues, closed, channels, self._towns, informing)
        self.printing = Printing(self._worlds, self._recalling, wording, bank, self._lot)
        """The list on paper, for whoever hands it out."""

    def hear(
        self, address: Address, key: str, event: Event, now: datetime, seen: bool | None = None
    ) -> Answer:
        """One turn. The same `key` again gives the same answer and does nothing.

        `seen` is whether the person saw that an officer answers; None where the door cannot tell.
        Raises `Unavailable` when the database is away, and `Closed`; then nothing was done.
        """
        self.must_be_open(address)
        return self._hear(address, key, self._read(event), now, seen)

    def must_be_open(self, address: Address, municipality: str = "") -> None:
        """Raises `Closed` where people are not answered now. Officers at the desk always are."""
        if address.kind != AT_THE_DESK:
            town = municipality or self._towns.of(address.kind, address.host)
            self._closures.must_be_open(town)

    def _read(self, event: Event) -> Heard:
        return read(event.text, self._bank()) if isinstance(event, Text) else event

    def _hear(
        self, address: Address, key: str, heard: Heard, now: datetime, seen: bool | None
    ) -> Answer:
        with self._store.writing() as held:
            place = turns.hold(held, *_at(address), self._lot)
            if before := turns.logged(held, place, key):
                return self._again(held, place, before, now)
            state = State.restore(json.loads(place.state))
            world = self._worlds.made(held, place, state, address, now, seen)
            turned = self._turn(state, heard, world, now, self._wording, self._bank)
            talk = Talk(turned.state, world, now, self._wording, self._bank)
            world.settle(partial(situation, talk))
            language = turned.state.language
            if world.left is not None:
                self._leave_behind(held, world.left, language, now)
                place = turns.hold_again(held, world.conversation)
            # Made into text before the commit: an answer that cannot be shown never happened.
            fill = self._recalling.kept(held, place.id)
            bubbles = self._wording.bubbles(turned.replies, language, fill)
            here = talk.after(turned.state).municipality
            municipality = (here.key if here else turned.state.get("municipality")) or ""
            self.must_be_open(address, municipality)
            _keep(held, place, key, turned, turned.replies, turned.heard, municipality, now,
                  catalogue=here.version if here else "")  # fmt: skip
        return Answer(bubbles, language, turned.step, place.seed, place.n + 1, was=turned.was)

    def _again(self, held: Held, place: turns.Place, before: turns.Logged, now: datetime) -> Answer:
        """What was answered to the same key."""
        kept = self._recalling.kept(held, place.id)
        bubbles = self._recalling.turn(before, now, kept).bubbles if before.replies else ()
        return Answer(
            bubbles, before.language, before.step, place.seed, before.n,
            duplicate=True, was=before.was,
        )  # fmt: skip

    def _leave_behind(self, held: Held, conversation: int, language: str, now: datetime) -> None:
        """The beginning of another conversation, at the address that one has moved from."""
        place = turns.hold_again(held, conversation)
        state = State({"language": language}, language)
        left = recipients.one(held, conversation)
        world = self._worlds.made(held, place, state, Address(left.door, left.host, ""), now)
        turned = self._turn(state, Start(), world, now, self._wording, self._bank)
        replies = (Say(t("Chatten har flyttat. Du kan börja en ny här.")), *turned.replies)
        _keep(held, place, f"left:{conversation}:{place.n}", turned, replies, "moved", "", now)

    async def heard(
        self, address: Address, key: str, event: Event, now: datetime, seen: bool | None = None
    ) -> Answer:
        """`hear` in the store's own thread, together with others that wait."""
        self.must_be_open(address)
        return await self._store.run_together(
            partial(self._read, event),
            lambda heard: self._hear(address, key, heard, now, seen),
        )

    def past(self, address: Address, count: int = PAST, language: str = "") -> tuple[Past, ...]:
        """The last turns, the oldest first; none for someone new. Writes nothing.

        They are shown in `language` where it is given, else as they were said. While an officer
        answers, what both write stands among them.
        """
        at = _at(address)
        return self._recalling.found(at, turns.last, count, relayed=True, language=language)

    def past_turn(self, address: Address, n: int, language: str = "") -> Past | None:
        """The person's own turn of this number, as long as it is kept. Writes nothing."""
        found = self._recalling.found(_at(address), turns.one, n, language=language)
        return found[0] if found else None

    async def recall(
        self, address: Address, count: int = PAST, language: str = ""
    ) -> tuple[Past, ...]:
        """`past` in the store's own thread."""
        return await self._store.run(self.past, address, count, language)

    async def recall_turn(self, address: Address, n: int, language: str = "") -> Past | None:
        """`past_turn` in the store's own thread."""
        return await self._store.run(self.past_turn, address, n, language)

    def reached(self, address: Address, here: bool) -> None:
        """Whether anything that is told at an address is still seen; one unknown stays unknown."""
        with self._store.writing() as held:
            if not here:
                turns.gone(held, *_at(address))
            elif turns.whose(held, *_at(address)) is not None:
                turns.hold(held, *_at(address), self._lot)

    async def reach(self, address: Address, here: bool) -> None:
        """`reached` in the store's own thread."""
        await self._store.run(self.reached, address, here)

    async def news(self, address: Address) -> str | None:
        """A fingerprint, another when there is more to show; None of one who never came."""
        return await self._store.run(self._recalling.news, _at(address))

    async def behind(self, token: str, now: datetime) -> Behind | None:
        """Whose conversation a link from an e-mail or SMS leads to; None where we sent no such."""
        return await self._store.run(behind, self._store, self._catalogues, token, now)

    def close(self) -> None:
        """Leave the database."""
        self._store.close()

    def _lot(self) -> int:
        # 53 bits: a number that JSON keeps exact everywhere.
        return secrets.randbits(53) if self._seed is None else self._seed


def _keep(
    held: Held,
    place: turns.Place,
    key: str,
    turned: Turned,
    replies: Replies,
    heard: str,
    municipality: str,
    now: datetime,
    *,
    catalogue: str = "",
) -> None:
    """Where the conversation is now, and what was said."""
    language = turned.state.language
    turns.save(
        held,
        place,
        state=_json(turned.state.dump()),
        language=language,
        municipality=municipality,
        at=now,
    )
    turns.log(
        held,
        place,
        key,
        heard=heard,
        step=turned.step,
        language=language,
        municipality=municipality,
        catalogue=catalogue,
        replies=_json(transcript.dump(replies, turned.echo)),
        at=now,
    )


def _at(address: Address) -> Where:
    return (address.kind, address.host, address.external)
