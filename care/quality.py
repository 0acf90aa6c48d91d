"""Figures from surveys, always with the question, the year and the source beside them."""

from dataclasses import dataclass
from enum import StrEnum

FEW = 30
"""Fewer answers than this are told as few."""


class Indicator(StrEnum):
    """Kolada's key figure (RKA): of a hundred who answered, how many answered well.

    From Socialstyrelsen's survey of people with home care, and from SKR's of people with support
    at home and in daily activities. Beside each: the question in the survey's own words, and the
    answers that are counted.
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
    OPINIONS = "U21463"
    """Brukar personalen ta hänsyn till dina åsikter och önskemål om hur hjälpen ska utföras? Ja
    alltid, oftast."""
    COMPLAIN = "U21464"
    """Vet du var du ska vända dig om du vill framföra synpunkter eller klagomål på hemtjänsten?
    Ja."""
    TOLD_OF_CHANGES = "U21465"
    """Brukar personalen meddela dig i förväg om tillfälliga förändringar? Ja alltid, oftast."""
    REACHED = "U21481"
    """Hur lätt eller svårt är det att få kontakt med hemtjänstpersonalen vid behov? Mycket, ganska
    lätt."""
    HOME_DECIDES = "U26420"
    """Boendestöd. Får du bestämma om saker som är viktiga? Ja."""
    HOME_HELPED = "U26421"
    """Boendestöd. Får du den hjälp du vill ha hemma? Ja."""
    HOME_CARES = "U26422"
    """Boendestöd. Bryr sig personalen om dig? Ja."""
    HOME_UNDERSTOOD = "U26423"
    """Boendestöd. Pratar personalen med dig så att du förstår? Alla."""
    HOME_SAFE = "U26424"
    """Boendestöd. Känner du dig trygg med personalen? Alla."""
    DAY_DECIDES = "U28532"
    """Daglig verksamhet. Får du bestämma om saker som är viktiga? Ja."""
    DAY_HELPED = "U28533"
    """Daglig verksamhet. Får du den hjälp du vill ha i din dagliga verksamhet? Ja."""
    DAY_CARES = "U28534"
    """Daglig verksamhet. Bryr sig personalen om dig? Ja."""
    DAY_UNDERSTOOD = "U28535"
    """Daglig verksamhet. Pratar personalen med dig så att du förstår? Alla."""
    DAY_SAFE = "U28536"
    """Daglig verksamhet. Känner du dig trygg med personalen? Alla."""
    DAY_ENJOYED = "U28538"
    """Daglig verksamhet. Trivs du i din dagliga verksamhet? Ja."""
    DAY_MATTERS = "U28561"
    """Daglig verksamhet. Är det du gör på din dagliga verksamhet viktigt för dig? Ja."""
    DAY_COMPLAIN = "U28562"
    """Daglig verksamhet. Vet du vem du ska prata med om något är dåligt på din dagliga
    verksamhet? Ja."""


HOME_CARE = tuple(i for i in Indicator if i.startswith("U21"))
HOUSING_SUPPORT = tuple(i for i in Indicator if i.startswith("U26"))
DAILY_ACTIVITY = tuple(i for i in Indicator if i.startswith("U28"))


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
