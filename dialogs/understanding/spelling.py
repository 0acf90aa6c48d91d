"""A slip of one letter in a long word that the phrases know."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST = 6
"""Shorter words are taken as they stand: "humana" is a company, "human" a wish."""


class Speller:
    """Mends words of six letters or more that are one slip away from one known word alone."""

    __slots__ = ("_known", "_near")

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._near: dict[str, list[str]] = {}
        for word in self._known:
            if len(word) >= SHORTEST:
                for key in {word, *_shorter(word)}:
                    self._near.setdefault(key, []).append(word)

    def mend(self, word: str) -> str:
        """The known word, or the word as it was."""
        if len(word) < SHORTEST or word in self._known or word.isdigit():
            return word
        near = {
            known
            for key in (word, *_shorter(word))
            for known in self._near.get(key, ())
            # The first letter is seldom a slip: "sökning" is not "bokning".
            if known[0] == word[0] and OSA.distance(word, known, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else word


def _shorter(word: str) -> Iterator[str]:
    if len(word) <= 30:
        for i in range(len(word)):
            yield word[:i] + word[i + 1 :]
