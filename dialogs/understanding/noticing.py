"""In which language a message is written.

Rows of letters are counted in all that our phrases say in each language, with their accents and
without, and the message is weighed against each count (naive Bayes). No library was found that
knows all of these languages and is small: the phrases are there anyway.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dialogs.understanding.fold import fold, words
from dialogs.understanding.grams import COUNT, grams
from dialogs.understanding.keeping import Keep, anew

SHORTEST, LONGEST = 1, 4
_SMOOTH = 0.3
_SHARE = 0.35
"""Of the evidence: neighbouring rows of letters tell the same thing again."""


class Noticer:
    """Made once from what is said in each language."""

    def __init__(self, said: Mapping[str, Sequence[str]], keep: Keep = anew) -> None:
        """From texts of each language, the longer the faster."""
        self.languages = tuple(said)
        self._weights = keep("languages", lambda: {"weights": _learnt(said)})["weights"]

    def likely(self, text: str) -> dict[str, float]:
        """How likely each language is, the likeliest first; none where there are no letters."""
        found = grams(_plain(text), SHORTEST, LONGEST)
        if not len(found):
            return {}
        weighed = self._weights[:, found].sum(axis=1, dtype=np.float64) * _SHARE
        shares = np.exp(weighed - weighed.max())
        shares /= shares.sum()
        order = np.argsort(-shares)
        return {self.languages[i]: float(shares[i]) for i in order}


def _learnt(said: Mapping[str, Sequence[str]]) -> NDArray[np.float32]:
    """How likely each row of letters is in each language, as logarithms."""
    counts = np.zeros((len(said), COUNT), np.float64)
    for row, texts in zip(counts, said.values(), strict=True):
        for text in texts:
            plain = _plain(text)
            for written in (plain, fold(plain)):
                row += np.bincount(grams(written, SHORTEST, LONGEST), minlength=COUNT)
    shares = (counts + _SMOOTH) / (counts + _SMOOTH).sum(axis=1, keepdims=True)
    return np.asarray(np.log(shares), np.float32)


def _plain(text: str) -> str:
    return " ".join(w for w in words(text.casefold()) if not any(c.isdecimal() for c in w))
