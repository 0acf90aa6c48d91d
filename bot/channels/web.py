"""The page and the terminal cannot be reached: they show what is new when the person is back."""

from collections.abc import Sequence

from bot.channels import Outcome, Sent
from bot.conversation import Address
from dialogs.bubbles import Bubble


class WaitingChannel:
    """Says yes: the outbox puts every sent notice in the turn log, and the page draws from it."""

    async def send(self, address: Address, bubbles: Sequence[Bubble]) -> Outcome:
        return Sent()
