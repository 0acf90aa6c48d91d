"""Whatever is typed, in every script: read at once, and every state can be left."""

import random
import time
from datetime import datetime

import pytest
from understanding.sentences import tell

from bot.assembly import House, assemble
from bot.conversation import Address
from bot.settings import Settings
from dialogs.events import Choose, Text
from dialogs.steps import BY_QUESTION
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood, read

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
MANY = 20_000
SLOW = 25
"""Times the median: 10 ms where that is 0.4."""
SCRIPTS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x6FF), (0x900, 0x97F),
    (0xE00, 0xE7F), (0x1200, 0x137F), (0x3040, 0x30FF), (0x4E00, 0x4FFF), (0xAC00, 0xACFF),
    (0x2000, 0x206F), (0x2700, 0x27BF), (0xFE00, 0xFEFF), (0x1F300, 0x1F64F), (0, 0x1F),
    (0xE0000, 0xE007F),
)  # fmt: skip


def noise(lot: random.Random, words: list[str]) -> str:
    """A row of letters of one script, of several, or of our own words with slips in them."""
    kind = lot.random()
    if kind < 0.4:
        low, high = lot.choice(SCRIPTS)
        return "".join(chr(lot.randint(low, high)) for _ in range(lot.randint(0, 60)))
    if kind < 0.5:
        return "".join(chr(lot.randint(*lot.choice(SCRIPTS))) for _ in range(lot.randint(1, 200)))
    said = [lot.choice(words) for _ in range(lot.randint(1, 14))]
    if kind < 0.8:
        at = lot.randrange(len(said))
        said[at] = said[at][: lot.randint(0, 8)] + chr(lot.randint(0x20, 0x600))
    return lot.choice((" ", " ", ", ", "\n")).join(said)


def own_words(bank: Bank) -> list[str]:
    return sorted({w for code in bank.languages for w in bank.speech((code,)).speller.known})


def test_20_000_strings_of_every_script_are_read(bank: Bank) -> None:
    bank.prepare()
    bank.learn()
    lot, words, taken = random.Random(2026), own_words(bank), []
    for n in range(MANY):
        text, language = noise(lot, words), lot.choice(("", *bank.languages))
        seconds, said = _read(text, bank, language)
        taken.append((seconds, text, language))
        if n % 4 == 0:
            for question in ("needs", "who", "service"):
                answers.mentioned(said, question, bank)
            answers.day_and_hour(said, NOW, bank)
    taken.sort()
    usual, slowest = taken[MANY // 2][0], taken[-1][0]
    tell(f"{MANY} strings: median {1000 * usual:.2f} ms, slowest {1000 * slowest:.1f}")

    # A machine may stop for a moment; a string that is slow is slow again.
    slow = [(text, language) for seconds, text, language in taken if seconds > SLOW * usual]
    assert [
        one for one in slow if min(_read(one[0], bank, one[1])[0] for _ in range(5)) > SLOW * usual
    ] == []


def _read(text: str, bank: Bank, language: str) -> tuple[float, Understood]:
    start = time.perf_counter()
    said = read(text, bank, language)
    return time.perf_counter() - start, said


@pytest.fixture
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("fuzz")
    return assemble(Settings(database=f"sqlite:///{folder}/kundval.db"), seed=1)


@pytest.mark.parametrize("language", ["sv", "fi", "ar", "en"])
def test_no_noise_leads_where_there_is_no_way_on(bank: Bank, house: House, language: str) -> None:
    lot, words = random.Random(language), own_words(bank)
    me = Address("web", "", language)
    house.conversations.hear(me, "begin", Choose("language", language), NOW)
    for n in range(150):
        answer = house.conversations.hear(me, str(n), Text(noise(lot, words)), NOW)
        last = answer.bubbles[-1]

        assert last.kind == "ask"
        assert last.question in (*BY_QUESTION, "guess", "heard")
        assert last.choices or last.fixed
    assert house.conversations.hear(me, "restart", Choose(last.question, "restart"), NOW).bubbles
    house.close()
