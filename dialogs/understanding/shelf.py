"""The `phrases.toml` of all languages side by side, read as phrases."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from dialogs.understanding.fold import fold, words
from dialogs.understanding.patterns import Lexicon, Phrase

Parsed: TypeAlias = Mapping[str, Any]
"""One file as parsed; `bot.phrases` has checked its sections and keys."""


def phrases(text: str) -> list[str]:
    """One phrase a line, or between commas; lines that begin with # are notes."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    split = (" ".join(part.split()) for line in lines for part in line.replace("،", ",").split(","))
    return [phrase for phrase in split if phrase]


class Shelf:
    """Phrases of every language, asked for by section."""

    def __init__(self, files: Mapping[str, Parsed]) -> None:
        self.languages = tuple(files)
        self._files = [
            (tongue, file, {name: phrases(text) for name, text in file["groups"].items()})
            for tongue, file in files.items()
        ]

    def pairs(self, section: str, *keys: str) -> Iterator[Phrase]:
        """Each phrase with its key as meaning; all keys where none is named."""
        for tongue, file, groups in self._files:
            for key, text in file[section].items():
                if not keys or key in keys:
                    for phrase in phrases(text):
                        yield Phrase(phrase, key, groups, tongue)

    def rows(self, section: str, *keys: str) -> dict[tuple[str, ...], str]:
        """Each phrase as a row of folded words, with its key; the longest first."""
        rows = {tuple(words(fold(p.text))): p.meaning for p in self.pairs(section, *keys)}
        return dict(sorted(rows.items(), key=lambda row: -len(row[0])))

    def words(self, section: str, *keys: str) -> frozenset[str]:
        """All single words of these phrases."""
        return frozenset(word for row in self.rows(section, *keys) for word in row)

    def questions(self) -> dict[str, Lexicon]:
        """What may be said to each question: a lexicon whose meanings are the values."""
        entries: dict[str, list[Phrase]] = {}
        for tongue, file, groups in self._files:
            for question, values in file["choices"].items():
                own = entries.setdefault(question, [])
                for value, text in values.items():
                    own += (Phrase(phrase, value, groups, tongue) for phrase in phrases(text))
        # A language's name is written once, in [languages].
        entries["staff_language"] = list(self.pairs("languages"))
        # Who names a language wishes for one.
        entries["needs"] += (p._replace(meaning="language") for p in self.pairs("languages"))
        return {question: Lexicon(own) for question, own in entries.items()}
