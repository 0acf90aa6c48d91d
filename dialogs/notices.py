"""The words of each follow-up. On a locked screen nothing tells of help, illness or provider."""

from care.followup import Kind
from care.municipality import Municipality
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies


def notice(kind: Kind, municipality: Municipality) -> Replies:
    """What is sent: only that there is a message, and a button to read it.

    All kinds so far are about a call; what they say is told when the button is pressed, from what
    is booked then (`dialogs.steps.reminder`), so an old notice can never tell an old time.
    """
    del kind
    hello = t("Hej från {municipality}! Du har ett nytt meddelande. Vill du läsa det nu?",
              municipality=municipality.name)  # fmt: skip
    return (Ask("notice", hello, (Choice("open", label("notice", "Läs"), forward=True),)),)
