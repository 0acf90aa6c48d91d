"""One person in a house of its own, and the way to a booked call."""

from datetime import datetime
from types import SimpleNamespace

from bot.assembly import House
from bot.conversation import Address, Answer
from care.municipality import Municipality
from dialogs.events import Choose, Event, Text
from dialogs.state import State
from dialogs.talk import Talk as Moment

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
ME = Address("web", "", "me")
TO_THE_CALL: tuple[Event, ...] = (
    Choose("language", "sv"),
    Choose("knew", "no"),
    Choose("municipality", "exempelby"),
    Choose("who", "self"),
    Choose("decision", "yes"),
    Choose("about1", "next"),
    Choose("about2", "next"),
    Choose("about3", "next"),
    Choose("service", "care"),
    Choose("area", "centrum"),
    Choose("needs", "+evening"),
    Choose("needs", "done"),
    Choose("list", "kommunen"),
    Choose("provider", "wish"),
    Choose("call", "yes"),
    Text("Karin Berg"),
    Text("1941"),
    Choose("answers", "self"),
    Text("070-174 06 05"),
    Choose("interpreter", "no"),
    Choose("extra_time", "no"),
    Choose("time", "2026-11-25T09:00+00:00"),
)
TO_THE_END = (
    *TO_THE_CALL,
    Choose("confirm", "yes=2026-11-25T09:00+00:00"),
    Choose("remind", "yes"),
)


class Talk:
    """One person's conversation."""

    def __init__(self, house: House, at: Address = ME) -> None:
        self._house = house
        self._at = at
        self._turns = 0
        self.buttons: dict[tuple[str, str], None] = {}

    def give(self, *events: Event, now: datetime = NOW) -> Answer:
        """These events, one after the other; the last answer."""
        for event in events:
            self._turns += 1
            answer = self._house.conversations.hear(self._at, self._key(), event, now)
            for b in answer.bubbles:
                self.buttons |= {(b.question, c.value): None for c in (*b.choices, *b.fixed)}
        return answer

    def _key(self) -> str:
        return f"{self._at.kind}:{self._at.external}:{self._turns}"

    def kept(self) -> str:
        """What "mina uppgifter" tells."""
        told = "".join(bubble.text for bubble in self.give(Text("mina uppgifter")).bubbles)
        self.give(Choose("my_data", "next"))
        return told


def exempelby(house: House) -> Municipality:
    """The invented municipality, as it is served now."""
    return house.catalogues.now.by_key["exempelby"]


def moment_in(here: Municipality, state: State | None = None, **known: object) -> Moment:
    """A talk in this municipality, in a world of which just this is known."""
    answers = {name: lambda *_, value=value, **_so: value for name, value in known.items()}
    world = SimpleNamespace(seed=1, informs=False, municipalities=lambda: (here,), **answers)
    return Moment(state or State(), world, NOW, None, None)
