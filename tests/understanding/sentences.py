"""The sentences of `tests/phrases/<language>.toml`: what people might say, and what it is."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent.parent / "phrases"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


class Sentence(NamedTuple):
    """`kind` is a field of Understood, `told` (what the ranking says), or `harmless`.

    `meaning` is its value there; of what is harmless, `near` sounds like an alarm.
    """

    language: str
    kind: str
    meaning: str
    text: str


def tell(line: str) -> None:
    """Measured figures, for who runs pytest with -s or sees a failure."""
    print(line)


def sentences(*kinds: str) -> Iterator[Sentence]:
    """All sentences of these kinds, in every language."""
    for language in LANGUAGES:
        file = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
        for kind in kinds:
            for meaning, lines in file.get(kind, {}).items():
                for text in filter(None, map(str.strip, lines.splitlines())):
                    yield Sentence(language, kind, meaning, text)
