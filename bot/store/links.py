"""The links of notices that are sent where no answer can be given. Only their prints are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import bindparam, select, update

from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, CONVERSATION, OUTBOX

LASTS = timedelta(days=14)
"""From when the notice was due."""

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 12
"""Of 31 letters, none like another: 59 bits, far beyond guessing."""

_WHOSE = Statement(
    select(
        ADDRESS.c.kind,
        ADDRESS.c.host,
        ADDRESS.c.external,
        CONVERSATION.c.language,
        OUTBOX.c.municipality,
        OUTBOX.c.kind,
        OUTBOX.c.due,
    )
    .select_from(OUTBOX)
    .join(CONVERSATION, OUTBOX.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    # Only of the page: in any other door a message stands where its own button is.
    .where(OUTBOX.c.link == bindparam("print"), ADDRESS.c.kind == "web")
)
_TAKE_BACK = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.conversation_id == bindparam("conversation"),
        OUTBOX.c.channel == bindparam("channel"),
        OUTBOX.c.link.is_not(None),
    )
    .values(link=None)
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The address at the page whose conversation is opened, who wrote (the municipality), and what
    kind of notice it is.
    """

    kind: str
    host: str
    external: str
    language: str
    municipality: str
    notice: str


@dataclass(frozen=True, slots=True)
class Old:
    """A link that opens nothing any more, so that the person can be told whom to ring."""

    host: str
    language: str
    municipality: str


def token(seal: Seal, key: str) -> str:
    """The token of the row with this key: the same however often the row is sent."""
    number = int(seal.print(f"link:{key}"), 16)
    letters = []
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


def printed(token: str) -> str:
    """What is kept of a token, and tells nothing of it."""
    return blake2b(token.encode(errors="replace"), digest_size=32).hexdigest()


def take_back(held: Held, conversation: int, channel: str) -> None:
    """No link that was sent by this channel leads to the conversation any more."""
    held.run(_TAKE_BACK, conversation=conversation, channel=channel)


def whose(held: Held, token: str, now: datetime) -> Linked | Old | None:
    """Whose notice the link is of; None where there is none. Changes nothing."""
    row = held.one(_WHOSE, print=printed(token))
    if row is None:
        return None
    kind, host, external, language, municipality, notice, due = row
    if now > due + LASTS:
        return Old(host, language, municipality)
    return Linked(kind, host, external, language, municipality, notice)
