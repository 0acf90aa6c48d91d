"""What is said when an officer answers in the chat in place of the machine, and when it is over."""

from dialogs.messages import label, t
from dialogs.replies import Ask, Choice, Replies, Say

RELAY = "relay"
"""The question that is open meanwhile, and the aside by which a state says so."""
CLOSE = Choice("close", label("relay", "Tillbaka till datorn"))
LANGUAGE = Choice("language", label("fixed", "Byt språk"))


def ask(name: str) -> Ask:
    """What stands under what is said: to write, or to go back to the machine.

    The buttons have no numbers, for a number that is written is for the officer.
    """
    text = t("Vad vill du skriva till {name}?", name=name)
    return Ask(RELAY, text, fixed=(CLOSE, LANGUAGE))


def opened(name: str) -> Replies:
    """Told before anything is handed over."""
    told = t("{name} från kommunen svarar dig nu. Det ni skriver sparar vi i högst 24 timmar.",
             name=name)  # fmt: skip
    return (Say(told), ask(name))


def closed(name: str) -> Replies:
    """Told when the officer has gone, or nothing was written for a day."""
    told = t("{name} svarar inte längre här. Nu svarar datorn igen.", name=name)
    on = Choice("next", label("aside", "Fortsätt"), forward=True)
    return (Say(told), Ask("human", t("Vad vill du göra?"), (on,)))
