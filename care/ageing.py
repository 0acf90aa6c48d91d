"""How old what is said of a municipality has grown: facts are looked over once a year."""

from datetime import date

from care.municipality import Municipality
from care.providers import AGED


def newest(here: Municipality) -> date | None:
    """The last day on which anybody said that something here is true; None where nobody has."""
    days = [p.updated for p in here.providers if p.updated]
    days += [source.day for source in (here.sources or {}).values()]
    return max(days, default=None)


def aged(here: Municipality, today: date) -> int:
    """How many facts should be looked over: providers and sources of over a year, an old fee."""
    providers = sum(p.updated is None or p.aged(today) for p in here.providers)
    sources = sum(today - source.day > AGED for source in (here.sources or {}).values())
    return providers + sources + bool(here.fee and here.fee.year < today.year)
