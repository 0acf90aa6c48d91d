"""For how long an address is kept: until the last follow-up that was said yes to."""

import pytest
from contacted import OTHER, PLANNED, Person, forget_old
from small import House

from bot.conversation import Address
from bot.store import contacts
from bot.store.outbox import notices, routes
from care.followup import OF_THE_COURSE


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
