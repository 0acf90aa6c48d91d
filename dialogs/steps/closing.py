"""How an aside ends.

An aside is open while `state.answers["aside"]` names it; then one goes on where one was.
"""

from dialogs.messages import label
from dialogs.replies import Choice
from dialogs.state import State

ON = Choice("next", label("aside", "Fortsätt"), forward=True)


def close(state: State) -> State:
    """The aside is over; one goes on where one was."""
    return state.without("aside")
