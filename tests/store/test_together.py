"""Turns that wait together are committed together, and each is still its own."""

import asyncio
import sqlite3
from pathlib import Path
from threading import Event, Thread

import pytest
from small import NOW, House

from bot.conversation import Address, Answer, Unavailable
from bot.store import carrying, turns
from dialogs.events import Choose

WAITING = 40


async def press(house: House, who: str, question: str, value: str, key: str) -> Answer:
    at = Address("web", "", who)
    return await house.conversations.heard(at, key, Choose(question, value), NOW)


async def test_many_at_once_are_each_heard_once(house: House) -> None:
    twice = [press(house, f"p{n}", "who", "self", f"k{n}") for n in range(WAITING)]
    again = [press(house, f"p{n}", "who", "self", f"k{n}") for n in range(WAITING)]
    answers = await asyncio.gather(*twice, *again)

    assert [a.duplicate for a in answers].count(False) == WAITING
    assert house.ask("SELECT count(*), max(n) FROM turn") == [(WAITING, 1)]


async def test_a_mistake_in_one_undoes_that_one_alone(house: House) -> None:
    told = await asyncio.gather(
        *(press(house, f"p{n}", "fail" if n % 5 == 2 else "who", "self", f"k{n}")
          for n in range(WAITING)),
        return_exceptions=True,
    )  # fmt: skip

    wrong = [n for n, one in enumerate(told) if isinstance(one, RuntimeError)]
    assert wrong == [n for n in range(WAITING) if n % 5 == 2]
    assert house.ask("SELECT count(*) FROM turn") == [(WAITING - len(wrong),)]
    assert house.ask("SELECT count(*) FROM conversation") == [(WAITING - len(wrong),)]


async def test_of_two_who_book_one_time_together_one_wins(house: House) -> None:
    told = await asyncio.gather(
        *(press(house, f"p{n}", "book", "2026-11-25T10:0020", f"k{n}") for n in range(WAITING))
    )

    booked = [a for a in told if a.bubbles[0].text.startswith("bokat")]
    assert len(booked) == 1
    assert house.ask("SELECT count(*) FROM booking WHERE status = 'booked'") == [(1,)]


async def test_a_full_disk_undoes_all_and_answers_nobody(tmp_path: Path) -> None:
    house = House(f"sqlite:///{tmp_path}/full.db", ())
    await press(house, "first", "who", "self", "first")
    with house.store.reading() as held:
        ((pages,),) = held.driver.execute("PRAGMA page_count").fetchall()
        held.driver.execute(f"PRAGMA max_page_count={pages}")
    told = await asyncio.gather(
        *(press(house, f"p{n}", "keep", f"name={'Anna ' * 400}", f"k{n}") for n in range(WAITING)),
        return_exceptions=True,
    )
    kept = sum(not isinstance(one, BaseException) for one in told)

    assert any(isinstance(one, Unavailable) for one in told)
    assert house.ask("SELECT count(*) FROM turn") == [(1 + kept,)]
    with house.store.reading() as held:
        held.driver.execute("PRAGMA max_page_count=1000000")
    after = await press(house, "p0", "who", "self", "again")
    assert not after.duplicate
    house.close()


async def test_a_database_that_is_locked_answers_nobody(tmp_path: Path) -> None:
    file = tmp_path / "locked.db"
    house = House(f"sqlite:///{file}", (), patience=0.2)
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        told = await asyncio.gather(
            *(press(house, f"p{n}", "who", "self", f"k{n}") for n in range(5)),
            return_exceptions=True,
        )
        other.execute("ROLLBACK")
    other.close()

    assert all(isinstance(one, Unavailable) for one in told)
    assert house.ask("SELECT count(*) FROM turn") == [(0,)]
    house.close()


def test_who_waits_at_an_address_finds_who_is_there_after_a_move(house: House) -> None:
    """A conversation that moves away while its old device presses is not shown there any more."""
    for who in ("old", "new"):
        house.press("who", who, key=who, at=Address("web", "", who))
    with house.store.reading() as held:
        old, new = (turns.whose(held, "web", "", who) for who in ("old", "new"))
    found: list[int] = []
    begun = Event()

    def wait() -> None:
        begun.set()
        with house.store.writing() as mine:
            found.append(turns.hold(mine, "web", "", "old", lambda: 7).id)

    assert old is not None
    assert new is not None
    with house.store.writing() as held:
        for conversation in (old, new):
            turns.hold_again(held, conversation)
        carrying.trade(held, new, old)
        waits = Thread(target=wait)
        waits.start()
        begun.wait()
        waits.join(0.3)
    waits.join()

    assert found == [new]


@pytest.mark.parametrize("times", [1, 2])
def test_there_and_back_again(house: House, times: int) -> None:
    for who in ("old", "new"):
        house.press("who", who, key=who, at=Address("web", "", who))
    with house.store.writing() as held:
        old, new = (turns.whose(held, "web", "", who) for who in ("old", "new"))
        for _ in range(times):
            carrying.trade(held, old or 0, new or 0)

    with house.store.reading() as held:
        found = [turns.whose(held, "web", "", who) for who in ("old", "new")]
    assert found == ([new, old] if times == 1 else [old, new])
    assert house.ask("SELECT count(*) FROM address") == [(2,)]
