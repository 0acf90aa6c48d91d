"""Figures about people that tell of nobody: what is so few that it could point at someone is hid.

Socialstyrelsen and SCB do not show cells under five.
"""

from collections.abc import Hashable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

FEWEST = 5

T = TypeVar("T", bound=Hashable)


def shown(counts: Mapping[T, int]) -> dict[T, int | None]:
    """The same counts with what is under five hidden, as None.

    Where one alone would be hidden, the next smallest is too, or the total would tell it. None at
    all (0) points at nobody and is shown.
    """
    hidden = {key for key, n in counts.items() if 0 < n < FEWEST}
    if len(hidden) == 1:
        rest = [(n, i, key) for i, (key, n) in enumerate(counts.items()) if n >= FEWEST]
        if rest:
            hidden.add(min(rest, key=lambda one: one[:2])[2])
    return {key: None if key in hidden else n for key, n in counts.items()}


def middle(waits: Sequence[timedelta]) -> timedelta | None:
    """The median; None of so few that it could be one person's."""
    if len(waits) < FEWEST:
        return None
    ordered = sorted(waits)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
