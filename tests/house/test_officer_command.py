"""`kundval officer`: who may sign in, from the machine itself, on both databases."""

import re
import subprocess
from collections.abc import Callable

import forked
import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import now
from bot.desk.accounts import passwords
from bot.store import Store
from bot.store.office import accounts, audit, digests, sessions

Done = subprocess.CompletedProcess[str]
Officer = Callable[..., Done]
ANNA = ("--municipality", "exempelby", "--login", "anna", "--name", "Anna Lind")


@pytest.fixture
def officer(database: str, keys: tuple[str, ...]) -> Officer:
    """Runs the command on this test's database."""

    def run(*words: str) -> Done:
        named = {"KUNDVAL_KEYS": ",".join(keys)}
        return forked.kundval("officer", *words, "--database", database, **named)

    return run


def test_an_address_for_the_letter_in_the_morning_is_the_municipalitys(
    officer: Officer, database: str, keys: tuple[str, ...]
) -> None:
    refused = officer("add", *ANNA, "--email", "anna@gmail.com")
    added = officer("add", *ANNA, "--email", "anna.lind@exempelby.example")
    store = Store(database, keys=keys)
    with store.reading() as held:
        anna = accounts.by_login(held, "anna")
        readers = digests.readers(held)
    opened = store.seal.open(anna.email or "") if anna else None
    store.close()

    assert (refused.returncode, added.returncode) == (2, 0)
    assert "Den slutar på exempelby.example." in refused.stdout + refused.stderr
    assert (opened, len(readers)) == ("anna.lind@exempelby.example", 1)


def once(done: Done) -> str:
    """The one-time password that was printed."""
    found = re.search(r"Engångslösenord: (\S+)", done.stdout)
    assert found, done.stdout + done.stderr
    return found[1]


def test_a_first_account_is_added_and_its_password_printed_once(
    officer: Officer, database: str, keys: tuple[str, ...]
) -> None:
    added = officer("add", *ANNA, "--role", "officer", "--role", "administrator", "--by", "Drift")
    listed = officer("list", "--municipality", "exempelby")
    store = Store(database, keys=keys)
    with store.reading() as held:
        anna = accounts.by_login(held, "anna")
        (entry,) = audit.page(held, "exempelby")
    store.close()

    assert added.returncode == 0, added.stderr
    assert "Anna Lind kan logga in som anna. Samtal bokas med nyckeln anna-lind." in added.stdout
    assert anna
    assert passwords.opens(anna.password, once(added))
    assert passwords.once_until(anna.password)
    assert once(added) not in (anna.password or "") + listed.stdout
    assert listed.stdout.split("  ") == [
        "anna", "Anna Lind", "handläggare, administratör", "anna-lind", "engångslösenord\n",
    ]  # fmt: skip
    assert (entry.by, entry.what) == ("Drift (drift)", "account.add")


REFUSED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("add", *ANNA[:4], "--name", "Anna Berg"), "Användarnamnet anna är upptaget"),
    (("add", *ANNA[:2], "--login", "a2", "--name", "anna  lind"), "samma namn"),
    (("add", "--municipality", "atlantis", *ANNA[2:]), '"atlantis" känner vi inte igen'),
    (
        ("add", *ANNA[:2], "--login", "bo", "--name", "Bo Ek", "--officer", "anna-lind"),
        "Nyckeln anna-lind är redan Anna Linds",
    ),
    (
        ("add", *ANNA[:2], "--login", "bo", "--name", "Bo Ek", "--officer", "Bo Ek"),
        "ingen nyckel",
    ),
    (("add", *ANNA[:2], "--login", "bo", "--name", "Bo", "--role", "boss"), "--role boss"),
    (("list", "--municipality", "atlantis"), '"atlantis" känner vi inte igen'),
    (("reset", "bo"), "inget konto som heter bo"),
    (("close", "bo"), "inget konto som heter bo"),
    (("close", "anna"), "sista administratören"),
    (("open", "anna"), "redan öppet"),
)


def test_what_cannot_be_done_is_told_and_nothing_is_changed(
    officer: Officer, database: str, keys: tuple[str, ...]
) -> None:
    """What is refused is asked for in this process: to start the program takes a second."""
    env = {"KUNDVAL_KEYS": ",".join(keys)}
    officer("add", *ANNA, "--role", "officer", "--role", "administrator")
    before = officer("list", "--municipality", "exempelby").stdout
    for words, told in REFUSED:
        done = CliRunner().invoke(app, ["officer", *words, "--database", database], env=env)

        assert done.exit_code in (1, 2), words
        assert isinstance(done.exception, SystemExit)
        assert told in done.stderr
    assert "Anna Lind" in before
    assert officer("list", "--municipality", "exempelby").stdout == before


def test_an_account_is_closed_opened_and_given_another_password(
    officer: Officer, database: str, keys: tuple[str, ...]
) -> None:
    first = once(officer("add", *ANNA))
    store = Store(database, keys=keys)
    with store.writing() as held:
        anna = accounts.by_login(held, "anna")
        assert anna
        sessions.begin(held, "cookie", anna.id, now())
    closed = officer("close", "ANNA")
    with store.reading() as held:
        assert sessions.find(held, "cookie", now()) is None
    store.close()
    refused = officer("reset", "anna")
    opened = officer("open", "anna")
    second = once(officer("reset", "anna"))

    assert closed.stdout == "Kontot för Anna Lind är stängt.\n"
    assert "är stängt. Öppna det först" in refused.stderr
    assert opened.stdout == "Kontot för Anna Lind är öppet igen.\n"
    assert first != second
