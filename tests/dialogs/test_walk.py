"""A walker presses and types at random: every state can be left, and nothing is said twice."""

import itertools
import random
import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from someone import TO_THE_CALL
from test_sharing import ISOLATES

from bot.assembly import House
from bot.conversation import Address, Answer
from bot.languages import locales
from dialogs.events import Choose, Contact, Event, Start, Text, Unreadable
from dialogs.steps import BY_QUESTION

NOISE = (
    "", "?", "qwerty", "12", "2", "ja", "nej", "vet inte", "tillbaka", "börja om", "hjälp",
    "människa", "språk", "avboka", "mina uppgifter", "radera", "Karin Berg", "1941",
    "070-174 06 05", "tisdag", "Kottebo", "finska på kvällen", "vad kostar det", "vem är bäst",
    "min man har dött", "ingen har kommit", "takaisin", "رجوع", "human", "١", "🙂", "\x00",
    "x" * 5000,
    "19410203-1234", "boka", "visa alla", "byt språk", "stopp", "suomi",
)  # fmt: skip
VALUES = (
    "yes", "no", "done", "back", "human", "page=9", "self", "cannot", "+evening", "x" * 64,
)  # fmt: skip
UNTYPED = (Start(("fi",)), Contact("+46701740605"), Contact("12"), Unreadable("voice"))
LANGUAGES = tuple(sorted(locales.load().names))
PHRASES = Path(__file__).parents[1] / "phrases"
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")


def event(lot: random.Random, seen: Answer, noise: Sequence[str]) -> Event:
    asked = [b for b in seen.bubbles if b.kind == "ask"]
    choices = [(b.question, c.value) for b in asked for c in (*b.choices, *b.fixed)]
    kind = lot.random()
    if choices and kind < 0.6:
        return Choose(*lot.choice(choices))
    if kind < 0.7:
        return Choose(lot.choice([*BY_QUESTION, "nothing"]), lot.choice(VALUES))
    if kind < 0.72:
        return lot.choice(UNTYPED)
    return Text(lot.choice(noise))


def own_words(language: str) -> tuple[str, ...]:
    """What people write in a language, of all that the tests know."""
    file = PHRASES / f"{language}.toml"
    if not file.exists():
        return ()
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    lines = [line for kind in told.values() for said in kind.values() for line in said.split("\n")]
    return tuple(filter(None, lines))


@pytest.mark.parametrize("language", LANGUAGES)
def test_t20_every_state_has_a_way_on(house: House, language: str) -> None:
    seed = LANGUAGES.index(language)
    lot = random.Random(seed)
    address = Address("web", "", f"walker-{seed}")
    now = NOW
    said_here = (*NOISE, *lot.sample(own := own_words(language), min(len(own), 40)))
    seen = house.conversations.hear(address, f"{seed}:start", Choose("language", language), now)
    before = ""
    for turn in range(250):
        now += timedelta(seconds=lot.choice((1, 1, 1, 90000)))
        given = event(lot, seen, said_here)
        seen = house.conversations.hear(address, f"{seed}:{turn}", given, now)
        said = "\n".join(
            b.text + "".join(c.label for c in b.choices) + str(b.cards) for b in seen.bubbles
        )

        assert seen.bubbles[-1].kind == "ask", given
        assert seen.step in (*BY_QUESTION, "guess", "heard")
        last = seen.bubbles[-1]
        assert last.choices or last.fixed
        if not seen.language or seen.step == "language":
            before = said
            continue
        assert said != before, given
        assert "back" in {c.value for c in last.fixed}
        before = said


@pytest.mark.parametrize("language", ["sv", "fi", "ar", "en"])
def test_t20_help_by_the_second_miss_and_a_person_by_the_third(house: House, language: str) -> None:
    address = Address("web", "", f"lost-{language}")
    house.conversations.hear(address, f"{language}:0", Choose("language", language), NOW)
    house.conversations.hear(address, f"{language}:1", Choose("knew", "no"), NOW)
    house.conversations.hear(address, f"{language}:2", Choose("municipality", "exempelby"), NOW)
    told = []
    for miss in range(6):
        answer = house.conversations.hear(
            address, f"{language}:miss{miss}", Text("qwxz plonk"), NOW
        )
        told.append(" ".join(b.text for b in answer.bubbles))

    assert all(one != next_ for one, next_ in itertools.pairwise(told))
    assert "08-465 004 00" in told[2].translate({0x2068: None, 0x2069: None})


@pytest.mark.parametrize("silent", [timedelta(hours=21), timedelta(days=8), timedelta(days=29)])
@pytest.mark.parametrize("answered", [3, 6, 10, 14, len(TO_THE_CALL) - 1])
def test_t21_after_a_silence_the_same_question_and_what_was_chosen(
    house: House, silent: timedelta, answered: int
) -> None:
    address = Address("web", "", "silent")
    for n, given in enumerate(TO_THE_CALL[:answered]):
        before = house.conversations.hear(address, f"{n}", given, NOW)
    after = house.conversations.hear(address, "back", Start(), NOW + silent)
    said = "\n".join(bubble.text for bubble in after.bubbles).translate(ISOLATES)

    assert after.step == before.step
    assert "Välkommen tillbaka. Vi fortsätter där du var." in said
    assert "Kommun: Exempelby kommun." in said
    assert ("Önskan: Kommunens hemtjänst." in said) == (answered > 13)
    offered = [{c.value for b in one.bubbles for c in b.choices} for one in (before, after)]
    assert offered[0] == offered[1] or after.step == "time", "times have gone by"


@pytest.mark.parametrize("silent", [timedelta(hours=21), timedelta(days=8), timedelta(days=29)])
def test_t21_after_a_silence_an_answer_is_taken_as_if_nothing_was(
    house: House, silent: timedelta
) -> None:
    address = Address("web", "", "silent")
    for n, given in enumerate(TO_THE_CALL[:10]):
        house.conversations.hear(address, f"{n}", given, NOW)
    after = house.conversations.hear(address, "late", TO_THE_CALL[10], NOW + silent)

    assert after.step == "needs"
    assert [c.value for b in after.bubbles for c in b.choices if c.chosen] == ["-evening"]
