"""A backup that is made while the house works, and proved by restoring it."""

import os
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import forked
import pytest
from postgres import Server
from watched import NOW

from bot.assembly import House, assemble
from bot.conversation import Address
from bot.settings import Settings
from bot.store import contacts, copies
from bot.store.copies import NotRestored
from bot.store.migrate import head
from dialogs.events import Start, Text


@pytest.fixture
def elsewhere(database: str, tmp_path: Path) -> Iterator[str]:
    """Another database of the same kind, with nothing in it."""
    if database.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/elsewhere/kundval.db"
        return
    server = Server(Path(os.environ["KUNDVAL_TEST_POSTGRES"]))
    name = f"elsewhere_{os.getpid()}"
    server.create(name)
    yield server.url(name)


def speak(house: House, who: str, *said: str) -> None:
    at = Address("web", "", who)
    house.conversations.hear(at, uuid4().hex, Start(("sv",)), NOW)
    for text in said:
        house.conversations.hear(at, uuid4().hex, Text(text), NOW)


def filled(house: House) -> None:
    """Somebody has talked, and left an address."""
    speak(house, "anna", "svenska", "ja", "exempelby")
    with house.store.writing() as held:
        contacts.give(held, house.store.seal, 1, "email", "anna@example.se", NOW)


def kundval(house: House, *words: str, database: str = "") -> subprocess.CompletedProcess[str]:
    given = {"DATABASE": database or house.settings.database, "KEYS": house.settings.keys}
    named = {f"KUNDVAL_{name}": value for name, value in given.items()}
    return forked.kundval(*words, timeout=120, **named)


def rows(url: str, keys: tuple[str, ...], asked: str) -> list[tuple[object, ...]]:
    house = assemble(Settings(database=url, secret="test", keys=",".join(keys), _env_file=None))
    with house.store.reading() as held:
        found = held.driver.execute(asked).fetchall()
    house.close()
    return [tuple(row) for row in found]


def test_what_is_restored_is_what_was_and_people_go_on_talking(
    house: House, elsewhere: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    filled(house)
    file = tmp_path / f"backup{copies.form(house.settings.database)}"

    made = kundval(house, "backup", str(file), "--check")
    put = kundval(house, "restore", str(file), database=elsewhere)

    assert made.returncode == 0, made.stderr
    assert "2 sealed values opened" in made.stdout
    assert "The keys are not in it" in made.stdout
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert put.returncode == 0, put.stderr
    asked = "SELECT conversation_id, n, key, replies FROM turn ORDER BY conversation_id, n"
    again = assemble(
        Settings(database=elsewhere, secret="test", keys=",".join(keys), _env_file=None)
    )
    with house.store.reading() as held:
        before = [tuple(row) for row in held.driver.execute(asked).fetchall()]
    assert rows(elsewhere, keys, asked) == before
    speak(again, "anna", "hej")
    speak(again, "new")  # its number is the next, and nobody's yet
    again.close()
    assert rows(elsewhere, keys, "SELECT count(*) FROM conversation") == [(2,)]


def test_turns_that_are_written_meanwhile_are_whole_or_not_there(
    house: House, elsewhere: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    over, spoken = threading.Event(), 0

    def talk() -> None:
        nonlocal spoken
        while not over.is_set():
            spoken += 1
            speak(house, f"person-{spoken}", "svenska", "ja")

    talking = threading.Thread(target=talk)
    talking.start()
    files = []
    try:
        for number in range(4):
            files.append(tmp_path / f"{number}{copies.form(house.settings.database)}")
            written = copies.back_up(house.settings.database, files[-1])
            copies.check(house.settings.database, files[-1], written, keys)
    finally:
        over.set()
        talking.join(20)

    copies.restore(elsewhere, files[-1])

    assert spoken > 4
    broken = (
        "SELECT count(*) FROM conversation c WHERE c.n <> "
        "(SELECT count(*) FROM turn t WHERE t.conversation_id = c.id)"
    )
    assert rows(elsewhere, keys, broken) == [(0,)]
    assert rows(elsewhere, keys, "SELECT count(*) > 1 FROM turn") in ([(1,)], [(True,)])


def test_what_is_there_is_not_written_over_unasked(
    house: House, elsewhere: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    filled(house)
    file = tmp_path / f"backup{copies.form(house.settings.database)}"
    copies.back_up(house.settings.database, file)
    assemble(
        Settings(database=elsewhere, secret="test", keys=",".join(keys), _env_file=None)
    ).close()

    refused = kundval(house, "restore", str(file), database=elsewhere)
    left = rows(elsewhere, keys, "SELECT count(*) FROM turn")
    done = kundval(house, "restore", str(file), "--over", database=elsewhere)
    again = kundval(house, "backup", str(file))

    assert (refused.returncode, "--over" in refused.stderr, left) == (2, True, [(0,)])
    assert done.returncode == 0, done.stderr
    assert rows(elsewhere, keys, "SELECT count(*) FROM turn") == [(4,)]
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


@pytest.mark.parametrize("way", ["empty", "cut", "foreign", "newer"])
def test_a_file_that_is_no_good_changes_nothing(
    house: House, tmp_path: Path, keys: tuple[str, ...], way: str
) -> None:
    filled(house)
    url = house.settings.database
    file = tmp_path / f"backup{copies.form(url)}"
    if way == "newer":
        with house.store.writing() as held:
            held.driver.execute("UPDATE alembic_version SET version_num = '9999'")
    copies.back_up(url, file)
    if way == "newer":
        with house.store.writing() as held:
            held.driver.execute(f"UPDATE alembic_version SET version_num = '{head()}'")
    whole = file.read_bytes()
    if way != "newer":
        file.write_bytes(
            {"empty": b"", "cut": whole[: len(whole) // 2], "foreign": b"x" * 999}[way]
        )

    with pytest.raises(NotRestored):
        copies.restore(url, file, over=True)

    assert rows(url, keys, "SELECT count(*) FROM turn") == [(4,)]


def test_an_older_backup_is_brought_in_step(
    elsewhere: str, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    from sqlalchemy import text

    from bot.store.database import database as opened
    from bot.store.migrate import upgrade

    old = opened(elsewhere, 2)
    if elsewhere.startswith("sqlite"):
        (tmp_path / "elsewhere").mkdir()
    with old.engine.connect() as connection, connection.begin():
        upgrade(connection, "0004")
        connection.execute(text("INSERT INTO address VALUES (7, 'web', '', 'anna', false)"))
    file = tmp_path / f"old{copies.form(elsewhere)}"
    copies.back_up(elsewhere, file)

    restored = copies.restore(elsewhere, file, over=True)

    assert restored["address"] == 1
    assert "lease" in restored
    assert rows(elsewhere, keys, "SELECT version_num FROM alembic_version") == [(head(),)]


def test_a_backup_whose_keys_are_lost_is_told(
    house: House, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    from cryptography.fernet import Fernet

    filled(house)
    url = house.settings.database
    file = tmp_path / f"backup{copies.form(url)}"
    written = copies.back_up(url, file)

    with pytest.raises(NotRestored, match="2 of 2 values"):
        copies.check(url, file, written, (Fernet.generate_key().decode(),))
    with pytest.raises(NotRestored, match="Rows are missing in turn"):
        copies.check(url, file, {**written, "turn": 99}, keys)


def test_a_folder_gets_a_file_named_after_the_time(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    made = kundval(house, "backup", str(folder))

    (file,) = folder.iterdir()
    assert made.returncode == 0, made.stderr
    assert file.name.startswith("kundval-2")
    assert file.suffix == copies.form(house.settings.database)
