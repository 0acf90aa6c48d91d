"""A case that an officer has confirmed stays in its municipality, wherever its people write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from secrets import token_hex

import pytest
from family import BOOKING, CALL, NOW, Family, Someone, opening, wish

from bot.store.world import StoredWorld
from care.times import Call
from dialogs.world import Booked, Taken, TooMany

AT = datetime.fromisoformat(CALL)


@pytest.fixture
def family(database: str, keys: tuple[str, ...]) -> Iterator[Family]:
    made = Family(database, keys)
    yield made
    made.close()


@contextmanager
def world(family: Family, who: Someone) -> Iterator[StoredWorld]:
    """What a turn of theirs has to do with."""
    house, conversation = family.house, who.conversation
    with house.store.writing() as held:
        yield StoredWorld(
            held, conversation, 7, NOW, served=house.catalogues.now, seal=house.store.seal,
            new_id=lambda: token_hex(8),
        )  # fmt: skip


def with_a_case(family: Family, stage: str, where: str = "nacka") -> Someone:
    """Someone with a wish there, which stands at this stage; and who writes to Exempelby now."""
    resident = family.one("resident")
    resident.say(*opening(), *wish(), *BOOKING[:3])
    with family.house.store.writing() as held:
        held.driver.execute(f"""UPDATE "case" SET municipality = '{where}', stage = '{stage}'""")
    return resident


CASE = 'SELECT municipality, wish, revision, name, birth_year FROM "case"'


@pytest.mark.parametrize("stage", ["confirmed", "started", "closed"])
def test_nothing_that_is_wished_elsewhere_touches_it(family: Family, stage: str) -> None:
    resident = with_a_case(family, stage)
    before = family.ask(CASE)
    with world(family, resident) as here:
        assert here.free_times("exempelby", Call(), after=None, count=1) == ()
        assert not here.wish("exempelby", "solrosen")
        assert not here.wish("exempelby", None)
        assert here.hold("exempelby", AT, Call()) == Taken(())
        assert here.book("exempelby", AT, Call()) == TooMany()
        here.keep("exempelby", "name", "Nils Ek")

    assert family.ask(CASE) == before
    assert family.ask("SELECT count(*) FROM booking") == [(0,)]
    assert family.ask("SELECT municipality, reason, case_id FROM task") == [
        ("nacka", "change", resident.case)
    ]


def test_an_open_one_goes_along(family: Family) -> None:
    resident = with_a_case(family, "open")
    with world(family, resident) as here:
        assert here.wish("exempelby", "solrosen")

    assert [row[:2] for row in family.ask(CASE)] == [("exempelby", "solrosen")]


def test_a_call_that_is_booked_in_a_closed_case_is_seen_by_an_officer(family: Family) -> None:
    resident = with_a_case(family, "closed", "exempelby")
    with world(family, resident) as here:
        assert isinstance(here.book("exempelby", AT, Call()), Booked)

    assert family.tasks() == ["change"]
