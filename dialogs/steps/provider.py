"""One provider, and the wish."""

from dataclasses import replace

from care.casework import Stage
from care.choice import Need
from care.matching import Fit
from care.providers import Availability
from dialogs.messages import label, t
from dialogs.replies import Ask, Cards, Choice, Replies, Say
from dialogs.steps import cards, onward
from dialogs.steps.browsing import asked, browses, fit_here, fit_of
from dialogs.steps.office import where_to_ask
from dialogs.steps.rules import queue_told
from dialogs.steps.shortlist import hear_list
from dialogs.steps.support import LISTED, OPENED
from dialogs.steps.why import why_told
from dialogs.talk import Heard, Moved, Perhaps, Step, Talk
from dialogs.understanding.read import Understood
from dialogs.world import Reason

WISH = "wish"


def can_wish(talk: Talk, fit: Fit) -> bool:
    """Only what is authorised here today may be wished for."""
    return talk.chooses and fit.availability is Availability.CAN


def tell_provider(talk: Talk) -> Replies:
    """All that is known of one."""
    fit = fit_of(talk, talk.state.get("list"))
    name = fit.provider.name
    told = [Cards(t("Det här vet vi om {name}", name=name), (cards.whole(talk, fit),))]
    if units := cards.unit_cards(talk, fit.provider):
        told.append(Cards(t("Grupper hos {name}", name=name), units))
    return tuple(told)


def ask_provider(talk: Talk) -> Ask:
    """What one can do with it."""
    fit = fit_of(talk, talk.state.get("list"))
    why = label("provider", "Varför är den med?")
    choices = [
        Choice("compare", label("provider", "Jämför med en annan")),
        Choice("why", why if fit.choosable else label("provider", "Varför går det inte?")),
        Choice("list", label("provider", "Visa listan igen")),
    ]
    if can_wish(talk, fit):
        choices.append(_wish_for(fit))
    elif talk.world.informs and talk.here.takes_wishes:
        choices.append(
            Choice(onward.ONWARD, label("provider", "Jag vill ha den här"), forward=True)
        )
    elif not talk.here.takes_wishes:
        choices.append(Choice("ask", label("provider", "Fråga kommunen"), forward=True))
    return Ask("provider", t("Vad vill du göra?"), tuple(choices))


def _wish_for(fit: Fit) -> Choice:
    # It names its provider: an old button under another card must not wish for this one.
    value = f"{WISH}={fit.provider.key}"
    return Choice(value, label("provider", "Jag vill ha den här"), forward=True)


def take_provider(talk: Talk, value: str) -> Moved:
    """Wish, compare, go back to the list, or learn why it is shown or whom to ask."""
    match value.partition("=")[0]:
        case "why":
            fit = fit_of(talk, talk.state.get("list"))
            return Moved(talk.state, (Say(why_told(talk.here, fit, asked(talk))),))
        case "wish":
            return wish_for(talk, talk.state.get("list"))
        case "list":
            key = value.partition("=")[2]
            state = talk.state.without(*LISTED)
            return Moved(state.answer("list", key) if key else state)
        case onward.ONWARD:
            return onward.hand_over(talk)
        case "ask":
            return Moved(talk.state.answer("provider", value), where_to_ask(talk))
        case _:
            return Moved(talk.state.without(*OPENED).answer("provider", value))


def hear_another(talk: Talk, said: Understood) -> Heard:
    """Another one's name, typed while one is open, opens that one."""
    match hear_list(talk, said):
        case str(key):
            return f"list={key}"
        case Perhaps(choices):
            return Perhaps(tuple(replace(c, value=f"list={c.value}") for c in choices))
        case _:
            return None


def name_another(talk: Talk, value: str) -> Choice | None:
    """Another one, by its name."""
    provider = talk.here.provider(value.removeprefix("list=")) if value != "list" else None
    return Choice(value, provider.name) if provider else None


def _may(talk: Talk, value: str) -> bool:
    """Values beside those of the buttons shown now.

    One that lost its authorisation since the card was shown is refused with the reason.
    """
    kind, _, key = value.partition("=")
    if kind == WISH:
        return not talk.world.informs and key in ("", talk.state.get("list"))
    if kind == "list":
        return talk.here.provider(key) is not None
    return value in ("compare", "ask") or (value == onward.ONWARD and talk.world.informs)


def wish_for(talk: Talk, key: str) -> Moved:
    """Leave a wish, where the provider can be chosen today."""
    fit = fit_of(talk, key)
    if not can_wish(talk, fit):
        refused = (Say(why_told(talk.here, fit, asked(talk))), Say(t("Välj gärna en annan.")))
        return Moved(talk.state.without(*LISTED), refused)
    state = talk.state.answer("list", key).answer("provider", WISH)
    if not talk.world.wish(talk.here.key, key):
        asks = t("Nu vet kommunen vad du önskar. De frågar den som får hjälpen.")
        return Moved(state, (Say(asks),))
    told = t("Du önskar {name}. Kommunen ska säga ja innan det gäller. "
             "Du kan ändra dig.", name=fit.provider.name)  # fmt: skip
    return Moved(state, (Say(told), *queue_told(talk, fit), *_first_look(fit)))


def _first_look(fit: Fit) -> Replies:
    """Where one may try it or come and look before it is settled."""
    if Need.TRIAL in fit.provider.features.has:
        return (Say(t("Du kan prova först. Säg det till handläggaren.")),)
    if Need.VISIT in fit.provider.features.has:
        return (Say(t("Du kan besöka dem först. Säg det till handläggaren.")),)
    return ()


def unwish(talk: Talk) -> None:
    """Take a wish back."""
    if talk.world.wished():
        talk.world.wish(talk.here.key, None)


LOST = (
    Availability.PAUSED,
    Availability.WITHDRAWN,
    Availability.ENDED,
    Availability.NOT_HERE,
)
"""What ends a wish; that a provider is full, or must have some competence, is for the officer."""


def lost_wish(talk: Talk) -> Replies:
    """A wish for one that can no longer be chosen is taken back, and told.

    Once a choice is confirmed that is told of instead (`dialogs.steps.gone`).
    """
    standing = talk.world.standing()
    if standing and standing.stage is not Stage.OPEN:
        return ()
    wished = talk.world.wished()
    provider = talk.here.provider(wished) if wished else None
    if not wished or (provider and fit_here(talk, provider).availability not in LOST):
        return ()
    talk.world.wish(talk.here.key, None)
    talk.world.ask_human(talk.here.key, Reason.WISH)
    if provider is None:
        return (Say(t("Den du önskar finns inte kvar. Välj gärna en annan.")),)
    reason = why_told(talk.here, fit_here(talk, provider), asked(talk))
    return Say(reason), Say(t("Välj gärna en annan."))


def chosen_one(talk: Talk) -> bool:
    """Whether one of the list is open."""
    return browses(talk) and talk.here.provider(talk.state.get("list")) is not None


PROVIDER = Step(
    "provider",
    ask_provider,
    tell_provider,
    matters=chosen_one,
    take=take_provider,
    hear=hear_another,
    accepts=_may,
    names=name_another,
    undo=unwish,
)
