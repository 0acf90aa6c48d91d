"""Home again after what stopped everything: whether to be reminded again."""

from dialogs.messages import t
from dialogs.replies import Ask, Choice, Say
from dialogs.steps.contact import NO, YES
from dialogs.steps.office import where_to_ask
from dialogs.talk import Moved, Step, Talk

HOME = "home"


def ask_home(talk: Talk) -> Ask:
    """Asked, for nobody should be written to again by a slip of the tongue."""
    own, other = t("Ska vi påminna dig igen?"), t("Ska vi skicka påminnelser igen?")
    return Ask(HOME, talk.word(own, other), (Choice("yes", YES), Choice("no", NO)))


def take_home(talk: Talk, value: str) -> Moved:
    """All is planned anew, where the chat may; else whom to ring."""
    state = talk.state.without("aside")
    if value != "yes":
        return Moved(state, (Say(t("Det går bra. Vi skickar inget nu.")),))
    if talk.world.stopped() and not talk.world.resume():
        cannot = t("Det kan bara kommunen ändra. Ring och säg hur det är.")
        return Moved(state, (Say(cannot), *where_to_ask(talk)))
    talk.world.remind(True)
    if "confirm" in state.answers:
        state = state.answer("remind", "yes")
    return Moved(state, (Say(t("Bra. Då påminner vi dig.")),))


HOME_AGAIN = Step(HOME, ask_home, take=take_home, aside=True)
