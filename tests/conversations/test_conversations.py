"""Whole conversations, written as text, at every door.

`> words` is typed, `= question value` pressed, `@ number` shared; `< words` must be seen, `! words`
must not, `? question` is then open. `at` sets the clock, `#` is for the reader.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from doors import DOORS, Person, Seen

from bot.assembly import House, assemble
from bot.settings import Settings

TEXTS = sorted(Path(__file__).parent.glob("*.txt"))
ISOLATES = str.maketrans("", "", "\u2068\u2069")


@pytest.fixture
def house(sqlite: str) -> Iterator[House]:
    """A house of its own for each conversation."""
    settings = Settings(database=sqlite, secret="s" * 32)
    built = assemble(settings, seed=7)
    yield built
    built.close()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
async def test_conversation(text: Path, door: str, house: House) -> None:
    person: Person = DOORS[door](house)
    now = datetime.fromisoformat("2026-11-23T09:00+01:00")
    seen = Seen("", ())
    for number, line in enumerate(text.read_text(encoding="utf-8").splitlines(), start=1):
        sign, _, rest = line.partition(" ")
        where = f"{text.name}, line {number}: {rest!r} at the {door}; seen:\n{seen.text}"
        match sign:
            case "" | "#":
                continue
            case "at":
                now = datetime.fromisoformat(rest)
            case ">":
                seen = await person.say(rest, now)
            case "=":
                question, _, value = rest.partition(" ")
                seen = await person.press(question, value, now)
            case "@":
                seen = await person.share(rest, now)
            case "<":
                if plain(rest) not in plain(seen.text):
                    pytest.fail(where, pytrace=False)
            case "!":
                if plain(rest) in plain(seen.text):
                    pytest.fail(where, pytrace=False)
            case "?":
                if rest not in {button.partition("|")[0] for button in seen.buttons}:
                    pytest.fail(where, pytrace=False)
            case _:
                raise AssertionError(f"{text.name}, line {number}: what is {sign!r}?")


def plain(text: str) -> str:
    """Without isolates, and with single spaces."""
    return " ".join(text.translate(ISOLATES).split())
