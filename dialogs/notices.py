"""The words of each follow-up. On a locked screen nothing tells of help, illness or provider."""

from care.followup import Kind
from care.municipality import Municipality
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies

KIND = "notice.kind"
"""Where the state holds what the notice that is open is about."""
OPEN = "open"


def opens(kind: str) -> Choice:
    """The button under a notice. It names its kind, so that an old one opens its own."""
    return Choice(f"{OPEN}={kind}", label("notice", "Läs"), forward=True)


def notice(kind: Kind, municipality: Municipality) -> Replies:
    """What is sent: only that there is a message, and a button to read it.

    What it is about is told when the button is pressed, from what is so then
    (`dialogs.steps.reminder`), so an old notice can never tell an old time.
    """
    hello = t("Hej från {municipality}! Du har ett nytt meddelande. Vill du läsa det nu?",
              municipality=municipality.name)  # fmt: skip
    return (Ask("notice", hello, (opens(kind),)),)
