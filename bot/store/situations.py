"""What a case keeps of the answers in the conversation that began it."""

from sqlalchemy import bindparam, select, update

from bot.store.statement import Held, Statement
from bot.store.tables import CASE, PARTICIPANT
from care.casework import Stage
from dialogs.situation import Situation

_FIELDS = (
    "service", "area", "needs", "required", "language", "interpreter", "extra_time",
    "cannot_choose",
)  # fmt: skip
_READ = Statement(
    select(*(CASE.c[f] for f in _FIELDS), PARTICIPANT.c.role, PARTICIPANT.c.representation)
    .join(PARTICIPANT, PARTICIPANT.c.case_id == CASE.c.id)
    .where(PARTICIPANT.c.conversation_id == bindparam("conversation"), ~PARTICIPANT.c.joined)
)
_SETS = {f: bindparam(f, type_=CASE.c[f].type, required=True) for f in _FIELDS}
_MINE = CASE.c.id.in_(
    select(PARTICIPANT.c.case_id).where(PARTICIPANT.c.conversation_id == bindparam("conversation"))
)
# What an officer has confirmed stays as it was confirmed, whatever is looked at afterwards.
_WRITE = Statement(update(CASE).where(_MINE, CASE.c.stage == Stage.OPEN.value).values(_SETS))
_WISHES = Statement(
    update(CASE)
    .where(_MINE, CASE.c.wish.is_not(None))
    .values(wish_role=bindparam("role", type_=CASE.c.wish_role.type, required=True))
)
_PART = Statement(
    update(PARTICIPANT)
    .where(PARTICIPANT.c.conversation_id == bindparam("conversation"))
    .values(role=bindparam("role"), representation=bindparam("representation"))
)


def note(held: Held, conversation: int, told: Situation, *, common: bool = False) -> None:
    """Bring the case in step with its conversation; nothing where one joined a case of others'.

    Who one is follows from what is answered only while the case is one's own alone: in one that is
    `common` nobody can make a person of a relative by a tap.
    """
    row = held.one(_READ, conversation=conversation)
    if row is None:
        return
    wanted = {
        "service": told.service,
        "area": told.area,
        "needs": "|".join(told.needs),
        "required": told.required,
        "language": told.language,
        "interpreter": told.interpreter,
        "extra_time": told.extra_time,
        # Until there is a wish: an officer may have heard it on the phone.
        "cannot_choose": told.cannot_choose or row[_FIELDS.index("cannot_choose")],
    }
    if tuple(row[:-2]) != tuple(wanted[f] for f in _FIELDS):
        held.run(_WRITE, conversation=conversation, **wanted)
    right = told.part.right.value if told.part.right else ""
    role = told.part.role.value
    if not common and tuple(row[-2:]) != (role, right):
        held.run(_PART, conversation=conversation, role=role, representation=right)
        held.run(_WISHES, conversation=conversation, role=role)
