"""A slip of one letter in a long word that the phrases know."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST = 6
"""Shorter words are taken as they stand: "humana" is a company, "human" a wish."""


class Speller:
    """Mends words of six letters or more that are one slip away from one known word alone."""

    __slots__ = ("_begins", "_lengths", "_near", "known")

    def __init__(self, known: Iterable[str], begins: Iterable[str] = ()) -> None:
        """From whole words, and from beginnings that any ending makes a known word."""
        self.known = frozenset(known)
        self._begins = frozenset(begins)
        self._lengths = sorted({len(begin) for begin in self._begins})
        self._near: dict[str, list[str]] = {}
        for word in self.known:
            if len(word) >= SHORTEST:
                for key in {word, *_shorter(word)}:
                    self._near.setdefault(key, []).append(word)

    def mend(self, word: str) -> str:
        """The known word, or the word as it was."""
        if len(word) < SHORTEST or word in self.known or word.isdigit():
            return word
        if any(word[:n] in self._begins for n in self._lengths):
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
