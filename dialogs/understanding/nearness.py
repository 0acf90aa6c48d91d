"""How near in meaning a message is to each label's examples, by a sentence encoder.

The encoder is optional (`bot.languages.encoder`) and knows all languages at once; here its vectors
are weighed. A ridge regression did as well as logistic regression, and is solved at once.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]
"""Texts to vectors of length one, a row each."""

RIDGE = 1.0
LIKENESS = 0.6
"""What likeness counts where nearness counts 1."""


class Nearness:
    """Made once from the examples of all languages."""

    def __init__(self, encode: Encode, examples: Sequence[tuple[int, str]], labels: int) -> None:
        """From texts, each with the number of its label, below `labels`."""
        self._encode = encode
        vectors = self._with_one(encode([text for _, text in examples]))
        wanted = np.zeros((len(examples), labels), np.float32)
        wanted[np.arange(len(examples)), [label for label, _ in examples]] = 1
        shared = vectors.T @ vectors + RIDGE * np.eye(vectors.shape[1], dtype=np.float32)
        self._weights = np.linalg.solve(shared, vectors.T @ wanted).astype(np.float32)

    def scores(self, text: str) -> Vectors:
        """A score for each label, the higher the likelier."""
        return np.asarray((self._with_one(self._encode([text])) @ self._weights)[0])

    def _with_one(self, vectors: Vectors) -> Vectors:
        return np.hstack((vectors, np.ones((len(vectors), 1), np.float32)))
