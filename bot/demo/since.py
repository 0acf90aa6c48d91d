"""What has become of each case since: by the desk's own acts, and by what residents do later."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from bot.assembly import House
from bot.closed_days import ClosedDays
from bot.demo.chatting import Chat
from bot.demo.residents import Resident
from bot.store import case as stored
from bot.store import turns
from bot.store.office import cases, choosing, closing, rebooking, ringing
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.office.choosing import Choice, Whose
from bot.store.statement import Held
from care.casework import Closing
from care.municipality import Municipality
from care.services import Service
from care.times import Slot

CONFIRMED = ("confirmed", "ordered", "accepted", "queued", "started", "change", "closed:confirmed")
"""What begins with a choice that an officer confirms."""


@dataclass(frozen=True, slots=True)
class Since:
    """One house, its municipality, and the officer who acts."""

    house: House
    here: Municipality
    by: By

    def then(self, who: Resident, chat: Chat) -> None:
        """What the officers and the resident have done since."""
        then, now = who.then, self.by.now
        match then:
            case "" | "apply" | "held":
                pass  # nothing more
            case "human":
                chat.press("list", "human", now - timedelta(hours=20 if who.n % 2 else 1))
            case "sorrow":
                chat.say("mamma har dött", now)
            case "cancelled":
                chat.press("after", "cancel", now)
                chat.press("cancel", "yes", now)
            case "waits":
                chat.press("after", "earlier", now)
            case _:
                with self.house.store.writing() as held:
                    self._act(held, who, chat)
        if then == "change":
            chat.press("after", "list", now)
            chat.press("list", "kommunen", now)
            chat.press("provider", "wish", now)

    def _act(self, held: Held, who: Resident, chat: Chat) -> None:
        found = self._case(held, chat)
        if who.then in CONFIRMED:
            found = self._confirmed(held, who, found, chat)
        match who.then:
            case "moved":
                self._move(held, found)
            case "missed":
                ringing.not_reached(held, found, self.by)
            case "missed:twice":
                self._missed_twice(held, found, chat)
            case "ordered":
                choosing.order(held, found, self.by)
            case "accepted" | "queued" | "started":
                self._answered(held, who, found, chat)
            case closed if closed.startswith("closed:"):
                if who.then == "closed:confirmed":
                    self._answered(held, who, found, chat)
                    found = self._case(held, chat)
                reason = Closing(closed.removeprefix("closed:"))
                closing.close(held, found, reason, self.by)

    def _confirmed(self, held: Held, who: Resident, found: Case, chat: Chat) -> Case:
        choice = Choice(who.wish, Service(who.service), found.area, Whose.PERSON)
        choosing.confirm(held, self.here, found, choice, self.by)
        return self._case(held, chat)

    def _answered(self, held: Held, who: Resident, found: Case, chat: Chat) -> None:
        choosing.order(held, found, self.by)
        found = self._case(held, chat)
        if who.then == "queued":
            choosing.queue(held, self.here, found, "kommunen", self.by)
            return
        choosing.accept(held, found, self.by)
        if who.then in ("started", "closed:confirmed"):
            day = self.by.now.date() + timedelta(days=3)
            choosing.start(held, self._case(held, chat), day, self.by)

    def _missed_twice(self, held: Held, found: Case, chat: Chat) -> None:
        """Rung in vain when it was booked, and again at the next time there was."""
        booked = ringing.live(held, found)
        assert booked is not None
        then = By(self.by.account, booked.start + timedelta(minutes=booked.minutes), self.by.closed)
        ringing.not_reached(held, found, then)
        found = self._case(held, chat)
        slot = rebooking.offered(held, self.here, found, then.now, ClosedDays())[0]
        self._book(held, found, slot, then)
        ringing.not_reached(held, self._case(held, chat), self.by)

    def _move(self, held: Held, found: Case) -> None:
        """To the last time of the first day that has any."""
        offered = rebooking.offered(held, self.here, found, self.by.now, ClosedDays())
        first = offered[0].start.date()
        slot = [slot for slot in offered if slot.start.date() == first][-1]
        self._book(held, found, slot, self.by)

    def _book(self, held: Held, found: Case, slot: Slot, by: By) -> None:
        rebooking.move(
            held, self.house.store.seal, self.here, found, slot.start, slot.officers[0], by,
            ClosedDays(), token_hex(8),
        )  # fmt: skip

    def _case(self, held: Held, chat: Chat) -> Case:
        """As it stands now."""
        conversation = turns.whose(held, "web", "", chat.address.external)
        mine = stored.find(held, conversation) if conversation else None
        found = mine and cases.find(held, self.house.store.seal, self.here.key, mine.id)
        if not found:
            raise LookupError(chat.address.external)
        return found
