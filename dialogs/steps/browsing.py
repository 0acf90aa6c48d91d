"""What the list is made of: whether this person is still looking, and for what."""

from datetime import date

from care.choice import WITH_VALUE, Need, wish
from care.matching import Fit, Shortlist, fit, match
from care.providers import Provider
from care.services import Service
from dialogs.talk import Talk

WAY = "way"
STRAIGHT = "straight"
"""Past the list, to the call or to the end."""


def browses(talk: Talk) -> bool:
    """Whether the way goes through the list: not when someone applies or first wants a call."""
    return talk.state.get(WAY) != STRAIGHT


def resting(talk: Talk) -> bool:
    """Whether nothing more is asked: after a loss, or when someone wants no call now."""
    return talk.state.get(WAY) == STRAIGHT and talk.state.get("call") == "no"


def service(talk: Talk) -> Service | None:
    """The service that is chosen for; None when the person does not know."""
    if len(talk.here.services) == 1:
        return talk.here.services[0]
    value = talk.state.get("service")
    return Service(value) if value in talk.here.services else None


def wishes(talk: Talk) -> tuple[str, ...]:
    """What the person wishes, as `care.choice` writes it."""
    found: list[str] = []
    for need in Need:
        if need not in talk.state.many("needs"):
            continue
        if need not in WITH_VALUE:
            found.append(need)
            continue
        question = {Need.LANGUAGE: "staff_language"}.get(need, need.value)
        value = talk.state.get(question)
        if value not in ("", "dont_know"):
            found.append(wish(need, value))
    return tuple(found)


def shortlist(talk: Talk) -> Shortlist:
    """Every provider here, sorted by what is wished, in this person's own order."""
    service, area, today = _asked_for(talk)
    return match(
        talk.here.providers,
        wishes(talk),
        service=service,
        area=area,
        today=today,
        seed=talk.world.seed,
    )


def fit_here(talk: Talk, provider: Provider) -> Fit:
    """One provider against what is wished."""
    return fit(provider, wishes(talk), provider.availability(*_asked_for(talk)))


def opens(talk: Talk, provider: Provider) -> date | None:
    """The day from which a provider can be chosen for what is asked, where one is to come."""
    service, area, today = _asked_for(talk)
    return provider.opens(service, today, area)


def _asked_for(talk: Talk) -> tuple[Service | None, str | None, date]:
    return service(talk), talk.state.get("area") or None, talk.today
