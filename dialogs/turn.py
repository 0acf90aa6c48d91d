"""One turn: what was heard, where it leads, and what is said.

The open question is always the last thing said; what was typed is taken in `dialogs.typed`.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from dialogs import arriving, between, passing
from dialogs.answering import by_button
from dialogs.events import Choose, Contact, Start, Unreadable
from dialogs.finishing import BESIDE, finish, finish_answer
from dialogs.listening import listened
from dialogs.messages import t
from dialogs.own_words import tapped
from dialogs.relay import RELAY
from dialogs.replies import Say
from dialogs.state import State
from dialogs.steps import open_step
from dialogs.steps.after import settled
from dialogs.steps.my_data import chosen_told
from dialogs.talk import Moved, Talk, Turned
from dialogs.typed import number_sent, put_between, typed
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood, heard
from dialogs.wording import Wording
from dialogs.world import World

RELAYED = "relayed"
"""What is heard when something was handed to an officer, and nothing is said."""


def turn(
    state: State,
    event: Understood | Choose | Contact | Start | Unreadable,
    world: World,
    now: datetime,
    wording: Wording,
    bank: Callable[[], Bank],
) -> Turned:
    """The new state and what is said. The open question is always the last thing said.

    `bank` is what people say, asked for only where something was typed.
    """
    guesses = event.languages if isinstance(event, Start) else ()
    talk = settled(Talk(state, world, now, wording, bank, guesses))
    step = open_step(talk)
    if state.get("aside") == RELAY and (relayed := world.relayed()):
        said = listened(talk, relayed, event)
        return finish_answer(talk, step, said) if said else Turned(state, (), RELAYED, step=RELAY)
    if isinstance(event, Understood):
        event = tapped(talk, step, event) or event
    match event:
        case Start():
            moved, counted = _started(talk, event.leaflet)
            return finish(talk, step, moved, counted)
        case Choose(between.GUESS | passing.QUESTION, "back"):
            return finish_answer(talk, step, between.left(talk))
        case Choose(between.GUESS, str(value)) if value in talk.state.shown:
            return put_between(talk, step, between.GUESS, value)
        case Choose(passing.QUESTION, str(value)) if value in between.OWN:
            return put_between(talk, step, passing.QUESTION, value)
        case Choose(question, value):
            return finish_answer(talk, step, by_button(talk, step, question, value))
        case Contact(phone):
            return number_sent(talk, step, phone)
        case Unreadable(kind):
            told = Say(t("Jag kan bara läsa text. Skriv gärna, eller tryck på ett svar."))
            return finish(talk, step, Moved(talk.state, (told,)), f"unreadable:{kind}")
        case Understood():
            turned = typed(talk, step, heard(event, talk.bank, talk.state.language))
            if event.masked:
                hidden = Say(t("Skriv inte personnummer här. Jag har tagit bort det."))
                return replace(turned, replies=(hidden, *turned.replies))
            return turned


def _started(talk: Talk, link: str) -> tuple[Moved, str]:
    """Where a start leads, and as what it is counted."""
    if set(talk.state.answers) <= {"language", *BESIDE}:
        return arriving.arrive(talk, link) or (Moved(talk.state), "start")
    told = Say(t("Välkommen tillbaka. Vi fortsätter där du var."), chosen_told(talk))
    return Moved(talk.state, (told,)), "start"


Turn = Callable[
    [
        State,
        "Understood | Choose | Contact | Start | Unreadable",
        World,
        datetime,
        Wording,
        Callable[[], Bank],
    ],
    Turned,
]
