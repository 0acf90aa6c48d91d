"""One of several asks to be forgotten: only their own part goes."""

from collections.abc import Iterator

import pytest
from family import BOOKING, EVE, OFFICER, Family, opening, wish

from care.people import Role
from dialogs.events import Choose

FORGET = ("radera", Choose("delete", "yes"))


@pytest.fixture
def family(database: str, keys: tuple[str, ...]) -> Iterator[Family]:
    made = Family(database, keys)
    yield made
    made.close()


async def test_a_relative_who_leaves_takes_nothing_of_the_person_s(family: Family) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish(), *BOOKING)
    son.say(family.invite(resident.case, Role.RELATIVE))
    told = son.say(*FORGET)

    assert "Fler är med här" in told
    assert [one.conversation for one in family.participants(resident.case)] == [
        resident.conversation
    ]
    kept = resident.say("mina uppgifter")
    assert "onsdag 25 november" in kept
    assert "Karin Berg" in kept
    assert [who for who, *_ in await family.send(EVE)] == ["resident"]


async def test_who_booked_and_leaves_takes_the_call_along_and_others_are_told(
    family: Family,
) -> None:
    resident, son = family.one("resident"), family.one("son")
    resident.say(*opening(), *wish(), *BOOKING)
    son.say(family.invite(resident.case, Role.RELATIVE))
    resident.say(*FORGET)

    assert family.ask("SELECT status FROM booking") == [("cancelled",)]
    assert family.ask("SELECT count(*) FROM cell") == [(0,)]
    assert [who for who, *_ in await family.send(family.now)] == ["son"]
    assert "är avbokat" in son.say(Choose("notice", "open=call_moved"))
    assert await family.send(EVE) == []


def test_the_last_one_takes_codes_and_the_waiting_along(family: Family) -> None:
    resident = family.one("resident")
    resident.say(*opening(), *wish(), *BOOKING, Choose("after", "wait"))
    family.invite(resident.case, Role.RELATIVE)
    resident.say("dela listan", Choose("share", "list"))
    assert family.ask("SELECT count(*) FROM invitation") == [(2,)]
    told = resident.say(*FORGET)

    assert "Nu är dina uppgifter raderade" in told
    assert "finns kvar" not in told
    for table in ("invitation", "waiting", "participant", '"case"', "booking", "cell", "outbox"):
        assert family.ask(f"SELECT count(*) FROM {table}") == [(0,)], table


def test_a_task_of_the_officers_own_is_no_hindrance(family: Family) -> None:
    resident = family.one("resident")
    resident.say(*opening(), *wish())
    case = resident.case
    with family.house.store.writing() as held:
        for reason in ("wish", "apply"):
            held.driver.execute(
                "INSERT INTO task (municipality, reason, case_id, at)"
                f" VALUES ('exempelby', '{reason}', {case}, '2026-11-23 08:00')"
            )
    resident.say(*FORGET)

    assert family.ask("SELECT reason, case_id FROM task") == [("apply", None)]


def test_what_an_officer_has_acted_on_remains_and_is_told(family: Family) -> None:
    resident = family.one("resident")
    resident.say(*opening(), *wish(), *BOOKING)
    with family.house.store.writing() as held:
        held.driver.execute(f"""UPDATE "case" SET stage = 'ordered', changed_by = '{OFFICER}'""")
    told = resident.say(*FORGET)

    assert "En handläggare på kommunen arbetar med det" in told
    assert family.ask('SELECT wish, stage FROM "case"') == [("kommunen", "ordered")]
    assert family.ask("SELECT count(*) FROM participant") == [(0,)]
    assert family.ask("SELECT status FROM booking") == [("cancelled",)]
