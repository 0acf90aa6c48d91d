"""`kundval doctor`: each thing that can be wrong is told, with how to mend it."""

import json
import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import forked
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Table
from watched import NOW

from bot.assembly import House, assemble
from bot.doctor import Finding, Health, examined
from bot.settings import Settings, WrongSetting
from bot.store import contacts, leases
from bot.store.statement import Statement
from bot.store.tables import ADDRESS, CATALOGUE, CONVERSATION, OUTBOX
from care.ageing import newest

ROOT = Path(__file__).parents[2]
Found = dict[str, Finding]


def look(settings: Settings, at: timedelta = timedelta(0)) -> Found:
    return {one.what: one for one in examined(settings, lambda: NOW + at)}


def wrong(found: Found) -> set[str]:
    return {what for what, one in found.items() if one.health is Health.WRONG}


def kundval(*words: str, **given: str) -> subprocess.CompletedProcess[str]:
    return forked.kundval(*words, **{f"KUNDVAL_{name}": value for name, value in given.items()})


def put(house: House, table: Table, **row: object) -> None:
    with house.store.writing() as held:
        held.run(Statement(table.insert().values(row)))


def test_a_house_in_order_is_well(house: House) -> None:
    found = look(house.settings)

    assert wrong(found) <= {"database's clock"}, "this test's clock stands still"
    for what in (
        "database",
        "migrations",
        "keys",
        "outbox",
        "fonts",
        "disk",
        "catalogue exempelby",
    ):
        assert what in found
    assert all(one.mend for one in found.values() if one.health is not Health.OK)
    assert (found["database"].health, found["migrations"].health) == (Health.OK, Health.OK)


def test_a_look_leaves_nothing_behind(house: House) -> None:
    look(house.settings)

    with house.store.reading() as held:
        assert held.driver.execute("SELECT count(*) FROM lease").fetchone() == (0,)


def test_keys_that_do_not_open_what_is_stored_are_told(house: House, keys: tuple[str, ...]) -> None:
    put(house, ADDRESS, id=9, kind="web", host="", external="x", dead=False)
    put(house, CONVERSATION, id=9, address_id=9, state="{}", language="sv", municipality="",
        seed=1, n=0, declined="")  # fmt: skip
    with house.store.writing() as held:
        contacts.give(held, house.store.seal, 9, "email", "anna@example.se", NOW)
    other = Fernet.generate_key().decode()

    right = look(house.settings)["keys"]
    lost = look(house.settings.model_copy(update={"keys": other}))["keys"]
    both = look(house.settings.model_copy(update={"keys": f"{other},{keys[0]}"}))["keys"]

    assert (right.health, lost.health, both.health) == (Health.OK, Health.WRONG, Health.OK)
    assert lost.said == "2 of 2 values cannot be opened"
    assert "former keys" in lost.mend


def test_what_is_late_and_a_sender_of_another_time_are_told(house: House) -> None:
    due = NOW - timedelta(minutes=9)
    put(
        house, OUTBOX, key="k", kind="digest", version=0, municipality="exempelby", wall="",
        channel="email", due=due, not_after=NOW, state="planned", next_at=due, tries=0, about="",
    )  # fmt: skip
    with house.store.writing() as held:
        leases.take(held, "telegram:42", "somebody", NOW + timedelta(minutes=4))

    found = look(house.settings)

    assert {"outbox", "sender telegram:42"} <= wrong(found)
    assert found["outbox"].said == "9 minutes late"
    assert "NTP" in found["sender telegram:42"].mend


def test_tables_that_are_behind_are_told(house: House) -> None:
    with house.store.writing() as held:
        was = held.driver.execute("SELECT version_num FROM alembic_version").fetchone()
        held.driver.execute("UPDATE alembic_version SET version_num = '0001'")
    found = look(house.settings)
    with house.store.writing() as held:
        assert was
        held.driver.execute(f"UPDATE alembic_version SET version_num = '{was[0]}'")

    assert "migrations" in wrong(found)
    assert "0001" in found["migrations"].said


def test_a_list_that_nobody_has_looked_over_for_a_year_is_a_warning(house: House) -> None:
    here = house.catalogues.now.by_key["exempelby"]
    day = newest(here)
    assert day
    late = timedelta(days=(day - NOW.date()).days + 400)

    found = look(house.settings, late)["catalogue exempelby"]

    assert found.health is Health.WARNING
    assert found.said.startswith("400 days old, ")
    assert "/keep" in found.mend


def test_a_list_that_cannot_be_read_is_told(house: House) -> None:
    put(house, CATALOGUE, municipality="exempelby", version="v", content="{}", by="x", at=NOW)

    found = look(house.settings)["catalogue exempelby"]

    assert (found.health, "undo exempelby" in found.mend) == (Health.WRONG, True)


def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    found = look(Settings(database=f"sqlite:///{tmp_path}/new/kundval.db", _env_file=None))

    assert found["database"].health is Health.WARNING
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_is_none_and_one_that_does_not_answer_are_wrong(tmp_path: Path) -> None:
    file = tmp_path / "kundval.db"
    file.write_text("no database at all, though long enough to look like one" * 20)
    one = look(Settings(database=f"sqlite:///{file}", _env_file=None))
    away = "postgresql://someone:hunter2@127.0.0.1:1/kundval"
    other = look(Settings(database=away, secret="s" * 20, keys="", _env_file=None))

    assert "database" in wrong(one)
    assert "database" in wrong(other)
    assert "hunter2" not in repr(other)


def test_a_file_that_may_not_be_written_is_wrong(tmp_path: Path) -> None:
    settings = Settings(database=f"sqlite:///{tmp_path}/kundval.db", _env_file=None)
    assemble(settings).close()
    with sqlite3.connect(tmp_path / "kundval.db") as full:
        full.execute(
            "CREATE TRIGGER no BEFORE INSERT ON lease BEGIN SELECT RAISE(ABORT, 'no'); END"
        )

    assert "database" in wrong(look(settings))


def test_postgresql_without_a_secret_is_told_and_does_not_start(
    postgres_url: str, keys: tuple[str, ...]
) -> None:
    settings = Settings(database=postgres_url, keys=",".join(keys), _env_file=None)

    with pytest.raises(WrongSetting, match="KUNDVAL_SECRET"):
        assemble(settings)
    assert "secret" in wrong(look(settings))
    started = kundval("run", DATABASE=postgres_url, KEYS=",".join(keys))
    assert (started.returncode, "KUNDVAL_SECRET" in started.stderr) == (2, True)


def test_of_two_that_start_at_once_one_secret_is_everyones(tmp_path: Path) -> None:
    program = (
        "import sys; from bot.settings import Settings; from bot.assembly import secret_of;"
        "print(secret_of(Settings(database=sys.argv[1], _env_file=None)))"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, f"sqlite:///{tmp_path}/kundval.db"],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(4)
    ]  # fmt: skip
    told = {one.communicate()[0] for one in started}

    assert len(told) == 1
    assert len(told.pop()) > 30
    assert stat.S_IMODE((tmp_path / "kundval.secret").stat().st_mode) == 0o600


@pytest.fixture
def well(tmp_path: Path) -> dict[str, str]:
    settings = Settings(database=f"sqlite:///{tmp_path}/kundval.db", _env_file=None)
    assemble(settings).close()
    return {"DATABASE": settings.database}


def test_the_command_ends_with_one_only_where_something_is_wrong(
    well: dict[str, str], tmp_path: Path
) -> None:
    in_order = kundval("doctor", **well)
    (tmp_path / "kundval.key").write_text("")
    without_keys = kundval("doctor", "--json", **well)
    unset = kundval("doctor", **well, PORT="none")

    assert in_order.returncode == 0, in_order.stdout
    assert all(line.split()[0] in ("ok", "warning") for line in in_order.stdout.splitlines())
    assert without_keys.returncode == 1
    told = [json.loads(line) for line in without_keys.stdout.splitlines()]
    assert [one["what"] for one in told if one["health"] == "wrong"] == ["keys"]
    assert (unset.returncode, unset.stdout.startswith("wrong   settings: KUNDVAL_PORT")) == (
        1,
        True,
    )
