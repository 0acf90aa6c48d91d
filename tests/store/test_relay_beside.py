"""What else goes on while an officer answers: reminders come, and what was planned is kept."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from secrets import token_hex

import pytest
from answering import Officer, stored
from lillby import KEY, ME, NOW, TO_A_CALL, TO_THE_LIST, Lillby, say, sheets, told, write

from bot.assembly import House
from bot.doors.columns import spoken
from bot.doors.terminal import Terminal
from bot.store.relays import Relay
from dialogs.events import Choose, Text

EVE = NOW.replace(day=29)  # when the reminder is due: the day before the call, at nine


@pytest.fixture
def house(tmp_path: Path, database: str, keys: tuple[str, ...]) -> Iterator[House]:
    """Where somebody has booked a call."""
    write(tmp_path / "towns" / KEY, sheets())
    town = Lillby(tmp_path / "towns", database, keys)
    made = town.open()
    say(made, *TO_THE_LIST, *TO_A_CALL)
    yield made
    town.close()


def states(house: House, *, line: bool) -> list[str]:
    """Where the rows of the outbox stand: an officer's own, or all others."""
    only = "=" if line else "<>"
    with house.store.reading() as held:
        rows = held.driver.execute(f"SELECT state FROM outbox WHERE kind {only} 'line' ORDER BY id")
        return [row[0] for row in rows.fetchall()]


async def test_reminders_come_as_before_and_the_officer_stays(house: House) -> None:
    anna = Officer(house, "Anna Lind", NOW, KEY)
    assert isinstance(anna.open(1, EVE), Relay)
    while await house.outbox.work(EVE):
        pass

    assert house.conversations.past(ME)[-1].step == "notice"
    heard = told(say(house, Choose("notice", "open"), now=EVE))
    assert "måndag 30 november klockan 10.00" in heard
    assert heard.endswith("Vad vill du skriva till Anna?")
    answer = house.conversations.hear(ME, token_hex(8), Text("hej"), EVE, True)
    assert answer.bubbles == ()
    assert anna.read(1) == ["hej"]


async def test_at_a_terminal_too_each_line_is_shown_once(house: House) -> None:
    me = Terminal(house.conversations, house.wording, ME, now=lambda: NOW, key=lambda: token_hex(8))
    anna = Officer(house, "Anna Lind", NOW, KEY)
    anna.open(1, NOW)
    assert "Anna från kommunen svarar dig nu." in told(me.heard(Text("hej")))
    anna.say(1, "Hej!", NOW)

    (line,) = me.heard(Text("hej igen")).bubbles
    assert list(spoken((line,))) == ["", "Anna: Hej!"]
    assert me.heard(Text("och igen")).bubbles == ()
    assert anna.read(1) == ["Hej!", "hej igen", "och igen"]


async def test_what_was_planned_is_not_touched(house: House) -> None:
    anna = Officer(house, "Anna Lind", NOW, KEY)
    before = states(house, line=False)
    relay = anna.open(1, NOW)
    assert isinstance(relay, Relay)
    anna.say(1, "Hej!", NOW)
    anna.close(relay, NOW)

    assert states(house, line=False) == before
    assert "planned" in before


async def test_lines_that_have_not_gone_never_go_after_the_end(house: House) -> None:
    anna = Officer(house, "Anna Lind", NOW, KEY)
    relay = anna.open(1, NOW)
    assert isinstance(relay, Relay)
    anna.say(1, "Hej!", NOW)
    anna.close(relay, NOW)
    while await house.outbox.work(NOW):
        pass

    assert states(house, line=True) == ["cancelled", "cancelled", "sent"]
    assert stored(house, "line") == "[]"


async def test_one_after_the_other_in_the_order_in_which_they_were_written(house: House) -> None:
    anna = Officer(house, "Anna Lind", NOW, KEY)
    anna.open(1, NOW)
    anna.say(1, "Ett", NOW)
    anna.say(1, "Två", NOW)

    seen = []
    while await house.outbox.work(NOW + timedelta(seconds=1)):
        seen.append(states(house, line=True).count("sent"))
    assert seen == [1, 2, 3]
    assert len([one for one in house.conversations.past(ME) if one.step == "relay"]) == 3
