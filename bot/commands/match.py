"""`kundval match`: who fits what is asked, without a conversation; all of them, in their groups."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from babel import Locale

from bot.catalogue.problems import unknown
from care.choice import COMPETENCES, FOCUSES, WISHES, WITH_VALUE, Need, wish
from care.matching import Asked, Fit, elsewhere, match
from care.municipality import Municipality
from care.providers import Form
from care.services import Service
from dialogs.steps.why import why_told
from dialogs.wished import LACKS, MEETS, UNKNOWN, wish_told
from dialogs.wording import SOURCE, Wording

Groups = Mapping[str, tuple[Fit, ...]]
TITLES = {
    "unknown": "Vi vet inte allt",
    "lacks": "Saknar något",
    "not_available": "Kan inte väljas nu",
}
"""As the chat's own list names its groups (`dialogs.steps.shortlist`)."""


class WrongQuestion(Exception):
    """What is asked is not known here; the text says what may be asked."""


def question(
    here: Municipality,
    service: str,
    area: str,
    wishes: Sequence[str],
    requires: str,
    today: date,
) -> Asked:
    """What was written on the command line, as it can be asked here. Raises WrongQuestion."""
    services = [rule.service for rule in here.services]
    if service not in services:
        raise _unknown("--service", service, services, here)
    for one in wishes:
        _check_wish(here, one)
    required = requires.removeprefix(wish(Need.COMPETENCE, ""))
    if required and required not in COMPETENCES:
        raise _unknown("--requires", requires, COMPETENCES, here)
    return Asked(
        Service(service),
        _area(here, area) if area else None,
        today,
        tuple(wishes),
        required or None,
    )


def groups(here: Municipality, asked: Asked, seed: int) -> Groups:
    """Every provider of the municipality, each in one group."""
    found = match(here, asked, seed=seed)
    return {
        "meets": found.meets,
        "unknown": found.unknown,
        "lacks": found.lacks,
        "not_available": found.not_available + elsewhere(here, asked, seed=seed),
    }


def as_data(found: Groups, here: Municipality, asked: Asked, wording: Wording) -> dict[str, Any]:
    """The groups as JSON has them."""

    def one(fit: Fit) -> dict[str, Any]:
        return {
            "key": fit.provider.key,
            "name": fit.provider.name,
            "availability": fit.availability.value,
            "meets": list(fit.meets),
            "unknown": list(fit.unknown),
            "lacks": list(fit.lacks),
            "why": wording.text(why_told(here, fit, asked), SOURCE),
        }

    return {"groups": {group: [one(fit) for fit in fits] for group, fits in found.items()}}


def as_text(found: Groups, here: Municipality, asked: Asked, wording: Wording) -> str:
    """The groups for a person to read."""
    if not here.providers:
        return _no_list(here)
    lines: list[str] = []
    for group, fits in found.items():
        if not fits and group != "meets":
            continue
        title = TITLES.get(group) or _best_title(here, asked)
        lines += [f"{title} ({len(fits)})", ""]
        for fit in fits:
            lines.append(f"  {wording.text(why_told(here, fit, asked), SOURCE)}")
            if group == "not_available":
                continue
            for mark, wishes, told in (
                ("+", fit.meets, MEETS),
                ("?", fit.unknown, UNKNOWN),
                ("-", fit.lacks, LACKS),
            ):
                words = (wording.text(wish_told(one, told, here), SOURCE) for one in wishes)
                lines += [f"    {mark} {said}" for said in words]
        lines.append("")
    lines.append("Ordningen i varje grupp är blandad. Ingen är bättre för att den står först.")
    return "\n".join(lines)


def _best_title(here: Municipality, asked: Asked) -> str:
    """The name of the first group: what its members have in common, as far as is known."""
    if asked.wishes:
        return "Har det du önskar"
    if asked.required:
        return "Har det beslutet kräver"
    sourced = any(provider.authorisations is not None for provider in here.providers)
    return "Alla du kan välja" if sourced else "Alla som vi vet något om"


def _no_list(here: Municipality) -> str:
    ways = [f"Ring {here.phone}." if here.phone else ""]
    ways += [f"Se {here.website}." if here.website else ""]
    return " ".join((f"Vi har ingen lista över utförare i {here.name}.", *filter(None, ways)))


def _unknown(option: str, found: str, allowed: Iterable[str], here: Municipality) -> WrongQuestion:
    return WrongQuestion(f"{option} i {here.name}: {unknown(found, list(dict.fromkeys(allowed)))}")


def _area(here: Municipality, said: str) -> str:
    """The key of an area by its key, its name or the name of a place in it."""
    for area in here.areas:
        if said == area.key or said.casefold() in map(str.casefold, (area.name, *area.places)):
            return area.key
    raise _unknown("--area", said, (a.key for a in here.areas), here)


def _check_wish(here: Municipality, said: str) -> None:
    allowed = {
        Need.FOCUS: FOCUSES,
        Need.NEAR: tuple(area.key for area in here.areas),
        Need.LANGUAGE: sorted(Locale(SOURCE).languages),
        Need.COMPETENCE: COMPETENCES,
        Need.FORM: tuple(form for form in Form if form is not Form.UNKNOWN),
    }
    need, equals, value = said.partition("=")
    if need in WITH_VALUE and equals:
        if value not in allowed[Need(need)]:
            spoken = sorted({v for p in here.providers for v in p.features.of(need)})
            values = spoken if need == Need.LANGUAGE else allowed[Need(need)]
            named = (wish(Need(need), one) for one in values)
            raise _unknown("--wish", said, named, here)
    elif said not in WISHES:
        every = (*WISHES, *(f"{n}=…" for n in WITH_VALUE))
        raise _unknown("--wish", said, every, here)
