"""Where reminders go: what is kept of an address, and what is sent there when."""

from pathlib import Path

from contacted import ADDRESS, NUMBER, OTHER, PLANNED, Person
from small import House

from bot.conversation import Address
from bot.store import contacts
from bot.store.outbox import routes, states
from bot.store.statement import Held
from dialogs.proof import NotProved, Proved


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
    assert house.ask("SELECT state FROM outbox") == [(states.CANCELLED,)]


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


def test_one_who_asks_for_codes_to_many_numbers_gets_few_and_stops_nobody_else(
    house: House,
) -> None:
    eve, anna = Person(house, Address("web", "", "eve")), Person(house)
    sent = []
    for n in range(12):
        eve.give(f"+467017406{n:02}")
        sent.append(eve.send())
    anna.give()

    assert sent == [True] * 10 + [False] * 2
    assert anna.send()


def test_codes_to_one_mailbox_are_few_however_it_is_written(house: House) -> None:
    people = [Person(house, Address("web", "", f"p{n}")) for n in range(4)]
    for person, written in zip(people, ("anna", "Anna", "aNNa", "ANNA"), strict=True):
        person.give(f"{written}@example.se", routes.EMAIL)

    assert [one.send(routes.EMAIL) for one in people] == [True, True, True, False]


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
