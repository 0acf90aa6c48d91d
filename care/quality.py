"""Figures from surveys, always with the question, the year and the source beside them."""

from dataclasses import dataclass
from enum import StrEnum

FEW = 30
"""Fewer answers than this are told as few."""


class Indicator(StrEnum):
    """Kolada's key figure (RKA), from Socialstyrelsen's survey of people with home care.

    Beside each: the question in the survey's own words, and the answers that are counted.
    """

    SATISFIED = "U21468"
    """Hur nöjd eller missnöjd är du sammantaget med den hemtjänst du har? Mycket, ganska nöjd."""
    SAFE = "U21505"
    """Hur tryggt eller otryggt känns det att bo hemma med stöd från hemtjänsten?"""
    TREATED_WELL = "U21504"
    """Brukar personalen bemöta dig på ett bra sätt? Ja alltid, oftast."""
    ENOUGH_TIME = "U21461"
    """Brukar personalen ha tillräckligt med tid för att kunna utföra sitt arbete hos dig? Ja
    alltid, oftast."""
    ON_TIME = "U21475"
    """Brukar personalen komma på avtalad tid? Ja alltid, oftast."""
    TRUST = "U21477"
    """Känner du förtroende för personalen som kommer hem till dig? Ja, för alla, för flertalet."""


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
