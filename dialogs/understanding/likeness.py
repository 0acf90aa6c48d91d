"""How like a message is to what each label's examples say, in one language.

A message and the examples are rows of letters and the concepts that their words stand for, each
weighted by how rare it is (TF-IDF). The nearest example tells most; a ridge regression on the same
likenesses tells which examples to trust, where many labels share their words. Stemming, stop words
and lemmas made it worse when measured; concepts gave eight points of a hundred.
"""

from collections.abc import Sequence
from typing import NamedTuple

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


class Learnt(NamedTuple):
    """What the examples of a language tell: about a megabyte for a thousand of them.

    `known` are the labels that have examples, and `starts` the first example of each. The examples
    of a part of a text begin in `example` and `weight` where `at` says. `trust` is how much each
    example speaks for each known label.
    """

    known: NDArray[np.int64]
    starts: NDArray[np.int64]
    rarity: Scores
    at: NDArray[np.int32]
    example: NDArray[np.uint16]
    weight: NDArray[np.float16]
    trust: Scores


class Likeness:
    """Of a message to the examples of one language."""

    def __init__(self, learnt: Learnt, labels: int, concepts: Concepts) -> None:
        """From what `learn` gave for so many labels and these concepts."""
        self._learnt, self._labels, self._concepts = learnt, labels, concepts

    def scores(self, folded: str) -> Scores:
        """A score for each label, the higher the likelier; about 0 where nothing is alike."""
        learnt = self._learnt
        row, weights = _weighed(*_row(folded, self._concepts), learnt.rarity)
        scores = np.zeros(self._labels, np.float32)
        if len(row):
            alike = _alike(learnt, row, weights)
            scores[learnt.known] = alike @ learnt.trust
            scores[learnt.known] += NEAREST * np.maximum.reduceat(alike, learnt.starts)
        return scores

    @property
    def nbytes(self) -> int:
        """How much memory it takes, in bytes."""
        return sum(array.nbytes for array in self._learnt)


def learn(examples: Sequence[tuple[int, str]], concepts: Concepts) -> Learnt:
    """From folded texts, each with the number of its label. Takes seconds."""
    examples = sorted(examples)
    parts = COUNT + concepts.count + PAIRS
    owners = np.array([label for label, _ in examples])
    known, starts = np.unique(owners, return_index=True)
    rows = [_row(text, concepts) for _, text in examples]
    spread = np.bincount(np.concatenate([row for row, _ in rows]), minlength=parts)
    rarity = (np.log((1 + len(rows)) / (1 + spread)) + 1).astype(np.float32)
    rarity[:COUNT][spread[:COUNT] > COMMON * len(rows)] = 0
    rows = [_weighed(row, counts, rarity) for row, counts in rows]
    part = np.concatenate([row for row, _ in rows])
    order = np.argsort(part, kind="stable")
    at = np.searchsorted(part[order], np.arange(parts + 1)).astype(np.int32)
    example = np.repeat(np.arange(len(rows), dtype=np.uint16), [len(row) for row, _ in rows])
    weight = np.concatenate([weights for _, weights in rows]).astype(np.float16)
    own = (owners[:, None] == known[None, :]).astype(np.float32)
    begun = Learnt(known, starts, rarity, at, example[order], weight[order], own)
    return begun._replace(trust=_trained(begun, rows))


def _row(folded: str, known: Concepts) -> Row:
    letters, often = np.unique(grams(folded, SHORTEST, LONGEST), return_counts=True)
    concepts, pairs = known.found(folded)
    told = np.fromiter(concepts, np.int64, len(concepts)) + COUNT
    beside = np.fromiter(pairs, np.int64, len(pairs)) + (COUNT + known.count)
    counts = (1 + np.log(often), np.full(len(told), CONCEPT), np.full(len(beside), NEIGHBOURS))
    row = np.concatenate((letters.astype(np.int64), told, beside))
    return row, np.concatenate(counts).astype(np.float32)


def _weighed(row: NDArray[np.int64], counts: Scores, rarity: Scores) -> Row:
    """Without what is common to all kinds of messages, and of length one."""
    weights = counts * rarity[row]
    kept = weights > 0
    length = np.sqrt(weights @ weights)
    return row[kept], np.asarray(weights[kept] / length, np.float32)


def _alike(learnt: Learnt, row: NDArray[np.int64], weights: Scores) -> Scores:
    """The cosine of a message with every example."""
    begins = learnt.at[row]
    many = learnt.at[row + 1] - begins
    ends = np.cumsum(many)
    at = np.arange(many.sum()) + np.repeat(begins - (ends - many), many)
    weighed = learnt.weight[at].astype(np.float32) * np.repeat(weights, many)
    found = np.bincount(learnt.example[at], weighed, minlength=len(learnt.trust))
    return found.astype(np.float32)


def _trained(begun: Learnt, rows: Sequence[Row]) -> Scores:
    """The trust that makes (K + ridge) trust = one for each example's own label."""
    kernel = np.stack([_alike(begun, row, weights) for row, weights in rows])
    kernel[np.diag_indices(len(rows))] += RIDGE
    trust: Scores = np.zeros_like(begun.trust)
    left = begun.trust.copy()
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
