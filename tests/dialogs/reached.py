"""A house that sends text messages and e-mail, and someone who gives it a number or an address."""

import re
from dataclasses import replace
from datetime import datetime

from booking import told
from someone import NOW, TO_THE_CALL, Talk

from bot.assembly import House
from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address, Answer, Conversations
from bot.languages.phrases import load_bank
from bot.sending.outbox import Outbox
from bot.sending.writing import writers
from bot.towns import Towns
from dialogs.events import Choose, Event
from dialogs.notices import notice
from dialogs.turn import turn

NUMBER, DIALLED, IN_PART = "+46701740605", "070-174 06 05", "070-••• •• 05"
ASKED = (*TO_THE_CALL, Choose("confirm", "yes=2026-11-25T09:00+00:00"))
"""To "Får vi påminna dig?"."""


class Collecting:
    """A channel that keeps what is sent by it."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Dispatch]] = []

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """All comes through."""
        self.sent.append((address.external, dispatch))
        return Sent()

    def to(self) -> list[str]:
        """Where each went."""
        return [address for address, _ in self.sent]

    def said(self) -> list[str]:
        """What each said."""
        return ["\n".join(bubble.text for bubble in one.bubbles) for _, one in self.sent]


class Reaching:
    """Someone in a house that has these channels, and what came by them."""

    def __init__(self, house: House, *channels: str, door: str = "web", name: str = "me") -> None:
        self.sms, self.email, self.page = Collecting(), Collecting(), Collecting()
        both = {"sms": self.sms, "email": self.email}
        conversations = Conversations(
            house.store, turn, house.wording, load_bank, house.catalogues,
            seed=1, channels=channels,
        )  # fmt: skip
        self.house = replace(house, conversations=conversations)
        self.outbox = Outbox(
            house.store,
            {door: self.page, **both},
            writers(notice, {}),
            house.wording,
            house.catalogues,
            towns=Towns("https://val.example.se"),
        )
        self.at = Address(door, "", name)
        self.talk = Talk(self.house, self.at)

    def give(self, *events: Event, now: datetime = NOW) -> Answer:
        """These events; the last answer."""
        return self.talk.give(*events, now=now)

    async def work(self, now: datetime = NOW) -> None:
        """The clock knocks until nothing is due."""
        while await self.outbox.work(now):
            pass

    async def code(self, now: datetime = NOW) -> str:
        """The code that was sent last."""
        await self.work(now)
        said = (*self.sms.said(), *self.email.said())
        codes = [found[0] for text in said if (found := re.search(r"\d{3} \d{3}", text))]
        return codes[-1]

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        """Look into the database."""
        with self.house.store.reading() as held:
            return [tuple(row) for row in held.driver.execute(sql).fetchall()]


def says(answer: Answer, *sentences: str) -> None:
    """All of these are said, and the last of them is the question."""
    for sentence in sentences:
        assert sentence in told(answer), told(answer)
    assert answer.bubbles[-1].text.endswith(sentences[-1]), told(answer)
