"""All that a dialog may ask or do. Verbs return values and raise nothing.

The store's World answers inside the turn's transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from care.casework import Closing, Stage
from care.municipality import Municipality
from care.people import Part
from care.times import Call
from dialogs.proof import Contact, NotProved, Proved
from dialogs.unasked import Unasked


class Reason(StrEnum):
    """Why an officer is asked to act."""

    HUMAN = "human"
    APPLY = "apply"
    """*Vill ansöka*: an oral application counts (FL, kunskapsguiden.se), so it never expires."""
    RELATIVE = "relative"
    """*Anhörig har hört av sig*: a relative wishes or books for someone, who must be asked."""
    CHANGE = "change"
    """Whose choice is confirmed wishes for another."""
    STOP = "stop"
    """Death, hospital or moved: reminders have stopped and someone should look."""
    WISH = "wish"
    """Someone wished for a provider that can no longer be chosen."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A booked call. `word` is what the officer says first, so that the person knows who rings."""

    id: str
    start: datetime
    minutes: int
    officer: str
    word: str
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """A time that is kept for this person until `until`, and not yet booked."""

    start: datetime
    minutes: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Booked:
    """The call is booked, or moved."""

    booking: Booking


@dataclass(frozen=True, slots=True)
class Taken:
    """Someone else got that time; `others` are up to three that are free."""

    others: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class TooMany:
    """This number has been booked for so often in a day that a human has to look."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the choice has come. `provider` and `interim` are keys, of who was confirmed and
    of who helps while that one is full. `decision_ends` is the decision's last day, `change_by`
    by when they want to be reminded to change. `service` and `area` are empty where unknown.
    """

    stage: Stage
    provider: str | None = None
    interim: str | None = None
    start_day: date | None = None
    closed_as: Closing | None = None
    decision_ends: date | None = None
    change_by: date | None = None
    service: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a code for a list gives: the answers that lead to the same list, by question."""

    answers: dict[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A code from an officer, or from the person: this conversation takes part in a case now."""

    part: Part
    municipality: str


@dataclass(frozen=True, slots=True)
class Movable:
    """A conversation that can go on here, once that is wanted; `code` is the code's print."""

    code: str


@dataclass(frozen=True, slots=True)
class Carried:
    """It goes on here; `state` is as it was stored, `municipality` where it was, or empty."""

    state: object
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The code is right, but this conversation has a case of its own that must not be lost."""


WRONG_CODE = "code:wrong"


@dataclass(frozen=True, slots=True)
class NoSuchCode:
    """The code is wrong, used or old; `left` is how many tries remain today."""

    left: int


@dataclass(frozen=True, slots=True)
class Relayed:
    """An officer answers in place of the machine; `told` once the person has been told so."""

    name: str
    told: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What remains, by kind of record; all of it where somebody has asked to read it (`wanted`)."""

    remains: tuple[str, ...] = ()
    wanted: bool = False


class World(Unasked, Protocol):
    """Asked and told things within one turn."""

    seed: int
    """The person's own lot, for the order of lists."""

    address: str
    """Where the page is; empty where that is not known."""

    informs: bool
    """Whether this door only tells: no need, name, number or wish is kept of who comes by it."""

    def municipalities(self) -> Sequence[Municipality]:
        """Those that this house serves; one where the settings fix it."""

    def municipality(self, key: str) -> Municipality | None:
        """One of them."""

    def officer(self, municipality: str, key: str) -> str:
        """The name of an officer; empty where there is none by that key."""

    def free_times(
        self, municipality: str, call: Call, *, after: datetime | None, count: int
    ) -> tuple[datetime, ...]:
        """The next free times for such a call, aware, later than `after`; one's own held time
        is among them.
        """

    def closed(self, day: date) -> bool:
        """Whether nobody works that day: a public holiday, or one in all but name."""

    def booking(self) -> Booking | None:
        """The live booking of this person's case, where they may be told of it."""

    def called_off(self) -> Booking | None:
        """The call that was cancelled last, where they may be told of it and none is booked."""

    def missed(self) -> Booking | None:
        """The call that was made last and nobody answered, where they may be told of it."""

    def held(self) -> Hold | None:
        """The time that is kept for this person now."""

    def hold(self, municipality: str, start: datetime, call: Call) -> Hold | Taken:
        """Keep a time for at least a quarter of an hour, in place of one kept before."""

    def extend(self) -> Hold | None:
        """Keep the held time as long again from now; None where none is held any more."""

    def let_go(self) -> None:
        """The held time is free for others."""

    def book(self, municipality: str, start: datetime, call: Call) -> Booked | Taken | TooMany:
        """Book a call and plan its reminders; where one is booked already, move it."""

    def cancel(self) -> bool:
        """Cancel the live booking and all that was planned for it; False where there is none."""

    def wait(self, wanted: bool) -> None:
        """Whether to be told when an earlier time than the booked one is free."""

    def waits(self) -> bool:
        """Whether that was asked for."""

    def wish(self, municipality: str, provider: str | None) -> bool:
        """Leave, change or (None) take back a wish.

        False where it is not for this person to say, and the one who gets help is asked instead.
        """

    def wished(self) -> str | None:
        """The provider wished for."""

    def standing(self) -> Standing | None:
        """How far the choice has come, where there is a case and they may be told of it."""

    def keep(self, municipality: str, field: str, value: str) -> None:
        """Keep a name, birth year or phone number, encrypted, apart from the answers."""

    def kept(self, field: str) -> str | None:
        """What was kept."""

    def part(self) -> Part | None:
        """This conversation's part in its case; None where there is no case."""

    def share(self, municipality: str, answers: dict[str, str | tuple[str, ...]]) -> str:
        """A code by which someone else sees the same list, and nothing of whose it is."""

    def move_out(self) -> str:
        """A code by which this conversation goes on elsewhere: once, in a quarter of an hour."""

    def let_in(self, municipality: str) -> str:
        """A code by which a relative takes part, with the person's own yes; as short-lived."""

    def take_over(self, code: str) -> Carried | Elsewhere | NoSuchCode:
        """Go on here with what was `Movable`; what was answered here before is forgotten."""

    def join(self, code: str) -> Shared | Joined | Movable | Elsewhere | NoSuchCode:
        """What a code that was given to this person leads to.

        Tries are counted by the turns that the log calls `WRONG_CODE`.
        """

    def ask_human(self, municipality: str, reason: Reason) -> datetime | None:
        """Give the officers a task; asking twice for the same reason makes one.

        Gives by when someone rings, where there is a number to ring.
        """

    def relayed(self) -> Relayed | None:
        """The officer who answers now in place of the machine."""

    def relay(self, text: str) -> None:
        """Hand what was written to that officer."""

    def relay_told(self) -> None:
        """The person is told in this turn that an officer answers."""

    def end_relay(self) -> None:
        """The machine answers again; what was written is gone."""

    def reaches(self) -> frozenset[str]:
        """By what this person can be written to: the door they write in, and the kinds of contact
        that this house can send to. Nothing where an officer guides them on the phone.
        """

    def contact(self, kind: str) -> Contact | None:
        """Where reminders go, or will go once a code was typed back."""

    def give_contact(self, kind: str, value: str) -> None:
        """Keep an address or a number, encrypted, in place of another of its kind."""

    def send_code(self, municipality: str, kind: str) -> bool:
        """Send a code there; False where too many were sent already, or nothing comes there."""

    def prove(self, kind: str, code: str) -> Proved | NotProved:
        """Try the code that was typed. From the right one on, all that is planned goes there."""

    def stop_contact(self, kind: str) -> None:
        """Nothing goes there any more; it is removed in the night."""

    def keep_contact(self, kind: str) -> bool:
        """It is not removed after all; False where it has been."""

    def forget(self) -> Left:
        """Remove all that may be removed of this person."""
