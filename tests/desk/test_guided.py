"""Those who are guided on the phone: each caller as what they are, and gone with the case."""

from secrets import token_hex

import pytest
from atdesk import Clock, Resident
from residents import HERE
from stories import KARIN, booked, case_of, wishes

from bot.assembly import House
from bot.store.office import opening, people
from bot.store.office.opening import Caller, Guide
from care.people import Role


def rings(house: House, clock: Clock, case: int, caller: Caller) -> Guide:
    """An officer guides somebody about a case."""
    found = case_of(house, case)
    with house.store.writing() as held:
        return opening.guide_for(
            held, found, caller, "sv", token_hex(8), lambda: 7, "Anna Lind", clock()
        )


def test_who_rings_next_is_not_taken_for_who_rang_before(house: House, clock: Clock) -> None:
    _, call = booked(house, clock)
    first = rings(house, clock, call.case.id, Caller.SELF)
    daughter = rings(house, clock, call.case.id, Caller.RELATIVE)

    assert rings(house, clock, call.case.id, Caller.SELF) == first != daughter
    with house.store.reading() as held:
        taking = people.participants(held, house.store.seal, call.case.id)
    roles = {one.conversation: (one.part.role, one.part.may_know) for one in taking}
    assert roles[first.conversation] == (Role.PERSON, True)
    assert roles[daughter.conversation] == (Role.RELATIVE, False)


@pytest.mark.parametrize("calls", [False, True], ids=["a wish", "a call"])
def test_who_was_guided_too_can_be_forgotten(house: House, clock: Clock, calls: bool) -> None:
    karin = Resident(house, clock)
    wishes(karin, KARIN)
    number = 1
    if calls:
        karin, call = booked(house, clock)
        number = call.case.id
    guide = rings(house, clock, number, Caller.SELF)
    karin.say("radera")
    karin.press("delete", "yes")

    assert "Nu är dina uppgifter raderade." in karin.heard
    assert "Fler är med" not in karin.heard
    with house.store.reading() as held:
        assert opening.guide_of(held, HERE, number) is None
        found = held.driver.execute(
            f'SELECT count(*) FROM "case" WHERE id = {number}'
            f" UNION ALL SELECT count(*) FROM participant WHERE case_id = {number}"
            f" UNION ALL SELECT count(*) FROM turn WHERE conversation_id = {guide.conversation}"
        )
        assert found.fetchall() == [(0,), (0,), (0,)]
