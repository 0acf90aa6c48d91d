"""What would change in one provider that is there both before and after."""

from collections.abc import Iterator, Mapping

from bot.catalogue.differences.facts import by_key, fact, facts, figures, more_or_less
from bot.catalogue.differences.said import MISSING, listed, said, small
from bot.catalogue.schema.providers import FLAGS, LISTS
from bot.catalogue.schema.sheets import PROVIDERS, UNITS
from bot.catalogue.schema.words import COMPETENCES, FOCUSES, languages
from care.choice import Need
from care.municipality import Municipality
from care.providers import OUTSIDE, Features, Provider, Unit
from care.services import Service

FACTS: Mapping[str, str] = {
    name: small(PROVIDERS.by_name[name].title)
    for name in (
        "form", "organisation_number", "phone", "email", "website", "hours", "handles_complaints",
        "makes_plans", "fixed_contact", "extras", "own_words", "updated", "source", "kolada",
    )
}  # fmt: skip
REVIEW: Mapping[str, str] = {
    "day": "uppföljning, dag",
    "finding": "uppföljning, resultat",
    "remedied": "uppföljning, åtgärdat",
    "reply": "uppföljning, svar",
}
Given = frozenset[Service] | None
UNIT: Mapping[str, str] = {"name": "namn", "kolada": small(UNITS.by_name["kolada"].title)}


def described(
    old: Provider, new: Provider, before: Municipality, after: Municipality
) -> Iterator[str]:
    """Each fact about the provider that would change, without its name."""
    yield from facts(old, new, FACTS)
    yield from _site(old, new, before, after)
    yield from _features(old.features, new.features)
    yield from _review(old, new)
    if old.successor != new.successor:
        yield f"tas över av: {_successor(old, before)} → {_successor(new, after)}"
    yield from figures(old.figures, new.figures)
    yield from _units(old, new, before, after)


def _site(
    old: Provider | Unit, new: Provider | Unit, before: Municipality, after: Municipality
) -> Iterator[str]:
    if old.site != new.site:
        yield f"ligger i: {_place(old.site, before)} → {_place(new.site, after)}"


def _services(old: Given, new: Given) -> Iterator[str]:
    if old != new:
        yield f"insatser: {_given(old)} → {_given(new)}"


def _given(services: Given) -> str:
    if services is None:
        return "allt som utföraren ger"
    return listed(said(service) for service in Service if service in services)


def _place(site: str | None, here: Municipality) -> str:
    area = here.area(site) if site else None
    return area.name if area else "utanför kommunen" if site == OUTSIDE else site or MISSING


def _features(old: Features, new: Features) -> Iterator[str]:
    for need, column in LISTS.items():
        label = small(PROVIDERS.by_name[column].title)
        change = more_or_less(_named(need, old), _named(need, new))
        if change:
            yield f"{label}: {change}"
        if (need in old.lists_all) != (need in new.lists_all):
            yield f"{label}: {_whole(need, old)} → {_whole(need, new)}"
    for need, column in FLAGS.items():
        if old.knows(need) != new.knows(need):
            yield fact(small(PROVIDERS.by_name[column].title), old.knows(need), new.knows(need))


def _named(need: Need, of: Features) -> list[str]:
    words = {Need.COMPETENCE: COMPETENCES, Need.FOCUS: FOCUSES}.get(need) or languages()
    return [words[value][0] for value in of.of(need)]


def _whole(need: Need, of: Features) -> str:
    if need in of.lists_all:
        return "allt är med"
    return "det kan finnas fler" if of.of(need) else MISSING


def _review(old: Provider, new: Provider) -> Iterator[str]:
    if old.review is not None and new.review is not None:
        yield from facts(old.review, new.review, REVIEW)
    elif new.review is not None:
        yield f"kommunens uppföljning {new.review.day} läggs till: {said(new.review.finding)}"
    elif old.review is not None:
        yield f"kommunens uppföljning {old.review.day} tas bort"


def _successor(provider: Provider, here: Municipality) -> str:
    if provider.successor is None:
        return "ingen"
    other = here.provider(provider.successor.key)
    return f"{other.name if other else provider.successor.key} ({provider.successor.day})"


def _units(
    old: Provider, new: Provider, before: Municipality, after: Municipality
) -> Iterator[str]:
    gone, come, both = by_key(old.units, new.units, lambda unit: unit.key)
    yield from (f"enheten {unit.name} läggs till" for unit in come)
    yield from (f"enheten {unit.name} tas bort" for unit in gone)
    for was, is_ in both:
        changes = (
            *facts(was, is_, UNIT),
            *_site(was, is_, before, after),
            *_services(was.services, is_.services),
            *figures(was.figures, is_.figures),
        )
        yield from (f"enheten {was.name}, {change}" for change in changes)
