"""The people of a day at the desk: officers who sign in, and residents who have chatted."""

from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex

import httpx
from argon2 import PasswordHasher
from office import Page, Person

from bot.assembly import House
from bot.conversation import Address, Answer
from bot.store.office import accounts
from bot.store.office.accounts import Office
from care.times import SWEDEN
from dialogs.events import Choose, Start, Text

HERE = "exempelby"
MORNING = datetime(2027, 1, 12, 8, 30, tzinfo=SWEDEN)
"""A Tuesday."""
PASSWORD = "fyra ord som inte rimmar"
_CLOSED = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Argon2 is slow on purpose, and how slow stands in what is stored: here, as fast as it goes."""


class Clock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


def account(
    house: House,
    name: str,
    *,
    officer: str | None = None,
    roles: tuple[Office, ...] = (Office.OFFICER,),
    here: str = HERE,
) -> int:
    """Somebody who may sign in, by their first name."""
    with house.store.writing() as held:
        made = accounts.add(
            held, here, name.split()[0], name, frozenset(roles), MORNING,
            officer=officer, password=_CLOSED,
        )  # fmt: skip
    assert made is not None
    return made


class Worker(Person):
    """Somebody at the desk."""

    def __init__(self, client: httpx.AsyncClient, name: str) -> None:
        super().__init__(client, "/desk")
        self.name = name

    async def sign_in(self, password: str = PASSWORD) -> Page:
        """With a password."""
        await self.open("/sign-in")
        return await self.send(login=self.name.split()[0], password=password)


@dataclass
class Resident:
    """Somebody in a chat of the house; `listed` buttons are pressed by question and value."""

    house: House
    clock: Clock
    address: Address = field(default_factory=lambda: Address("web", "", token_hex(8)))
    answer: Answer | None = None

    def press(self, question: str, value: str) -> Answer:
        """A button."""
        event = Choose(question, value)
        self.answer = self.house.conversations.hear(self.address, token_hex(8), event, self.clock())
        return self.answer

    def start(self, leaflet: str) -> Answer:
        """Comes by a leaflet."""
        event = Start(leaflet=leaflet)
        self.answer = self.house.conversations.hear(self.address, token_hex(8), event, self.clock())
        return self.answer

    def say(self, text: str) -> Answer:
        """Typed."""
        event = Text(text)
        self.answer = self.house.conversations.hear(self.address, token_hex(8), event, self.clock())
        return self.answer

    @property
    def heard(self) -> str:
        """All that was said last."""
        assert self.answer is not None
        return "\n".join(bubble.text for bubble in self.answer.bubbles)
