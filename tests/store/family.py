"""A real house, the people who write to it about one person's help, and an officer."""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from bot.assembly import assemble
from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address, Answer
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.settings import Settings
from bot.store.office import people
from bot.store.office.people import Participant
from care.people import Right, Role
from dialogs.events import Choose, Event, Text
from dialogs.notices import notice

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")  # a Monday
EVE = datetime.fromisoformat("2026-11-24T09:00+01:00")
CALL = "2026-11-25T09:00+00:00"
OFFICER = "Anna Lind"
ISOLATES = {0x2068: None, 0x2069: None}


def opening(who: str = "self") -> tuple[Event, ...]:
    """To the list of home care in the centre, with one wish."""
    return (
        Choose("knew", "no"), Choose("municipality", "exempelby"), Choose("who", who),
        Choose("decision", "yes"), Choose("about1", "skip"), Choose("service", "care"),
        Choose("area", "centrum"), Choose("needs", "+evening"), Choose("needs", "done"),
    )  # fmt: skip


def wish(provider: str = "kommunen") -> tuple[Event, ...]:
    """One of the list is wished for."""
    return Choose("list", provider), Choose("provider", f"wish={provider}")


BOOKING: tuple[Event, ...] = (
    Choose("call", "yes"), Text("Karin Berg"), Text("1941"), Choose("answers", "self"),
    Text("070-174 06 05"), Choose("interpreter", "no"), Choose("extra_time", "no"),
    Choose("time", CALL), Choose("confirm", f"yes={CALL}"), Choose("remind", "yes"),
)  # fmt: skip


class Someone:
    """One of them, in their own conversation and language."""

    def __init__(self, family: "Family", name: str, language: str) -> None:
        self.at = Address("web", "", name)
        self._family = family
        self.give(Choose("language", language))

    def give(self, *events: Event) -> Answer:
        """One thing after the other; the last answer."""
        for event in events:
            self.seen = self._family.house.conversations.hear(
                self.at, token_hex(8), event, self._family.now
            )
        return self.seen

    def say(self, *events: Event | str) -> str:
        """The same, and all that is said in answer to the last."""
        self.give(*(Text(event) if isinstance(event, str) else event for event in events))
        return "\n".join(
            part for b in self.seen.bubbles for part in (b.text, *(c.name for c in b.cards))
        ).translate(ISOLATES)

    @property
    def conversation(self) -> int:
        """Its number."""
        ((found,),) = self._family.ask(
            "SELECT c.id FROM conversation c JOIN address a ON a.id = c.address_id"
            f" WHERE a.external = '{self.at.external}'"
        )
        return int(found)

    @property
    def case(self) -> int | None:
        """The case in which they take part."""
        rows = self._family.ask(
            f"SELECT case_id FROM participant WHERE conversation_id = {self.conversation}"
        )
        return int(rows[0][0]) if rows else None


class Post:
    """A channel that notes what it is given: to whom, in which language, and what."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Note it."""
        first = dispatch.bubbles[0]
        self.sent.append((address.external, first.lang, first.text.translate(ISOLATES)))
        return Sent()


class Family:
    """Exempelby on one database."""

    def __init__(self, database: str, keys: tuple[str, ...]) -> None:
        self.house = assemble(
            Settings(database=database, secret="test", keys=",".join(keys)), seed=7
        )
        self.now = NOW

    def one(self, name: str, language: str = "sv") -> Someone:
        """Someone who writes for the first time."""
        return Someone(self, name, language)

    def invite(self, case: int | None, role: Role, right: Right | None = None) -> str:
        """The officer's code into a case."""
        assert case is not None
        with self.house.store.writing() as held:
            return people.invite(held, self.house.store.seal, case, role, right, OFFICER, self.now)

    def record(self, do: Callable[..., bool], who: Someone, *more: object) -> bool:
        """What the officer records of one of them."""
        case, conversation = who.case, who.conversation
        with self.house.store.writing() as held:
            return do(held, case, conversation, *more, OFFICER, self.now)

    def participants(self, case: int | None) -> tuple[Participant, ...]:
        """As the officer sees them."""
        assert case is not None
        with self.house.store.reading() as held:
            return people.participants(held, self.house.store.seal, case)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        with self.house.store.reading() as held:
            return [tuple(row) for row in held.driver.execute(sql).fetchall()]

    def tasks(self) -> list[str]:
        """What officers are asked."""
        return [reason for (reason,) in self.ask("SELECT reason FROM task ORDER BY id")]

    async def send(self, now: datetime) -> list[tuple[str, str, str]]:
        """Who is sent what, and in which language, of what is due then."""
        house, post = self.house, Post()
        outbox = Outbox(
            house.store, {"web": post}, writers(notice, {}), house.wording, house.catalogues
        )
        while await outbox.work(now):
            pass
        return sorted(post.sent)

    def pass_time(self, **by: float) -> None:
        """It is later."""
        self.now += timedelta(**by)

    def close(self) -> None:
        """Leave the database."""
        self.house.close()
