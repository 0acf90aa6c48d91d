"""The `phrases.toml` of a language, read as phrases."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from dialogs.understanding.fold import fold, words
from dialogs.understanding.patterns import Lexicon, Phrase, is_plain

Parsed: TypeAlias = Mapping[str, Any]
"""One file as parsed; `bot.languages.phrases` has checked its sections and keys."""


OF_ALARM = ("danger", "sorrow", "loss", "troubled")
"""Questions that follow an alarm: their answers may sound like one."""


def phrases(text: str) -> list[str]:
    """One phrase a line, or between commas; lines that begin with # are notes."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    split = (" ".join(part.split()) for line in lines for part in line.replace("،", ",").split(","))
    return [phrase for phrase in split if phrase]


class Shelf:
    """The phrases of one language, asked for by section."""

    def __init__(self, tongue: str, file: Parsed) -> None:
        self.tongue = tongue
        self._file = file
        self._groups = {name: phrases(text) for name, text in file["groups"].items()}

    def pairs(self, section: str, *keys: str) -> Iterator[Phrase]:
        """Each phrase with its key as meaning; all keys where none is named."""
        for key, text in self._file[section].items():
            if not keys or key in keys:
                yield from self._read(key, text)

    def rows(self, section: str, *keys: str) -> dict[tuple[str, ...], str]:
        """Each phrase as a row of folded words, with its key; the longest first."""
        rows = {tuple(words(fold(p.text))): p.meaning for p in self.pairs(section, *keys)}
        return dict(sorted(rows.items(), key=lambda row: -len(row[0])))

    def words(self, section: str, *keys: str) -> frozenset[str]:
        """All single words of these phrases."""
        return frozenset(word for row in self.rows(section, *keys) for word in row)

    def samples(self) -> Iterator[tuple[str, str]]:
        """What a whole message may mean, and such a message: [samples], and short phrases."""
        for label, text in self._file["samples"].items():
            yield from ((label, line.strip()) for line in text.splitlines() if line.strip())
        for section in ("commands", "says", "intents"):
            for phrase in self.pairs(section):
                if is_plain(phrase.text) and not phrase.meaning.startswith("begins"):
                    yield phrase.meaning, phrase.text

    def answers(self) -> Iterator[str]:
        """What answers some question of ours, and is none: times, names, words for a choice."""
        for section in ("time", "names"):
            yield from (phrase.text for phrase in self.pairs(section))
        for question, values in self._file["choices"].items():
            told = [text for value in values.values() for text in phrases(value)]
            if question not in OF_ALARM:
                yield from (text for text in told if is_plain(text) and " " in text)

    def texts(self) -> list[str]:
        """All that is written in whole sentences or words, to know the language by."""
        named = ("samples", "commands", "says", "intents", "concepts")
        return [text for name in named for text in self._file[name].values()]

    def concepts(self) -> dict[str, list[str]]:
        """The words of each concept, as they are written."""
        return {name: phrases(text) for name, text in self._file["concepts"].items()}

    def questions(self) -> dict[str, Lexicon]:
        """What may be said to each question: a lexicon whose meanings are the values."""
        entries = {
            question: [p for value, text in values.items() for p in self._read(value, text)]
            for question, values in self._file["choices"].items()
        }
        # A language's name is written once, in [languages].
        entries["staff_language"] = list(self.pairs("languages"))
        # Who names a language wishes for one.
        entries["needs"] += (p._replace(meaning="language") for p in self.pairs("languages"))
        return {question: Lexicon(own) for question, own in entries.items()}

    def _read(self, meaning: str, text: str) -> Iterator[Phrase]:
        return (Phrase(one, meaning, self._groups, self.tongue) for one in phrases(text))
