"""A walker presses and types at random: every state can be left, and nothing is said twice."""

import itertools
import random
from datetime import datetime, timedelta

import pytest

from bot.assembly import House
from bot.conversation import Address, Answer
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
NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")


def event(lot: random.Random, seen: Answer) -> Event:
    asked = [b for b in seen.bubbles if b.kind == "ask"]
    choices = [(b.question, c.value) for b in asked for c in (*b.choices, *b.fixed)]
    kind = lot.random()
    if choices and kind < 0.6:
        return Choose(*lot.choice(choices))
    if kind < 0.7:
        return Choose(lot.choice([*BY_QUESTION, "nothing"]), lot.choice(VALUES))
    if kind < 0.72:
        return lot.choice(UNTYPED)
    return Text(lot.choice(NOISE))


@pytest.mark.parametrize("seed", range(12))
def test_t20_every_state_has_a_way_on(house: House, seed: int) -> None:
    lot = random.Random(seed)
    address = Address("web", "", f"walker-{seed}")
    now = NOW
    seen = house.conversations.hear(address, f"{seed}:start", Choose("language", "sv"), now)
    before = ""
    for turn in range(250):
        now += timedelta(seconds=lot.choice((1, 1, 1, 90000)))
        given = event(lot, seen)
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
