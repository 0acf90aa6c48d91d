"""The World that dialogs ask, answered inside the turn's transaction."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice

from sqlalchemy import bindparam, delete

from bot.served import Served
from bot.store import calls, case, notices, tasks
from bot.store.case import Mine
from bot.store.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import TURN
from care.followup import plan
from care.municipality import Municipality
from care.times import Slot, free
from dialogs.world import Booked, Booking, Left, Reason, Taken

OTHERS = 3
_FORGET_TURNS = Statement(delete(TURN).where(TURN.c.conversation_id == bindparam("conversation")))


class StoredWorld:
    """Bound to one conversation and one moment; see `dialogs.world.World`.

    `new_id` gives a booking's id; `closed` are the days on which nobody works.
    """

    def __init__(
        self,
        held: Held,
        conversation: int,
        seed: int,
        now: datetime,
        *,
        served: Served,
        seal: Seal,
        new_id: Callable[[], str],
        closed: Container[date] = (),
    ) -> None:
        self.seed = seed
        self._held = held
        self._conversation = conversation
        self._now = now
        self._served = served
        self._seal = seal
        self._new_id = new_id
        self._closed = closed
        self._looked = False
        self._mine: Mine | None = None

    def municipalities(self) -> Sequence[Municipality]:
        return self._served.municipalities

    def municipality(self, key: str) -> Municipality | None:
        return self._served.by_key.get(key)

    def free_times(
        self, municipality: str, *, minutes: int, after: datetime | None, count: int
    ) -> tuple[datetime, ...]:
        booked = self.booking()
        slots = (
            slot.start
            for slot in self._free(municipality, minutes, after)
            if booked is None or slot.start != booked.start
        )
        return tuple(islice(slots, count))

    def closed(self, day: date) -> bool:
        return day in self._closed

    def booking(self) -> Booking | None:
        mine = self._case()
        return mine.booking if mine else None

    def book(self, municipality: str, start: datetime, minutes: int) -> Booked | Taken:
        mine = self._live(case.find_or_open(self._held, self._conversation, municipality))
        old = mine.booking
        if old and (old.start, old.minutes, mine.booked_in) == (start, minutes, municipality):
            return Booked(old)
        slot = next(self._free(municipality, minutes, start - timedelta(microseconds=1)), None)
        id = old.id if old else self._new_id()
        officer = None
        if slot and slot.start == start:
            officer = calls.win(
                self._held, municipality, slot.officers, start, minutes, id, mine if old else None
            )
        if officer is None:
            return Taken(self._others(municipality, start, minutes))
        booking = (
            replace(old, start=start, minutes=minutes, officer=officer, sequence=old.sequence + 1)
            if old
            else Booking(id, start, minutes, officer, calls.word(id))
        )
        calls.book(self._held, municipality, mine, booking)
        self._plan(replace(mine, municipality=municipality), booking)
        return Booked(booking)

    def cancel(self) -> bool:
        mine = self._case()
        if mine is None or mine.booking is None:
            return False
        calls.cancel(self._held, mine.booking.id)
        self._plan(mine, None)
        return True

    def wish(self, municipality: str, provider: str | None) -> None:
        if provider is None and self._case() is None:
            return
        mine = case.find_or_open(self._held, self._conversation, municipality)
        case.keep(self._held, self._conversation, mine, "wish", provider)
        self._looked = False

    def wished(self) -> str | None:
        mine = self._case()
        return mine.wish if mine else None

    def keep(self, municipality: str, field: str, value: str) -> None:
        mine = case.find_or_open(self._held, self._conversation, municipality)
        case.keep(self._held, self._conversation, mine, field, self._seal.close(value))
        self._looked = False

    def kept(self, field: str) -> str | None:
        mine = self._case()
        sealed = mine.kept.get(field) if mine else None
        return self._seal.open(sealed) if sealed else None

    def ask_human(self, municipality: str, reason: Reason) -> None:
        mine = self._case()
        tasks.ask(
            self._held,
            municipality,
            str(reason),
            self._conversation,
            mine.id if mine else None,
            self._now,
        )

    def remind(self, wanted: bool) -> None:
        notices.remind(self._held, self._conversation, wanted)
        mine = self._case()
        if mine:
            self._plan(mine, mine.booking)

    def forget(self) -> Left:
        mine = self._case()
        if mine:
            notices.take_back(self._held, mine.id)
        notices.remove(self._held, self._conversation)
        remains = tasks.remove(self._held, self._conversation)
        notices.remind(self._held, self._conversation, None)
        if mine:
            calls.remove(self._held, mine)
            case.leave(self._held, self._conversation, mine)
        self._held.run(_FORGET_TURNS, conversation=self._conversation)
        self._looked = False
        return Left(remains)

    def _case(self) -> Mine | None:
        if not self._looked:
            mine = case.find(self._held, self._conversation)
            self._mine = self._live(mine) if mine else None
            self._looked = True
        return self._mine

    def _live(self, mine: Mine) -> Mine:
        """Without a call that has taken place."""
        call = mine.booking
        if call is None or call.start + timedelta(minutes=call.minutes) > self._now:
            return mine
        calls.finish(self._held, call.id)
        return replace(mine, booking=None)

    def _plan(self, mine: Mine, booking: Booking | None) -> None:
        version = case.next_version(self._held, mine)
        notices.take_back(self._held, mine.id)
        if booking:
            due = plan(booking.start, now=self._now)
            notices.plan(self._held, mine.id, mine.municipality, version, due)
        self._looked = False

    def _free(self, municipality: str, minutes: int, after: datetime | None) -> Iterator[Slot]:
        here = self.municipality(municipality)
        if here is None or not here.officers:
            return iter(())
        taken = calls.taken(self._held, municipality, self._now, self.booking())
        return free(
            here.officers, taken, now=self._now, after=after, minutes=minutes, closed=self._closed
        )

    def _others(self, municipality: str, start: datetime, minutes: int) -> tuple[datetime, ...]:
        """The next three after the one that was wanted, else the first there are."""
        later = self.free_times(municipality, minutes=minutes, after=start, count=OTHERS)
        if len(later) == OTHERS:
            return later
        return self.free_times(municipality, minutes=minutes, after=None, count=OTHERS)
