"""Words that mean the same, as numbers: "avgift", "pris" and "kostar" are one.

They stand in [concepts]. What a message speaks of, and what of it stands next to each other, says
more of its meaning than its letters do.
"""

from collections.abc import Iterable, Mapping, Sequence

from dialogs.understanding.fold import fold, words

PAIRS = 4096
"""Pairs of neighbours are known by a number below this; a few share one."""
_FACTOR = 131


class Concepts:
    """The concepts of one language."""

    def __init__(self, concepts: Mapping[str, Sequence[str]]) -> None:
        """From words by concept: `fall*` begins so, `*fall` ends so, `*fall*` has it anywhere."""
        self.count = len(concepts)
        self._exact: dict[str, tuple[int, ...]] = {}
        self._begins: dict[str, tuple[int, ...]] = {}
        self._within: list[tuple[str, bool, int]] = []
        for number, written in enumerate(concepts.values()):
            for word in written:
                for bare in words(fold(word.strip("*"))):
                    if word.startswith("*"):
                        self._within.append((bare, word.endswith("*"), number))
                    else:
                        known = self._begins if word.endswith("*") else self._exact
                        known[bare] = (*known.get(bare, ()), number)
        self._lengths = sorted({len(begin) for begin in self._begins})

    def found(self, folded: str) -> tuple[set[int], set[int]]:
        """The concepts in a folded text, and the pairs of those that are neighbours in it."""
        concepts, pairs, before = set[int](), set[int](), set[int]()
        for word in words(folded):
            if here := self._of(word):
                concepts |= here
                pairs |= _pairs(before, here)
                before = here
        return concepts, pairs

    def _of(self, word: str) -> set[int]:
        found = set(self._exact.get(word, ()))
        for n in self._lengths:
            if n > len(word):
                break
            found.update(self._begins.get(word[:n], ()))
        for part, anywhere, number in self._within:
            if part in word if anywhere else word.endswith(part):
                found.add(number)
        return found


def _pairs(before: Iterable[int], here: Iterable[int]) -> set[int]:
    here = tuple(here)
    return {(one * _FACTOR + other) % PAIRS for one in before for other in here}
