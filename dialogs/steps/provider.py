"""One provider, two compared, and the wish."""

from care.matching import Fit
from care.providers import Availability
from dialogs.messages import Message, label, t
from dialogs.replies import Ask, Cards, Choice, Free, Replies, Reply, Say
from dialogs.steps import cards
from dialogs.steps.browsing import browses, fit_here, shortlist
from dialogs.steps.office import where_to_ask
from dialogs.steps.shortlist import hear_list
from dialogs.steps.support import LISTED
from dialogs.talk import Moved, Step, Talk, paged
from dialogs.world import Reason

WISH = "wish"


def fit_of(talk: Talk, key: str) -> Fit:
    """One provider against the wishes. Raises LookupError where the catalogue has none."""
    provider = talk.here.provider(key)
    if provider is None:
        raise LookupError(key)
    return fit_here(talk, provider)


def can_wish(talk: Talk, fit: Fit) -> bool:
    """Only what is authorised here today may be wished for."""
    return talk.here.takes_wishes and fit.availability is Availability.CAN


def tell_provider(talk: Talk) -> Replies:
    """All that is known of one."""
    fit = fit_of(talk, talk.state.get("list"))
    name = fit.provider.name
    told = [Cards(t("Det här vet vi om {name}", name=name), (cards.whole(fit, talk.here),))]
    if fit.provider.units:
        told.append(
            Cards(t("Grupper hos {name}", name=name), cards.unit_cards(fit.provider, talk.here))
        )
    return tuple(told)


def ask_provider(talk: Talk) -> Ask:
    """What one can do with it."""
    choices = [
        Choice("compare", label("provider", "Jämför med en annan")),
        Choice("list", label("provider", "Visa listan igen")),
    ]
    fit = fit_of(talk, talk.state.get("list"))
    if can_wish(talk, fit):
        choices.append(_wish_for(fit))
    elif not talk.here.takes_wishes:
        choices.append(Choice("ask", label("provider", "Fråga kommunen"), forward=True))
    return Ask("provider", t("Vad vill du göra?"), tuple(choices))


def _wish_for(fit: Fit) -> Choice:
    # It names its provider: an old button under another card must not wish for this one.
    value = f"{WISH}={fit.provider.key}"
    return Choice(value, label("provider", "Jag vill ha den här"), forward=True)


def take_provider(talk: Talk, value: str) -> Moved:
    """Wish, compare, go back to the list, or learn whom to ask."""
    match value.partition("=")[0]:
        case "wish":
            return _wish(talk, talk.state.get("list"))
        case "list":
            return Moved(talk.state.without(*LISTED))
        case "ask":
            return Moved(talk.state.answer("provider", value), where_to_ask(talk))
        case _:
            return Moved(talk.state.without("compare", "compared").answer("provider", value))


def _wish(talk: Talk, key: str) -> Moved:
    fit = fit_of(talk, key)
    if not can_wish(talk, fit):
        told = t("{name} kan inte väljas just nu. Välj gärna en annan.", name=fit.provider.name)
        return Moved(talk.state.without(*LISTED), (Say(told),))
    talk.world.wish(talk.here.key, key)
    told = t("Du önskar {name}. Kommunen ska säga ja innan det gäller. "
             "Du kan ändra dig.", name=fit.provider.name)  # fmt: skip
    state = talk.state.answer("list", key).answer("provider", WISH)
    return Moved(state, (Say(told),))


def unwish(talk: Talk) -> None:
    """Take a wish back."""
    if talk.world.wished():
        talk.world.wish(talk.here.key, None)


def lost_wish(talk: Talk) -> Replies:
    """A wish for one that can no longer be chosen is taken back, and told."""
    wished = talk.world.wished()
    provider = talk.here.provider(wished) if wished else None
    if not wished or (provider and can_wish(talk, fit_here(talk, provider))):
        return ()
    talk.world.wish(talk.here.key, None)
    talk.world.ask_human(talk.here.key, Reason.WISH)
    if provider is None:
        return (Say(t("Den du önskar finns inte kvar. Välj gärna en annan.")),)
    told = t("{name} kan inte väljas just nu. Välj gärna en annan.", name=provider.name)
    return (Say(told),)


def _others(talk: Talk) -> tuple[Choice, ...]:
    first = talk.state.get("list")
    return tuple(
        Choice(f.provider.key, f.provider.name)
        for f in shortlist(talk).choosable
        if f.provider.key != first
    )


def ask_compare(talk: Talk) -> Ask:
    """Which other one to lay beside."""
    name = fit_of(talk, talk.state.get("list")).provider.name
    more = label("list", "Visa fler")
    return Ask(
        "compare",
        t("Vem vill du jämföra {name} med?", name=name),
        paged(_others(talk), talk.page("compare"), more),
        free=Free.PROVIDER,
    )


def _pair(talk: Talk) -> tuple[Fit, Fit]:
    return fit_of(talk, talk.state.get("list")), fit_of(talk, talk.state.get("compare"))


def tell_compared(talk: Talk) -> Replies:
    """Two with the same lines in the same order; first what differs."""
    pair = _pair(talk)
    differ, alike = _differences(*pair)
    told: list[Reply] = []
    if differ:
        told.append(Say(t("Det här skiljer: {what}.", what=differ)))
    if alike:
        told.append(Say(t("Det här är lika: {what}.", what=alike)))
    told.append(Cards(t("De två"), tuple(cards.whole(f, talk.here) for f in pair)))
    return tuple(told)


def ask_compared(talk: Talk) -> Ask:
    """One of the two, another, or the list."""
    choices = [
        Choice(f.provider.key, label("compared", "Jag vill ha {name}", name=f.provider.name))
        for f in _pair(talk)
        if can_wish(talk, f)
    ]
    if not talk.here.takes_wishes:
        choices.append(Choice("ask", label("provider", "Fråga kommunen"), forward=True))
    choices.append(Choice("other", label("compared", "Jämför med en annan")))
    choices.append(Choice("list", label("provider", "Visa listan igen")))
    return Ask("compared", t("Vad vill du göra?"), tuple(choices))


FIELDS = {
    "wait": t("väntetid"),
    "languages": t("språk"),
    "competences": t("kunskap"),
    "complaints": t("klagomål"),
    "plans": t("plan"),
    "figures": t("svar i enkäten"),
}


def _differences(one: Fit, two: Fit) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    left, right = cards.facts(one.provider), cards.facts(two.provider)
    same = {
        field: left[field] == right[field]
        for field in FIELDS
        if field in left and not (_missing(left[field]) and _missing(right[field]))
    }
    figures = [{f.indicator: f.value for f in p.provider.figures} for p in (one, two)]
    if any(figures):
        same["figures"] = figures[0] == figures[1]
    differ = tuple(FIELDS[f] for f, is_same in same.items() if not is_same)
    return differ, tuple(FIELDS[f] for f, is_same in same.items() if is_same)


def _missing(told: Message) -> bool:
    return cards.MISSING in told.args.values()


def take_compared(talk: Talk, value: str) -> Moved:
    """One of the two, another to compare with, the list, or whom to ask."""
    match value:
        case "list":
            return Moved(talk.state.without(*LISTED))
        case "other":
            return Moved(talk.state.without("compare", "compared"))
        case "ask":
            state = talk.state.answer("compared", value).answer("provider", "ask")
            return Moved(state, where_to_ask(talk))
        case _:
            return _wish(talk.after(talk.state.answer("compared", value)), value)


def _chosen_one(talk: Talk) -> bool:
    return browses(talk) and talk.here.provider(talk.state.get("list")) is not None


PROVIDER = Step(
    "provider",
    ask_provider,
    tell_provider,
    matters=_chosen_one,
    take=take_provider,
    accepts=lambda talk, value: value in (WISH, "compare", "ask"),
    undo=unwish,
)
COMPARE = Step(
    "compare",
    ask_compare,
    every=lambda talk: tuple(Choice(p.key, p.name) for p in talk.here.providers),
    accepts=lambda talk, value: (
        value != talk.state.get("list") and talk.here.provider(value) is not None
    ),
    matters=lambda talk: _chosen_one(talk) and talk.state.get("provider") == "compare",
    hear=hear_list,
    clears=("compared",),
)
COMPARED = Step(
    "compared",
    ask_compared,
    tell_compared,
    matters=lambda talk: (
        COMPARE.matters(talk) and talk.here.provider(talk.state.get("compare")) is not None
    ),
    take=take_compared,
)
