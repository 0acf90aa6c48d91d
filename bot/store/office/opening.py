"""A case for one who rings, and an officer's own conversation about a case.

The conversation is like any other, so that the person can be guided and booked; its address is the
desk's, and nothing is ever sent there.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, select, update

from bot.store import case, participants, situations, tasks, turns
from bot.store.keys.sealing import Seal
from bot.store.office.cases import Case
from bot.store.outbox.recipients import AT_THE_DESK
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, CASE, CONVERSATION, PARTICIPANT
from care.people import Part
from care.people import part as part_of
from dialogs.situation import Situation
from dialogs.state import KEPT, State
from dialogs.world import Reason

_HERE = (
    ADDRESS.c.kind == AT_THE_DESK,
    ADDRESS.c.host == bindparam("municipality"),
)
_GUIDE = (
    select(CONVERSATION.c.id, ADDRESS.c.external, CONVERSATION.c.language, PARTICIPANT.c.case_id)
    .join(ADDRESS, ADDRESS.c.id == CONVERSATION.c.address_id)
    .outerjoin(PARTICIPANT, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .where(*_HERE)
)
_BY_ID = Statement(_GUIDE.where(CONVERSATION.c.id == bindparam("this")))
_OF_THIS = _GUIDE.where(PARTICIPANT.c.case_id == bindparam("this"))
_OF_CASE = Statement(_OF_THIS.order_by(CONVERSATION.c.id).limit(1))
_OF_CALLER = Statement(
    _OF_THIS.where(
        PARTICIPANT.c.role == bindparam("role"),
        PARTICIPANT.c.representation == bindparam("representation"),
    )
    .order_by(CONVERSATION.c.id)
    .limit(1)
)
_TAKEN = Statement(
    update(CASE)
    .where(CASE.c.id == bindparam("this"))
    .values(officer=bindparam("officer", type_=CASE.c.officer.type, required=True))
)


class Caller(StrEnum):
    """Who rings."""

    SELF = "self"
    RELATIVE = "relative"
    CHILD = "child"
    """The parent of a child: *vårdnadshavare*."""
    GOD_MAN = "god_man"
    FORVALTARE = "forvaltare"
    FULLMAKT = "fullmakt"

    @property
    def answers(self) -> dict[str, str]:
        """What they would have answered to "vem ska få hjälpen?" and "vem är du?"."""
        if self in (Caller.SELF, Caller.CHILD):
            return {"who": self.value}
        return {"who": "other", "representation": self.value}

    @property
    def part(self) -> Part:
        """Their part in the case."""
        told = self.answers
        return part_of(told["who"], told.get("representation", ""))


class About(StrEnum):
    """What they ring about."""

    CHOOSE = "choose"
    HUMAN = "human"
    APPLY = "apply"


@dataclass(frozen=True, slots=True)
class Told:
    """What one who rings has told. `phone` is E.164, `service` and `area` keys; or empty.

    `chat` is the language in which they can be guided: their own, where the chat speaks it.
    """

    caller: Caller
    language: str
    chat: str
    about: About
    name: str = ""
    birth_year: str = ""
    phone: str = ""
    service: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """An officer's conversation for somebody. `case` is None until there is something to keep."""

    conversation: int
    external: str
    language: str
    case: int | None


def begin(
    held: Held, municipality: str, external: str, lot: Callable[[], int], told: State
) -> turns.Place:
    """A new conversation of the desk's, where `told` is answered already."""
    place = turns.hold(held, AT_THE_DESK, municipality, external, lot)
    state = json.dumps(told.dump(), ensure_ascii=False)
    turns.save(held, place, state=state, language=told.language, municipality=municipality)
    return place


def place(held: Held, conversation: int, municipality: str) -> None:
    """Note where one who is guided lives: at this desk nobody is asked."""
    found = turns.hold_again(held, conversation)
    state = State.restore(json.loads(found.state)).answer("municipality", municipality)
    turns.save(
        held, replace(found, n=found.n - 1), state=json.dumps(state.dump(), ensure_ascii=False),
        language=found.language, municipality=municipality,
    )  # fmt: skip


def open_case(
    held: Held,
    seal: Seal,
    municipality: str,
    told: Told,
    now: datetime,
    *,
    external: str,
    lot: Callable[[], int],
    officer: str | None,
    promised: datetime | None,
) -> int:
    """A case of this caller's; its number. The officer who opens it has it."""
    state = _state(municipality, told)
    place = begin(held, municipality, external, lot, state)
    mine = case.find_or_open(held, place.id, municipality, told.caller.part, now)
    for field in ("name", "birth_year", "phone"):
        if value := getattr(told, field):
            case.keep(held, place.id, mine, field, seal.close(value))
    situations.note(
        held, place.id,
        Situation(told.caller.part, told.language, told.service, told.area),
    )  # fmt: skip
    held.run(_TAKEN, this=mine.id, officer=officer)
    if told.about is not About.CHOOSE:
        reason = Reason.APPLY if told.about is About.APPLY else Reason.HUMAN
        tasks.ask(
            held, municipality, reason.value, place.id, mine.id, now,
            promised=promised if reason is Reason.HUMAN else None,
        )  # fmt: skip
    return mine.id


def guide(held: Held, municipality: str, conversation: int) -> Guide | None:
    """One of the desk's conversations in this municipality."""
    row = held.one(_BY_ID, municipality=municipality, this=conversation)
    return Guide(*row) if row else None


def guide_of(held: Held, municipality: str, this: int) -> Guide | None:
    """The desk's conversation about a case, where there is one."""
    row = held.one(_OF_CASE, municipality=municipality, this=this)
    return Guide(*row) if row else None


def guide_for(
    held: Held,
    found: Case,
    caller: Caller,
    chat: str,
    external: str,
    lot: Callable[[], int],
    by: str,
    now: datetime,
) -> Guide:
    """The desk's conversation with such a caller about a case, begun where there is none.

    The caller takes part in the case from now on. Each has a conversation of their own: whoever
    rings next is not told what only the one before may know.
    """
    part = caller.part
    right = part.right.value if part.right else ""
    row = held.one(
        _OF_CALLER, municipality=found.municipality, this=found.id,
        role=part.role.value, representation=right,
    )  # fmt: skip
    if row:
        return Guide(*row)
    told = Told(
        caller, found.language, chat, About.CHOOSE, found.name, found.birth_year,
        service=found.service or "", area=found.area,
    )  # fmt: skip
    state = _state(found.municipality, told)
    place = begin(held, found.municipality, external, lot, state)
    participants.join(held, place.id, found.id, found.municipality, part, by, now)
    return Guide(place.id, external, chat, found.id)


def _state(municipality: str, told: Told) -> State:
    answers = {"language": told.chat, "municipality": municipality, **told.caller.answers}
    for question in ("service", "area"):
        if value := getattr(told, question):
            answers[question] = value
    for field in ("name", "birth_year", "phone"):
        if getattr(told, field):
            answers[field] = KEPT
    return State(answers=answers, language=told.chat)
