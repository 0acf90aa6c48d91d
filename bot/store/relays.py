"""While a relay is open an officer answers a conversation, and the machine is silent.

What both write (`bot.store.lines`) is gone when the relay ends, and nothing is kept for more than a
day. The turn log never holds it. Whoever changes anything here holds the conversation first.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import lines as written
from bot.store import turns
from bot.store.keys.sealing import Seal
from bot.store.lines import Said
from bot.store.outbox import notices, states
from bot.store.statement import Held, Statement
from bot.store.tables import LINE, OUTBOX, RELAY
from care.followup import FollowUp, Kind
from dialogs import relay as words
from dialogs import transcript
from dialogs.replies import Replies
from dialogs.state import State
from dialogs.understanding.fold import KEPT, clean

KEPT_FOR = timedelta(hours=24)
"""What the person is told: so long at most is a line kept, and so long a silent relay is open."""
LONGEST = KEPT
"""Characters in one line."""
BATCH = 20

_COLUMNS = ("id", "conversation_id", "municipality", "account_id", "name", "at")
_OPEN = select(*(RELAY.c[c] for c in _COLUMNS)).where(RELAY.c.ended_at.is_(None))
_OPEN_OF = Statement(_OPEN.where(RELAY.c.conversation_id == bindparam("conversation")))
_BEGIN = Statement(
    insert(RELAY)
    .values({c: bindparam(c, type_=RELAY.c[c].type, required=True) for c in _COLUMNS[1:]})
    .on_conflict_do_nothing()
)
_THIS = RELAY.c.id == bindparam("this")
_END = Statement(
    update(RELAY)
    .where(_THIS, RELAY.c.ended_at.is_(None))
    .values(ended_at=bindparam("now", type_=RELAY.c.ended_at.type, required=True))
)
_WHOSE = Statement(select(RELAY.c.name).where(_THIS))
_NEWEST = select(func.max(LINE.c.at)).where(LINE.c.relay_id == RELAY.c.id).scalar_subquery()
_SILENT = _OPEN.where(
    func.coalesce(_NEWEST, RELAY.c.at, type_=RELAY.c.at.type)
    <= bindparam("before", type_=RELAY.c.at.type, required=True)
)
_ALL_SILENT = Statement(_SILENT.order_by(RELAY.c.conversation_id).limit(BATCH))
_STILL_SILENT = Statement(_SILENT.where(_THIS))
_SENT_TO = (
    OUTBOX.c.kind == Kind.LINE.value,
    OUTBOX.c.conversation_id == bindparam("conversation"),
)
_UNSENT = or_(*(OUTBOX.c.state == s for s in (states.PLANNED, states.CLAIMED, states.UNCERTAIN)))
_TAKE_BACK = Statement(update(OUTBOX).where(*_SENT_TO, _UNSENT).values(state=states.CANCELLED))
_ABOUT = OUTBOX.c.about == bindparam("about")
_TOLD = Statement(select(OUTBOX.c.id).where(*_SENT_TO, _ABOUT, OUTBOX.c.state == states.SENT))
_NOTE_TOLD = Statement(update(OUTBOX).where(*_SENT_TO, _ABOUT).values(state=states.SENT))
_REMOVE = Statement(delete(RELAY).where(RELAY.c.conversation_id == bindparam("conversation")))


@dataclass(frozen=True, slots=True)
class Relay:
    """One that is open, and the officer who answers."""

    id: int
    conversation: int
    municipality: str
    account: int
    name: str
    at: datetime

    @property
    def first_name(self) -> str:
        """As the person is told it."""
        return first(self.name)


@dataclass(frozen=True, slots=True)
class AlreadyOpen:
    """Another officer answers there, since `at`."""

    name: str
    at: datetime


def first(name: str) -> str:
    """The first name of an officer."""
    return (name.split() or [name])[0]


def open_of(held: Held, conversation: int) -> Relay | None:
    """The relay that is open for a conversation."""
    row = held.one(_OPEN_OF, conversation=conversation)
    return Relay(*row) if row else None


def open(
    held: Held, conversation: int, municipality: str, account_id: int, name: str, now: datetime
) -> Relay | AlreadyOpen:
    """Let this officer answer; the person is told before anything is handed over.

    The same officer again has the one that is open.
    """
    place = turns.hold_again(held, conversation)
    begun = held.run(
        _BEGIN,
        conversation_id=conversation,
        municipality=municipality,
        account_id=account_id,
        name=name,
        at=now,
    )
    relay = open_of(held, conversation)
    assert relay is not None
    if begun:
        _tell(held, place, relay, "opened", words.RELAY, words.opened(relay.first_name), now)
    elif relay.account != account_id:
        return AlreadyOpen(relay.name, relay.at)
    return relay


def say(held: Held, seal: Seal, relay: Relay, text: str, now: datetime) -> Said | None:
    """The officer's line, on its way at once. None where the relay has ended meanwhile.

    Raises ValueError where there is no text, or more than `LONGEST` characters.
    """
    text = clean(text).strip()
    if not 0 < len(text) <= LONGEST:
        raise ValueError(f"a line has from 1 to {LONGEST} characters")
    turns.hold_again(held, relay.conversation)
    if open_of(held, relay.conversation) != relay:
        return None
    said = written.write(held, seal, relay.id, True, text, now)
    _send(held, relay, f"line:{said.id}", now)
    return said


def hear(held: Held, seal: Seal, relay: Relay, text: str, now: datetime) -> Said:
    """The resident's line, in a turn that holds the conversation."""
    return written.write(held, seal, relay.id, False, text, now)


def lines(held: Held, seal: Seal, relay: Relay) -> list[Said]:
    """All that is written, the oldest first."""
    return written.read(held, seal, relay.id)


def name_of(held: Held, relay: int) -> str:
    """The first name of the officer who answers or answered in this one."""
    row = held.one(_WHOSE, this=relay)
    return first(row[0]) if row else ""


def close(held: Held, relay: Relay, now: datetime) -> bool:
    """The officer has done: the lines go and the person is told. False where it had ended.

    A line that has not reached the person by then never does.
    """
    place = turns.hold_again(held, relay.conversation)
    if not end(held, relay, now):
        return False
    _tell(held, place, relay, "closed", "human", words.closed(relay.first_name), now)
    return True


def end(held: Held, relay: Relay, now: datetime) -> bool:
    """The same without a word, for a turn that says it itself."""
    written.remove(held, relay.id)
    held.run(_TAKE_BACK, conversation=relay.conversation)
    return held.run(_END, this=relay.id, now=now) == 1


def due(held: Held, now: datetime) -> bool:
    """Whether `expire` has anything to do; only looks, so that an idle clock locks nobody out."""
    before = now - KEPT_FOR
    return written.any_old(held, before) or held.one(_ALL_SILENT, before=before) is not None


def expire(held: Held, now: datetime) -> int:
    """Lines of a day ago go whatever happened; so does a relay in which none is written for a day.

    Gives how many relays ended; call again until it is 0.
    """
    before = now - KEPT_FOR
    ended = 0
    for row in held.all(_ALL_SILENT, before=before):
        relay = Relay(*row)
        turns.hold_again(held, relay.conversation)  # what is written meanwhile is seen below
        if held.one(_STILL_SILENT, this=relay.id, before=before):
            ended += close(held, relay, now)
    written.remove_old(held, before)
    return ended


def told(held: Held, relay: Relay) -> bool:
    """Whether the notice that an officer answers has gone to the person."""
    return held.one(_TOLD, conversation=relay.conversation, about=f"opened:{relay.id}") is not None


def note_told(held: Held, relay: Relay) -> None:
    """It was told in an answer, so it need not go."""
    held.run(_NOTE_TOLD, conversation=relay.conversation, about=f"opened:{relay.id}")


def remove(held: Held, conversation: int) -> None:
    """No trace of what was written, nor that anything was."""
    written.remove_all(held, conversation)
    held.run(_REMOVE, conversation=conversation)


def _send(held: Held, relay: Relay, about: str, now: datetime) -> None:
    row = FollowUp(Kind.LINE, now, now + KEPT_FOR)
    notices.write(held, row, relay.municipality, relay.conversation, about)


def _tell(
    held: Held,
    place: turns.Place,
    relay: Relay,
    about: str,
    aside: str,
    replies: Replies,
    now: datetime,
) -> None:
    """Into the log, where a page has it at once, and on its way to those whom no page reaches."""
    state = State.restore(json.loads(place.state)).answer("aside", aside)
    turns.save(
        held,
        place,
        state=json.dumps(state.dump(), ensure_ascii=False),
        language=place.language,
        municipality=place.municipality,
    )
    turns.log(
        held,
        place,
        f"relay:{about}:{relay.id}",
        heard=f"relay:{about}",
        step=aside,
        language=place.language,
        municipality=relay.municipality,
        catalogue="",
        replies=json.dumps(transcript.dump(replies), ensure_ascii=False),
        at=now,
    )
    _send(held, relay, f"{about}:{relay.id}", now)
