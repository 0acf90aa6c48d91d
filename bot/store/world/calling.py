"""Times to ring: shown, held, booked, moved and cancelled."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from bot.store import calls, cells, diary, waiting
from bot.store.case import Mine, Timed
from bot.store.outbox import notices
from bot.store.world.turning import Turning
from care.casework import Stage
from care.followup import hold_ending
from care.people import Role
from care.times import Call, Slot, free, takes
from dialogs.world import Booked, Booking, Hold, Reason, Taken, TooMany

OTHERS = 3
HOLD = timedelta(minutes=20)
"""How long a time is kept for the one who is about to book it."""
MOST_A_DAY = 4
"""New calls to one number within a day: a family may have several to book for."""


class Calling(Turning):
    """What a dialog asks of times; see `dialogs.world.World`."""

    def free_times(
        self, municipality: str, call: Call, *, after: datetime | None, count: int
    ) -> tuple[datetime, ...]:
        booked = self.booking()
        slots = (
            slot.start
            for slot in self._free(municipality, call, after)
            if booked is None or slot.start != booked.start
        )
        return tuple(islice(slots, count))

    def booking(self) -> Booking | None:
        mine = self._case()
        if mine is None or mine.live is None:
            return None
        own = mine.booked(mine.live.by, mine.live.made_at)
        return mine.live.call if own or mine.sees else None

    def called_off(self) -> Booking | None:
        mine = self._case()
        last = calls.called_off(self._held, mine.id) if mine and not mine.live else None
        if mine is None or last is None:
            return None
        call, by, made_at = last
        return call if mine.sees or mine.booked(by, made_at) else None

    def held(self) -> Hold | None:
        mine = self._case()
        kept = mine.held if mine else None
        if kept is None or kept.until is None or kept.until <= self._now:
            return None
        return Hold(kept.call.start, kept.call.minutes, kept.until)

    def hold(self, municipality: str, start: datetime, call: Call) -> Hold | Taken:
        mine = self._open(municipality)
        if self._elsewhere(municipality):
            return Taken(())  # no time is offered there
        until = self._now + HOLD
        if mine.live and self._suits(mine.live, municipality, start, call):
            return Hold(start, call.minutes, until)
        old = mine.held
        if old and self._suits(old, municipality, start, call) and (kept := self.extend()):
            return kept
        id = old.call.id if old else self._new_id()
        officer = self._win(mine, municipality, start, call, id, until)
        if officer is None:
            return Taken(self._others(municipality, start, call))
        cells.release(
            self._held,
            cells.owned(self._held, id) - cells.wanted(municipality, officer, start, call.minutes),
            id,
        )
        booking = Booking(id, start, call.minutes, officer, calls.word(id))
        if old:
            calls.rewrite(self._held, municipality, booking, until=until)
        else:
            calls.write(
                self._held, municipality, mine.id, booking, self._now,
                until=until, conversation=self._conversation,
            )  # fmt: skip
        self._warn(mine, id, until)
        self._looked = False
        return Hold(start, call.minutes, until)

    def extend(self) -> Hold | None:
        mine = self._locked()
        kept = mine.held if mine else None
        if mine is None or kept is None:
            return None
        until = self._now + HOLD
        whole = cells.wanted(
            kept.municipality, kept.call.officer, kept.call.start, kept.call.minutes
        )
        if not whole <= self._own(mine):
            return None  # it ended, and someone else has it
        calls.rewrite(self._held, kept.municipality, kept.call, until=until)
        self._warn(mine, kept.call.id, until)
        self._looked = False
        return Hold(kept.call.start, kept.call.minutes, until)

    def let_go(self) -> None:
        mine = self._locked()
        if mine:
            self._let_go(mine)

    def book(self, municipality: str, start: datetime, call: Call) -> Booked | Taken | TooMany:
        mine = self._open(municipality)
        old = mine.live
        if old and self.booking() is None:
            return TooMany()  # a call that others booked, and this person may not be told of
        if self._elsewhere(municipality):
            self._task(mine.municipality, Reason.CHANGE)
            return TooMany()
        if old and self._suits(old, municipality, start, call):
            self._let_go(mine)
            return Booked(old.call)
        phone = self._phone(mine)
        since = self._now - timedelta(days=1)
        if old is None and phone and calls.made(self._held, phone, since) >= MOST_A_DAY:
            self._let_go(mine)
            return TooMany()
        id = old.call.id if old else self._new_id()
        officer = self._held_with(mine, municipality, start, call)
        if officer is None:
            officer = self._win(mine, municipality, start, call, id, None)
        if officer is None:
            return Taken(self._others(municipality, start, call))
        booking = self._write(mine, municipality, id, officer, start, call.minutes, phone)
        self._plan(mine, booking)
        if mine.part.role is Role.RELATIVE and not mine.part.consent:
            self._task(municipality, Reason.RELATIVE)
        if mine.standing.stage is Stage.CLOSED:
            self._task(municipality, Reason.CHANGE)  # or no officer would see it
        return Booked(booking)

    def cancel(self) -> bool:
        mine = self._locked()
        if mine is None or mine.live is None or self.booking() is None:
            return False
        self._let_go(mine)
        calls.cancel(self._held, mine.live.call.id)
        waiting.stop(self._held, mine.id)
        self._plan(mine, None)
        self._offer(mine.live)
        return True

    def wait(self, wanted: bool) -> None:
        mine = self._locked()
        if mine is None:
            return
        if wanted:
            waiting.begin(self._held, mine.id, mine.municipality, self._now)
        else:
            waiting.stop(self._held, mine.id)

    def waits(self) -> bool:
        mine = self._case()
        return mine is not None and waiting.waits(self._held, mine.id)

    def _win(
        self,
        mine: Mine,
        municipality: str,
        start: datetime,
        call: Call,
        id: str,
        until: datetime | None,
    ) -> str | None:
        """Own the cells with the first officer who is free then; None if nobody is.

        Those of the call that is moved, and of the time that is held, count as won. What is not
        needed of them is given up only afterwards: who gives up first can lose both.
        """
        ask_after = start - timedelta(microseconds=1)
        slot = next(self._free(municipality, call, ask_after), None)
        if slot is None or slot.start != start:
            return None
        own = self._own(mine)
        kept = mine.held.call.id if mine.held else ""
        for officer in slot.officers:
            new = cells.wanted(municipality, officer, start, call.minutes)
            if cells.win(self._held, new, id, self._now, until=until, own=own, kept=kept):
                return officer
        return None

    def _own(self, mine: Mine) -> frozenset[cells.Cell]:
        """The cells that are this case's now, booked or held."""
        own: frozenset[cells.Cell] = frozenset()
        for timed in (mine.live, mine.held):
            if timed:
                own |= cells.owned(self._held, timed.call.id)
        return own

    def _write(
        self,
        mine: Mine,
        municipality: str,
        id: str,
        officer: str,
        start: datetime,
        minutes: int,
        phone: str | None,
    ) -> Booking:
        """The call as it stands from now on, new or moved; its cells are won already."""
        if mine.held:
            cells.hand_over(self._held, mine.held.call.id, to=id)
            self._let_go(mine)
        gone = cells.owned(self._held, id) - cells.wanted(municipality, officer, start, minutes)
        cells.release(self._held, gone, id)
        if old := mine.live:
            booking = calls.move(self._held, municipality, old.call, officer, start, minutes)
            self._offer(old, but=mine.id)
            return booking
        booking = Booking(id, start, minutes, officer, calls.word(id))
        waiting.stop(self._held, mine.id)
        calls.finish_past(self._held, mine.id)
        calls.write(
            self._held, municipality, mine.id, booking, self._now,
            conversation=self._conversation, phone=phone,
        )  # fmt: skip
        return booking

    def _held_with(self, mine: Mine, municipality: str, start: datetime, call: Call) -> str | None:
        """The officer with whom this very time is held, when all of it is still ours."""
        kept = mine.held
        if kept is None or not self._suits(kept, municipality, start, call):
            return None
        whole = cells.wanted(municipality, kept.call.officer, start, call.minutes)
        return kept.call.officer if whole <= self._own(mine) else None

    def _let_go(self, mine: Mine) -> None:
        if mine.held:
            notices.take_back_about(self._held, mine.id, mine.held.call.id)
            calls.drop(self._held, mine.held.call.id)
            self._looked = False

    def _warn(self, mine: Mine, hold: str, until: datetime) -> None:
        """Plan the warning; one for an end that has been moved is taken back."""
        notices.take_back_about(self._held, mine.id, hold)
        # The key must be new for each end, and the id alone is what the row is about.
        version = int(until.timestamp()) // 60
        notices.plan(
            self._held, mine.id, mine.municipality, version, (hold_ending(until),),
            about=hold, only=self._conversation,
        )  # fmt: skip

    def _phone(self, mine: Mine) -> str | None:
        sealed = mine.kept.get("phone")
        phone = self._seal.open(sealed) if sealed else None
        return self._seal.print(phone) if phone else None

    def _free(self, municipality: str, call: Call, after: datetime | None) -> Iterator[Slot]:
        here = self.municipality(municipality)
        if here is None or self._elsewhere(municipality):
            return iter(())
        mine = self._case()
        own = tuple(timed.call.id for timed in (mine.live, mine.held) if timed) if mine else ()
        days = diary.diary(self._held, municipality, self._now, closed=self._closed, mine=own)
        officers = diary.officers(self._held, here)
        return free(officers, days, call, now=self._now, after=after)

    def _others(self, municipality: str, start: datetime, call: Call) -> tuple[datetime, ...]:
        """The next three after the one that was wanted, else the first there are."""
        later = self.free_times(municipality, call, after=start, count=OTHERS)
        if len(later) == OTHERS:
            return later
        return self.free_times(municipality, call, after=None, count=OTHERS)

    def _suits(self, timed: Timed, municipality: str, start: datetime, call: Call) -> bool:
        """Whether this is that very call, with an officer who can take it."""
        mine = (timed.municipality, timed.call.start, timed.call.minutes)
        here = self.municipality(municipality)
        if here is None or mine != (municipality, start, call.minutes):
            return False
        able = (o.key for o in diary.officers(self._held, here) if takes(o, call))
        return timed.call.officer in able
