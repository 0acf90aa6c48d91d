"""What was learnt, as arrays by name: it takes seconds, and who reads the phrases may keep it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from numpy.typing import NDArray

Arrays: TypeAlias = Mapping[str, NDArray[Any]]
Keep: TypeAlias = Callable[[str, Callable[[], Arrays]], Arrays]
"""Gives what was learnt under a name; learns it where it is not kept yet."""


def anew(name: str, learn: Callable[[], Arrays]) -> Arrays:
    """Keeps nothing."""
    return learn()
