"""A small house, the channels by which it tells, and what came of it."""

from datetime import datetime, timedelta

from small import MINUTES, TEN, WORDING, House

from bot.channels import Dispatch, Outcome, Sent
from bot.channels.web import WaitingChannel
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.store import contacts
from bot.store.outbox import routes
from bot.towns import Towns
from care.followup import Kind
from care.municipality import Municipality
from dialogs.messages import t
from dialogs.notices import opens
from dialogs.replies import Ask, Replies

ANNA = Address("telegram", "42", "7001")
BERIT = Address("telegram", "42", "7002")
AT_HOME = Address("web", "", "at-home")
EVE = TEN.replace(day=24, hour=9)
"""When the first reminder of a call at TEN is due; the second is half past eight that day."""
SOON = TEN.replace(hour=8, minute=30)
BOT = "telegram:42"
LATE = TEN.replace(day=24, hour=20)


def words(kind: Kind, municipality: Municipality) -> Replies:
    """What every notice says, and by its button which it is."""
    return (Ask("notice", t("Hej från {name}!", name=municipality.name), (opens(kind),)),)


SAID = writers(words, {})


class Mouth:
    """A channel that notes what it is given, and answers as it was told to."""

    def __init__(self) -> None:
        self.given: list[tuple[str, Dispatch]] = []
        self.answers: list[Outcome | Exception] = []

    @property
    def to(self) -> list[str]:
        """To whom, one after the other."""
        return [external for external, _ in self.given]

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """Note it."""
        self.given.append((address.external, dispatch))
        answer = self.answers.pop(0) if self.answers else Sent()
        if isinstance(answer, Exception):
            raise answer
        return answer


class Post:
    """The house, one worker at its post, and whoever books."""

    def __init__(self, database: str, keys: tuple[str, ...]) -> None:
        self.house = House(database, keys, officers=3)
        self.chat, self.mail, self.text = Mouth(), Mouth(), Mouth()
        self.outbox = self.worker()

    def worker(self) -> Outbox:
        """One more process that sends by the same channels."""
        return Outbox(
            self.house.store,
            {BOT: self.chat, "email": self.mail, "sms": self.text, "web": WaitingChannel()},
            SAID,
            WORDING,
            self.house.catalogues,
            towns=Towns("https://val.example.se"),
            closed=frozenset().__contains__,
        )

    def book(self, who: Address = ANNA, start: datetime = TEN) -> None:
        """A call, so that two reminders are planned."""
        assert self.house.book(start, minutes=MINUTES, at=who).startswith("bokat")

    def proved(self, who: Address, kind: str, value: str) -> None:
        """An address of theirs, whose code they have typed back."""
        this = self.conversation(who)
        with self.house.store.writing() as held:
            contacts.give(held, self.house.store.seal, this, kind, value, self.house.now)
            held.driver.execute("UPDATE contact SET verified_at = made_at")
            routes.reroute(held, this)

    def conversation(self, who: Address) -> int:
        """Its number."""
        rows = self.house.ask(
            "SELECT conversation.id FROM conversation JOIN address ON address.id = address_id "
            f"WHERE external = '{who.external}'"
        )
        return int(rows[0][0])

    async def knock(self, at: datetime, **after: float) -> int:
        """The clock knocks, and all that is due goes; how many that were."""
        rows = 0
        while found := await self.outbox.work(at + timedelta(**after)):
            rows += found
        return rows

    def states(self, kind: str = "") -> list[str]:
        """Where the rows stand, in the order in which they are due."""
        only = f"WHERE kind = '{kind}' " if kind else ""
        rows = self.house.ask(f"SELECT state FROM outbox {only}ORDER BY due, id")
        return [state for (state,) in rows]

    def ways(self) -> list[str]:
        """By which channel each row goes, or went."""
        return [way for (way,) in self.house.ask("SELECT channel FROM outbox ORDER BY due, id")]

    def tasks(self) -> list[str]:
        """What officers are asked."""
        return [reason for (reason,) in self.house.ask("SELECT reason FROM task ORDER BY id")]

    def close(self) -> None:
        """Leave the database."""
        self.house.close()
