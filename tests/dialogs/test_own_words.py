"""A button's own words, typed, are that button.

"Min mamma eller pappa" was met with condolences, and "Paş ve" (back) was not known.
"""

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from someone import ME, NOW, TO_THE_CALL, Talk

from bot.assembly import House, assemble
from bot.conversation import Answer
from bot.languages import locales
from bot.settings import Settings
from dialogs.events import Choose, Event, Text

STEPS = 60
LANGUAGES = tuple(sorted(locales.load().names))
TYPED = {
    "name": "Karin Berg",
    "birth_year": "1941",
    "answerer": "Eva",
    "phone": "070-174 06 05",
}


@pytest.fixture
def houses(sqlite: str, sqlite_at_head: Path, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two that draw the same lots."""
    other = shutil.copy(sqlite_at_head, tmp_path / "other.db")
    both = [assemble(Settings(database=one), seed=1) for one in (sqlite, f"sqlite:///{other}")]
    yield both[0], both[1]
    for house in both:
        house.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_typed_as_it_stands_on_a_button_is_that_button(
    houses: tuple[House, House], language: str
) -> None:
    pressing, typing = houses
    lot = random.Random(language)
    seen, now = typing.conversations.hear(ME, "0", Choose("language", language), NOW), NOW
    pressing.conversations.hear(ME, "0", Choose("language", language), NOW)
    for n in range(1, STEPS):
        ask, now = seen.bubbles[-1], now + timedelta(minutes=1)
        own = [c for c in ask.choices if not c.value.startswith("-")]  # a word takes nothing away
        choice = lot.choice((*own, *own, *own, *ask.fixed))
        press: Event = Choose(ask.question, choice.value)
        write = Text(choice.label)
        if ask.question in TYPED and lot.random() < 0.7:
            press = write = Text(TYPED[ask.question])
        pressed = pressing.conversations.hear(ME, str(n), press, now)
        seen = typing.conversations.hear(ME, str(n), write, now)

        assert _shape(seen) == _shape(pressed), write


def _shape(answer: Answer) -> list[tuple[str, str, str]]:
    """All but the words that are drawn by chance: an agreed word, a code."""
    shape = [(b.kind, b.question, "") for b in answer.bubbles[:-1]]
    ask = answer.bubbles[-1]
    return [*shape, (ask.kind, ask.question, ask.text)]


def test_a_button_over_a_guess_is_still_that_button(talk: Talk) -> None:
    guess = talk.give(*TO_THE_CALL[:3], Text("vill ha en hammare"))
    answer = talk.give(Text("Min mamma eller pappa"))

    assert (guess.step, answer.step) == ("guess", "decision")
    assert not any("Har det hänt något allvarligt" in b.text for b in answer.bubbles)


def test_the_words_of_what_is_chosen_take_nothing_away(talk: Talk) -> None:
    chosen = talk.give(*TO_THE_CALL[:10], Text("Hjälp på kvällen"), Text("Hjälp på kvällen"))

    assert [c.value for c in chosen.bubbles[-1].choices if c.chosen] == ["-evening"]
