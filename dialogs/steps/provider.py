"""One provider, two compared, and the wish."""

from care.matching import Fit
from care.providers import Availability
from dialogs.messages import Message, label, t
from dialogs.replies import Ask, Cards, Choice, Free, Replies, Reply, Say
from dialogs.steps import cards
from dialogs.steps.browsing import browses, fit_here, shortlist
from dialogs.steps.office import where_to_ask
from dialogs.steps.shortlist import CANNOT, hear_list
from dialogs.steps.support import LISTED
from dialogs.talk import Moved, Step, Talk, paged


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
        told.append(Cards(t("Grupper hos {name}", name=name), cards.unit_cards(fit.provider)))
    return tuple(told)


def ask_provider(talk: Talk) -> Ask:
    """What one can do with it."""
    choices = [
        Choice("compare", label("provider", "Jämför med en annan")),
        Choice("list", label("provider", "Visa listan igen")),
    ]
    if can_wish(talk, fit_of(talk, talk.state.get("list"))):
        choices.append(Choice("wish", label("provider", "Jag vill ha den här"), forward=True))
    elif not talk.here.takes_wishes:
        choices.append(Choice("ask", label("provider", "Fråga kommunen"), forward=True))
    return Ask("provider", t("Vad vill du göra?"), tuple(choices))


def take_provider(talk: Talk, value: str) -> Moved:
    """Wish, compare, go back to the list, or learn whom to ask."""
    match value:
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
    told = t("Du önskar {name}. Kommunen ringer och bekräftar ditt val. "
             "Du kan ändra dig.", name=fit.provider.name)  # fmt: skip
    state = talk.state.answer("list", key).answer("provider", "wish").answer("wish", key)
    return Moved(state, (Say(told),))


def unwish(talk: Talk) -> None:
    """Take a wish back."""
    if talk.state.get("wish"):
        talk.world.wish(talk.here.key, None)


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
    same = {field: left[field] == right[field] for field in FIELDS if field in left}
    same["figures"] = [f.value for f in one.provider.figures] == [
        f.value for f in two.provider.figures
    ]
    differ = tuple(FIELDS[f] for f, is_same in same.items() if not is_same)
    return differ, tuple(FIELDS[f] for f, is_same in same.items() if is_same)


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
    return browses(talk) and talk.state.get("list") not in ("", CANNOT)


PROVIDER = Step(
    "provider",
    ask_provider,
    tell_provider,
    matters=_chosen_one,
    take=take_provider,
    undo=unwish,
    clears=("wish",),
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
    matters=lambda talk: COMPARE.matters(talk) and bool(talk.state.get("compare")),
    take=take_compared,
)
