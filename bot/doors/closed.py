"""What everybody is told while the chat is closed: the operator's words among our own.

Ours are those that every language has: that it cannot be answered now, whom to ring, and 112.
"""

from bot.conversation.hearing import Closed
from bot.doors.words import UNAVAILABLE, URGENT, ring
from dialogs.wording import Wording


def told(closed: Closed, wording: Wording, language: str) -> tuple[str, ...]:
    """The paragraphs; the operator's is as it was written, in whatever language."""
    said = [wording.text(m, language) for m in (UNAVAILABLE, ring(closed.phone), URGENT)]
    return (said[0], closed.text, *said[1:])
