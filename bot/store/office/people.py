"""What the desk does with those who take part in a case: consent, rights and codes.

Whoever calls writes the audit; each change of a part is also a change of the case (`revision`).
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.store import case as cases
from bot.store import invitations
from bot.store.keys.sealing import Seal
from bot.store.outbox.states import CANCELLED, OPEN
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, CASE, CONVERSATION, OUTBOX, PARTICIPANT
from care.people import Part, Right, Role
from dialogs import codes

_OF_CASE = PARTICIPANT.c.case_id == bindparam("this")
_PARTICIPANTS = Statement(
    select(
        PARTICIPANT.c.conversation_id,
        PARTICIPANT.c.role,
        PARTICIPANT.c.representation,
        PARTICIPANT.c.consent,
        PARTICIPANT.c.checked,
        PARTICIPANT.c.joined,
        CONVERSATION.c.language,
        ADDRESS.c.kind,
        ADDRESS.c.dead,
        PARTICIPANT.c.phone,
        PARTICIPANT.c.answerer,
        PARTICIPANT.c.recorded_by,
        PARTICIPANT.c.recorded_at,
    )
    .join(CONVERSATION, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(_OF_CASE)
    .order_by(PARTICIPANT.c.id)
)
_RECORDED = {
    "recorded_by": bindparam("by", type_=PARTICIPANT.c.recorded_by.type, required=True),
    "recorded_at": bindparam("now", type_=PARTICIPANT.c.recorded_at.type, required=True),
}
_THIS = (_OF_CASE, PARTICIPANT.c.conversation_id == bindparam("conversation"))
_CONSENT = Statement(
    update(PARTICIPANT)
    .where(*_THIS, PARTICIPANT.c.role == Role.RELATIVE.value)
    .values(consent=True, **_RECORDED)
)
_WITHDRAW = Statement(
    update(PARTICIPANT)
    .where(*_THIS, PARTICIPANT.c.role != Role.PERSON.value)
    .values(consent=False, checked=False, **_RECORDED)
)
_CHECK = Statement(
    update(PARTICIPANT)
    .where(*_THIS, PARTICIPANT.c.role != Role.PERSON.value)
    .values(
        role=Role.REPRESENTATIVE.value,
        representation=bindparam("right", type_=PARTICIPANT.c.representation.type, required=True),
        checked=True,
        **_RECORDED,
    )
)
_SILENCE = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.case_id == bindparam("this"),
        OUTBOX.c.conversation_id == bindparam("conversation"),
        OPEN,
    )
    .values(state=CANCELLED)
)
_WHERE = Statement(select(CASE.c.municipality).where(CASE.c.id == bindparam("this")))


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part, as an officer sees them.

    `channel` is the kind of address (web, telegram, terminal) and `dead` that it was blocked.
    `joined` came by a code. `recorded_by` and `recorded_at` are of the last record of consent or
    of a right; both are empty where an officer has recorded nothing.
    """

    conversation: int
    part: Part
    joined: bool
    language: str
    channel: str
    dead: bool
    phone: str | None
    answerer: str | None
    recorded_by: str
    recorded_at: datetime | None


def participants(held: Held, seal: Seal, case: int) -> tuple[Participant, ...]:
    """Everyone who takes part in a case, who began it first."""
    found = []
    for row in held.all(_PARTICIPANTS, this=case):
        conversation, role, right, consent, checked, joined, *rest = row
        language, channel, dead, phone, answerer, by, at = rest
        part = Part(Role(role), Right(right) if right else None, bool(consent), checked)
        found.append(
            Participant(
                conversation, part, joined, language, channel, dead,
                seal.open(phone) if phone else None,
                seal.open(answerer) if answerer else None,
                by, at,
            )
        )  # fmt: skip
    return tuple(found)


def record_consent(held: Held, case: int, conversation: int, by: str, now: datetime) -> bool:
    """The person has said yes to this relative; False where there is no such relative.

    The person says it to the officer: what is typed in a chat proves nobody's yes (OSL 26:1).
    """
    cases.lock(held, case)
    done = held.run(_CONSENT, this=case, conversation=conversation, by=by, now=now) == 1
    if done:
        cases.touch(held, case, by, now)
    return done


def withdraw(held: Held, case: int, conversation: int, by: str, now: datetime) -> bool:
    """The person's yes, or the right that was checked, holds no more; False where there is none.

    They are told nothing of the case from now on, what was planned for them included. No code that
    was given out before is good any more: it may be in their hands.
    """
    cases.lock(held, case)
    done = held.run(_WITHDRAW, this=case, conversation=conversation, by=by, now=now) == 1
    if done:
        held.run(_SILENCE, this=case, conversation=conversation)
        invitations.take_back(held, case)
        cases.touch(held, case, by, now)
    return done


def check_right(
    held: Held, case: int, conversation: int, right: Right, by: str, now: datetime
) -> bool:
    """An officer has seen by what right this one speaks for the person; False where none such.

    Who was a relative so far is a representative from now on.
    """
    cases.lock(held, case)
    done = (
        held.run(_CHECK, this=case, conversation=conversation, right=right.value, by=by, now=now)
        == 1
    )
    if done:
        cases.touch(held, case, by, now)
    return done


def invite(
    held: Held,
    seal: Seal,
    case: int,
    role: Role,
    right: Right | None,
    by: str,
    now: datetime,
) -> str:
    """A code by which one more takes part, good once and for seven days, as it is read aloud.

    To make one for a relative is to record the person's yes to them: `by` has heard it, at `now`.
    A representative's right is still to be checked. Raises LookupError where there is no such
    case, and ValueError for a right that is none of a representative's.
    """
    if (role is Role.REPRESENTATIVE) is (right is None) or role is Role.UNKNOWN:
        raise ValueError(f"{role!r} does not go with {right!r}")
    found = held.one(_WHERE, this=case)
    if found is None:
        raise LookupError(f"there is no case {case}")
    content = {"role": role.value, "right": right.value if right else ""}
    cases.touch(held, case, by, now)
    return codes.shown(invitations.invite(held, seal, found[0], case, content, by, now))
