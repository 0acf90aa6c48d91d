"""What is kept of a person, how, and what is left when they ask to be forgotten."""

from pathlib import Path

import pytest
from small import ME, TEN, House

from bot.conversation import Address
from bot.store import NoKeys, Store
from bot.store.database import database as opened
from bot.store.keys.printing import begin_anew

NAME, PHONE = "Annastina Övermossen", "+46701740605"


def fill(house: House, at: Address = ME) -> None:
    house.press("who", "self", at=at)
    house.press("keep", f"name={NAME}", at=at)
    house.press("keep", f"phone={PHONE}", at=at)
    house.press("wish", "solstugan", at=at)
    house.book(TEN, at=at)


def test_a_kept_name_is_shown_but_stands_nowhere_in_the_file(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    house = House(f"sqlite:///{tmp_path}/names.db", keys)
    fill(house)
    shown = [b.text for past in house.conversations.past(ME) for b in past.bubbles]
    files = [file.read_bytes() for file in tmp_path.iterdir()]
    house.close()
    files += [file.read_bytes() for file in tmp_path.iterdir()]

    assert f"Tack, {NAME}." in shown
    assert not any(NAME.encode() in f or PHONE[3:].encode() in f for f in files)


def test_a_name_in_postgresql_is_sealed(house: House) -> None:
    fill(house)
    ((name, year),) = house.ask('SELECT name, birth_year FROM "case"')
    ((phone,),) = house.ask("SELECT phone FROM participant")

    assert NAME not in name
    assert PHONE not in phone
    assert year is None
    assert house.store.seal.open(phone) == PHONE


def test_forgetting_leaves_no_trace_and_frees_the_time(house: House) -> None:
    fill(house)
    house.press("human", "human")
    told = house.press("forget").bubbles[0].text

    assert told == "kvar "
    for table in ("cell", "booking", "outbox", "participant", '"case"', "task"):
        assert house.ask(f"SELECT count(*) FROM {table}") == [(0,)], table
    assert house.ask("SELECT heard FROM turn") == [("forget",)]
    assert house.book(TEN, at=Address("web", "", "next")).startswith("bokat")


def test_an_application_stays_dated_and_without_a_name(house: House) -> None:
    fill(house)
    house.press("human", "apply")
    told = house.press("forget").bubbles[0].text

    assert told == "kvar apply"
    ((reason, case, at),) = house.ask("SELECT reason, case_id, at FROM task")
    assert (reason, case) == ("apply", None)
    assert at


def test_what_was_shown_of_a_forgotten_name_is_a_dash(house: House) -> None:
    fill(house)
    house.press("forget")
    house.press("keep", "phone=112")

    assert house.press("who", "self").bubbles[0].text == "ja"
    assert house.ask('SELECT name FROM "case"') == [(None,)]


def test_forgetting_twice_and_with_nothing_kept_is_no_mistake(house: House) -> None:
    assert house.press("forget").bubbles[0].text == "kvar "
    assert house.press("forget").bubbles[0].text == "kvar "


def test_asking_twice_for_a_human_is_one_task(house: House) -> None:
    house.press("human", "human")
    house.press("human", "human")

    assert house.ask("SELECT reason, municipality FROM task") == [("human", "exempelby")]


def test_a_wish_can_be_changed_and_taken_back(house: House) -> None:
    house.press("wish", "solstugan")
    house.press("wish", "björken")
    assert house.ask('SELECT wish FROM "case"') == [("björken",)]
    house.press("wish", "")
    assert house.ask('SELECT wish FROM "case"') == [(None,)]


def test_a_key_file_is_made_for_us_alone_and_used_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/own.db"
    first = House(url, ())
    first.press("keep", f"name={NAME}", key="k")
    first.close()
    second = House(url, ())
    again = second.press("keep", f"name={NAME}", key="k")
    second.close()

    assert again.bubbles[0].text == f"Tack, {NAME}."
    assert (tmp_path / "own.key").stat().st_mode & 0o777 == 0o600


def test_postgresql_without_keys_is_a_clear_sentence(postgres_url: str) -> None:
    with pytest.raises(NoKeys, match="KUNDVAL_KEYS"):
        Store(postgres_url)


def test_a_key_that_was_lost_shows_a_dash(database: str, keys: tuple[str, ...]) -> None:
    house = House(database, keys)
    house.press("keep", f"name={NAME}", key="k")
    house.close()
    new = ("zI5ynQiTHwcrGPTXXkFcbGEEdBP6WvNCGFQ9m6Lz0FY=",)
    with pytest.raises(NoKeys):
        House(database, new)
    assert begin_anew(opened(database, 1), new)
    other = House(database, new)
    again = other.press("keep", f"name={NAME}", key="k")
    other.close()

    assert again.bubbles[0].text == "Tack, –."
