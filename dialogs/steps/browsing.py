"""What the list is made of: whether this person is still looking, and for what."""

from care.choice import COMPETENCES, WITH_VALUE, Need, wish
from care.matching import Asked, Fit, Shortlist, elsewhere, fit, match
from care.providers import Provider
from care.services import KINDS, Service
from dialogs.talk import Talk

WAY = "way"
STRAIGHT = "straight"
"""Past the list, to the call or to the end."""


def browses(talk: Talk) -> bool:
    """Whether the way goes through the list: not when someone applies or first wants a call."""
    here = talk.municipality
    return talk.state.get(WAY) != STRAIGHT and (here is None or bool(here.providers))


def resting(talk: Talk) -> bool:
    """Whether nothing more is asked: after a loss, or when someone wants no call now."""
    return talk.state.get(WAY) == STRAIGHT and talk.state.get("call") == "no"


def services(talk: Talk) -> tuple[Service, ...]:
    """What one may choose for here."""
    return talk.here.offered


def service(talk: Talk) -> Service | None:
    """The service that is chosen for; None when the person does not know."""
    offered = services(talk)
    if len(offered) == 1:
        return offered[0]
    value = talk.state.get("service")
    return Service(value) if value in offered else None


def in_one_area(talk: Talk) -> bool:
    """Whether it matters where one lives: else one may choose everywhere."""
    chosen = service(talk)
    return chosen is None or not talk.here.service(chosen).any_area


def needs(talk: Talk) -> tuple[Need, ...]:
    """The wishes that make sense for the service; none where no needs are kept."""
    if talk.world.informs:
        return ()
    chosen = service(talk)
    return KINDS[chosen or Service.CARE].needs


QUESTIONS = {Need.LANGUAGE: "staff_language"}
"""The questions that are not called as the need is: `language` is the person's own."""


def wishes(talk: Talk) -> tuple[str, ...]:
    """What the person wishes, as `care.choice` writes it."""
    found: list[str] = []
    for need in needs(talk):
        if need not in talk.state.many("needs"):
            continue
        if need not in WITH_VALUE:
            found.append(need)
            continue
        value = talk.state.get(QUESTIONS.get(need, need))
        if value not in ("", "dont_know"):
            found.append(wish(need, value))
    return tuple(found)


def asked(talk: Talk) -> Asked:
    """All that this person asks for."""
    chosen = service(talk)
    required = talk.state.get("required")
    return Asked(
        chosen,
        (talk.state.get("area") or None) if in_one_area(talk) else None,
        talk.today,
        wishes(talk),
        required
        if chosen and not talk.world.informs and KINDS[chosen].requires and required in COMPETENCES
        else None,
    )


def shortlist(talk: Talk) -> Shortlist:
    """Every provider worth a look, sorted by what is wished, in this person's own order."""
    return match(talk.here, asked(talk), seed=talk.world.seed)


def others(talk: Talk) -> tuple[Fit, ...]:
    """Every other provider of the municipality."""
    return elsewhere(talk.here, asked(talk), seed=talk.world.seed)


def fit_here(talk: Talk, provider: Provider) -> Fit:
    """One provider against what is asked."""
    return fit(talk.here, provider, asked(talk))


def fit_of(talk: Talk, key: str) -> Fit:
    """One provider against what is asked. Raises LookupError where the catalogue has none."""
    provider = talk.here.provider(key)
    if provider is None:
        raise LookupError(key)
    return fit_here(talk, provider)
