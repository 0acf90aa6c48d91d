"""What is sent unasked: claimed, begun, and marked with what became of it.

A row in the database is the truth. Nothing is lost, a crash costs at most one notice twice, and
nothing begins after a cancel has been committed.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels import Channel, Gone, Later, Outcome, Refused, Sent, Uncertain
from bot.conversation import Address
from bot.logs import log
from bot.relaying import sent
from bot.served import Catalogues, Served
from bot.store import Store, editions, notices, outgoing, turns
from bot.store.outgoing import Notice
from bot.store.statement import Held
from care.followup import Kind
from care.municipality import Municipality
from dialogs import transcript
from dialogs.bubbles import Bubble
from dialogs.notices import KIND
from dialogs.relay import RELAY
from dialogs.replies import Ask, Replies, Reply
from dialogs.state import State
from dialogs.wording import Wording

BATCH = 10
PATIENCE = 30
"""Seconds for one send; less than the lease, so that nobody else takes it for lost meanwhile."""

Words = Callable[[Kind, Municipality], Replies]


@dataclass(frozen=True, slots=True)
class Told:
    """What a notice says, and the version of the catalogue it says it by."""

    replies: Replies
    catalogue: str


class Outbox:
    """Sends through `channels`, by the kind of address; `words` gives what each notice says."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        words: Words,
        wording: Wording,
        catalogues: Catalogues,
    ) -> None:
        self._store = store
        self._channels = channels
        self._words = words
        self._wording = wording
        self._catalogues = catalogues

    async def work(self, now: datetime, only: Address | None = None) -> int:
        """Send one batch of what is due at `now`; how many rows it had. Call again until 0.

        `only` keeps to one address, for a door whose clock is its own. Raises `Unavailable` when
        the database is away; what was claimed then comes back.
        """
        served, claimed = await self._store.run(self._claim, now, only)
        await asyncio.gather(*(self._deliver(notice, served, now) for notice in claimed))
        return len(claimed)

    def _claim(self, now: datetime, only: Address | None) -> tuple[Served, list[Notice]]:
        with self._store.reading() as held:
            whose = turns.whose(held, only.kind, only.host, only.external) if only else None
            if (only and whose is None) or not outgoing.due(held, now, whose):
                return self._catalogues.now, []
        with self._store.writing() as held:
            served = self._catalogues.at(held, editions.number(held))
            return served, outgoing.claim(held, now, BATCH, whose)

    async def _deliver(self, notice: Notice, served: Served, now: datetime) -> None:
        channel = self._channels.get(notice.door)
        here = served.by_key.get(notice.municipality)
        if channel is None or here is None:
            await self._store.run(self._leave, notice, now)
            return
        relayed = notice.kind == Kind.LINE
        replies = () if relayed else self._words(Kind(notice.kind), here)
        address = Address(notice.door, notice.host, notice.external)
        bubbles = self._wording.bubbles(replies, notice.language)
        if not await self._store.run(self._begin, notice, now):
            return
        if relayed and not (bubbles := await self._store.run(self._written, notice, now)):
            return
        try:
            async with asyncio.timeout(PATIENCE):
                outcome = await channel.send(address, bubbles)
        except Exception as error:  # whatever a channel meets, the worker lives on
            log().warning("notice.uncertain", notice=notice.key, error=type(error).__name__)
            outcome = Uncertain()
        await self._store.run(self._note, notice, outcome, Told(replies, here.version), now)

    def _leave(self, notice: Notice, now: datetime) -> None:
        """For a process that has this channel; when there is none it becomes a task in time."""
        with self._store.writing() as held:
            again = now + outgoing.LEASE
            outgoing.mark(held, notice, notices.CLAIMED, notices.PLANNED, again)

    def _begin(self, notice: Notice, now: datetime) -> bool:
        with self._store.writing() as held:
            return outgoing.begin(held, notice, now)

    def _written(self, notice: Notice, now: datetime) -> tuple[Bubble, ...]:
        """What an officer wrote; nothing, and the row cancelled, where it is gone."""
        with self._store.reading() as held:
            told = sent(held, self._store.seal, self._wording, notice.about, notice.language)
        if told is None:
            with self._store.writing() as held:
                outgoing.mark(held, notice, notices.SENDING, notices.CANCELLED, now)
        return told or ()

    def _note(self, notice: Notice, outcome: Outcome, told: Told, now: datetime) -> None:
        with self._store.writing() as held:
            match outcome:
                case Sent():
                    self._told(held, notice, told, now)
                case Later(seconds):
                    again = now + timedelta(seconds=max(1.0, seconds))
                    outgoing.mark(held, notice, notices.SENDING, notices.PLANNED, again)
                case Uncertain():
                    again = now + outgoing.LEASE
                    outgoing.mark(held, notice, notices.SENDING, notices.UNCERTAIN, again)
                case Refused():
                    outgoing.fail(held, notice, notices.SENDING, now)
                case Gone():
                    outgoing.bury(held, notice)
                    outgoing.fail(held, notice, notices.SENDING, now)

    def _told(self, held: Held, notice: Notice, told: Told, now: datetime) -> None:
        """Put it in the turn log too, so that the page shows it and its button is known.

        What an officer wrote never stands there; that one answers stands there already.
        """
        place = turns.hold_again(held, notice.conversation)
        if not outgoing.mark(held, notice, notices.SENDING, notices.SENT, now) or not told.replies:
            return
        asked = told.replies[-1]
        turns.save(
            held,
            place,
            state=_waiting(place.state, asked, notice.kind),
            language=place.language,
            municipality=place.municipality,
        )
        turns.log(
            held,
            place,
            f"outbox:{notice.key}",
            heard=f"notice:{notice.kind}",
            step=asked.question if isinstance(asked, Ask) else "",
            language=notice.language,
            municipality=notice.municipality,
            catalogue=told.catalogue,
            replies=json.dumps(transcript.dump(told.replies), ensure_ascii=False),
            at=now,
        )


def _waiting(state: str, asked: Reply, kind: str) -> str:
    """The state in which the notice's own question is open, so that "ja" is understood."""
    if not isinstance(asked, Ask):
        return state
    before = State.restore(json.loads(state))
    if before.get("aside") == RELAY:
        return json.dumps(before.answer(KIND, kind).dump(), ensure_ascii=False)
    waiting = before.answer("aside", asked.question).answer(KIND, kind)
    return json.dumps(waiting.dump(), ensure_ascii=False)
