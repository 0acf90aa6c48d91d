"""What officers do in the cases of a simulated year, and what becomes of a provider."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from lives import DOORS, HERE, Residents, Town
from simulated import Someone, closed

from bot.editions.served import Served
from bot.sending import leaving
from bot.store import turns
from bot.store.office import cases, choosing, closing, people, ringing
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.statement import Held
from care.casework import STOPS, Closing
from care.followup import Kind
from care.providers import Standing
from care.services import Service


@dataclass
class Life(Residents):
    """One case, and what officers do in it too."""

    def acts(self, do: Callable[[Held, Case, By], object]) -> None:
        """One act at the desk."""
        town = self.town
        with town.house.store.writing() as held:
            found = cases.lock(held, town.house.store.seal, HERE, self.id)
            assert found is not None
            do(held, found, town.by())

    def consents(self) -> None:
        """The person says yes to the relative who writes."""
        with self.town.house.store.writing() as held:
            place = turns.hold(
                held, self.main.door, DOORS[self.main.door], self.main.name, lambda: 1
            )
            assert people.record_consent(held, self.id, place.id, "Anna", self.town.now)
        self.wants(self.main, knows=True)
        self.note()

    def withdraws(self, relative: Someone) -> None:
        """The person's yes to a relative holds no more."""
        with self.town.house.store.writing() as held:
            place = turns.hold(held, relative.door, DOORS[relative.door], relative.name, lambda: 1)
            assert people.withdraw(held, self.id, place.id, "Anna", self.town.now)
        self.wants(relative, knows=False, booked=False)
        self.note()

    def calls_off(self) -> None:
        """The officer takes the call back."""
        self.tell(Kind.CALL_MOVED, choice=False, booker=True)
        self.acts(ringing.cancel)
        self.call = None
        self.note()

    def rung_in_vain(self) -> None:
        """Nobody answered."""
        self.tell(Kind.CALL_MISSED, choice=False, booker=True)
        self.acts(ringing.not_reached)
        self.call = None
        self.note()

    def confirm(self) -> None:
        """The choice, after the call."""
        if self.provider in self.town.gone:
            self.provider = "kommunen"
        choice = choosing.Choice(self.provider, Service.CARE, "centrum", choosing.Whose.PERSON)
        self.tell(Kind.CHOICE_CONFIRMED)
        self.acts(lambda held, case, by: choosing.confirm(held, self.town.here, case, choice, by))
        self.call, self.chosen = None, True
        self.note()

    def order(self) -> None:
        """It goes to the provider."""
        self.acts(choosing.order)
        self.note()

    def accept(self) -> None:
        """The provider says yes."""
        self.tell(Kind.CASE_NEWS)
        self.acts(choosing.accept)
        self.note()

    def queue(self) -> None:
        """The provider is full."""
        self.tell(Kind.CASE_NEWS)
        self.acts(lambda held, case, by: choosing.queue(held, self.town.here, case, "kommunen", by))
        self.note()

    def start(self, day: date) -> None:
        """Help has a day to start."""
        self.tell(Kind.CASE_NEWS)
        self.acts(lambda held, case, by: choosing.start(held, case, day, by))
        self.started, self.goes_on = day, True
        self.note()

    def decided(self, ends: date) -> None:
        """The decision has a last day."""
        self.acts(lambda held, case, by: choosing.decided(held, case, ends, by))
        self.decision_ends = ends
        self.note()

    def chooses_again(self) -> None:
        """Open again."""
        self.tell(Kind.CASE_NEWS)
        self.acts(choosing.choose_again)
        self.started, self.goes_on, self.chosen = None, False, False
        self.note()

    def close(self, reason: Closing) -> None:
        """For good; after some reasons nothing more is sent."""
        self.acts(lambda held, case, by: closing.close(held, case, reason, by))
        self.call, self.stopped = None, self.stopped or reason in STOPS
        self.goes_on = self.goes_on and reason is Closing.CONFIRMED
        self.note()


def withdraw(town: Town, provider: str, lives: Iterable[Life]) -> int:
    """No service of this provider's may be chosen any more; how many cases it leaves."""
    providers = tuple(
        replace(p, authorisations=tuple(
            replace(a, standing=Standing.WITHDRAWN) for a in p.authorisations or ()
        )) if p.key == provider else p
        for p in town.here.providers
    )  # fmt: skip
    town.gone.add(provider)
    for life in lives:
        if life.id and life.provider == provider and not life.stopped:
            life.tell(Kind.PROVIDER_GONE, choice=False, wisher=not life.chosen)
    served = Served(town.served.number, {HERE: replace(town.here, providers=providers)})
    left = leaving.check(town.house.store, served, town.now, closed)
    assert leaving.check(town.house.store, served, town.now, closed) == 0
    return left
