"""Someone began to choose and went away: what they said so far, and whether to go on."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.my_data import chosen_told
from dialogs.steps.reading import ASK_HUMAN, reading
from dialogs.steps.unread import done
from dialogs.talk import Moved, Talk


def tell_unfinished(talk: Talk) -> Replies:
    """What was said, so that nothing has to be said again."""
    own = t("Du började välja men blev inte klar. Det här har du sagt.")
    other = t("Du började hjälpa någon att välja. Det här har du sagt.")
    return (Say(talk.word(own, other), chosen_told(talk)),)


def ask_unfinished(_talk: Talk) -> Ask:
    """Vill du fortsätta där du var?"""
    return Ask(
        "unfinished",
        t("Vill du fortsätta där du var?"),
        (
            Choice("yes", label("unfinished", "Ja, fortsätt"), forward=True),
            Choice("no", label("unfinished", "Inte nu")),
            ASK_HUMAN,
        ),
    )


def take_unfinished(talk: Talk, value: str) -> Moved:
    """Where one was; a no is no more than that."""
    if value == "no":
        return done(talk, Say(t("Det går bra. Vi finns kvar här när du vill.")))
    return done(talk)


UNFINISHED = reading("unfinished", ask_unfinished, tell_unfinished, take_unfinished)
