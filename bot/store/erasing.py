"""Destroying what may be destroyed (*gallra*), a kind at a time and a few hundred rows at a time.

Every statement asks anew whether the row may go, in the transaction in which it goes: who writes
at that moment keeps what is theirs, and what somebody has asked to read stays.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from bot.store import calls, participants, wanted
from bot.store.idle import DRAFT, ENDED, IDLE, LEFT, SILENT
from bot.store.outbox.states import OPEN, SENDING
from bot.store.statement import Held, Statement
from bot.store.tables import (
    ADDRESS,
    AUDIT,
    BOOKING,
    CASE,
    CONTACT,
    CONVERSATION,
    DEED,
    OUTBOX,
    PARTICIPANT,
    RELAY,
    TASK,
    TURN,
)

_Number = ColumnElement[int] | None
_MOMENT = CONVERSATION.c.at.type
_BEFORE = bindparam("before", type_=_MOMENT, required=True)
_TOWN = bindparam("municipality", type_=CASE.c.municipality.type, required=True)
_FIRST = bindparam("first", type_=Integer, required=True)
_LAST = bindparam("last", type_=Integer, required=True)

_CHATS = (
    CONVERSATION.c.id > _FIRST,
    CONVERSATION.c.id <= _LAST,
    CONVERSATION.c.municipality == _TOWN,
    ~wanted.all_of(CONVERSATION.c.municipality),
    ~wanted.of_conversation(CONVERSATION.c.id),
)
_THEIRS = {
    table: table.c.conversation_id == CONVERSATION.c.id
    for table in (CONTACT, OUTBOX, PARTICIPANT, RELAY, TASK, TURN)
}
# By where they were held: the chat may be in another municipality now.
_TURNS = Statement(
    delete(TURN).where(
        TURN.c.at <= _BEFORE,
        TURN.c.conversation_id > _FIRST,
        TURN.c.conversation_id <= _LAST,
        or_(
            TURN.c.municipality == _TOWN,
            (TURN.c.municipality == "")
            & TURN.c.conversation_id.in_(
                select(CONVERSATION.c.id).where(CONVERSATION.c.municipality == _TOWN)
            ),
        ),
        ~wanted.all_of(_TOWN),
        ~wanted.of_conversation(TURN.c.conversation_id),
    )
)
_SPOKEN = Statement(
    select(CONVERSATION.c.id, CONVERSATION.c.state, exists().where(_THEIRS[PARTICIPANT]))
    .where(
        *_CHATS,
        CONVERSATION.c.at <= _BEFORE,
        ~exists().where(_THEIRS[RELAY], RELAY.c.ended_at.is_(None)),
    )
    .with_for_update(of=CONVERSATION, key_share=True)
)
_UNSAY = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("this"))
    .values(state=bindparam("state", type_=CONVERSATION.c.state.type, required=True), at=None)
)
_EMPTY = Statement(
    select(CONVERSATION.c.id, CONVERSATION.c.address_id)
    .where(
        *_CHATS,
        CONVERSATION.c.at.is_(None),
        *(~exists().where(theirs) for theirs in _THEIRS.values()),
    )
    .with_for_update(of=CONVERSATION)
)
_REMOVE_CHAT = Statement(delete(CONVERSATION).where(CONVERSATION.c.id == bindparam("this")))
_REMOVE_ADDRESS = Statement(delete(ADDRESS).where(ADDRESS.c.id == bindparam("this")))

_CASES = (
    CASE.c.id > _FIRST,
    CASE.c.id <= _LAST,
    CASE.c.municipality == _TOWN,
    ~wanted.all_of(CASE.c.municipality),
    ~wanted.of_case(CASE.c.id),
)
_OF_CASE = PARTICIPANT.c.case_id == CASE.c.id
_NAMED = or_(
    CASE.c.name.is_not(None),
    CASE.c.birth_year.is_not(None),
    exists().where(
        _OF_CASE, or_(PARTICIPANT.c.phone.is_not(None), PARTICIPANT.c.answerer.is_not(None))
    ),
)


def _cases(*which: ColumnElement[bool]) -> Statement:
    found = select(CASE.c.id).where(*_CASES, *which)
    return Statement(found.with_for_update(of=CASE, key_share=True))


_FINISHED, _OLD = _cases(_NAMED, ENDED, IDLE), _cases(_NAMED, SILENT)
_DRAFTS, _DONE = _cases(DRAFT, IDLE), _cases(LEFT, IDLE)
_THIS = bindparam("this", type_=Integer, required=True)
_UNNAME = Statement(update(CASE).where(CASE.c.id == _THIS).values(name=None, birth_year=None))
_UNNUMBER = Statement(
    update(PARTICIPANT).where(PARTICIPANT.c.case_id == _THIS).values(phone=None, answerer=None)
)
_UNPRINT = Statement(update(BOOKING).where(BOOKING.c.case_id == _THIS).values(phone=None))
_LEAVE = Statement(delete(PARTICIPANT).where(PARTICIPANT.c.case_id == _THIS))
_ADDRESSES = Statement(
    delete(CONTACT).where(
        CONTACT.c.made_at <= _BEFORE,
        CONTACT.c.conversation_id.in_(select(CONVERSATION.c.id).where(*_CHATS)),
    )
)


def _spared(*, case: _Number = None, chat: _Number = None) -> ColumnElement[bool]:
    """Nobody has asked for everything, nor for the case it is of, by itself or by its chat."""
    free = ~wanted.all_of(_TOWN)
    if case is not None:
        free &= case.is_(None) | ~wanted.of_case(case)
    if chat is not None:
        free &= chat.is_(None) | ~wanted.of_conversation(chat)
    return free


_LOGS = (
    Statement(
        delete(AUDIT).where(
            AUDIT.c.municipality == _TOWN, AUDIT.c.at <= _BEFORE, _spared(case=AUDIT.c.case_id)
        )
    ),
    Statement(
        delete(OUTBOX).where(
            OUTBOX.c.municipality == _TOWN,
            OUTBOX.c.due <= _BEFORE,
            ~OPEN,
            OUTBOX.c.state != SENDING,
            _spared(case=OUTBOX.c.case_id, chat=OUTBOX.c.conversation_id),
        )
    ),
    Statement(
        delete(TASK).where(
            TASK.c.municipality == _TOWN,
            TASK.c.done_at <= _BEFORE,
            _spared(case=TASK.c.case_id, chat=TASK.c.conversation_id),
        )
    ),
    Statement(
        delete(RELAY).where(
            RELAY.c.municipality == _TOWN,
            RELAY.c.ended_at <= _BEFORE,
            _spared(chat=RELAY.c.conversation_id),
        )
    ),
)
_DEEDS = Statement(
    delete(DEED).where(DEED.c.at <= bindparam("before", type_=DEED.c.at.type, required=True))
)

_NEWEST_CHAT = Statement(select(func.coalesce(func.max(CONVERSATION.c.id), 0)))
_NEWEST_CASE = Statement(select(func.coalesce(func.max(CASE.c.id), 0)))


def newest(held: Held) -> tuple[int, int]:
    """The numbers of the newest conversation and the newest case."""
    rows = (held.one(_NEWEST_CHAT), held.one(_NEWEST_CASE))
    chat, case = (int(row[0]) if row else 0 for row in rows)
    return chat, case


def turns(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """Turns from before, of conversations after number `first` up to `last`; how many."""
    return held.run(_TURNS, municipality=municipality, before=before, first=first, last=last)


def answers(
    held: Held,
    municipality: str,
    before: datetime,
    first: int,
    last: int,
    blank: Callable[[str, bool], str],
) -> int:
    """What was answered in conversations that have been silent since before; in how many.

    `blank` makes of a state (JSON) what stays of it, told whether they take part in a case.
    """
    found = held.all(_SPOKEN, municipality=municipality, before=before, first=first, last=last)
    for this, state, takes_part in found:
        held.run(_UNSAY, this=this, state=blank(state, bool(takes_part)))
    return len(found)


def drafts(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """Cases in which nobody has wished or booked anything; how many."""
    return _remove(held, _DRAFTS, municipality, before, first, last)


def cases(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """Cases with their calls, where nothing waits for an officer; how many."""
    return _remove(held, _DONE, municipality, before, first, last)


def names(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """Names, years and numbers in cases that nobody has touched since before; in how many."""
    return _forget(held, _OLD, municipality, before, first, last)


def names_of_ended(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """The same, in cases that have ended and of which nothing more is told; in how many."""
    return _forget(held, _FINISHED, municipality, before, first, last)


def addresses(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """E-mail addresses and mobile numbers that were given before, by conversation; how many."""
    return held.run(_ADDRESSES, municipality=municipality, before=before, first=first, last=last)


def chats(held: Held, municipality: str, before: datetime, first: int, last: int) -> int:
    """Conversations of which nothing is left, with the address where they were held; how many.

    What was answered there has gone already, so nobody has written there since `before` either.
    """
    found = held.all(_EMPTY, municipality=municipality, first=first, last=last)
    for conversation, address in found:
        held.run(_REMOVE_CHAT, this=conversation)
        held.run(_REMOVE_ADDRESS, this=address)
    return len(found)


def logs(held: Held, municipality: str, before: datetime) -> int:
    """Of who did what, of what was sent, and of what officers have done, what is from before."""
    return sum(held.run(one, municipality=municipality, before=before) for one in _LOGS)


def forms(held: Held, before: datetime) -> None:
    """Forms of the desk that cannot be sent again any more: no records, only their keys."""
    held.run(_DEEDS, before=before)


def _remove(
    held: Held, which: Statement, municipality: str, before: datetime, first: int, last: int
) -> int:
    found = held.all(which, municipality=municipality, before=before, first=first, last=last)
    for (case,) in found:
        held.run(_LEAVE, this=case)
        calls.remove(held, case)
        participants.remove(held, case)
    return len(found)


def _forget(
    held: Held, which: Statement, municipality: str, before: datetime, first: int, last: int
) -> int:
    found = held.all(which, municipality=municipality, before=before, first=first, last=last)
    for (case,) in found:
        for statement in (_UNNAME, _UNNUMBER, _UNPRINT):
            held.run(statement, this=case)
    return len(found)
