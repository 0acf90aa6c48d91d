"""The kinds of support (*insatser*) in which a person may choose the provider."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from care.choice import Need
from care.quality import DAILY_ACTIVITY, HOME_CARE, HOUSING_SUPPORT, Indicator


class Service(StrEnum):
    """What the municipality has said yes to; a catalogue names those that are in its choice."""

    CARE = "care"
    """Hemtjänst, omvårdnad: help with for example showering, dressing and eating."""
    HOUSEHOLD = "household"
    """Hemtjänst, service: cleaning, laundry, shopping."""
    COMPANION = "companion"
    """Ledsagning: someone who comes along out."""
    RELIEF = "relief"
    """Avlösning: someone who takes over so that a relative can rest."""
    ALARM = "alarm"
    """Trygghetslarm: who comes when one presses the alarm."""
    HOUSING_SUPPORT = "housing_support"
    """Boendestöd: someone who helps one to manage one's own home."""
    SUPPORTED_HOUSING = "supported_housing"
    """Stödboende: a flat with staff near, for a time."""
    OCCUPATION = "occupation"
    """Daglig sysselsättning (SoL): something to do in the daytime."""
    SUPPORTED_HOME = "supported_home"
    """Bostad med särskild service (SoL)."""
    ELDERLY_HOME = "elderly_home"
    """Särskilt boende för äldre."""
    DAILY_ACTIVITY = "daily_activity"
    """Daglig verksamhet (LSS)."""
    SHORT_STAY = "short_stay"
    """Korttidsvistelse utanför det egna hemmet (LSS)."""
    CHILD_HOME = "child_home"
    """Bostad med särskild service för barn och ungdom (LSS)."""
    ADULT_HOME = "adult_home"
    """Bostad med särskild service för vuxna (LSS)."""
    LSS_COMPANION = "lss_companion"
    """Ledsagarservice (LSS)."""
    LSS_RELIEF = "lss_relief"
    """Avlösarservice i hemmet (LSS)."""


class Law(StrEnum):
    """By which law the support is granted."""

    SOL = "SoL"
    """Socialtjänstlagen (2025:400)."""
    LSS = "LSS"
    """Lagen (1993:387) om stöd och service till vissa funktionshindrade."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What holds for one service wherever it is given.

    `at_home`: the provider comes to the person, so the area decides who can be chosen; else one
    goes there, and may choose in every area. `beyond_border`: whether one may choose outside the
    municipality. `requires`: whether a decision may ask for staff with some competence. `needs`
    are the wishes that make sense, in the order in which they are offered.
    """

    law: Law
    needs: tuple[Need, ...]
    at_home: bool = True
    beyond_border: bool = False
    requires: bool = False
    indicators: tuple[Indicator, ...] = ()


_HOME = (Need.EVENING, Need.WEEKEND, Need.LANGUAGE, Need.COMPETENCE, Need.SAME_GENDER, Need.NIGHT,
         Need.PETS, Need.FORM, Need.SHORT_WAIT)  # fmt: skip
_HOUSEHOLD = (Need.LANGUAGE, Need.PETS, Need.WEEKEND, Need.FORM, Need.SHORT_WAIT)
_ALONG = (Need.EVENING, Need.WEEKEND, Need.LANGUAGE, Need.COMPETENCE, Need.SAME_GENDER, Need.FORM,
          Need.SHORT_WAIT)  # fmt: skip
_ALARM = (Need.LANGUAGE, Need.COMPETENCE, Need.SAME_GENDER, Need.PETS, Need.FORM)
_DAY = (Need.FOCUS, Need.NEAR, Need.TRANSPORT, Need.TRIAL, Need.LANGUAGE, Need.COMPETENCE,
        Need.FORM, Need.SHORT_WAIT)  # fmt: skip
_LIVING = (Need.NEAR, Need.VISIT, Need.LANGUAGE, Need.COMPETENCE, Need.PETS, Need.FORM,
           Need.SHORT_WAIT)  # fmt: skip
_STAY = (Need.NEAR, Need.VISIT, Need.TRANSPORT, Need.LANGUAGE, Need.COMPETENCE, Need.FORM,
         Need.SHORT_WAIT)  # fmt: skip

KINDS: Mapping[Service, Kind] = {
    Service.CARE: Kind(Law.SOL, _HOME, indicators=HOME_CARE),
    Service.HOUSEHOLD: Kind(Law.SOL, _HOUSEHOLD, indicators=HOME_CARE),
    Service.COMPANION: Kind(Law.SOL, _ALONG),
    Service.RELIEF: Kind(Law.SOL, _HOME),
    Service.ALARM: Kind(Law.SOL, _ALARM, indicators=HOME_CARE),
    Service.HOUSING_SUPPORT: Kind(Law.SOL, _ALONG, requires=True, indicators=HOUSING_SUPPORT),
    Service.SUPPORTED_HOUSING: Kind(
        Law.SOL, _LIVING, at_home=False, beyond_border=True, requires=True
    ),
    Service.OCCUPATION: Kind(Law.SOL, _DAY, at_home=False, beyond_border=True, requires=True),
    Service.SUPPORTED_HOME: Kind(
        Law.SOL, _LIVING, at_home=False, beyond_border=True, requires=True
    ),
    Service.ELDERLY_HOME: Kind(Law.SOL, _LIVING, at_home=False, requires=True),
    Service.DAILY_ACTIVITY: Kind(
        Law.LSS, _DAY, at_home=False, beyond_border=True, requires=True, indicators=DAILY_ACTIVITY
    ),
    Service.SHORT_STAY: Kind(Law.LSS, _STAY, at_home=False, beyond_border=True, requires=True),
    Service.CHILD_HOME: Kind(Law.LSS, _LIVING, at_home=False, beyond_border=True, requires=True),
    Service.ADULT_HOME: Kind(Law.LSS, _LIVING, at_home=False, requires=True),
    Service.LSS_COMPANION: Kind(Law.LSS, _ALONG, requires=True),
    Service.LSS_RELIEF: Kind(Law.LSS, _HOME, requires=True),
}
"""Across districts and the border: Stockholm's valfrihetssystem from 2009 (SoL and LSS). A home
for adults under LSS is not chosen beyond the border, for the state evens out its cost between
municipalities. A municipality may have its own rule (`care.rules.ServiceRule`)."""
