"""Hur går det med hjälpen? Where it does not go well: how to complain, change, or be heard."""

from datetime import date, timedelta

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import show_list
from dialogs.steps.browsing import service
from dialogs.steps.closing import ON, close
from dialogs.steps.human import want_human
from dialogs.steps.office import complaint_told
from dialogs.steps.reading import ASK_HUMAN, HUMAN, reading
from dialogs.steps.rules import change_told
from dialogs.steps.undoing import CHANGE_BY, undoable
from dialogs.steps.unread import done, goes_on, rested
from dialogs.talk import Moved, Step, Talk

COMPLAIN, CHANGE, REMIND = "complain", "change", "remind"
AHEAD = timedelta(days=5)
"""How long before the day the reminder comes (`care.followup.course`)."""


def tell_going(_talk: Talk) -> Replies:
    """Nothing: the question says it all."""
    return ()


def ask_going(talk: Talk) -> Ask:
    """Hur går det med hjälpen?"""
    own = t("Nu har du haft hjälp ett tag. Hur går det?")
    other = t("Nu har hjälpen hållit på ett tag. Hur går det?")
    return Ask(
        "going",
        talk.word(own, other),
        (
            Choice("good", label("going", "Bra")),
            Choice("fair", label("going", "Inte så bra")),
            Choice("bad", label("going", "Inte alls bra")),
        ),
    )


def take_going(talk: Talk, value: str) -> Moved:
    """Good is good; else what can be done about it."""
    if value == "good":
        return done(talk, Say(t("Vad bra! Tack för svaret.")))
    sorry = t("Tråkigt att höra. Hjälpen ska fungera. Det finns saker du kan göra.")
    return Moved(talk.state.answer("aside", "troubled"), (Say(sorry),))


def last_day(talk: Talk) -> date | None:
    """By when they want to have told who wants to change, where the rule has such a day."""
    if goes_on(talk) is None:
        return None
    return talk.here.change(service(talk)).last_day(talk.today, AHEAD)


def ask_troubled(talk: Talk) -> Ask:
    """Three ways, and a fourth where a day has to be kept in mind."""
    remind = (Choice(REMIND, label("troubled", "Påminn mig om att byta")),)
    return Ask(
        "troubled",
        t("Vad vill du göra?"),
        (
            Choice(COMPLAIN, label("troubled", "Säga vad som är fel")),
            Choice(CHANGE, label("troubled", "Byta till en annan")),
            *(remind if last_day(talk) else ()),
            ASK_HUMAN,
            ON,
        ),
    )


def take_troubled(talk: Talk, value: str) -> Moved:
    """How to complain is told and the ways stand; the rest leads on."""
    match value:
        case "complain":
            return Moved(talk.state, complaint_told(talk))
        case "change":
            return change(talk.after(close(talk.state)))
        case "remind":
            return _remind(talk)
        case "human":
            return want_human(talk.after(rested(talk)))
        case _:
            return done(talk)


def change(talk: Talk) -> Moved:
    """The municipality's rule, and the list; what helps now stays until there is another."""
    stays = t("Hjälpen fortsätter som nu till dess. Här kan du välja en annan.")
    return Moved(show_list(talk), (Say(change_told(talk)), Say(stays)))


def _remind(talk: Talk) -> Moved:
    day = last_day(talk)
    if day is None or not talk.world.change_by(day):
        return Moved(talk.state, (Say(t("Du har sagt nej till påminnelser. Skriv: påminn mig.")),))
    told = t("Vi skriver till dig i tid. Sista dagen att säga till är {day}.", day=day)
    return undoable(talk, CHANGE_BY, Say(told))


GOING = reading("going", ask_going, tell_going, take_going)
TROUBLED = Step(
    "troubled",
    ask_troubled,
    accepts=lambda _talk, value: value in (COMPLAIN, CHANGE, HUMAN, ON.value),
    take=take_troubled,
    aside=True,
)
