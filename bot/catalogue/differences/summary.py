"""What a catalogue that is right holds, and what it does not know: in words, for its keeper."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.catalogue.differences.said import count, listed
from bot.catalogue.reading.claims import WARNING, compares
from bot.catalogue.schema.sheets import FIELD_BY_NAME
from care.choice import Need
from care.municipality import Area, Municipality
from care.providers import Provider
from care.times import Call, takes

NAMED = 4
"""So many are named; of more only how many."""

WITHOUT: tuple[tuple[str, Callable[[Provider], bool]], ...] = (
    ("telefon", lambda p: p.phone is None),
    ("uppgift om språk", lambda p: not _told(p, Need.LANGUAGE)),
    ("uppgift om särskild kunskap", lambda p: not _told(p, Need.COMPETENCE)),
    ("uppgift om kvällar", lambda p: p.features.knows(Need.EVENING) is None),
    ("uppgift om helger", lambda p: p.features.knows(Need.WEEKEND) is None),
    ("uppgift om klagomål", lambda p: p.handles_complaints is None),
    ("dag när allt kontrollerades", lambda p: p.updated is None),
    ("siffror", lambda p: not p.figures and not any(unit.figures for unit in p.units)),
)
FACTS = ("phone", "out_of_hours_phone", "website")
RULES = ("regime", "no_choice", "change", "same_fee", "queue", "interim", "night")


def summary(here: Municipality, today: date) -> Iterator[str]:
    """One line for each thing."""
    counts = (
        (len(here.providers), "utförare", "utförare"),
        (len(here.services), "insats", "insatser"),
        (len(here.areas), "område", "områden"),
        (len(here.officers), "handläggare", "handläggare"),
    )
    yield f"{here.name} ({here.key}): {listed(count(*one) for one in counts)}."
    if not here.providers:
        yield "Inga utförare finns i listan. Chatten säger det, och visar telefonnumret."
    elif all(p.authorisations is None for p in here.providers):
        yield "Inga godkännanden finns i listan. Chatten visar utförarna, men ingen går att välja."
    if unheard := [area.name for area in here.areas if here.officers and not _rung(here, area)]:
        yield f"Ingen handläggare ringer dem som bor i: {listed(unheard)}. Där går inget att boka."
    if not here.takes_wishes:
        title = FIELD_BY_NAME["takes_wishes"].title
        yield f"Chatten tar inte emot önskemål och bokar inga samtal: {title} är inte ja."
    for what, lacks in WITHOUT:
        yield from _named(f"Utan {what}", [p for p in here.providers if lacks(p)])
    yield from _named("Äldre än 12 månader", [p for p in here.providers if p.aged(today)])
    yield from _named("Platser utan dag", [p for p in here.providers if _undated(p)])
    for provider in here.providers:
        for word in filter(None, map(compares, _own_texts(provider))):
            yield f"Obs! {provider.name}: ”{word}” {WARNING}"
    unknown = [name for name in FACTS if getattr(here, name) is None]
    unknown += [name for name in RULES if _unknown(getattr(here.rules, name))]
    if unknown:
        titles = listed(FIELD_BY_NAME[name].title for name in unknown)
        yield f"Kommunen har inte svarat på: {titles}."
    if here.fee and here.fee.year < today.year:
        yield f"Avgiften gällde {here.fee.year}. Den visas inte längre."


def _rung(here: Municipality, area: Area) -> bool:
    return any(takes(officer, Call(area=area.key)) for officer in here.officers)


def _named(what: str, providers: Sequence[Provider]) -> Iterator[str]:
    if providers:
        names = listed(p.name for p in providers[:NAMED])
        more = f" och {len(providers) - NAMED} till" if len(providers) > NAMED else ""
        yield f"{what}: {len(providers)} utförare ({names}{more})."


def _undated(provider: Provider) -> bool:
    """Whether its room is told without the day when it was counted."""
    rooms = [one.room for one in provider.authorisations or ()]
    return any(r.day is None and (r.places, r.queue, r.weeks) != (None, None, None) for r in rooms)


def _own_texts(provider: Provider) -> Iterator[str]:
    reply = provider.review.reply if provider.review else None
    return (words["sv"] for words in (provider.extras, provider.own_words, reply) if words)


def _told(provider: Provider, need: Need) -> bool:
    return bool(provider.features.of(need)) or need in provider.features.lists_all


def _unknown(rule: object) -> bool:
    return rule is None or "unknown" in (rule, getattr(rule, "rule", None))
