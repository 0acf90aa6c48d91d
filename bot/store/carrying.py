"""A conversation that goes on at another address: it and the one that was there change places."""

from sqlalchemy import String, bindparam, case, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.outbox import routes
from bot.store.outbox.recipients import one as reached
from bot.store.outbox.states import CLAIMED, PLANNED, UNCERTAIN, in_states, of_kinds
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, CONVERSATION, OUTBOX
from care.followup import AT_THE_DOOR

ASIDE = "aside"
"""The kind of an address that no door gives."""

_WHERE = Statement(
    select(CONVERSATION.c.address_id).where(CONVERSATION.c.id == bindparam("conversation"))
)
# The conversation's own row changes, which every turn holds: one that waits for it at the address
# of before looks again and finds who is there now.
_PUT = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(address_id=bindparam("address", required=True))
)
_ELSEWHERE = Statement(
    insert(ADDRESS).values(
        kind=ASIDE, host="", external=bindparam("external", type_=String), dead=True
    )
)
_THERE = (ADDRESS.c.kind == ASIDE, ADDRESS.c.external == bindparam("external"))
_FIND = Statement(select(ADDRESS.c.id).where(*_THERE))
_REMOVE = Statement(delete(ADDRESS).where(*_THERE))
# Who has claimed a row has read the old address already: it is not begun there.
_AT_THE_NEW_DOOR = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.conversation_id == bindparam("conversation"),
        in_states(PLANNED, CLAIMED, UNCERTAIN),
    )
    .values(
        state=case((OUTBOX.c.state == CLAIMED, PLANNED), else_=OUTBOX.c.state),
        channel=case(
            (
                of_kinds(AT_THE_DOOR),
                bindparam("channel", type_=OUTBOX.c.channel.type, required=True),
            ),
            else_=OUTBOX.c.channel,
        ),
    )
)


def trade(held: Held, one: int, other: int) -> None:
    """These two conversations change addresses; what is planned for them goes where they are now.

    An address has one conversation, so one of the two waits for a moment where nobody is.
    """
    (first,), (second,) = (held.one(_WHERE, conversation=n) or (None,) for n in (one, other))
    held.run(_ELSEWHERE, external=str(one))
    (aside,) = held.one(_FIND, external=str(one)) or (None,)
    for conversation, address in ((one, aside), (other, first), (one, second)):
        held.run(_PUT, conversation=conversation, address=address)
    held.run(_REMOVE, external=str(one))
    for conversation in (one, other):
        to = reached(held, conversation)
        channel = routes.named(to.door, to.host)
        held.run(_AT_THE_NEW_DOOR, conversation=conversation, channel=channel)
        routes.reroute(held, conversation)
