"""That a provider leaves those who chose it, in the words of the desk."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.desk.words.case import Words
from bot.desk.words.days import full_day
from bot.store.office.cases import Case
from care.leaving import Chosen, Leaving, What, leavings
from care.matching import Asked
from care.times import SWEDEN

_LEAVES: Mapping[What, str] = {
    What.WITHDRAWN: "har inte längre kommunens ja",
    What.PAUSED: "tar inte emot nya just nu",
    What.ENDS: "slutar {day}",
    What.ENDED: "slutade {day}",
    What.BECOMES: "lämnar över till {successor} {day}",
    What.BECAME: "lämnade över till {successor} {day}",
    What.NOT_HERE: "ger inte längre den här hjälpen här",
    What.REMOVED: "finns inte längre i kommunens lista",
}


def flags(case: Case, words: Words, now: datetime) -> list[str]:
    """Each provider that leaves the case, by name, and how; in the municipality's own words too."""
    chosen = Chosen(
        case.stage,
        case.closed_as,
        case.wish,
        case.provider,
        case.interim,
        case.service,
        case.area,
    )
    today = now.astimezone(SWEDEN).date()
    found = leavings(words.here, chosen, today)
    return [
        f"{words.provider(key)} {told_of(what, words)}. {_why(case, key, words, today)}".strip()
        for key, what in found.items()
    ]


def told_of(leaving: Leaving, words: Words) -> str:
    """What happens to a provider, after its name."""
    successor = words.provider(leaving.successor) or "en annan"
    day = full_day(leaving.day) if leaving.day else ""
    return _LEAVES[leaving.what].format(day=day, successor=successor)


def _why(case: Case, key: str, words: Words, today: date) -> str:
    found = words.fit(case, key, Asked(case.service, case.area or None, today))
    by = found.authorisation if found else None
    return by.reason["sv"] if by and by.reason else ""


def from_code(code: str, provider: str | None, words: Words) -> str:
    """The same, of what stands in the audit."""
    what, _, day = code.partition(":")
    known = words.here.provider(provider or "")
    successor = known.successor.key if known and known.successor else None
    on = date.fromisoformat(day) if day else None
    return told_of(Leaving(What(what), on, successor), words)
