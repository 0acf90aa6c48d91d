"""The decision on help ends: whoever wants help after that has to apply again."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say
from dialogs.steps.after import book
from dialogs.steps.closing import close
from dialogs.steps.reading import ASK_HUMAN, reading
from dialogs.steps.unread import done, goes_on
from dialogs.talk import Moved, Talk


def tell_ending(talk: Talk) -> Replies:
    """The last day, and what it takes to go on."""
    standing = goes_on(talk)
    if standing is None or standing.decision_ends is None:
        return ()
    day = standing.decision_ends
    told = t("Kommunens beslut om hjälp gäller till {day}.", day=day)
    if day < talk.today:
        told = t("Kommunens beslut om hjälp gällde till {day}.", day=day)
    own = t("Vill du ha hjälp efter det? Då behöver du ansöka igen.")
    other = t("Behövs det hjälp efter det? Då behöver ni ansöka igen.")
    return (Say(told), Say(talk.word(own, other)))


def ask_ending(_talk: Talk) -> Ask:
    """A call is enough to apply: nothing has to be written."""
    return Ask(
        "ending",
        t("Du kan ansöka i ett samtal. Vad vill du göra?"),
        (
            Choice("book", label("after", "Boka ett samtal"), forward=True),
            ASK_HUMAN,
            Choice("dont_know", label("service", "Jag vet inte")),
        ),
    )


def take_ending(talk: Talk, value: str) -> Moved:
    """To a call; who does not know has time."""
    if value == "book":
        return book(talk.after(close(talk.state)))
    return done(talk, Say(t("Det går bra. Skriv: boka. Då bokar vi ett samtal.")))


ENDING = reading("ending", ask_ending, tell_ending, take_ending)
