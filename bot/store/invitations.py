"""Codes that lead to a list, into a case, or to a conversation. Only their prints are kept."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import ATTEMPT, INVITATION, TURN
from dialogs import codes
from dialogs.world import WRONG_CODE

LASTS = timedelta(days=7)
SOON = timedelta(minutes=15)
"""How long a code lasts that opens all that somebody has said."""
LIST, CASE, MOVE = "list", "case", "move"
CODES = {"code": LIST, "code.part": CASE, "code.move": MOVE}
"""What a code is called where it is shown to the one who gave it out."""
TRIES = 3
"""How many codes are tried before two of a hundred million are the same."""

_PERSON = "conversation:"
TAKEN = "three codes in a row are taken"

MOST_AN_HOUR = 200
"""Wrong codes in an hour, in all conversations together."""

Content = Mapping[str, object]

_WRITE = Statement(
    insert(INVITATION)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in INVITATION.columns
            if c.name != "used_at"
        }
        | {"used_at": None}
    )
    .on_conflict_do_nothing()
)
_OLD = Statement(delete(INVITATION).where(INVITATION.c.ends <= bindparam("now")))
_THIS = INVITATION.c.print == bindparam("print")
_UNUSED = INVITATION.c.used_at.is_(None)
_VALID = INVITATION.c.ends > bindparam("now")
_FIND = Statement(
    select(
        INVITATION.c.print,
        INVITATION.c.kind,
        INVITATION.c.municipality,
        INVITATION.c.case_id,
        INVITATION.c.content,
        INVITATION.c.by,
        INVITATION.c.at,
        INVITATION.c.used_at,
    ).where(_THIS, _VALID)
)
_USE = Statement(
    update(INVITATION)
    .where(_THIS, _UNUSED)
    .values(used_at=bindparam("now", type_=INVITATION.c.used_at.type, required=True))
)
_RENEW = Statement(
    update(INVITATION)
    .where(_THIS)
    .values(
        at=bindparam("now", type_=INVITATION.c.at.type, required=True),
        ends=bindparam("ends", type_=INVITATION.c.ends.type, required=True),
    )
)
_BY = INVITATION.c.by == bindparam("by")
_LAST = Statement(
    select(INVITATION.c.print, INVITATION.c.content, INVITATION.c.at)
    .where(_BY, INVITATION.c.kind == bindparam("kind"))
    .order_by(INVITATION.c.at.desc(), INVITATION.c.print)
    .limit(1)
)
_REMOVE = Statement(delete(INVITATION).where(_BY))
_REPLACE = Statement(delete(INVITATION).where(_BY, INVITATION.c.kind == bindparam("kind"), _UNUSED))
_TAKE_BACK = Statement(delete(INVITATION).where(INVITATION.c.case_id == bindparam("this"), _UNUSED))
_WRONG = Statement(
    select(func.count())
    .select_from(TURN)
    .where(
        TURN.c.conversation_id == bindparam("conversation"),
        TURN.c.heard == WRONG_CODE,
        TURN.c.at > bindparam("since"),
    )
)
# Not from the log of turns, which cannot be searched by time. Sign-ins clear away old rows.
_THIS_HOUR = ATTEMPT.c.print == bindparam("this")
_COUNT = Statement(
    insert(ATTEMPT)
    .values(
        print=bindparam("this", type_=ATTEMPT.c.print.type),
        failures=1,
        until=None,
        at=bindparam("now", type_=ATTEMPT.c.at.type),
    )
    .on_conflict_do_update(
        index_elements=[ATTEMPT.c.print], set_={"failures": ATTEMPT.c.failures + 1}
    )
)
_COUNTED = Statement(select(ATTEMPT.c.failures).where(_THIS_HOUR))


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a code that is good leads to. `used` is of a code into a case, which is good once."""

    print: str
    kind: str
    municipality: str
    case: int | None
    content: dict[str, object]
    by: str
    at: datetime
    used: bool

    @property
    def personal(self) -> bool:
        """Whether a person gave it out, and no officer."""
        return self.by.startswith(_PERSON)


def share(
    held: Held,
    seal: Seal,
    conversation: int,
    municipality: str,
    answers: Content,
    now: datetime,
) -> str:
    """A code to a list. It follows from the list and the day, so that asking twice gives one,
    which then is the last that was given.
    """
    content = json.dumps(answers, sort_keys=True)
    by = _giver(conversation)
    for code in _codes(seal, by, content, now):
        if found := find(held, seal, code, now):
            if found.by == by and found.kind == LIST:
                held.run(_RENEW, print=found.print, now=now, ends=now + LASTS)
                return code
        elif _write(held, seal, code, LIST, municipality, None, content, by, now):
            return code
    raise LookupError(TAKEN)


def give(
    held: Held,
    seal: Seal,
    conversation: int,
    kind: str,
    municipality: str,
    case: int | None,
    content: Content,
    now: datetime,
) -> str:
    """A code that this conversation gives out for a quarter of an hour; good once.

    It takes the place of one of its kind given before. What is kept beside it lets the code be
    made again, for it is shown for as long as it lasts.
    """
    by = _giver(conversation)
    held.run(_REPLACE, by=by, kind=kind)
    chance = json.dumps({**content, "chance": secrets.token_hex(8)}, sort_keys=True)
    for code in _codes(seal, by, chance, now):
        if _write(held, seal, code, kind, municipality, case, chance, by, now, SOON):
            return code
    raise LookupError(TAKEN)


def invite(
    held: Held,
    seal: Seal,
    municipality: str,
    case: int,
    content: Content,
    by: str,
    now: datetime,
) -> str:
    """A code into a case, drawn by chance; good once."""
    while True:
        code = codes.made(secrets.randbits(64))
        if _write(held, seal, code, CASE, municipality, case, json.dumps(content), by, now):
            return code


def find(held: Held, seal: Seal, code: str, now: datetime) -> Invitation | None:
    """What such a code leads to, while it is good; one that is used is found as well."""
    return found(held, seal.print(code), now)


def found(held: Held, print: str, now: datetime) -> Invitation | None:
    """The same by the code's print."""
    row = held.one(_FIND, print=print, now=now)
    if row is None:
        return None
    print, kind, municipality, case, content, by, at, used_at = row
    return Invitation(
        print, kind, municipality, case, json.loads(content), by, at, used_at is not None
    )


def use(held: Held, invitation: Invitation, now: datetime) -> bool:
    """Use it up; False where somebody else was first."""
    return held.run(_USE, print=invitation.print, now=now) == 1


def last(held: Held, seal: Seal, conversation: int, kind: str) -> str | None:
    """The code that this conversation was given last, made again from what it leads to."""
    by = _giver(conversation)
    row = held.one(_LAST, by=by, kind=kind)
    if row is None:
        return None
    print, content, at = row
    made = (code for code in _codes(seal, by, content, at) if seal.print(code) == print)
    code = next(made, None)
    return code and codes.shown(code)


def remove(held: Held, conversation: int) -> None:
    """No code of this conversation's is good any more."""
    held.run(_REMOVE, by=_giver(conversation))


def take_back(held: Held, case: int) -> None:
    """No code into this case that has not been used is good any more."""
    held.run(_TAKE_BACK, this=case)


def note_wrong(held: Held, now: datetime) -> None:
    """One more wrong code in this hour, whoever typed it."""
    held.run(_COUNT, this=_hour(now), now=now)


def shut(held: Held, now: datetime) -> bool:
    """Whether so many have guessed in this hour, each a little, that no code is looked at."""
    row = held.one(_COUNTED, this=_hour(now))
    return row is not None and row[0] >= MOST_AN_HOUR


def wrong(held: Held, conversation: int, since: datetime) -> int:
    """How many wrong codes were typed here since then."""
    row = held.one(_WRONG, conversation=conversation, since=since)
    return int(row[0]) if row else 0


def _hour(now: datetime) -> str:
    return f"codes {now.astimezone(UTC):%Y-%m-%dT%H}"


def _giver(conversation: int) -> str:
    return f"{_PERSON}{conversation}"


def _codes(seal: Seal, by: str, content: str, at: datetime) -> list[str]:
    lot = int(seal.print(f"{by} {at.astimezone(UTC):%Y-%m-%d} {content}"), 16)
    return [codes.made(lot + 1000 * n) for n in range(TRIES)]


def _write(
    held: Held,
    seal: Seal,
    code: str,
    kind: str,
    municipality: str,
    case: int | None,
    content: str,
    by: str,
    now: datetime,
    lasts: timedelta = LASTS,
) -> bool:
    held.run(_OLD, now=now)
    values = {"municipality": municipality, "case_id": case, "content": content, "by": by}
    written = held.run(
        _WRITE, print=seal.print(code), kind=kind, at=now, ends=now + lasts, **values
    )
    return written == 1
