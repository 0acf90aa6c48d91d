"""From a door that only tells to the page, where one can wish and book."""

from dialogs.replies import Say
from dialogs.steps.opening import ONLY_READ
from dialogs.steps.sharing import MOVE
from dialogs.talk import Moved, Talk

ONWARD = "onward"


def hand_over(talk: Talk) -> Moved:
    """A code, after a yes, with which all goes on there as it stands here."""
    return Moved(talk.state.answer("aside", MOVE), (Say(ONLY_READ),))
