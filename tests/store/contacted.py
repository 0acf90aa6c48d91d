"""Someone with a telephone and an e-mail address, and what is sent there."""

from typing import Any

from small import ME, TEN, WORDING, House

from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.store import contacts, proofs
from bot.store.outbox import routes
from dialogs.notices import notice
from dialogs.proof import NotProved, Proved

NUMBER, OTHER, ADDRESS = "+46701740605", "+46701740606", "anna.ek@example.se"
HERE = "exempelby"
PLANNED = "SELECT DISTINCT channel FROM outbox WHERE state = 'planned' AND kind <> 'code'"


class Channel:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        self.sent.append((address.external, dispatch.bubbles[0].text))
        return Sent()


class Person:
    """One conversation, and its contacts."""

    def __init__(self, house: House, at: Address = ME) -> None:
        self.house, self.at = house, at
        house.press("who", "self", at=at)
        self.channel = Channel()
        self._n = 0
        rows = house.ask(
            "SELECT c.id FROM conversation c JOIN address a ON a.id = c.address_id "
            f"WHERE a.external = '{at.external}'"
        )
        self.id: int = rows[0][0]

    def book(self) -> None:
        self.house.press("keep", "phone=+4684650400", at=self.at)
        self.house.book(TEN, at=self.at)
        self.house.press("remind", "yes", at=self.at)

    def give(self, value: str = NUMBER, kind: str = routes.SMS) -> None:
        with self.house.store.writing() as held:
            contacts.give(held, self._seal, self.id, kind, value, self.house.now)

    def send(self, kind: str = routes.SMS) -> bool:
        self._n += 1
        with self.house.store.writing() as held:
            return proofs.send(
                held, self._seal, HERE, self.id, kind, f"{self.at.external}{self._n}",
                self.house.now,
            )  # fmt: skip

    def code(self) -> str:
        """Of the last row, made anew as the writer makes it."""
        ((about,),) = self.house.ask(
            f"SELECT about FROM outbox WHERE kind = 'code' AND conversation_id = {self.id} "
            "ORDER BY id DESC LIMIT 1"
        )
        with self.house.store.reading() as held:
            found = proofs.code(held, self._seal, about)
        assert found
        return found

    def prove(self, code: str, kind: str = routes.SMS) -> Proved | NotProved:
        with self.house.store.writing() as held:
            return proofs.prove(held, self._seal, self.id, kind, code, self.house.now)

    def verified(self, value: str = NUMBER, kind: str = routes.SMS) -> None:
        self.give(value, kind)
        assert self.send(kind)
        assert self.prove(self.code(), kind) == Proved()
        self.do(routes.reroute)

    def do(self, verb: Any, *args: Any) -> Any:
        with self.house.store.writing() as held:
            return verb(held, self.id, *args)

    def kept(self) -> list[tuple[Any, ...]]:
        return self.house.ask(f"SELECT kind, dead FROM contact WHERE conversation_id = {self.id}")

    async def work(self) -> list[tuple[str, str]]:
        outbox = Outbox(
            self.house.store,
            {"sms": self.channel, "email": self.channel},
            writers(notice, {}),
            WORDING,
            self.house.catalogues,
        )
        while await outbox.work(self.house.now):
            pass
        return self.channel.sent

    @property
    def _seal(self) -> Any:
        return self.house.store.seal


def forget_old(house: House) -> int:
    with house.store.writing() as held:
        return contacts.forget_old(held, house.now)
