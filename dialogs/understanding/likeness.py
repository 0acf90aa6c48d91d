"""How like a message is to what each label's examples say, in one language.

A message and the examples are rows of letters and the concepts that their words stand for, each
weighted by how rare it is (TF-IDF). The nearest example tells most; a ridge regression on the same
likenesses tells which examples to trust, where many labels share their words. Stemming, stop words
and lemmas made it worse when measured; concepts gave eight points of a hundred.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dialogs.understanding.concepts import PAIRS, Concepts
from dialogs.understanding.grams import COUNT, grams

SHORTEST, LONGEST = 2, 4
CONCEPT = 3.0
"""What a concept counts, where a row of letters that stands once counts 1."""
NEIGHBOURS = 2.0
"""What two concepts beside each other count."""
COMMON = 0.1
"""Rows of letters that stand in more than this part of the examples are left out: that costs no
accuracy, and most of the time goes to them."""
RIDGE = 0.5
"""How much the regression holds back, in units of a message's likeness to itself."""
ROUNDS = 12
"""Steps of conjugate gradients: more change no answer."""
NEAREST = 0.5
"""The weight of the nearest example beside the regression's."""

Scores = NDArray[np.float32]
Row = tuple[NDArray[np.int64], Scores]
"""What a text is made of, and what each part of it counts."""


class Likeness:
    """Made once for a language; about a megabyte for a thousand examples."""

    def __init__(
        self, examples: Sequence[tuple[int, str]], labels: int, concepts: Concepts
    ) -> None:
        """From folded texts, each with the number of its label, below `labels`."""
        examples = sorted(examples)
        self._concepts = concepts
        parts = COUNT + concepts.count + PAIRS
        owners = np.array([label for label, _ in examples])
        self._known, self._starts = np.unique(owners, return_index=True)
        self._labels, self._many = labels, len(examples)
        rows = [self._row(text) for _, text in examples]
        spread = np.bincount(np.concatenate([row for row, _ in rows]), minlength=parts)
        self._rarity = (np.log((1 + len(rows)) / (1 + spread)) + 1).astype(np.float32)
        self._rarity[:COUNT][spread[:COUNT] > COMMON * len(rows)] = 0
        rows = [self._weighed(row, counts) for row, counts in rows]
        gram = np.concatenate([row for row, _ in rows])
        order = np.argsort(gram, kind="stable")
        example = np.repeat(np.arange(len(rows), dtype=np.uint16), [len(row) for row, _ in rows])
        self._example = example[order]
        weight = np.concatenate([weights for _, weights in rows])
        self._weight = weight[order].astype(np.float16)
        self._at = np.searchsorted(gram[order], np.arange(parts + 1)).astype(np.int32)
        self._trust = self._trained(rows, owners)

    def scores(self, folded: str) -> Scores:
        """A score for each label, the higher the likelier; about 0 where nothing is alike."""
        row, weights = self._weighed(*self._row(folded))
        scores = np.zeros(self._labels, np.float32)
        if len(row):
            alike = self._alike(row, weights)
            scores[self._known] = alike @ self._trust
            scores[self._known] += NEAREST * np.maximum.reduceat(alike, self._starts)
        return scores

    def _row(self, folded: str) -> Row:
        letters, often = np.unique(grams(folded, SHORTEST, LONGEST), return_counts=True)
        concepts, pairs = self._concepts.found(folded)
        told = np.fromiter(concepts, np.int64, len(concepts)) + COUNT
        beside = np.fromiter(pairs, np.int64, len(pairs)) + (COUNT + self._concepts.count)
        counts = (1 + np.log(often), np.full(len(told), CONCEPT), np.full(len(beside), NEIGHBOURS))
        row = np.concatenate((letters.astype(np.int64), told, beside))
        return row, np.concatenate(counts).astype(np.float32)

    def _weighed(self, row: NDArray[np.int64], counts: Scores) -> Row:
        """Without what is common to all kinds of messages, and of length one."""
        weights = counts * self._rarity[row]
        kept = weights > 0
        length = np.sqrt(weights @ weights)
        return row[kept], np.asarray(weights[kept] / length, np.float32)

    def _alike(self, row: NDArray[np.int64], weights: Scores) -> Scores:
        """The cosine of a message with every example."""
        begins = self._at[row]
        many = self._at[row + 1] - begins
        ends = np.cumsum(many)
        at = np.arange(many.sum()) + np.repeat(begins - (ends - many), many)
        weighed = self._weight[at].astype(np.float32) * np.repeat(weights, many)
        found = np.bincount(self._example[at], weighed, minlength=self._many)
        return found.astype(np.float32)

    def _trained(
        self,
        rows: Sequence[Row],
        owners: NDArray[np.intp],
    ) -> Scores:
        """How much each example speaks for each label: (K + ridge) trust = one for its own."""
        kernel = np.stack([self._alike(row, weights) for row, weights in rows])
        kernel[np.diag_indices(len(rows))] += RIDGE
        wanted = (owners[:, None] == self._known[None, :]).astype(np.float32)
        trust: Scores = np.zeros_like(wanted)
        left = wanted.copy()
        step = left.copy()
        size = (left * left).sum(axis=0)
        for _ in range(ROUNDS):
            through = kernel @ step
            far = size / np.maximum((step * through).sum(axis=0), 1e-12)
            trust += far * step
            left -= far * through
            before, size = size, (left * left).sum(axis=0)
            step = left + (size / np.maximum(before, 1e-12)) * step
        return trust

    @property
    def nbytes(self) -> int:
        """How much memory it takes, in bytes."""
        kept = (self._rarity, self._example, self._weight, self._at, self._trust)
        return sum(array.nbytes for array in kept)
