"""Figures from surveys, always with the question, the year and the source beside them."""

from dataclasses import dataclass
from enum import StrEnum

FEW = 30
"""Fewer answers than this are told as few."""


class Indicator(StrEnum):
    """Kolada's key figure (RKA), from Socialstyrelsen's survey of people with home care."""

    SATISFIED = "U21468"
    SAFE = "U21505"
    TREATED_WELL = "U21504"
    ENOUGH_TIME = "U21461"
    ON_TIME = "U21475"
    TRUST = "U21477"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a hundred answered well on one question, at one provider or unit.

    `value` is 0–100. `answers` is how many people answered, or None where that is not published.
    """

    indicator: Indicator
    value: int
    year: int
    answers: int | None
    source: str

    @property
    def few(self) -> bool:
        """Whether so few answered that the reader must be told."""
        return self.answers is not None and self.answers < FEW
