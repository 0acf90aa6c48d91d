"""By which channel someone is reached: the first that lives, in an order that is data."""

from sqlalchemy import bindparam, case, not_, select, update

from bot.store.outbox.recipients import Recipient, one
from bot.store.outbox.states import CLAIMED, PLANNED, UNCERTAIN, in_states, of_kinds
from bot.store.statement import Held, Statement
from bot.store.tables import CONTACT, OUTBOX
from care.followup import AT_THE_DOOR, Kind

TELEGRAM, SMS, EMAIL, WEB, TERMINAL = "telegram", "sms", "email", "web", "terminal"
ORDER = (TELEGRAM, SMS, EMAIL, WEB, TERMINAL)
"""What is tried first. On the page and in the terminal it waits until the person is back."""
CONTACTS = (SMS, EMAIL)
RING = (TELEGRAM, SMS, EMAIL)
"""Where something rings or shines when it comes, so that quiet hours are kept there."""
NONE = "none"
"""Nothing reaches them: an officer rings or writes instead."""

_CONTACTS = Statement(
    select(CONTACT.c.kind).where(
        CONTACT.c.conversation_id == bindparam("conversation"),
        CONTACT.c.verified_at.is_not(None),
        ~CONTACT.c.dead,
    )
)
_NAMELESS = (OUTBOX.c.channel == "", OUTBOX.c.conversation_id.is_not(None))
_UNNAMED = Statement(
    select(OUTBOX.c.conversation_id)
    .where(*_NAMELESS, in_states(PLANNED, UNCERTAIN))
    .distinct()
    .limit(100)
)
_NAME = Statement(
    update(OUTBOX)
    .where(*_NAMELESS, OUTBOX.c.conversation_id == bindparam("conversation"))
    .values(channel=bindparam("channel", required=True))
)
_REROUTE = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.conversation_id == bindparam("conversation"),
        in_states(PLANNED, CLAIMED, UNCERTAIN),
        not_(of_kinds((*AT_THE_DOOR, Kind.CODE))),
    )
    .values(
        channel=bindparam("channel", required=True),
        # Who has claimed it has read the old way already: it is not begun there.
        state=case(
            (OUTBOX.c.channel == bindparam("channel"), OUTBOX.c.state),
            (OUTBOX.c.state == CLAIMED, PLANNED),
            else_=OUTBOX.c.state,
        ),
        # Each channel has its own tries.
        tries=case((OUTBOX.c.channel == bindparam("channel"), OUTBOX.c.tries), else_=0),
    )
)


def named(door: str, host: str) -> str:
    """What a door of ours is called as a channel; each bot is one of its own."""
    return f"{TELEGRAM}:{host}" if door == TELEGRAM else door


def all_of(held: Held, to: Recipient) -> list[str]:
    """Every channel that reaches them, the first first."""
    reaches = {kind: kind for (kind,) in held.all(_CONTACTS, conversation=to.conversation)}
    if to.door in ORDER and not to.dead:
        reaches[to.door] = named(to.door, to.host)
    return [reaches[kind] for kind in ORDER if kind in reaches]


def first(held: Held, to: Recipient) -> str:
    """The channel to plan for."""
    return next(iter(all_of(held, to)), NONE)


def after(held: Held, to: Recipient, channel: str) -> str:
    """The next one, where this channel has failed."""
    known = ORDER.index(channel.partition(":")[0]) if channel != NONE else len(ORDER)
    later = (c for c in all_of(held, to) if ORDER.index(c.partition(":")[0]) > known)
    return next(later, NONE)


def nameless(held: Held) -> bool:
    """Whether an older program beside this one has planned rows that name no channel."""
    return held.one(_UNNAMED) is not None


def adopt(held: Held) -> None:
    """Such rows get a channel."""
    for (conversation,) in held.all(_UNNAMED):
        to = one(held, conversation)
        held.run(_NAME, conversation=conversation, channel=named(to.door, to.host))
        reroute(held, conversation)


def reroute(held: Held, conversation: int) -> None:
    """What is planned goes by the channel that is first now: one was added, or has died."""
    held.run(_REROUTE, conversation=conversation, channel=first(held, one(held, conversation)))
