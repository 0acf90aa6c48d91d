"""A slip of one letter in a long word that the phrases know."""

from collections.abc import Iterable, Sequence

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
                for key in _ends(word):
                    self._near.setdefault(key, []).append(word)

    def knows(self, word: str) -> bool:
        """Whether the word needs no mending."""
        if len(word) < SHORTEST or word in self.known or word.isdecimal():
            return True
        return any(word[:n] in self._begins for n in self._lengths)

    def mend(self, word: str) -> str:
        """The known word, or the word as it was."""
        if self.knows(word):
            return word
        near = {
            known
            for key in _ends(word)
            for known in self._near.get(key, ())
            if OSA.distance(word, known, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else word


class Spellers:
    """Those of several languages: a word that one of them knows needs no mending."""

    __slots__ = ("_several",)

    def __init__(self, several: Sequence[Speller]) -> None:
        """The first that can mend a word does."""
        self._several = several

    def mend(self, word: str) -> str:
        """The known word, or the word as it was."""
        if any(one.knows(word) for one in self._several):
            return word
        mended = (one.mend(word) for one in self._several)
        return next((known for known in mended if known != word), word)


def _ends(word: str) -> tuple[str, str]:
    """One slip leaves one of these as it was: the first three letters, or the first and the last
    two. The first letter is seldom a slip: "sökning" is not "bokning".
    """
    return word[:3], f"{word[0]}.{word[-2:]}"
