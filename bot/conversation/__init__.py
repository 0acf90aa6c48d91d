"""A conversation as it is held and kept, whichever door it came by."""

from bot.conversation.conversations import Conversations
from bot.conversation.hearing import Address, Answer, Closed
from bot.conversation.linked import Behind
from bot.conversation.past import Past
from bot.store import Unavailable

__all__ = ["Address", "Answer", "Behind", "Closed", "Conversations", "Past", "Unavailable"]
