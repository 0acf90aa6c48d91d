"""The codes that show whose an e-mail address or a telephone is.

A code is stored nowhere. It is made anew, with our key, from the address and a name of its own
that is never used twice (`outbox.about` holds both); the contact keeps the code's print, which
nobody without the key can try all codes against. It is the key of prints, which stays when those
that encrypt are changed.
"""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import contacts
from bot.store.contacts import Contact
from bot.store.keys.sealing import Seal
from bot.store.outbox import notices
from bot.store.statement import Held, Statement
from bot.store.tables import ATTEMPT, CONTACT, OUTBOX
from care.followup import Kind, at_once
from dialogs import proof
from dialogs.proof import NotProved, Proved

CODE_HELPS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_AN_HOUR, MOST_A_DAY = 3, 6
"""Codes to one address, whoever asks for them."""
MOST_OF_ONE = 10
"""Codes in a day that one conversation asks for, wherever they go."""
MOST_IN_ALL = 200
"""Codes in an hour to all addresses together: each text message is paid for."""

_THIS = CONTACT.c.id == bindparam("this")
_CODE = Statement(
    update(CONTACT)
    .where(_THIS)
    .values(
        code=bindparam("code", required=True), code_ends=bindparam("ends", required=True), tries=0
    )
)
_TRY = Statement(update(CONTACT).where(_THIS).values(tries=CONTACT.c.tries + 1))
_PROVED = Statement(
    update(CONTACT)
    .where(_THIS)
    .values(
        verified_at=bindparam("now", type_=CONTACT.c.verified_at.type, required=True),
        code=None,
        code_ends=None,
        tries=0,
    )
)
_NOTE = Statement(
    insert(ATTEMPT).values(
        print=bindparam("print", type_=ATTEMPT.c.print.type, required=True),
        failures=1,
        until=None,
        at=bindparam("now", type_=ATTEMPT.c.at.type, required=True),
    )
)
_SENT = Statement(
    select(func.count())
    .select_from(ATTEMPT)
    .where(
        ATTEMPT.c.print.startswith(bindparam("begins", type_=ATTEMPT.c.print.type, required=True)),
        ATTEMPT.c.at > bindparam("since", type_=ATTEMPT.c.at.type, required=True),
    )
)
_ASKED = Statement(
    select(func.count())
    .select_from(OUTBOX)
    .where(
        OUTBOX.c.conversation_id == bindparam("conversation"),
        OUTBOX.c.kind == Kind.CODE.value,
        OUTBOX.c.due > bindparam("since", type_=OUTBOX.c.due.type, required=True),
    )
)
_COUNTED = Statement(
    delete(ATTEMPT).where(
        ATTEMPT.c.print.startswith("code:"),
        ATTEMPT.c.at < bindparam("old", type_=ATTEMPT.c.at.type, required=True),
    )
)


def send(
    held: Held,
    seal: Seal,
    municipality: str,
    conversation: int,
    kind: str,
    name: str,
    now: datetime,
) -> bool:
    """Plan a code to the address; the one before counts no more. `name` is never used twice.

    False where too many have been sent, or where nothing comes.
    """
    to = contacts.one(held, conversation, kind)
    if to is None or to.dead or to.verified_at or _too_many(held, conversation, to, now):
        return False
    about = f"{to.id}:{name}"
    digest = _digest(seal, to, _code(seal, to, about))
    held.run(_CODE, this=to.id, code=digest, ends=now + CODE_HELPS)
    held.run(_NOTE, print=f"code:{to.print}:{name}", now=now)
    row = at_once(Kind.CODE, now=now, helps=CODE_HELPS)
    notices.send_code(held, row, municipality, conversation, kind, about)
    return True


def code(held: Held, seal: Seal, about: str) -> str | None:
    """The code that a row of the outbox is about; None where it counts no more."""
    to = contacts.by_id(held, int(about.partition(":")[0]))
    if to is None or to.code is None:
        return None
    made = _code(seal, to, about)
    return made if _digest(seal, to, made) == to.code else None


def prove(
    held: Held, seal: Seal, conversation: int, kind: str, typed: str, now: datetime
) -> Proved | NotProved:
    """Try a code: it counts once, for a quarter of an hour, and not after the fifth wrong one."""
    to = contacts.one(held, conversation, kind)
    if to is None or to.code is None or to.code_ends is None or now >= to.code_ends:
        return NotProved(0)
    if to.tries >= MOST_TRIES:
        return NotProved(0)
    if _digest(seal, to, typed) != to.code:
        held.run(_TRY, this=to.id)
        return NotProved(MOST_TRIES - to.tries - 1)
    held.run(_PROVED, this=to.id, now=now)
    return Proved()


def forget_old(held: Held, now: datetime) -> None:
    """To whom codes were sent is counted for a day, and then known no more."""
    held.run(_COUNTED, old=now - timedelta(days=1))


def _too_many(held: Held, conversation: int, to: Contact, now: datetime) -> bool:
    hour, day = now - timedelta(hours=1), now - timedelta(days=1)
    asked = held.one(_ASKED, conversation=conversation, since=day)
    if asked and asked[0] >= MOST_OF_ONE:
        return True
    here = f"code:{to.print}:"
    limits = ((here, hour, MOST_AN_HOUR), (here, day, MOST_A_DAY), ("code:", hour, MOST_IN_ALL))
    return any(_sent(held, begins, since) >= most for begins, since, most in limits)


def _sent(held: Held, begins: str, since: datetime) -> int:
    row = held.one(_SENT, begins=begins, since=since)
    return int(row[0]) if row else 0


def _code(seal: Seal, to: Contact, about: str) -> str:
    return proof.made(int(seal.print(f"code:{to.print}:{about}"), 16))


def _digest(seal: Seal, to: Contact, code: str) -> str:
    return seal.print(f"proof:{to.id}:{to.print}:{code}")
