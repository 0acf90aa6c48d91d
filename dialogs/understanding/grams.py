"""Rows of letters as numbers: what a message is made of, whatever the language and the spelling."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint16]

BITS = 15
"""Rows of letters are known by a hash of so many bits; a few share one, which does no harm."""
COUNT = 1 << BITS
_FACTOR = np.uint32(0x9E3779B1)


def grams(text: str, shortest: int, longest: int) -> Numbers:
    """The hash of every row of `shortest` to `longest` letters, blanks at both ends among them.

    From any text; none for an empty one. The same row has the same hash in every process.
    """
    if not text:
        return np.empty(0, np.uint16)
    letters = np.frombuffer(f" {text} ".encode("utf-32-le", "replace"), np.uint32)
    found = []
    rows = np.zeros(len(letters), np.uint32)
    for n in range(1, longest + 1):
        rows = rows[: len(letters) - n + 1] * _FACTOR + letters[n - 1 :]
        if not len(rows):
            break
        if n >= shortest:
            mixed = (rows ^ (rows >> np.uint32(15))) * _FACTOR
            found.append((mixed >> np.uint32(32 - BITS)).astype(np.uint16))
    return np.concatenate(found) if found else np.empty(0, np.uint16)
