"""What time and a new catalogue bring about: nobody writes, and yet somebody is to be told.

Everything is found in what is stored now, never in an event that could be missed; so any number of
processes may look, after any crash, and each thing is told once.
"""

import asyncio
import json
from collections.abc import Container
from datetime import date, datetime, time, timedelta

from bot.editions.served import Catalogues, Served
from bot.sending import leaving
from bot.store import Store, contacts, editions, proofs, turns, unfinished
from bot.store.office import digests, untold
from bot.store.outbox import notices
from bot.store.unfinished import Gone
from care import followup
from care.followup import UNFINISHED_AFTER, FollowUp, Kind
from care.times import SWEDEN
from dialogs.state import State
from dialogs.steps import BY_QUESTION

EVERY = timedelta(minutes=15)
"""Between two looks for those who went away."""
AT_MOST = timedelta(days=10)
"""Someone silent for longer is not reminded any more."""
ANSWERS = 2
"""So many answers beside the language are a choice begun."""
NO_CHOICE = ("language", "aside")
BRIEFED, BRIEF_HELPS = time(7, 30), time(10)
FRIDAY = 4
NIGHT = time(3)


class Planning:
    """Plans the notices that follow from the time and from the catalogues.

    `closed` are the days on which nobody works. What a process has looked at it remembers only to
    do less: a new process looks at all of it again, and finds it done.
    """

    def __init__(self, store: Store, catalogues: Catalogues, closed: Container[date]) -> None:
        self._store = store
        self._catalogues = catalogues
        self._closes = closed
        self._briefed: date | None = None
        self._cleaned: date | None = None
        self._left: datetime | None = None
        self._checked: tuple[int, date] | None = None

    async def work(self, now: datetime) -> int:
        """`plan` for the clock; not in the store's own thread, where turns would wait for it."""
        return await asyncio.to_thread(self.plan, now)

    def plan(self, now: datetime) -> int:
        """Everything that is due to be looked at; 0, so that nobody asks again at once.

        Raises `Unavailable` when the database is away; then the rest is done the next time.
        """
        wall = now.astimezone(SWEDEN)
        works = wall.weekday() <= FRIDAY and not self._closed(wall.date())
        if works and BRIEFED <= wall.time() < BRIEF_HELPS and self._briefed != wall.date():
            self._brief(wall.date())
        if self._left is None or not timedelta(0) <= now - self._left < EVERY:
            self._find_left(now)
        self._find_leaving(now, wall.date())
        if self._cleaned != wall.date() and wall.time() >= NIGHT:
            self._forget(now, wall.date())
        return 0

    def _closed(self, day: date) -> bool:
        return day in self._closes

    def _brief(self, day: date) -> None:
        """The morning digest of all who want one."""
        with self._store.writing() as held:
            due, ends = (datetime.combine(day, at, SWEDEN) for at in (BRIEFED, BRIEF_HELPS))
            row = FollowUp(Kind.DIGEST, due, ends)
            for to in digests.readers(held):
                notices.brief(held, row, to.municipality, to.account, day.isoformat())
        self._briefed = day

    def _find_left(self, now: datetime) -> None:
        """Those who began to choose and went away three days ago."""
        since, until = now - AT_MOST, now - UNFINISHED_AFTER
        with self._store.reading() as held:
            newest = unfinished.newest(held)
        self._let_go(now)
        for after in range(0, newest, unfinished.AT_A_TIME):
            with self._store.reading() as held:
                found = unfinished.left(held, after, since, until)
                served = self._catalogues.at(held, editions.number(held))
            for one in found:
                if _began(one, served):
                    self._remind(one, now)
        self._left = now

    def _let_go(self, now: datetime) -> None:
        """Tasks to ring instead that are about nothing any more: the call is over."""
        for here in self._catalogues.now.by_key:
            with self._store.writing() as held:
                untold.let_go(held, self._store.seal, here, now)

    def _remind(self, gone: Gone, now: datetime) -> None:
        row = followup.unfinished(gone.at, now=now, closed=self._closed)
        if row is None or row.due > now:
            return  # in quiet hours; they may be back before they end
        with self._store.writing() as held:
            turns.hold_again(held, gone.conversation)
            since, until = now - AT_MOST, now - UNFINISHED_AFTER
            this = gone.conversation
            if unfinished.left(held, this - 1, since, until, last=this):  # not back meanwhile
                notices.write(held, row, gone.municipality, this, "once")

    def _find_leaving(self, now: datetime, today: date) -> None:
        """Cases whose provider leaves them: there is a new edition, or a last day has come."""
        with self._store.reading() as held:
            number = editions.number(held)
            if self._checked == (number, today):
                return
            served = self._catalogues.at(held, number)
        leaving.check(self._store, served, now, self._closed)
        self._checked = number, today

    def _forget(self, now: datetime, day: date) -> None:
        with self._store.writing() as held:
            contacts.forget_old(held, now)
            proofs.forget_old(held, now)
        self._cleaned = day


def _began(gone: Gone, served: Served) -> bool:
    """Whether a choice was begun, where a wish can be left."""
    here = served.by_key.get(gone.municipality)
    if here is None or not here.takes_wishes:
        return False
    answers = State.restore(json.loads(gone.state)).answers
    return sum(one in BY_QUESTION and one not in NO_CHOICE for one in answers) >= ANSWERS
