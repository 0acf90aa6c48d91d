"""A tap on a button of long ago: it means what it meant, or nothing, and never does harm."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.assembly import House, assemble
from bot.conversation import Address, Answer
from bot.settings import Settings
from dialogs.events import Choose, Event, Text

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
ME = Address("web", "", "me")
TO_THE_CALL: tuple[Event, ...] = (
    Choose("language", "sv"),
    Choose("knew", "no"),
    Choose("municipality", "exempelby"),
    Choose("who", "self"),
    Choose("decision", "yes"),
    Choose("about1", "next"),
    Choose("about2", "next"),
    Choose("about3", "next"),
    Choose("service", "care"),
    Choose("area", "centrum"),
    Choose("needs", "+evening"),
    Choose("needs", "done"),
    Choose("list", "kommunen"),
    Choose("provider", "wish"),
    Choose("call", "yes"),
    Text("Karin Berg"),
    Text("1941"),
    Choose("answers", "self"),
    Text("070-174 06 05"),
    Choose("interpreter", "no"),
    Choose("extra_time", "no"),
    Choose("time", "2026-11-25T09:00+00:00"),
)
TO_THE_END = (*TO_THE_CALL, Choose("confirm", "yes"), Choose("remind", "yes"))


class Talk:
    """One person's conversation."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._turns = 0
        self.buttons: dict[tuple[str, str], None] = {}

    def give(self, *events: Event, now: datetime = NOW) -> Answer:
        """These events, one after the other; the last answer."""
        for event in events:
            self._turns += 1
            answer = self._house.conversations.hear(ME, str(self._turns), event, now)
            for b in answer.bubbles:
                self.buttons |= {(b.question, c.value): None for c in (*b.choices, *b.fixed)}
        return answer

    def kept(self) -> str:
        """What "mina uppgifter" tells."""
        told = "".join(bubble.text for bubble in self.give(Text("mina uppgifter")).bubbles)
        self.give(Choose("my_data", "next"))
        return told


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    house = assemble(Settings(database=f"sqlite:///{tmp_path}/kundval.db"), seed=1)
    yield Talk(house)
    house.close()


def test_t18_every_button_of_an_old_transcript_has_an_answer(talk: Talk) -> None:
    talk.give(*TO_THE_END)
    later = NOW.replace(hour=12)
    for question, value in list(talk.buttons):
        answer = talk.give(Choose(question, value), now=later)

        assert answer.bubbles[-1].kind == "ask", (question, value)
        assert answer.bubbles[0].text
    talk.give(Text("svenska"))

    assert "Bokat samtal: onsdag 25 november klockan 10.00" in talk.kept()


def test_a_late_yes_books_nothing_that_was_not_just_repeated(talk: Talk) -> None:
    talk.give(*TO_THE_CALL, Choose("confirm", "time"), Choose("confirm", "yes"))

    assert "Bokat samtal" not in talk.kept()


def test_a_late_cancel_cancels_nothing(talk: Talk) -> None:
    talk.give(*TO_THE_END, Choose("after", "cancel"), Choose("cancel", "no"))
    answer = talk.give(Choose("cancel", "yes"))

    assert "gäller inte längre" in answer.bubbles[0].text
    assert "Bokat samtal" in talk.kept()


def test_an_old_button_changes_what_can_still_be_changed(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:11])
    answer = talk.give(Choose("who", "parent"))

    assert "Den som får hjälpen bestämmer själv" in answer.bubbles[0].text
    assert answer.step == "needs"


def test_ten_taps_are_one(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:10])
    answer = talk.give(*[Choose("needs", "+evening")] * 10)

    assert "Du har valt: Hjälp på kvällen." in answer.bubbles[-1].text
    assert [c.value for c in answer.bubbles[-1].choices if c.chosen] == ["-evening"]


def test_back_takes_a_wish_back(talk: Talk) -> None:
    talk.give(*TO_THE_CALL[:14])
    answer = talk.give(Text("tillbaka"))

    assert answer.step == "provider"
    assert "Önskan" not in talk.kept()


def test_a_list_of_ticks_from_a_form_is_one_answer(talk: Talk) -> None:
    answer = talk.give(*TO_THE_CALL[:10], Choose("needs", ("evening", "pets")))

    assert answer.step == "list"
    assert "Viktigt för dig: Hjälp på kvällen och Jag har djur hemma." in talk.kept()
