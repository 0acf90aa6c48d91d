"""The acts of a simulated year, each done in the store and written down as it was meant."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any

from mailing import contact
from simulated import News, Someone, Stand, Story, Wants, closed

from bot.assembly import House
from bot.closed_days import ClosedDays
from bot.store import case, editions, turns
from bot.store.office import accounts, people
from bot.store.office.accounts import Office
from bot.store.office.acts import By
from bot.store.statement import Held
from bot.store.world import StoredWorld
from care.followup import Course, Kind
from care.people import Part, Role
from care.times import Call
from dialogs.codes import typed
from dialogs.world import Booked, Joined, Taken

HERE = "exempelby"
DOORS = {"telegram": "42", "web": ""}
RESIDENT = Part(Role.PERSON)


class Town:
    """A house with an officer, and a clock that `now` is."""

    def __init__(self, house: House, now: datetime) -> None:
        self.house, self.now = house, now
        with house.store.writing() as held:
            made = accounts.add(
                held, HERE, "anna", "Anna Lind", frozenset({Office.OFFICER}), now,
                officer="anna-lind", password="-",
            )  # fmt: skip
            assert made is not None
            account = accounts.by_id(held, made)
            assert account is not None
            self.served = house.catalogues.at(held, editions.number(held))
        self.account = account
        self.here = self.served.by_key[HERE]
        self.gone: set[str] = set()

    def by(self) -> By:
        """The officer, now."""
        return By(self.account, self.now, closed)


@dataclass
class Residents:
    """One case, and what residents do in it.

    What is kept here is what was meant, and never read from the store. `provider` is who is wished
    for, and then chosen; `chosen` is whether an officer has confirmed it.
    """

    town: Town
    main: Someone
    part: Part = RESIDENT
    story: Story = field(default_factory=Story)
    who: dict[str, tuple[Someone, Wants]] = field(default_factory=dict)
    id: int = 0
    call: datetime | None = None
    started: date | None = None
    goes_on: bool = False
    decision_ends: date | None = None
    change_by: date | None = None
    stopped: bool = False
    provider: str = "solrosen"
    chosen: bool = False

    def note(self) -> None:
        """How it stands from now on."""
        course = Course(self.started, self.decision_ends, self.change_by)
        self.story.stands.append(
            Stand(
                self.town.now, self.call, course if self.goes_on else Course(), self.stopped,
                tuple(self.who.values()),
            )
        )  # fmt: skip

    def tell(
        self, kind: Kind, *, choice: bool = True, booker: bool = False, wisher: bool = False
    ) -> None:
        """What has happened, to be told."""
        also = self.main if wisher else None
        self.story.news.append(News(self.town.now, kind, choice, booker, also=also))

    def wants(self, someone: Someone, **changed: Any) -> None:
        """What someone wants or may know from now on."""
        self.who[someone.name] = (someone, replace(self.who[someone.name][1], **changed))

    def writes(self, someone: Someone, do: Callable[[StoredWorld, Held, int], object]) -> None:
        """A turn of theirs."""
        town = self.town
        with town.house.store.writing() as held:
            place = turns.hold(held, someone.door, DOORS[someone.door], someone.name, lambda: 1)
            world = StoredWorld(
                held, place.id, 1, town.now, served=town.served, seal=town.house.store.seal,
                new_id=lambda: token_hex(8), closed=ClosedDays(), part=self.part,
            )  # fmt: skip
            do(world, held, place.id)

    def begin(self, reminders: bool | None) -> None:
        """A wish."""
        self.who[self.main.name] = (self.main, Wants(self.part.may_know, reminders=reminders))

        def do(world: StoredWorld, held: Held, conversation: int) -> None:
            self.arrives(world, held, conversation, self.main, reminders)
            world.wish(HERE, self.provider)
            mine = case.find(held, conversation)
            assert mine
            self.id = mine.id

        self.writes(self.main, do)
        self.note()

    def arrives(
        self,
        world: StoredWorld,
        held: Held,
        conversation: int,
        who: Someone,
        reminders: bool | None,
    ) -> None:
        """Where they are reached, and whether they want to be reminded."""
        now = self.town.now
        if who.contact:
            contact(held, self.town.house, conversation, who.contact, who.name, now)
        if reminders is not None:
            world.remind(reminders)
        if reminders is False:
            who.left = now

    def book(self, after: datetime) -> None:
        """A call after then; or the one there is, moved."""

        def do(world: StoredWorld, *_: object) -> None:
            (start,) = world.free_times(HERE, Call(), after=after, count=1)
            assert isinstance(world.book(HERE, start, Call()), Booked)
            self.call = start

        self.writes(self.main, do)
        self.wants(self.main, booked=True)
        self.note()

    def hold(self, after: datetime) -> None:
        """A time held, and never booked."""

        def do(world: StoredWorld, *_: object) -> None:
            (start,) = world.free_times(HERE, Call(), after=after, count=1)
            assert not isinstance(world.hold(HERE, start, Call()), Taken)

        self.writes(self.main, do)
        warned = self.town.now + timedelta(minutes=15)
        self.story.news.append(News(warned, Kind.HOLD_ENDING, only=self.main))

    def cancel(self) -> None:
        """The call."""
        self.writes(self.main, lambda world, *_: world.cancel())
        self.call = None
        self.note()

    def remind(self, someone: Someone, wanted: bool) -> None:
        """Yes or no to reminders."""
        self.writes(someone, lambda world, *_: world.remind(wanted))
        self.wants(someone, reminders=wanted, declined=frozenset())
        if not wanted:
            someone.left = min(someone.left, self.town.now)
        self.note()

    def decline(self, someone: Someone, kind: Kind) -> None:
        """No more of one kind."""
        self.writes(someone, lambda world, *_: world.decline(kind))
        declined = self.who[someone.name][1].declined
        self.wants(someone, declined=declined | {kind})
        self.note()

    def stop(self) -> None:
        """Someone tells in the chat of a death."""
        self.writes(self.main, lambda world, *_: world.stop(HERE))
        self.stopped = True
        self.note()

    def resume(self) -> None:
        """It was a mistake."""
        self.writes(self.main, lambda world, *_: world.resume())
        self.stopped = False
        self.note()

    def changes_by(self, day: date) -> None:
        """Who wants to change has to say so by then."""
        self.writes(self.main, lambda world, *_: world.change_by(day))
        self.change_by = day
        declined = self.who[self.main.name][1].declined - {Kind.CHANGE_BY}
        self.wants(self.main, declined=declined)
        self.note()

    def joins(self, relative: Someone, reminders: bool | None) -> None:
        """A relative, by a code, with the person's yes."""
        town = self.town
        with town.house.store.writing() as held:
            shown = people.invite(
                held, town.house.store.seal, self.id, Role.RELATIVE, None, "Anna", town.now
            )

        def do(world: StoredWorld, held: Held, conversation: int) -> None:
            self.arrives(world, held, conversation, relative, reminders)
            code = typed(shown, asked=True)
            assert code
            assert isinstance(world.join(code), Joined)

        self.writes(relative, do)
        self.who[relative.name] = (relative, Wants(True, reminders=reminders))
        self.note()


def between(lot: random.Random, first: datetime, days: float) -> datetime:
    """A moment some days after, on a working day and no full minute; now and then in the evening.

    Then what happens is told in the morning.
    """
    at = first + timedelta(days=lot.uniform(days / 2, days))
    hour = 19 if lot.random() < 0.08 else lot.randrange(10, 16)
    at = at.replace(hour=hour, minute=lot.randrange(60), second=13, microsecond=0)
    while closed(at.date()) or at.weekday() > 4 or at <= first:
        at += timedelta(days=1)
    return at
