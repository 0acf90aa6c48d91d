"""T8: five processes send at once, three are killed while they do, and nothing is lost."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from gateway import notes
from mailing import (
    ROOT,
    cancel,
    done,
    gateway,
    heard,
    pace,
    people,
    senders,
    states,
    times,
    until,
)

from bot.assembly import House, assemble
from bot.settings import read_settings
from bot.store.outbox.states import CANCELLED, SENT

SENDERS = 5
DUE, DIE = 1000, 3
BOOKED, CANCEL = 400, 100
BETWEEN = 0.02
"""Seconds from one cancel to the next, so that they are spread over the sending."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the gateway notes what comes."""
    return tmp_path / "notes.txt"


@pytest.fixture
def settings(database: str, keys: tuple[str, ...], file: Path) -> Iterator[dict[str, str]]:
    """A house that sends text messages by a gateway of its own."""
    with gateway(file) as url:
        yield {
            "KUNDVAL_DATABASE": database,
            "KUNDVAL_KEYS": ",".join(keys),
            "KUNDVAL_SECRET": "test",
            "KUNDVAL_CATALOGUES": str(ROOT / "catalogues"),
            "KUNDVAL_SMS_URL": url,
            "KUNDVAL_SMS_USER": "u1",
            "KUNDVAL_SMS_PASSWORD": "p1",
            "KUNDVAL_SMS_FROM": "Exempelby",
            "KUNDVAL_ADDRESS": "https://kundval.exempelby.example",
        }


@pytest.fixture
def house(settings: dict[str, str]) -> Iterator[House]:
    """The house as this process sees it; it sends nothing itself."""
    given = {name.removeprefix("KUNDVAL_").lower(): value for name, value in settings.items()}
    made = assemble(read_settings(**given))
    yield made
    made.close()


def test_t08_nothing_is_lost_when_senders_are_killed(
    house: House, settings: dict[str, str], file: Path
) -> None:
    cases = people(house, DUE)
    lot = random.Random(8)
    with senders(SENDERS, settings) as sending:
        for die in range(DIE):
            moment = DUE * (die + 1) // (DIE + 2) + lot.randrange(DUE // (DIE + 2))
            until(lambda at=moment: heard(file) >= at)
            sending.kill(lot.randrange(SENDERS))
        until(lambda: done(house))
    came, stands = times(file), Counter(states(house).values())
    lost = [to for to in cases if not came[to]]
    twice = sum(came.values()) - len(came)
    print(
        f"\n{house.settings.database.partition(':')[0]}: {DUE} rows, {SENDERS} processes, "
        f"{DIE} killed: {len(lost)} lost, {twice} duplicates, {pace(notes(file)):.0f} rows/s, "
        f"{dict(stands)}"
    )

    assert lost == []
    assert twice <= DIE
    assert set(came) == set(cases)
    assert stands == {SENT: DUE}


def test_t07_nothing_begins_after_a_cancel_while_five_send(
    house: House, settings: dict[str, str], file: Path
) -> None:
    cases = people(house, BOOKED)
    soon = list(cases)[BOOKED // 8 :]  # some go while they are cancelled, and most have not
    late = random.Random(7).sample(soon, CANCEL)
    with senders(SENDERS, settings) as sending:
        until(lambda: heard(file) > 0)
        committed = {}
        for to in late:
            committed[to] = cancel(house, to)
            time.sleep(BETWEEN)
        stood = states(house)
        until(lambda: done(house))
    came = times(file)
    off = [to for to in committed if stood[cases[to]] == CANCELLED]
    after = [n.to for n in notes(file) if n.to in committed and n.at > committed[n.to]]
    print(
        f"\n{house.settings.database.partition(':')[0]}: {CANCEL} cancelled while "
        f"{SENDERS} send {BOOKED}: {len(off)} in time, {len(after)} noted after the commit"
    )

    assert off
    assert [to for to in off if came[to]] == []
    assert len(after) <= len(sending.running)
    assert Counter(came) == Counter(to for to in cases if to not in off)
