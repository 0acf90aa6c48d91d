"""What would change in the municipality's own facts, rules and people."""

from collections.abc import Iterator, Mapping
from itertools import chain

from bot.catalogue.differences.facts import by_key, fact, facts, figures, more_or_less
from bot.catalogue.differences.said import listed, said, small
from bot.catalogue.schema.sheets import FIELD_BY_NAME, SERVICES_SHEET
from bot.catalogue.schema.words import languages
from care.municipality import Contact, Municipality, Officer, Source
from care.retention import Retention

FACTS: Mapping[str, str] = {
    **{
        name: FIELD_BY_NAME[name].title
        for name in (
            "name", "code", "example", "website", "phone", "out_of_hours_phone", "takes_wishes",
            "live_chat",
        )
    },
    "fee": "Högsta avgift",
    "open_hours": "Handläggarnas telefontider",
}  # fmt: skip
RULES: Mapping[str, str] = {
    name: FIELD_BY_NAME[name].title
    for name in (
        "regime", "word", "no_choice", "change", "same_fee", "queue", "interim", "night",
        "night_hours", "free_hours", "capacity_at_once",
    )
}  # fmt: skip
RETENTION: Mapping[str, str] = {
    name: FIELD_BY_NAME[f"retention_{name}"].title for name in Retention.__match_args__
}
SERVICE: Mapping[str, str] = {
    name: small(SERVICES_SHEET.by_name[name].title)
    for name in ("across_areas", "beyond_border", "change")
}


def municipality(old: Municipality, new: Municipality) -> Iterator[str]:
    """Each thing that would change outside the list of providers."""
    yield from facts(old, new, FACTS)
    yield from facts(old.rules, new.rules, RULES)
    yield from facts(old.rules.retention, new.rules.retention, RETENTION)
    spoken = more_or_less(_spoken(old), _spoken(new))
    if spoken:
        yield f"{FIELD_BY_NAME['minority_languages'].title}: {spoken}"
    yield from _services(old, new)
    yield from _areas(old, new)
    yield from _officers(old, new)
    yield from _contacts(old, new)
    yield from (f"Kommunen, {line}" for line in figures(old.figures, new.figures))
    yield from (f"Hela Sverige, {line}" for line in figures(old.country, new.country))
    yield from _sources(old.sources or {}, new.sources or {})


def _spoken(here: Municipality) -> list[str]:
    return [languages()[code][0] for code in here.rules.minority_languages]


def _services(old: Municipality, new: Municipality) -> Iterator[str]:
    gone, come, both = by_key(old.services, new.services, lambda rule: rule.service)
    yield from (f"Valet gäller nu också {said(rule.service)}" for rule in come)
    yield from (f"Valet gäller inte längre {said(rule.service)}" for rule in gone)
    for was, is_ in both:
        yield from (f"{said(is_.service)}, {line}" for line in facts(was, is_, SERVICE))
    order = [is_.service for _, is_ in both]
    if order != [rule.service for rule in old.services if rule.service in order]:
        yield f"Insatserna visas i en annan ordning: {listed(map(said, order))}"


def _areas(old: Municipality, new: Municipality) -> Iterator[str]:
    gone, come, both = by_key(old.areas, new.areas, lambda area: area.key)
    yield from (f"Området {area.name} läggs till" for area in come)
    yield from (f"Området {area.name} tas bort" for area in gone)
    for was, is_ in both:
        if was.name != is_.name:
            yield f"Området {was.name} heter nu {is_.name}"
        if was.places != is_.places:
            places = more_or_less(was.places, is_.places) or "i en annan ordning"
            yield f"Området {is_.name}, platser: {places}"
    order = [is_.key for _, is_ in both]
    if order != [area.key for area in old.areas if area.key in order]:
        yield "Områdena visas i en annan ordning"


def _officers(old: Municipality, new: Municipality) -> Iterator[str]:
    gone, come, both = by_key(old.officers, new.officers, lambda officer: officer.key)
    for one in come:
        yield f"Handläggaren {one.name} läggs till: {said(one.hours)}"
        nothing = Officer(one.key, one.name, one.hours)
        changes = _calls(nothing, one, old, new)
        yield from (f"Handläggaren {one.name}, {change}" for change in changes)
    yield from (f"Handläggaren {one.name} tas bort" for one in gone)
    for was, is_ in both:
        changes = chain(
            facts(was, is_, {"name": "namn", "hours": "tider"}), _calls(was, is_, old, new)
        )
        yield from (f"Handläggaren {was.name}, {change}" for change in changes)
    order = [is_.key for _, is_ in both]
    if order != [one.key for one in old.officers if one.key in order]:
        yield "Handläggarna står i en annan ordning"


def _calls(was: Officer, is_: Officer, before: Municipality, after: Municipality) -> Iterator[str]:
    """What would change in whose calls an officer takes."""
    if was.languages != is_.languages:
        names = ([languages()[code][0] for code in one.languages] for one in (was, is_))
        yield f"språk: {more_or_less(*names) or 'i en annan ordning'}"
    if was.areas != is_.areas:
        places = _places(was, before), _places(is_, after)
        same = set(was.areas) == set(is_.areas)
        yield f"områden: {'i en annan ordning' if same else ' → '.join(places)}"
    if was.most != is_.most:
        most = (str(one.most) if one.most is not None else "ingen gräns" for one in (was, is_))
        yield f"samtal om dagen: {' → '.join(most)}"


def _places(officer: Officer, here: Municipality) -> str:
    areas = (here.area(key) for key in officer.areas)
    return listed(area.name for area in areas if area) or "hela kommunen"


def _contacts(old: Municipality, new: Municipality) -> Iterator[str]:
    def key(contact: Contact) -> tuple[str, str]:
        return contact.role, contact.name

    gone, come, both = by_key(old.contacts, new.contacts, key)
    yield from (f"Kontakten {one.name} läggs till: {one.phone}" for one in come)
    yield from (f"Kontakten {one.name} tas bort" for one in gone)
    for was, is_ in both:
        changes = facts(was, is_, {"phone": "telefon", "hours": "tider"})
        yield from (f"Kontakten {was.name}, {change}" for change in changes)
    order = [key(is_) for _, is_ in both]
    if order != [key(one) for one in old.contacts if key(one) in order]:
        yield "Kontakterna står i en annan ordning"


def _sources(old: Mapping[str, Source], new: Mapping[str, Source]) -> Iterator[str]:
    for field in dict.fromkeys((*old, *new)):
        if old.get(field) != new.get(field):
            column = FIELD_BY_NAME.get(field)
            title = column.title if column else field
            yield fact(f"Källa till ”{title}”", old.get(field), new.get(field))
