"""An officer's code into a case: used once, by one who has nothing to lose."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from family import BOOKING, CALL, OFFICER, Family, opening, wish

from bot.store import invitations
from bot.store.office import people
from care.people import Right, Role
from dialogs.events import Choose


@pytest.fixture
def family(database: str, keys: tuple[str, ...]) -> Iterator[Family]:
    made = Family(database, keys)
    yield made
    made.close()


def test_what_each_is_told_that_they_may_see(family: Family) -> None:
    resident, relative, speaks = (family.one(name) for name in ("resident", "son", "speaks"))
    resident.say(*opening(), *wish(), *BOOKING)
    with_consent = relative.say(family.invite(resident.case, Role.RELATIVE))
    unchecked = speaks.say(family.invite(resident.case, Role.REPRESENTATIVE, Right.FULLMAKT))

    assert "Nu kan du se bokade samtal" in with_consent
    assert "har sagt ja till det" in with_consent
    assert "onsdag 25 november klockan 10.00" in with_consent
    assert "Sedan kan du se samtalet" in unchecked
    assert [one.part.role for one in family.participants(resident.case)] == [
        Role.PERSON,
        Role.RELATIVE,
        Role.REPRESENTATIVE,
    ]
    consents = [(p.part.consent, p.recorded_by) for p in family.participants(resident.case)]
    assert consents == [(False, ""), (True, OFFICER), (False, OFFICER)]


def test_a_code_is_good_once(family: Family) -> None:
    resident, son, stranger = (family.one(name) for name in ("resident", "son", "stranger"))
    resident.say(*opening(), *wish())
    code = family.invite(resident.case, Role.RELATIVE)

    assert "Koden stämmer." in son.say(code)
    assert "Koden stämmer." in son.say(code)  # typed twice by the same
    assert "Koden stämmer inte." in stranger.say(code)
    assert stranger.case is None
    assert len(family.participants(resident.case)) == 2


def test_a_code_is_good_for_seven_days(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish())
    code = family.invite(resident.case, Role.RELATIVE)
    family.now += timedelta(days=7)

    assert "Koden stämmer inte." in son.say(code)


def test_one_s_own_case_without_a_call_is_left_behind(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish())
    son.say(*opening("parent"), *wish("finska-bron"), "människa")
    before = son.case
    son.say(family.invite(resident.case, Role.RELATIVE))

    assert son.case == resident.case != before
    assert family.ask('SELECT count(*) FROM "case"') == [(1,)]
    assert family.ask("SELECT DISTINCT case_id FROM task") == [(resident.case,)]
    assert family.ask('SELECT wish, wish_role FROM "case"') == [("kommunen", "person")]


def test_one_s_own_call_is_not_lost_for_a_code(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish())
    son.say(*opening("parent"), *wish("finska-bron"), *BOOKING)
    before, code = son.case, family.invite(resident.case, Role.RELATIVE)

    assert "Då kan jag inte använda koden" in son.say(code)
    assert son.case == before
    assert family.tasks() == ["relative", "human"]
    assert "onsdag 25 november" in son.say("mina uppgifter")
    assert "Koden stämmer." in family.one("daughter").say(code)


def test_one_who_takes_part_moves_the_call_that_is_there(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish(), *BOOKING)
    son.say(family.invite(resident.case, Role.RELATIVE), Choose("after", "move"))
    later = CALL.replace("T09", "T10")
    son.say(
        Choose("answers", "self"), "070-174 06 06", Choose("interpreter", "no"),
        Choose("extra_time", "no"), Choose("time", later), Choose("confirm", f"yes={later}"),
    )  # fmt: skip

    assert family.ask("SELECT count(*) FROM booking WHERE status = 'booked'") == [(1,)]
    assert "klockan 11.00" in resident.say("mina uppgifter")


def test_one_who_takes_part_unseen_cannot_touch_the_call(family: Family) -> None:
    resident, speaks = family.one("resident"), family.one("speaks")
    resident.say(*opening(), *wish(), *BOOKING)
    speaks.say(family.invite(resident.case, Role.REPRESENTATIVE, Right.FULLMAKT))
    speaks.say("avboka", "boka", "Karin Berg", "1941", *BOOKING[3:7])
    later = CALL.replace("T09", "T10")
    speaks.say(Choose("time", later), Choose("confirm", f"yes={later}"))

    assert family.ask("SELECT status FROM booking WHERE status = 'booked'") == [("booked",)]
    assert "klockan 10.00" in resident.say("mina uppgifter")
    assert "Karin Berg" not in speaks.say("mina uppgifter")


def test_with_a_yes_that_is_taken_back_no_code_leads_in(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish())
    son.say(family.invite(resident.case, Role.RELATIVE))
    code = family.invite(resident.case, Role.RELATIVE)
    assert family.record(people.withdraw, son)

    assert "Koden stämmer inte." in family.one("stranger").say(code)


def test_many_who_guess_a_little_each_are_stopped_together_for_the_hour(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish())
    code = family.invite(resident.case, Role.RELATIVE)
    for n in range(2):
        assert "Koden stämmer inte." in family.one(f"guesses {n}").say("K4M 7PX")
    assert family.ask("SELECT failures FROM attempt") == [(2,)]
    with family.house.store.writing() as held:
        for _ in range(invitations.MOST_AN_HOUR - 2):
            invitations.note_wrong(held, family.now)

    assert "Koden stämmer." not in son.say(code)
    family.pass_time(hours=1)
    assert "Koden stämmer." in son.say(code)
