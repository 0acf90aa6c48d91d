"""Where a human is; and what follows a word of alarm or a loss."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import book
from dialogs.steps.browsing import STRAIGHT, WAY
from dialogs.steps.closing import ON, close
from dialogs.steps.office import rings_told, where_to_ask
from dialogs.talk import Moved, Step, Talk

OVER = t("Någon på kommunen har avslutat det här. Är det fel? Ring och säg det.")
"""Where the chat cannot undo what an officer has done."""


def tell_human(talk: Talk) -> Replies:
    """Where a human is, and when someone answers."""
    return (Say(t("Du kan prata med en människa.")), *where_to_ask(talk))


def ask_human(talk: Talk) -> Ask:
    """A number to ring, or a call at a time of one's own, if one wants it."""
    here = talk.municipality
    ways: tuple[Choice, ...] = ()
    if here and talk.chooses:
        if not talk.world.kept("phone"):
            ways += (Choice("number", label("human", "Lämna mitt nummer")),)
        if not talk.world.booking():
            ways += (Choice("book", label("human", "Boka ett samtal")),)
    return Ask("human", t("Vad vill du göra?"), (*ways, ON))


def want_human(talk: Talk) -> Moved:
    """A task for the officers, who promise to ring; the number is told at once."""
    here = talk.municipality
    state = talk.state.answer("aside", "human")
    if here is None:
        first = Say(t("Först behöver jag veta kommunen."))
        return Moved(state, (Say(t("Du kan prata med en människa.")), *where_to_ask(talk), first))
    return Moved(state, rings_told(talk) if talk.chooses else ())


def take_human(talk: Talk, value: str) -> Moved:
    """Leave a number, book a call, or go on."""
    if value == "number":
        return Moved(talk.state.answer("aside", "phone"))
    closed = talk.after(close(talk.state))
    return book(closed) if value == "book" and talk.chooses else Moved(closed.state)


def ask_danger(_talk: Talk) -> Ask:
    """Asked after 112 has been told."""
    return Ask(
        "danger",
        t("Hur är det nu?"),
        (
            Choice("human", label("danger", "Prata med en människa")),
            Choice("next", label("danger", "Det är inte bråttom")),
        ),
    )


def take_danger(talk: Talk, value: str) -> Moved:
    """To a human, or on."""
    closed = close(talk.state)
    return want_human(talk.after(closed)) if value == "human" else Moved(closed)


def tell_sorrow(talk: Talk) -> Replies:
    """Whom to ring, where no call can be booked here."""
    here = talk.municipality
    return () if here and talk.chooses else where_to_ask(talk)


def ask_sorrow(talk: Talk) -> Ask:
    """After a death, hospital or a move: a call if it helps."""
    here = talk.municipality
    if here is None or not talk.chooses:
        return Ask("sorrow", t("Vad vill du göra?"), (ON,))
    return Ask(
        "sorrow",
        t("Vill du att kommunen ringer dig?"),
        (
            Choice("yes", label("sorrow", "Ja, ring mig")),
            Choice("no", label("sorrow", "Nej, inte nu")),
            Choice("wrong", label("sorrow", "Det stämmer inte")),
        ),
    )


def take_sorrow(talk: Talk, value: str) -> Moved:
    """A call, or quiet; or it was a mistake, and all is as before."""
    closed = talk.after(close(talk.state))
    if value == "wrong":
        return _not_so(closed)
    return (
        book(closed)
        if value == "yes"
        else Moved(closed.state.answer("call", "no").answer(WAY, STRAIGHT))
    )


def _not_so(talk: Talk) -> Moved:
    if not talk.world.resume():
        return Moved(talk.state, (Say(OVER), *where_to_ask(talk)))
    return Moved(talk.state, (Say(t("Förlåt, jag förstod fel. Nu är allt som förut.")),))


HUMAN = Step("human", ask_human, tell_human, take=take_human, aside=True)
DANGER = Step("danger", ask_danger, take=take_danger, aside=True)
SORROW = Step("sorrow", ask_sorrow, tell_sorrow, take=take_sorrow, aside=True)
