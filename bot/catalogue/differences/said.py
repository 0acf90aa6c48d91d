"""What stands in a catalogue, in the words of a keeper: for lines that say what changes."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from enum import StrEnum

from bot.catalogue.schema import words
from bot.catalogue.schema.facts import WEEKDAYS
from care.municipality import Fee, Hours, Role, Source
from care.providers import Form, Standing
from care.rules import Change, ChangeRule, FreeHours, Interim, Night, NoChoice, Regime, Span, Word
from care.services import Service

MISSING = "uppgift saknas"
SHOWN = 80
"""So much of a free text is repeated, in characters."""

_WORDS: Mapping[type[StrEnum], words.Words] = {
    ChangeRule: words.CHANGES,
    Form: words.FORMS,
    Interim: words.INTERIMS,
    Night: words.NIGHTS,
    NoChoice: words.NO_CHOICES,
    Regime: words.REGIMES,
    Role: words.ROLES,
    Service: words.SERVICES,
    Standing: words.STANDINGS,
    Word: words.PROVIDER_WORDS,
}
_DAYS = tuple(WEEKDAYS.values())


def said(value: object) -> str:
    """Any value, in Swedish."""
    match value:
        case None | "" | ():
            return MISSING
        case bool():
            return "ja" if value else "nej"
        case StrEnum():
            return _WORDS[type(value)][value][0]
        case time():
            return f"{value:%H.%M}"
        case date():
            return value.isoformat()
        case Span(opens, closes):
            return f"{said(opens)}–{said(closes)}"
        case Hours(weekday, opens, closes):
            return f"{_DAYS[weekday]} {said(opens)}–{said(closes)}"
        case Fee(kronor, year, source):
            return f"{kronor} kronor ({year}; {source})"
        case Source(what, day):
            return f"{what} ({day})"
        case Change(rule, number):
            return said(rule) if number is None else f"{said(rule)}: {number}"
        case FreeHours(exists, age, hours):
            years = f", från {age} år" if age else ""
            month = f", {hours} timmar i månaden" if hours else ""
            return f"{said(exists)}{years}{month}"
        case Mapping():
            return f"”{cut(str(value['sv']))}”"
        case tuple():
            return listed(map(said, value))
        case _:
            return cut(str(value))


def cut(text: str) -> str:
    """A text that is no longer than a line can bear."""
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "…"


def listed(things: Iterable[str]) -> str:
    """Several things after each other."""
    return ", ".join(things)


def count(number: int, one: str, many: str) -> str:
    """`1 insats`, `2 insatser`."""
    return f"{number} {one if number == 1 else many}"


def people(number: int) -> str:
    """How many have chosen somebody."""
    return f"{count(number, 'person', 'personer')} har valt den"


def small(title: str) -> str:
    """A column's title inside a sentence."""
    return title[:1].lower() + title[1:]
