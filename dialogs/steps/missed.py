"""An officer has rung, and nobody answered: book anew, be rung, or leave it."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import book
from dialogs.steps.closing import close
from dialogs.steps.human import want_human
from dialogs.steps.reading import HUMAN, reading
from dialogs.steps.unread import done
from dialogs.talk import Moved, Talk


def tell_missed(talk: Talk) -> Replies:
    """When it was; nobody is blamed."""
    call = talk.world.missed()
    if call is None:
        return ()
    return (Say(t("Vi ringde {time}. Då svarade ingen.", time=call.start)),)


def ask_missed(_talk: Talk) -> Ask:
    """Vill du boka en ny tid?"""
    return Ask(
        "missed",
        t("Vill du boka en ny tid?"),
        (
            Choice("book", label("missed", "Ja, boka en tid"), forward=True),
            Choice(HUMAN, label("missed", "Ring mig i stället")),
            Choice("no", label("missed", "Nej tack")),
        ),
    )


def take_missed(talk: Talk, value: str) -> Moved:
    """A new call; a human who rings when it suits them; or none."""
    closed = talk.after(close(talk.state))
    if value == "book":
        return book(closed)
    if value == HUMAN:
        return want_human(closed)
    return done(talk, Say(t("Det går bra. Ändrar du dig? Skriv: boka.")))


MISSED = reading("missed", ask_missed, tell_missed, take_missed)
