"""The keys that encrypt are changed while the house works; who was known is known after."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import forked
import pytest
from cryptography.fernet import Fernet
from watched import NOW

from bot.assembly import House, assemble
from bot.conversation import Address
from bot.settings import Settings
from bot.store import NoKeys, Store, contacts, copies
from bot.store.keys.rotating import AT_A_TIME, rotated
from bot.store.keys.sealed import columns
from bot.store.keys.sealing import Seal
from dialogs.events import Choose, Contact, Text

ROOT = Path(__file__).parents[2]
KUNDVAL = Path(sys.executable).with_name("kundval")
ANNA = Address("web", "", "anna")
MANY = 20 * AT_A_TIME

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@pytest.fixture
def old(new_database: str) -> Iterator[Store]:
    """The database of `new_database`, as a process sees it that knows the old key alone."""
    store = Store(new_database, keys=(OLD,))
    yield store
    store.close()


def opened(url: str, *keys: str) -> House:
    return assemble(Settings(database=url, secret="test", keys=",".join(keys), _env_file=None))


def kundval(url: str, *words: str, keys: str) -> subprocess.CompletedProcess[str]:
    return forked.kundval(*words, timeout=120, KUNDVAL_DATABASE=url, KUNDVAL_KEYS=keys)


def say(house: House, *said: str | Choose | Contact) -> str:
    """What was answered last."""
    answer = None
    for one in said:
        event = Text(one) if isinstance(one, str) else one
        answer = house.conversations.hear(ANNA, uuid4().hex, event, NOW)
    assert answer
    return " ".join(bubble.text for bubble in answer.bubbles)


def tokens(store: Store) -> list[str]:
    """Everything that is encrypted, as it is stored."""
    found = []
    with store.reading() as held:
        for column in columns():
            asked = (
                f'SELECT {column.name} FROM "{column.table.name}" WHERE {column.name} IS NOT NULL'
            )
            found += [token for (token,) in held.driver.execute(asked).fetchall()]
    return found


def fill(store: Store, count: int) -> None:
    """So many addresses to which reminders go, of one conversation each."""
    with store.writing() as held:
        for n in range(1, count + 1):
            held.driver.execute(f"INSERT INTO address VALUES ({n}, 'web', '', 'p{n}', false)")
            held.driver.execute(
                "INSERT INTO conversation (id, address_id, state, language, municipality, seed, n,"
                f" declined) VALUES ({n}, {n}, '{{}}', 'sv', '', 1, 0, '')"
            )
            contacts.give(held, store.seal, n, "email", f"p{n}@example.se", NOW)


def test_in_the_middle_of_a_conversation_the_key_is_changed_and_the_old_one_taken_away(
    new_database: str,
) -> None:
    first = opened(new_database, OLD)
    say(first, Choose("language", "sv"), Choose("knew", "no"), "exempelby", Choose("who", "self"))
    say(first, "boka", "Karin Ek", "1941", Choose("answers", "self"), Contact("+46701740605"))
    with first.store.writing() as held:
        contacts.give(held, first.store.seal, 1, "email", "karin@example.se", NOW)
        held.driver.execute("UPDATE contact SET verified_at = made_at")
    first.close()
    between = opened(new_database, NEW, OLD)

    done = kundval(new_database, "keys", "rotate", keys=f"{NEW},{OLD}")
    still = say(between, "mina uppgifter")
    between.close()
    after = opened(new_database, NEW)
    told = say(after, "tillbaka", "mina uppgifter")
    with after.store.writing() as held:
        contacts.give(held, after.store.seal, 1, "email", "Karin@example.se", NOW)
        known = contacts.one(held, 1, "email")
    left = tokens(after.store)
    after.close()

    assert done.returncode == 0, done.stderr
    assert "case.name: 1 encrypted anew" in done.stdout
    assert "the keys after it may be taken away" in done.stdout
    assert "Karin Ek" in still
    assert "Karin Ek" in told
    assert known
    assert known.verified_at is not None, "the number is not known again by its print"
    assert all(Seal((NEW,)).open(token) for token in left)
    assert not any(Seal((OLD,)).open(token) for token in left)


def test_a_second_run_changes_nothing_and_a_new_key_that_is_not_first_is_told(
    old: Store, new_database: str
) -> None:
    fill(old, 3)
    kundval(new_database, "keys", "rotate", keys=f"{NEW},{OLD}")
    before = tokens(old)

    again = kundval(new_database, "keys", "rotate", keys=f"{NEW},{OLD}")
    third = Fernet.generate_key().decode()
    last = kundval(new_database, "keys", "rotate", keys=f"{NEW},{third}")
    alone = kundval(new_database, "keys", "rotate", keys=NEW)

    assert tokens(old) == before
    assert "contact.sealed: 0 encrypted anew" in again.stdout
    assert "a key that is new must stand first" in last.stdout
    assert "All is encrypted with the only key." in alone.stdout
    assert (again.returncode, last.returncode, alone.returncode) == (0, 0, 0)


def test_what_is_broken_off_half_way_is_finished_by_the_next_run(
    old: Store, new_database: str
) -> None:
    fill(old, MANY)
    environment = {**os.environ, "KUNDVAL_DATABASE": new_database, "KUNDVAL_KEYS": f"{NEW},{OLD}"}
    process = subprocess.Popen(
        [KUNDVAL, "keys", "rotate"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )

    def anew(of: int = MANY) -> int:
        with old.reading() as held:
            found = held.driver.execute(f"SELECT sealed FROM contact ORDER BY id LIMIT {of}")
            return sum(Seal((NEW,)).open(token) is not None for (token,) in found.fetchall())

    ends = time.monotonic() + 60
    while not anew(of=1):  # of one, for it may be over soon
        assert time.monotonic() < ends
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    half = anew()
    readable = [Seal((NEW, OLD)).open(token) for token in tokens(old)]

    done = kundval(new_database, "keys", "rotate", keys=f"{NEW},{OLD}")

    assert 0 < half < MANY
    assert half % AT_A_TIME == 0, "a part is done whole or not at all"
    assert None not in readable
    assert done.returncode == 0, done.stderr
    assert f"contact.sealed: {MANY - half} encrypted anew" in done.stdout
    assert anew() == MANY


def test_what_is_changed_meanwhile_is_left_as_it_was_changed(old: Store, new_database: str) -> None:
    fill(old, AT_A_TIME + 1)
    other = Store(new_database, keys=(NEW, OLD))
    for one in rotated(other):
        if one.column == "contact.sealed":
            break
        with old.writing() as held:  # a process that was not restarted
            contacts.give(held, old.seal, AT_A_TIME + 1, "email", "new@example.se", NOW)
    with old.writing() as held:
        contacts.give(held, old.seal, 1, "email", "late@example.se", NOW)

    late = sum(one.anew for one in rotated(other))
    with other.reading() as held:
        row = contacts.one(held, 1, "email")
    other.close()

    assert late == 1
    assert row
    assert Seal((NEW,)).open(row.sealed) == "late@example.se"


def test_keys_of_another_house_are_told_and_nothing_begins(old: Store, new_database: str) -> None:
    fill(old, 2)
    before = tokens(old)

    with pytest.raises(NoKeys, match="former keys after the new one"):
        Store(new_database, keys=(NEW,))
    refused = kundval(new_database, "keys", "rotate", keys=NEW)
    doctor = kundval(new_database, "doctor", keys=NEW)

    assert (refused.returncode, "former keys" in refused.stderr) == (2, True)
    assert "Traceback" not in refused.stderr
    assert "keys: 3 of 3 values cannot be opened" in doctor.stdout
    assert tokens(old) == before


def test_where_the_keys_are_lost_for_good_the_house_begins_anew(
    old: Store, new_database: str
) -> None:
    fill(old, 2)

    lost = kundval(new_database, "keys", "rotate", "--lost", keys=NEW)
    begun = Store(new_database, keys=(NEW,))
    with begun.writing() as held:
        contacts.give(held, begun.seal, 1, "email", "new@example.se", NOW)
    begun.close()

    assert lost.returncode == 1
    assert "Begun anew" in lost.stdout
    assert "2 values are as they were" in lost.stderr


def test_a_backup_is_checked_with_the_keys_that_its_values_need(
    old: Store, new_database: str, tmp_path: Path
) -> None:
    fill(old, 2)
    before = tmp_path / f"before{copies.form(new_database)}"
    written = copies.back_up(new_database, before)
    kundval(new_database, "keys", "rotate", keys=f"{NEW},{OLD}")

    after = kundval(new_database, "backup", str(tmp_path / "after"), "--check", keys=NEW)

    assert after.returncode == 0, after.stderr
    assert "3 sealed values opened" in after.stdout
    assert copies.check(new_database, before, written, (OLD,)) == 3
    with pytest.raises(copies.NotRestored, match="3 of 3 values"):
        copies.check(new_database, before, written, (NEW,))


def test_two_that_start_at_once_have_one_key_of_prints(new_database: str) -> None:
    for _ in range(5):
        store = Store(new_database, keys=(OLD, NEW))
        with store.writing() as held:
            held.driver.execute("DELETE FROM secret")
        store.close()

        with ThreadPoolExecutor(4) as several:
            ways = [(OLD, NEW), (NEW, OLD)] * 2
            begun = list(several.map(lambda keys: Store(new_database, keys=keys), ways))
        prints = {one.seal.print("070-174 06 05") for one in begun}
        for one in begun:
            one.close()

        assert len(prints) == 1


def test_a_new_key_is_one_that_can_be_used() -> None:
    made = kundval("sqlite:///unused.db", "keys", "new", keys="").stdout.strip()

    assert Seal((made,)).open(Seal((made,)).close("Karin")) == "Karin"
