"""What is void of all that was planned for a case, when its call or its course is another."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.store.calls import BOOKED
from bot.store.outbox.states import CANCELLED, OPEN, of_kinds
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, OUTBOX
from care.casework import Stage
from care.followup import OF_THE_CALL, OF_THE_COURSE, Kind, ends

_OF_THIS = OUTBOX.c.case_id == bindparam("this")
_CALL = Statement(
    select(CASE.c.version, BOOKING.c.start)
    .outerjoin(
        BOOKING,
        (BOOKING.c.case_id == CASE.c.id)
        & (BOOKING.c.status == BOOKED)
        & (CASE.c.stage != Stage.CLOSED.value),
    )
    .where(CASE.c.id == bindparam("this"))
)
_END = OUTBOX.c.not_after == bindparam("not_after", type_=OUTBOX.c.not_after.type, required=True)
_STILL_SO = Statement(
    update(OUTBOX)
    .where(_OF_THIS, OPEN, OUTBOX.c.kind == bindparam("kind", required=True), _END)
    .values(version=bindparam("version", required=True))
)
_EARLIER = Statement(
    select(OUTBOX.c.about)
    .where(_OF_THIS, OPEN, OUTBOX.c.kind == Kind.EARLIER_TIME.value)
    .distinct()
)
_STILL_EARLIER = Statement(
    update(OUTBOX)
    .where(_OF_THIS, OPEN, OUTBOX.c.about == bindparam("about"))
    .values(version=bindparam("version", required=True))
)
_TAKE_BACK = Statement(
    update(OUTBOX)
    .where(
        _OF_THIS,
        OPEN,
        of_kinds(OF_THE_CALL),
        OUTBOX.c.version != bindparam("version", required=True),
    )
    .values(state=CANCELLED)
)
_ANCHORS = Statement(
    select(OUTBOX.c.kind, OUTBOX.c.about).where(_OF_THIS, OPEN, of_kinds(OF_THE_COURSE)).distinct()
)
_TAKE_BACK_COURSE = Statement(
    update(OUTBOX)
    .where(_OF_THIS, OPEN, OUTBOX.c.kind == bindparam("kind"), OUTBOX.c.about == bindparam("about"))
    .values(state=CANCELLED)
)


def of_another_call(held: Held, case: int) -> None:
    """Take back what was planned for another call than the one that stands.

    The rest gets the version of the case, so that it stands. What is late is taken along too: what
    an officer notes in the case must not cost a reminder that waits for its channel.
    """
    row = held.one(_CALL, this=case)
    version, call = row if row else (-1, None)
    if call is not None:
        for kind, end in ends(call).items():
            held.run(_STILL_SO, this=case, version=version, kind=kind.value, not_after=end)
        for (freed,) in held.all(_EARLIER, this=case):
            if datetime.fromisoformat(freed) < call:
                held.run(_STILL_EARLIER, this=case, version=version, about=freed)
    held.run(_TAKE_BACK, this=case, version=-1 if call is None else version)


def of_another_course(held: Held, case: int, anchors: Mapping[Kind, str]) -> None:
    """Take back what hangs on another day than its kind does now."""
    for kind, anchor in held.all(_ANCHORS, this=case):
        if anchors.get(Kind(kind)) != anchor:
            held.run(_TAKE_BACK_COURSE, this=case, kind=kind, about=anchor)
