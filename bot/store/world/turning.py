"""What all of a World stands on: one conversation, one moment, one transaction."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.editions.served import Served
from bot.store import case, diary, situations, tasks, waiting
from bot.store.case import Mine, Timed
from bot.store.keys.sealing import Seal
from bot.store.outbox import notices
from bot.store.statement import Held
from care import followup
from care.casework import course
from care.municipality import Municipality
from care.office_hours import promised
from care.people import Part
from dialogs.situation import Situation
from dialogs.world import Booking, Reason

UNKNOWN = Part()


class Turning:
    """Bound to one conversation and one moment; see `dialogs.world.World`.

    `new_id` gives a booking's id; `closed` are the days on which nobody works; `part` is what
    the one who writes has said they are to the person. `seen` is whether they saw that an officer
    answers; None where their door cannot tell. `channels` are those by which this house sends,
    `address` where its page is. A door that `informs` only tells. `left` is the conversation that
    was here before, where another has come to this address.
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
        part: Part = UNKNOWN,
        seen: bool | None = None,
        channels: Container[str] = (),
        address: str = "",
        informs: bool = False,
    ) -> None:
        self.seed = seed
        self.address = address
        self.informs = informs
        self.left: int | None = None
        self._held = held
        self._conversation = conversation
        self._now = now
        self._served = served
        self._seal = seal
        self._new_id = new_id
        self._closed = closed
        self._said = part
        self._seen = seen
        self._channels = channels
        self._looked = False
        self._mine: Mine | None = None

    @property
    def conversation(self) -> int:
        """The one that speaks here, which may have come only in this turn."""
        return self._conversation

    def municipalities(self) -> Sequence[Municipality]:
        return self._served.municipalities

    def municipality(self, key: str) -> Municipality | None:
        return self._served.by_key.get(key)

    def officer(self, municipality: str, key: str) -> str:
        here = self.municipality(municipality)
        found = diary.officers(self._held, here) if here else ()
        return next((officer.name for officer in found if officer.key == key), "")

    def closed(self, day: date) -> bool:
        return day in self._closed

    def settle(self, told: Callable[[], Situation | None]) -> None:
        """Bring the case in step with the answers, where this turn had to do with a case."""
        if self._looked and self._mine and not self._mine.joined and (now := told()):
            situations.note(self._held, self._conversation, now, common=self._mine.common)

    def _case(self) -> Mine | None:
        if not self._looked:
            mine = case.find(self._held, self._conversation)
            self._mine = self._without_past(mine) if mine else None
            self._looked = True
        return self._mine

    def _open(self, municipality: str) -> Mine:
        """The case, opened where there is none, and held until the transaction ends."""
        again = None
        while again is None:  # where the others have just taken it along, there is a new one
            mine = case.find_or_open(
                self._held, self._conversation, municipality, self._said, self._now
            )
            case.lock(self._held, mine.id)
            self._looked = False
            again = self._case()
        return again

    def _locked(self) -> Mine | None:
        """The case as it is once nobody else can change it."""
        mine = self._case()
        if mine is None:
            return None
        case.lock(self._held, mine.id)
        self._looked = False
        return self._case()

    def _elsewhere(self, municipality: str) -> bool:
        """Whether the case is another municipality's, and stays there."""
        mine = self._case()
        return mine is not None and mine.stays and mine.municipality != municipality

    def _plan(self, mine: Mine, booking: Booking | None) -> None:
        """The reminders of a call, in place of those of before."""
        version = case.next_version(self._held, mine.id, mine.version)
        case.touch(self._held, mine.id, "", self._now)
        notices.take_back(self._held, mine.id)
        if booking:
            due = followup.plan(booking.start, now=self._now, closed=self.closed)
            notices.plan(self._held, mine.id, mine.municipality, version, due)
        self._looked = False

    def _follow(self, mine: Mine) -> None:
        """The notices of how the help goes on, in place of those of before."""
        now = mine.standing
        of = course(now.stage, now.closed_as, now.start_day, now.decision_ends, now.change_by)
        due = followup.course(of, now=self._now, closed=self.closed)
        notices.follow(self._held, mine.id, mine.municipality, due, followup.anchors(of))

    def _offer(self, given_up: Timed, *, but: int = 0) -> None:
        """Tell the first in line that this time is free again; `but` is who gave it up."""
        where = (given_up.municipality, given_up.call.start, self._now)
        waiting.offer(self._held, *where, closed=self.closed, but=but)

    def _task(self, municipality: str, reason: Reason) -> datetime | None:
        """Give the officers a task; by when someone rings, where that is promised."""
        mine = self._case()
        here = self.municipality(municipality) if reason is Reason.HUMAN else None
        return tasks.ask(
            self._held,
            municipality,
            reason.value,
            self._conversation,
            mine.id if mine else None,
            self._now,
            promised=promised(here, self._now, self.closed) if here else None,
        )

    def _without_past(self, mine: Mine) -> Mine:
        """Without a call that has taken place: what became of it is the officer's to say."""
        live = mine.live
        if live is None or live.call.start + timedelta(minutes=live.call.minutes) > self._now:
            return mine
        return replace(mine, live=None)
