"""The smallest house that a store can be tried in: two questions and a button for each verb."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from gettext import NullTranslations
from secrets import token_hex
from typing import Any

from bot.conversation import Address, Answer, Conversations
from bot.editions.served import Catalogues
from bot.store import Store
from care.municipality import Hours, Municipality, Officer
from care.times import SWEDEN, Call
from dialogs.events import Choose
from dialogs.messages import Kept, Message, label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.state import State
from dialogs.talk import Turned
from dialogs.understanding.bank import Bank
from dialogs.wording import Wording
from dialogs.world import Booked, Hold, Reason, Taken, TooMany, World

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=SWEDEN)  # a Monday
TEN = datetime(2026, 11, 25, 10, 0, tzinfo=SWEDEN)
MINUTES = 20
ME = Address("web", "", "me")
WORDING = Wording({"sv": NullTranslations()}, {"sv": "svenska"})
BANK: Any = None


def town(officers: int = 1, key: str = "exempelby") -> Municipality:
    """A municipality whose officers can be rung on working days from 9 to 15."""
    hours = tuple(Hours(day, time(9), time(15)) for day in range(5))
    return Municipality(
        key, "Exempelby", "0000", "1", True, True, (), (),
        officers=tuple(Officer(f"o{i}", f"Olle {i}", hours) for i in range(officers)),
    )  # fmt: skip


def turn(
    state: State,
    event: Any,
    world: World,
    now: datetime,
    wording: Wording,
    bank: Callable[[], Bank],
) -> Turned:
    """Say what became of the button, and ask the first of two questions that is empty."""
    told: Replies = ()
    heard = "start"
    if isinstance(event, Choose):
        heard = event.question
        state = replace_language(state)
        told = (Say(obey(event.question, str(event.value), world)),)
        if event.question in ("who", "help"):
            state = state.answer(event.question, event.value)
        if event.question == "fail":
            raise RuntimeError("a mistake of ours")
    step = next((q for q in ("who", "help") if not state.get(q)), "")
    ask = Ask(step, t("Vem ska få hjälpen?"), (Choice("self", label("who", "Jag själv")),))
    return Turned(state, (*told, ask), heard, label("who", "Jag själv"), step)


def replace_language(state: State) -> State:
    """Swedish from the first button on."""
    return State(state.answers, "sv")


def obey(verb: str, value: str, world: World) -> Message:
    """Do the verb and say what became of it."""
    here = world.municipalities()[0].key
    match verb:
        case "book":
            minutes = int(value[16:])
            start = datetime.fromisoformat(value[:16]).replace(tzinfo=SWEDEN)
            match world.book(here, start, Call(minutes)):
                case Booked(booking):
                    return t("bokat {word}", word=booking.word)
                case Taken(others):
                    return t("upptaget {others}", others=said(others))
                case TooMany():
                    return t("för många")
        case "hold":
            start = datetime.fromisoformat(value[:16]).replace(tzinfo=SWEDEN)
            match world.hold(here, start, Call(int(value[16:]))):
                case Taken(others):
                    return t("upptaget {others}", others=said(others))
                case held:
                    return t("hållen {until}", until=clock(held))
        case "extend":
            return t("hållen {until}", until=clock(world.extend()))
        case "held":
            return t("hållen {until}", until=clock(world.held()))
        case "let_go":
            world.let_go()
        case "times":
            found = world.free_times(here, Call(), after=None, count=5)
            return t("lediga {times}", times=said(found))
        case "wait":
            world.wait(value == "yes")
            return t("väntar {yes}", yes=str(world.waits()))
        case "cancel":
            return t("avbokat {yes}", yes=str(world.cancel()))
        case "keep":
            field, _, kept = value.partition("=")
            world.keep(here, field, kept)
            return t("Tack, {name}.", name=Kept(field))
        case "wish":
            world.wish(here, value or None)
        case "remind":
            world.remind(value == "yes")
        case "human":
            world.ask_human(here, Reason(value))
        case "forget":
            return t("kvar {kinds}", kinds=",".join(world.forget().remains))
    return t("ja")


def clock(held: Hold | None) -> str:
    """Until when a time is held, on the clock of Sweden."""
    return held.until.astimezone(SWEDEN).strftime("%H:%M") if held else "inte"


def said(times: Iterable[datetime]) -> str:
    """Times as they are given to `book`."""
    return " ".join(wall(at) for at in times)


def wall(at: datetime) -> str:
    """A time as a value, on the clock of Sweden."""
    return at.astimezone(SWEDEN).strftime("%Y-%m-%dT%H:%M")


class House:
    """A store and its conversations, and one who writes to them."""

    def __init__(
        self, url: str, keys: tuple[str, ...], *, officers: int = 1, patience: float = 5.0
    ) -> None:
        self.store = Store(url, keys=keys, patience=patience)
        self.catalogues = Catalogues(lambda _: None, (town(officers),))
        self.conversations = Conversations(self.store, turn, WORDING, BANK, self.catalogues)
        self.now = NOW

    def press(self, question: str, value: str = "", *, at: Address = ME, key: str = "") -> Answer:
        """Press a button; without a `key` it is a new one."""
        return self.conversations.hear(at, key or token_hex(8), Choose(question, value), self.now)

    def book(self, start: datetime, *, minutes: int = MINUTES, at: Address = ME) -> str:
        """Book, and give what was said of it."""
        return self.press("book", f"{wall(start)}{minutes}", at=at).bubbles[0].text

    def hold(self, start: datetime, *, minutes: int = MINUTES, at: Address = ME) -> str:
        """Hold a time, and give what was said of it."""
        return self.tell("hold", f"{wall(start)}{minutes}", at=at)

    def tell(self, question: str, value: str = "", *, at: Address = ME) -> str:
        """Press a button, and give what was said first."""
        return self.press(question, value, at=at).bubbles[0].text

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        with self.store.reading() as held:
            return [tuple(row) for row in held.driver.execute(sql).fetchall()]

    def pass_time(self, **by: float) -> None:
        """It is later."""
        self.now = (self.now.astimezone(UTC) + timedelta(**by)).astimezone(SWEDEN)

    def close(self) -> None:
        """Leave the database."""
        self.conversations.close()
