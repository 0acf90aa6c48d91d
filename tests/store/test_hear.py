"""One turn, one transaction: nothing is done twice, in part, or forgotten."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from small import ME, NOW, WORDING, House, turn

from bot.conversation import Address, Conversations, Unavailable
from dialogs.events import Start


def test_state_survives_a_restart(database: str, keys: tuple[str, ...]) -> None:
    first = House(database, keys)
    before = first.press("who", "self")
    first.close()
    second = House(database, keys)
    after = second.press("help", "yes")
    second.close()

    assert (before.step, after.step) == ("help", "")
    assert before.seed == after.seed


def test_the_same_key_again_does_nothing_and_says_the_same(house: House) -> None:
    first = house.press("book", "2026-11-25T10:0020", key="k")
    again = house.press("book", "2026-11-25T10:0020", key="k")

    assert not first.duplicate
    assert again.duplicate
    assert (again.bubbles, again.step) == (first.bubbles, first.step)
    assert house.ask("SELECT count(*) FROM turn") == [(1,)]


def test_t17_five_taps_at_once_are_one(house: House) -> None:
    with ThreadPoolExecutor(5) as taps:
        answers = list(taps.map(lambda _: house.press("who", "self", key="k"), range(5)))

    assert [a.duplicate for a in answers].count(False) == 1
    assert len({a.bubbles for a in answers}) == 1
    assert house.ask("SELECT n FROM conversation") == [(1,)]


def test_t17_different_buttons_at_once_come_one_after_the_other(house: House) -> None:
    with ThreadPoolExecutor(8) as taps:
        list(taps.map(lambda i: house.press("who", "self", key=f"k{i}"), range(24)))

    assert house.ask("SELECT n FROM conversation") == [(24,)]
    assert house.ask("SELECT max(n), count(*) FROM turn") == [(24, 24)]


def test_a_key_of_someone_else_shows_nothing_of_theirs(house: House) -> None:
    house.press("keep", "name=Anna", key="k")
    answer = house.press("keep", "name=Bo", key="k", at=Address("web", "", "other"))

    assert answer.duplicate
    assert answer.bubbles == ()


def test_a_mistake_in_a_turn_leaves_nothing_behind(house: House) -> None:
    house.press("who", "self")
    with pytest.raises(RuntimeError):
        house.press("fail", key="k")
    after = house.press("help", "yes", key="k")

    assert not after.duplicate
    assert house.ask("SELECT count(*) FROM turn") == [(2,)]


async def test_heard_runs_in_the_stores_own_thread(house: House) -> None:
    answer = await house.conversations.heard(ME, "k", Start(), NOW)
    past = await house.conversations.recall(ME)

    assert [p.bubbles for p in past] == [answer.bubbles]


def test_past_shows_the_last_turns_oldest_first(house: House) -> None:
    house.press("who", "self")
    house.press("keep", "name=Anna")
    house.press("help", "yes")
    past = house.conversations.past(ME, 2)

    assert [p.bubbles[0].text for p in past] == ["Tack, Anna.", "ja"]
    assert [(p.mine, p.lang, p.dir, p.step) for p in past] == [
        ("Jag själv", "sv", "ltr", "help"),
        ("Jag själv", "sv", "ltr", ""),
    ]
    assert past[0].at == NOW


def test_past_of_someone_new_is_empty_and_makes_no_conversation(house: House) -> None:
    assert house.conversations.past(Address("web", "", "nobody")) == ()
    assert house.ask("SELECT * FROM conversation") == []


def test_a_seed_can_be_given(house: House) -> None:
    fixed = Conversations(house.store, turn, WORDING, None, house.catalogues, seed=7)

    assert fixed.hear(ME, "k", Start(), NOW).seed == 7
    assert house.ask("SELECT seed FROM turn") == [(7,)]


def test_seeds_differ_between_people(house: House) -> None:
    seeds = {house.press("who", "self", at=Address("web", "", f"{i}")).seed for i in range(8)}

    assert len(seeds) == 8


def test_the_turn_log_holds_codes_and_the_version_of_the_catalogue(house: House) -> None:
    house.press("who", "self")

    row = house.ask("SELECT heard, step, language, municipality, catalogue, n FROM turn")
    assert row == [("who", "help", "sv", "exempelby", "1", 1)]


def test_locked_sqlite_is_unavailable_and_nothing_is_done(
    tmp_path: object, keys: tuple[str, ...]
) -> None:
    house = House(f"sqlite:///{tmp_path}/locked.db", keys, patience=0.2)
    other = sqlite3.connect(f"{tmp_path}/locked.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        house.press("who", "self", key="k")
    other.execute("ROLLBACK")
    other.close()
    answer = house.press("who", "self", key="k")
    house.close()

    assert not answer.duplicate


def test_a_locked_conversation_on_postgresql_is_unavailable(
    postgres_url: str, keys: tuple[str, ...]
) -> None:
    house = House(postgres_url, keys, patience=0.2)
    house.press("who", "self", key="first", at=Address("web", "", "locked"))
    with house.store.writing() as held:
        held.driver.execute("SELECT * FROM conversation FOR UPDATE")
        with pytest.raises(Unavailable):
            house.press("help", "yes", key="second", at=Address("web", "", "locked"))
    answer = house.press("help", "yes", key="second", at=Address("web", "", "locked"))
    house.close()

    assert not answer.duplicate


def test_a_restarted_server_is_found_again(postgres_url: str, keys: tuple[str, ...]) -> None:
    house = House(postgres_url, keys)
    house.press("who", "self", at=Address("web", "", "again"))
    with pytest.raises(Unavailable), house.store.writing() as held:
        held.driver.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    answer = house.press("help", "yes", at=Address("web", "", "again"))
    house.close()

    assert answer.step == ""


def test_a_closed_server_is_a_clear_sentence(keys: tuple[str, ...]) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        House("postgresql://nobody@127.0.0.1:1/none", keys, patience=0.2)
