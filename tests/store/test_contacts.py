"""Where reminders go: what is kept of an address, for how long, and what is sent there when."""

from pathlib import Path
from typing import Any

import pytest
from small import ME, TEN, WORDING, House

from bot.channels import Dispatch, Outcome, Sent
from bot.conversation import Address
from bot.outbox import Outbox
from bot.store import contacts, notices, proofs, routes
from bot.store.statement import Held
from bot.writing import writers
from care.followup import OF_THE_COURSE
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


def test_an_address_is_sealed_and_its_code_stands_nowhere(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    house = House(f"sqlite:///{tmp_path}/whole.db", keys)
    anna = Person(house)
    anna.book()
    anna.verified()
    anna.give(ADDRESS, routes.EMAIL)
    anna.send(routes.EMAIL)
    code = anna.code()
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    house.close()
    files += [file.read_bytes() for file in tmp_path.iterdir()]

    for secret in (NUMBER, NUMBER[3:], "174 06 05", ADDRESS, "anna.ek", code):
        assert not any(secret.encode() in file for file in files), secret


async def test_the_code_goes_there_and_then_all_that_is_planned(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.give()
    assert anna.send()
    assert [to for to, _ in await anna.work()] == [NUMBER]
    assert house.ask(PLANNED) == [("web",)]

    right = anna.code()
    assert anna.prove(right) == Proved()
    anna.do(routes.reroute)
    assert house.ask(PLANNED) == [("sms",)]
    assert anna.prove(right) == NotProved(0)  # it counts once


async def test_another_number_gets_nothing_of_the_first_before_its_own_code(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    await anna.work()
    anna.give(OTHER)
    house.pass_time(days=1, hours=2)

    assert OTHER not in [to for to, _ in await anna.work()]


async def test_a_code_for_the_number_of_before_is_never_sent_to_the_next(house: House) -> None:
    anna = Person(house)
    anna.give()
    anna.send()
    anna.give(OTHER)

    assert await anna.work() == []
    assert house.ask("SELECT state FROM outbox") == [(notices.CANCELLED,)]


def test_a_code_of_another_conversation_s_number_opens_nothing(house: House) -> None:
    anna, eve = Person(house), Person(house, Address("web", "", "eve"))
    for one in (anna, eve):
        one.give()
        one.send()

    assert anna.code() != eve.code()
    assert isinstance(anna.prove(eve.code()), NotProved)


def test_tries_and_time_are_counted(house: House) -> None:
    anna = Person(house)
    anna.give()
    anna.send()
    right = anna.code()
    wrong = f"{(int(right) + 1) % 10**6:06}"

    assert [anna.prove(wrong) for _ in range(6)] == [NotProved(n) for n in (4, 3, 2, 1, 0, 0)]
    assert anna.prove(right) == NotProved(0)
    anna.send()
    right = anna.code()
    house.pass_time(minutes=15)
    assert anna.prove(right) == NotProved(0)


def test_codes_to_one_number_are_few_whoever_asks(house: House) -> None:
    people = [Person(house, Address("web", "", f"p{n}")) for n in range(4)]
    for person in people:
        person.give()
    assert [person.send() for person in people] == [True, True, True, False]
    people[3].give(OTHER)
    assert people[3].send()
    house.pass_time(hours=1)
    assert people[0].send()


def test_codes_to_one_number_are_few_in_a_day(house: House) -> None:
    anna = Person(house)
    anna.give()
    sent = []
    for _ in range(8):
        sent.append(anna.send())
        house.pass_time(hours=1)

    assert sent == [True] * 6 + [False] * 2


def test_a_verified_number_that_is_given_again_stays_verified(house: House) -> None:
    anna = Person(house)
    anna.verified()
    anna.give()

    assert anna.send() is False  # it needs no code
    with house.store.reading() as held:
        found = contacts.one(held, anna.id, routes.SMS)
    assert found
    assert found.verified_at == house.now


def test_what_is_shown_of_it(house: House) -> None:
    anna = Person(house)
    anna.give()
    anna.give("anna@gmial.com", routes.EMAIL)

    def told(held: Held, field: str) -> str | None:
        return contacts.told(held, house.store.seal, anna.id, field)

    with house.store.reading() as held:
        shown = {field: told(held, field) for field in contacts.PARTS}
    assert shown == {
        "sms": "070-174 06 05",
        "sms.part": "070-••• •• 05",
        "email": "anna@gmial.com",
        "email.part": "a…@gmial.com",
        "email.meant": "anna@gmail.com",
        "proof": "••• •••",
    }


def only_the_call(anna: Person) -> None:
    for kind in OF_THE_COURSE:
        anna.do(notices.decline, kind)


@pytest.mark.parametrize("only", [True, False])
def test_it_is_kept_until_the_last_that_was_said_yes_to(house: House, only: bool) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    if only:
        only_the_call(anna)
    assert forget_old(house) == 0

    house.pass_time(days=3)  # the call was yesterday, and all of it has been sent
    with house.store.writing() as held:
        held.driver.execute("UPDATE outbox SET state = 'sent'")
    assert forget_old(house) == (1 if only else 0)
    assert anna.kept() == ([] if only else [("sms", False)])


def test_it_is_kept_as_long_as_something_is_planned(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    only_the_call(anna)
    house.pass_time(days=3)

    assert forget_old(house) == 0  # a row that is still open


def test_it_goes_when_the_case_is_closed(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    house.pass_time(days=3)
    with house.store.writing() as held:
        held.driver.execute("UPDATE outbox SET state = 'sent'")
        held.driver.execute("UPDATE \"case\" SET stage = 'closed', closed_as = 'declined'")

    assert forget_old(house) == 1


def test_it_is_never_kept_for_more_than_13_months(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    house.pass_time(days=390)
    assert forget_old(house) == 0
    house.pass_time(days=10)

    assert forget_old(house) == 1
    assert house.ask(PLANNED) == [("web",)]


def test_what_was_taken_away_or_never_proved_goes_in_the_night(house: House) -> None:
    anna, eve = Person(house), Person(house, Address("web", "", "eve"))
    anna.book()
    anna.verified()
    eve.give(OTHER)
    anna.do(contacts.stop, routes.SMS)
    assert anna.kept() == [("sms", True)]

    assert forget_old(house) == 1
    house.pass_time(days=1)
    assert forget_old(house) == 1
    assert house.ask("SELECT count(*) FROM contact") == [(0,)]


def test_what_is_taken_away_can_be_had_back_until_then(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    anna.do(contacts.stop, routes.SMS)
    assert house.ask(PLANNED) == [("web",)]
    anna.do(contacts.revive, routes.SMS)

    assert house.ask(PLANNED) == [("sms",)]


def test_to_be_forgotten_takes_it_at_once(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    house.press("forget")

    assert house.ask("SELECT count(*) FROM contact") == [(0,)]


def test_a_no_to_reminders_ends_it(house: House) -> None:
    anna = Person(house)
    anna.book()
    anna.verified()
    house.press("remind", "no")

    assert anna.kept() == [("sms", True)]
