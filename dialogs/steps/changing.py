"""The last day to say that one wants to change; and after a year, that one may choose another."""

from care.rules import ChangeRule
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.browsing import service
from dialogs.steps.closing import close
from dialogs.steps.going import change
from dialogs.steps.news import CHOSEN, named
from dialogs.steps.reading import ASK_HUMAN, reading
from dialogs.steps.unread import done, goes_on
from dialogs.talk import Heard, Moved, Talk
from dialogs.understanding.read import Understood

KEEP, CHANGE = "keep", "change"
KEPT = t("Bra. Då blir det som nu.")


def tell_change_by(talk: Talk) -> Replies:
    """By when, and from when it counts."""
    standing = goes_on(talk)
    if standing is None or standing.change_by is None:
        return ()
    told = t("Vill du byta till en annan? Säg till senast {day}.", day=standing.change_by)
    if talk.here.change(service(talk)).rule is not ChangeRule.CUT_OFF:
        return (Say(told),)
    counts = t("Då byter du nästa månad. Säger du till senare tar det en månad till.")
    return (Say(told), Say(counts))


def ask_change_by(_talk: Talk) -> Ask:
    """Vill du byta?"""
    return Ask("change_by", t("Vad vill du göra?"), _ways())


def tell_again(talk: Talk) -> Replies:
    """That a year has passed, and that both ways are open."""
    standing = goes_on(talk)
    name = named(talk, standing.provider if standing else None)
    own = t("Det har gått ett år. {provider} hjälper dig.", provider=name)
    other = t("Det har gått ett år. {provider} ger hjälpen.", provider=name)
    if name == CHOSEN:
        own = other = t("Det har gått ett år sedan hjälpen började.")
    free = t("Du kan behålla dem. Du kan också välja en annan.")
    theirs = t("Det går att behålla dem. Det går också att välja en annan.")
    return (Say(talk.word(own, other)), Say(talk.word(free, theirs)))


def ask_again(_talk: Talk) -> Ask:
    """Keep, or choose another: neither is better."""
    return Ask("again", t("Vad vill du göra?"), _ways())


def _ways() -> tuple[Choice, ...]:
    return (
        Choice(KEEP, label("changing", "Behålla som det är")),
        Choice(CHANGE, label("changing", "Byta till en annan")),
        ASK_HUMAN,
    )


def take_way(talk: Talk, value: str) -> Moved:
    """As it is, or the list."""
    return change(talk.after(close(talk.state))) if value == CHANGE else done(talk, Say(KEPT))


def hear_way(_talk: Talk, said: Understood) -> Heard:
    """Who does not know has time: all stays as it is."""
    return KEEP if said.says == "dont_know" else None


CHANGE_BY = reading("change_by", ask_change_by, tell_change_by, take_way, hear_way)
AGAIN = reading("again", ask_again, tell_again, take_way, hear_way)
