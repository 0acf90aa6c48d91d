"""What is sent unasked: claimed, begun, and marked with what became of it.

A row in the database is the truth. Nothing is lost, a crash costs at most one notice twice by each
channel, and nothing begins after a cancel has been committed. A channel sends one at a time: what
the last one led to is noted in the transaction in which the next begins.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex
from time import monotonic

from bot.channels import Channel, Dispatch, Outcome, Uncertain
from bot.conversation import Address
from bot.editions.served import Catalogues
from bot.logs import log
from bot.sending.noting import Begun, Done, note
from bot.sending.writing import Writer, Writing
from bot.store import Store, Unavailable, editions, leases, links, turns
from bot.store.outbox import outgoing, routes, states, tending
from bot.store.outbox.claimed import Notice
from bot.store.statement import Held
from bot.towns import Towns
from care.followup import Kind
from care.quiet import Closed, morning, quiet
from dialogs.wording import Wording

BATCH = 10
PATIENCE = 28
"""Seconds for one send; less than the lane's lease, and with AGAIN less than the row's."""
ENOUGH = 15
"""Seconds after which a lane begins nothing more of what it has claimed."""
AGAIN = (1, 3)
"""Seconds to the next tries to note what was sent, where the database is away."""


class Outbox:
    """Sends through `channels`, by the name of each; `writers` give what a notice says.

    `towns` tells where the page is, at which notices are read that come by e-mail or SMS.
    `closed` tells the public holidays: with it, what was late or had to wait is not sent in quiet
    hours either.
    """

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        writers: Mapping[Kind, Writer],
        wording: Wording,
        catalogues: Catalogues,
        *,
        towns: Towns | None = None,
        closed: Closed | None = None,
    ) -> None:
        self._store = store
        self._channels = channels
        self._writers = writers
        self._wording = wording
        self._catalogues = catalogues
        self._towns = towns or Towns()
        self._closed = closed
        self._name = token_hex(8)

    async def work(self, now: datetime, only: Address | None = None) -> int:
        """Send a batch of what is due at `now` by every channel; how many rows that was.

        Call again until 0. `only` keeps to one address, for a door whose clock is its own. Raises
        `Unavailable` when the database is away; what was claimed then comes back.
        """
        whose = await self._store.run(self._tend, now, only)
        if only and whose is None:
            return 0
        lanes = (self._lane(name, now, whose) for name in tuple(self._channels))
        done = await asyncio.gather(*lanes, return_exceptions=True)  # none leaves another behind
        for result in done:
            if isinstance(result, BaseException):
                raise result
        return sum(count for count in done if isinstance(count, int))

    def _tend(self, now: datetime, only: Address | None) -> int | None:
        with self._store.reading() as held:
            whose = turns.whose(held, only.kind, only.host, only.external) if only else None
            if (only and whose is None) or not tending.lost(held, now, whose):
                return whose
        with self._store.writing() as held:
            tending.give_up(held, now, whose)
        return whose

    async def _lane(self, channel: str, now: datetime, whose: int | None) -> int:
        """One channel's batch, one after the other."""
        started, done = monotonic(), None

        def at() -> datetime:  # what a slow send led to is counted from its end
            return now + timedelta(seconds=monotonic() - started)

        claimed = await self._store.run(self._claim, channel, now, whose)
        left = list(claimed)
        while left and at() - now <= timedelta(seconds=ENOUGH):
            begun = await self._next(done, left.pop(0), at())
            done = (begun, await self._send(begun)) if begun else None
        if done:
            await self._next(done, None, at())
        if left:
            await self._store.run(self._leave, left, now)
        return sum(len(notice.rows) for notice in claimed)

    async def _next(self, done: Done | None, next_one: Notice | None, at: datetime) -> Begun | None:
        """`_step`. A defect of ours in one notice costs neither the other nor those after it."""
        try:
            return await self._surely(self._step, done, next_one, at)
        except Unavailable:
            raise
        except Exception as error:
            _defect(next_one or (done[0].notice if done else None), error)
        if done and next_one:
            await self._next(done, None, at)
            return await self._next(None, next_one, at)
        if next_one:
            await self._store.run(self._spoilt, next_one, at)
        return None  # of one that cannot be noted the lease ends, and in the end someone rings

    async def _surely(
        self,
        step: Callable[[Done | None, Notice | None, datetime], Begun | None],
        done: Done | None,
        next_one: Notice | None,
        at: datetime,
    ) -> Begun | None:
        """What was sent and is not noted is sent twice: so it is tried some times."""
        for pause in AGAIN if done else ():
            try:
                return await self._store.run(step, done, next_one, at)
            except Unavailable:
                await asyncio.sleep(pause)
        return await self._store.run(step, done, next_one, at)

    def _spoilt(self, notice: Notice, now: datetime) -> None:
        with self._store.writing() as held:
            outgoing.fail(held, notice, states.CLAIMED, now)

    def _claim(self, channel: str, now: datetime, whose: int | None) -> list[Notice]:
        with self._store.reading() as held:
            if not tending.due(held, now, channel, whose):
                return []
        with self._store.writing() as held:
            if channel.startswith(routes.TELEGRAM) and not leases.take(
                held, channel, self._name, now
            ):
                return []
            return outgoing.claim(
                held, now, BATCH, channel, whose, morning=self._morning(channel, now)
            )

    def _morning(self, channel: str, now: datetime) -> datetime | None:
        """When the quiet hours end, where these are some and the channel rings."""
        rings = channel.partition(":")[0] in routes.RING
        if self._closed is None or not rings or not quiet(now, self._closed):
            return None
        return morning(now, self._closed)

    def _step(self, done: Done | None, next_one: Notice | None, now: datetime) -> Begun | None:
        """Note what the last one led to, and begin the next."""
        with self._store.writing() as held:
            if done:
                note(held, *done, now)
            if next_one is None:
                return None
            lane = next_one.channel
            if lane.startswith(routes.TELEGRAM) and not leases.take(held, lane, self._name, now):
                outgoing.mark(held, next_one, states.CLAIMED, states.PLANNED, now)
                return None
            return self._begin(held, next_one, now)

    def _leave(self, left: Sequence[Notice], now: datetime) -> None:
        """The rest of a slow batch is anyone's again."""
        with self._store.writing() as held:
            for notice in left:
                outgoing.mark(held, notice, states.CLAIMED, states.PLANNED, now)

    def _begin(self, held: Held, claimed: Notice, now: datetime) -> Begun | None:
        served = self._catalogues.at(held, editions.number(held))
        here = served.by_key.get(claimed.municipality)
        address = self._address(claimed)
        if here is None:  # for a process that serves it; when there is none it becomes a task
            again = now + outgoing.LEASE
            outgoing.mark(held, claimed, states.CLAIMED, states.PLANNED, again)
            return None
        notice = outgoing.begin(held, claimed, now)
        if notice is None:
            return None
        if address is None:
            outgoing.fail(held, notice, states.SENDING, now)
            return None
        for place, row in enumerate(notice.rows):
            # What the first says, of which there is still something to say, stands for the rest.
            told = replace(row, also=notice.rows[place + 1 :])
            at = Writing(held, self._store, self._wording, told, here, now)
            if written := self._writers[Kind(row.kind)](at):
                return Begun(told, address, written, self._link(held, told), here.version)
            outgoing.mark(held, replace(row, also=()), states.SENDING, states.CANCELLED, now)
        return None

    def _address(self, notice: Notice) -> Address | None:
        if notice.channel in routes.CONTACTS:
            opened = self._store.seal.open(notice.sealed) if notice.sealed else None
            return Address(notice.channel, "", opened) if opened else None
        if notice.door is None or notice.external is None:
            return None
        return Address(notice.door, notice.host or "", notice.external)

    def _link(self, held: Held, notice: Notice) -> str:
        """Where it is read; the same however often it is sent. None goes with a code.

        For nobody knows yet whose the address is, and a link leads into the conversation.
        """
        if notice.kind == Kind.CODE.value:
            return ""
        if notice.account is not None:
            site = self._towns.page(notice.municipality)
            return f"{site}/desk/" if site else ""
        site = self._towns.page(self._towns.of(notice.door or "", notice.host or ""))
        if notice.channel not in routes.CONTACTS or notice.door != routes.WEB or not site:
            return site
        token = links.token(self._store.seal, notice.key)
        outgoing.link(held, notice, links.printed(token))
        return f"{site}/l/{token}"

    async def _send(self, begun: Begun) -> Outcome:
        notice, written = begun.notice, begun.written
        dispatch = Dispatch(notice.key, written.bubbles, notice.language, written.title, begun.link)
        try:
            async with asyncio.timeout(PATIENCE):
                outcome = await self._channels[notice.channel].send(begun.address, dispatch)
        except Exception as error:  # whatever a channel meets, the worker lives on
            log().warning("notice.uncertain", notice=notice.key, error=type(error).__name__)
            outcome = Uncertain()
        from bot.monitoring.metrics import SENDS

        kind, became = notice.channel.partition(":")[0], type(outcome).__name__.lower()
        SENDS.labels(kind, became).inc()
        return outcome


def _defect(notice: Notice | None, error: Exception) -> None:
    key = notice.key if notice else ""
    log().error("notice.defect", notice=key, error=type(error).__name__)
