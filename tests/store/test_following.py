"""What is sent unasked, as each of a family wants it; and how it stops, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from family import BOOKING, NOW, OFFICER, Family, Someone, opening, wish

from bot.conversation.worlds import Worlds
from bot.store import turns
from bot.store.office import people
from bot.towns import Towns
from care.followup import AFTER_THE_START, Kind
from care.people import Role
from dialogs.events import Choose, Text
from dialogs.state import State

COURSE = [*AFTER_THE_START]
OPEN = "('planned', 'claimed', 'posted', 'uncertain')"


@pytest.fixture
def family(database: str, keys: tuple[str, ...]) -> Iterator[Family]:
    """Exempelby."""
    built = Family(database, keys)
    yield built
    built.close()


def started(family: Family) -> tuple[Someone, Someone]:
    """A mother whose help started today, and her daughter, who may know and wants reminders."""
    mother = family.one("mother")
    mother.give(*opening(), *wish(), *BOOKING)
    daughter = family.one("daughter")
    daughter.say(family.invite(mother.case, Role.RELATIVE))
    with family.house.store.writing() as held:
        held.driver.execute(
            "UPDATE \"case\" SET stage = 'started', provider = 'kommunen',"
            f" start_day = '{NOW.date()}'"
        )
        held.driver.execute("UPDATE booking SET status = 'past'")
    for one in (mother, daughter):
        one.say(Text("påminn mig"))
    return mother, daughter


def planned(family: Family, whose: Someone) -> list[str]:
    """The kinds that are still to come to one of them."""
    rows = family.ask(
        f"SELECT kind FROM outbox WHERE state IN {OPEN}"
        f" AND conversation_id = {whose.conversation} ORDER BY due, id"
    )
    return [kind for (kind,) in rows]


def stopped(family: Family) -> bool:
    """Whether the case is."""
    return family.ask('SELECT stopped_at FROM "case"') != [(None,)]


def test_a_yes_plans_the_course_for_each(family: Family) -> None:
    mother, daughter = started(family)

    assert planned(family, mother) == COURSE
    assert planned(family, daughter) == COURSE


def test_a_no_is_ones_own(family: Family) -> None:
    mother, daughter = started(family)
    mother.say("sluta påminna")

    assert planned(family, mother) == []
    assert planned(family, daughter) == COURSE
    mother.say("påminn mig igen")
    assert planned(family, mother) == COURSE


def test_one_kind_is_declined_and_taken_up_again(family: Family) -> None:
    mother, daughter = started(family)
    mother.give(Choose("notice", f"open={Kind.CARE_PLAN}"), Choose("care_plan", "decline"))
    mother.give(Choose("care_plan", "decline"))  # the second of two taps

    assert planned(family, mother) == [kind for kind in COURSE if kind is not Kind.CARE_PLAN]
    assert planned(family, daughter) == COURSE
    mother.give(Choose("undo", "back_to"))
    assert planned(family, mother) == COURSE


def test_a_death_stops_everything_for_everybody(family: Family) -> None:
    mother, daughter = started(family)
    daughter.say("min mamma har dött")

    assert stopped(family)
    assert planned(family, mother) == planned(family, daughter) == []
    assert family.tasks()[-1] == "stop"
    mother.say("påminn mig")
    assert not stopped(family)


def test_what_was_a_mistake_is_planned_anew_for_everybody(family: Family) -> None:
    mother, daughter = started(family)
    daughter.say("min mamma har dött")
    daughter.give(Choose("sorrow", "wrong"))
    daughter.give(Choose("sorrow", "wrong"))

    assert not stopped(family)
    assert planned(family, mother) == planned(family, daughter) == COURSE
    assert "stop" not in family.tasks()


def test_whose_yes_was_taken_back_begins_nothing_again_for_others(family: Family) -> None:
    mother, daughter = started(family)
    mother.say("jag ligger på sjukhus")
    assert family.record(people.withdraw, daughter)
    daughter.say("påminn mig")

    assert stopped(family)
    assert planned(family, mother) == []


def test_a_task_that_an_officer_has_done_is_not_withdrawn(family: Family) -> None:
    _, daughter = started(family)
    daughter.say("min mamma har dött")
    with family.house.store.writing() as held:
        held.driver.execute(f"UPDATE task SET key = NULL, done_at = '{NOW}', done_by = '{OFFICER}'")
    daughter.give(Choose("sorrow", "wrong"))

    assert "stop" in family.tasks()


async def test_what_stands_on_the_page_is_not_told_again(family: Family) -> None:
    mother, _ = started(family)
    ends = NOW.date() + timedelta(days=40)
    with family.house.store.writing() as held:
        held.driver.execute(f"UPDATE \"case\" SET decision_ends = '{ends}'")
    mother.say("påminn mig")
    while await family.house.outbox.work(NOW + timedelta(minutes=1)):
        pass
    read = Choose("notice", f"open={Kind.DECISION_ENDS}")
    mother.give(read, Choose("ending", "decline"), Choose("undo", "back_to"))
    mother.give(Text("pappa ligger på sjukhus"), Choose("sorrow", "wrong"))

    assert Kind.DECISION_ENDS not in planned(family, mother)


async def test_a_no_and_a_yes_tell_nothing_again_that_stands_on_the_page(family: Family) -> None:
    mother, _ = started(family)
    ends = NOW.date() + timedelta(days=40)
    with family.house.store.writing() as held:
        held.driver.execute(f"UPDATE \"case\" SET decision_ends = '{ends}'")
    mother.say("påminn mig")
    for _ in range(2):
        while await family.house.outbox.work(NOW + timedelta(minutes=1)):
            pass
        mother.say("sluta påminna")
        mother.say("påminn mig")

    told = f"SELECT count(*) FROM turn WHERE conversation_id = {mother.conversation} AND heard = "
    assert family.ask(f"{told}'notice:{Kind.DECISION_ENDS}'") == [(1,)]


def test_who_is_reminded_to_change_and_who_is_not(family: Family) -> None:
    mother, daughter = started(family)
    stranger = family.one("stranger")
    day = NOW.date() + timedelta(days=60)

    assert remind_to_change(family, mother, day)
    assert Kind.CHANGE_BY in planned(family, mother)
    assert Kind.CHANGE_BY in planned(family, daughter)
    assert not remind_to_change(family, stranger, day)
    assert not remind_to_change(family, mother, None)
    assert Kind.CHANGE_BY not in planned(family, daughter)


def remind_to_change(family: Family, whose: Someone, day: date | None) -> bool:
    """As a dialog asks it."""
    house = family.house
    with house.store.writing() as held:
        place = turns.hold(held, "web", "", whose.at.external, lambda: 1)
        worlds = Worlds(house.store, house.catalogues, (), (), Towns(), ())
        return worlds.made(held, place, State(), whose.at, NOW).change_by(day)
