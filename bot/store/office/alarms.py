"""When the machine has spoken of danger and the like in a conversation, as the turn log tells."""

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.store.statement import Held, Statement
from bot.store.tables import TURN
from dialogs.understanding.tiers import Tier

_HEARD = "tier:"
_ALARMS = Statement(
    select(TURN.c.at, TURN.c.heard).where(
        TURN.c.conversation_id == bindparam("conversation"),
        TURN.c.at >= bindparam("since", type_=TURN.c.at.type, required=True),
        TURN.c.heard.like(f"{_HEARD}%"),
    )
)


def since(held: Held, conversation: int, moment: datetime) -> dict[datetime, Tier]:
    """What was spoken of, by the moment of the turn: that of what the person wrote in it."""
    rows = held.all(_ALARMS, conversation=conversation, since=moment)
    return {at: Tier(heard.removeprefix(_HEARD)) for at, heard in rows}
