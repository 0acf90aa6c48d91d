"""What is sent unasked, as the person wants it: kind by kind, and not at all after a loss."""

from datetime import date

from sqlalchemy import Text, bindparam, delete, func, select, update

from bot.store import case
from bot.store.calls import FIELDS, MISSED
from bot.store.case import Mine
from bot.store.office import stopping
from bot.store.outbox import notices, recipients
from bot.store.outbox.states import CANCELLED, OPEN, POSTED, SENT
from bot.store.statement import Statement
from bot.store.tables import BOOKING, CASE, CONVERSATION, OUTBOX, TASK
from bot.store.world.turning import Turning
from care.casework import STOPS
from care.followup import Kind
from dialogs.world import Booking, Reason

_THIS_CASE = CASE.c.id == bindparam("this")
_STOP = Statement(
    update(CASE)
    .where(_THIS_CASE, CASE.c.stopped_at.is_(None))
    .values(stopped_at=bindparam("now", type_=CASE.c.stopped_at.type, required=True))
)
_RESUME = Statement(update(CASE).where(_THIS_CASE).values(stopped_at=None))
_CHANGE_BY = Statement(
    update(CASE)
    .where(_THIS_CASE)
    .values(change_by=bindparam("day", type_=CASE.c.change_by.type, required=True))
)
_UNDECLINE = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(declined=func.replace(CONVERSATION.c.declined, bindparam("marked", type_=Text), ""))
)
# What an officer writes now, and a code that somebody waits for, are no reminders.
_TAKE_BACK_MINE = Statement(
    update(OUTBOX)
    .where(
        OUTBOX.c.conversation_id == bindparam("conversation"),
        OPEN,
        OUTBOX.c.kind != Kind.LINE.value,
        OUTBOX.c.kind != Kind.CODE.value,
    )
    .values(state=CANCELLED)
)
# What stands on the page has been told: planned anew it would be told twice.
_STANDS_THERE = update(OUTBOX).values(state=SENT)
_OF_CASE = Statement(
    _STANDS_THERE.where(OUTBOX.c.case_id == bindparam("this"), OUTBOX.c.state == POSTED)
)
_OF_KIND = Statement(
    _STANDS_THERE.where(
        OUTBOX.c.conversation_id == bindparam("conversation"),
        OUTBOX.c.kind == bindparam("kind", required=True),
        OUTBOX.c.state == POSTED,
    )
)
_TOLD = Statement(
    select(TASK.c.id).where(TASK.c.key == bindparam("key", required=True), TASK.c.done_at.is_(None))
)
_WITHDRAW = Statement(
    delete(TASK).where(TASK.c.key == bindparam("key", required=True), TASK.c.done_at.is_(None))
)
_LAST_MISSED = Statement(
    select(*(BOOKING.c[field] for field in (*FIELDS, "conversation_id", "made_at")))
    .where(BOOKING.c.case_id == bindparam("this"), BOOKING.c.status == MISSED)
    .order_by(BOOKING.c.start.desc(), BOOKING.c.id)
    .limit(1)
)


class Following(Turning):
    """What a dialog asks of notices; see `dialogs.world.World`."""

    def missed(self) -> Booking | None:
        mine = self._case()
        row = self._held.one(_LAST_MISSED, this=mine.id) if mine else None
        if mine is None or row is None:
            return None
        *call, by, made_at = row
        return Booking(*call) if mine.sees or mine.booked(by, made_at) else None

    def decline(self, kind: Kind) -> None:
        self._held.run(_OF_KIND, conversation=self._conversation, kind=kind.value)
        notices.decline(self._held, self._conversation, kind)

    def undecline(self, kind: Kind) -> None:
        self._held.run(_UNDECLINE, conversation=self._conversation, marked=f"|{kind}|")
        if mine := self._locked():
            self._plan_anew(mine)

    def stop(self, municipality: str, why: str = "") -> None:
        mine = self._locked()
        self._task(municipality, Reason.STOP)
        if mine:
            self._held.run(_OF_CASE, this=mine.id)
        self._held.run(_TAKE_BACK_MINE, conversation=self._conversation)
        if mine is None:
            notices.remind(self._held, self._conversation, False)
            return
        notices.take_back_all(self._held, mine.id)
        self._held.run(_STOP, this=mine.id, now=self._now)
        stopping.told_of(self._held, mine.municipality, mine.id, why, mine.part.role, self._now)
        case.touch(self._held, mine.id, "", self._now)
        self._looked = False

    def resume(self) -> bool:
        mine = self._locked()
        told_here = {"key": f"{Reason.STOP.value}:{self._conversation}"}
        if mine and (mine.withdrawn or mine.standing.closed_as in STOPS):
            return False
        if mine and mine.stopped and not mine.sees and not self._held.one(_TOLD, **told_here):
            return False  # an officer stopped it, or someone else in the case
        self._held.run(_WITHDRAW, **told_here)
        if mine is None:
            notices.remind(self._held, self._conversation, None)
        elif mine.stopped:
            self._held.run(_RESUME, this=mine.id)
            stopping.begun_again(self._held, mine.municipality, mine.id, self._now)
            self._plan_anew(mine)
        return True

    def stopped(self) -> bool:
        mine = self._case()
        return mine is not None and mine.stopped

    def change_by(self, day: date | None) -> bool:
        mine = self._locked()
        if mine is None or not mine.sees:
            return False
        self._held.run(_CHANGE_BY, this=mine.id, day=day)
        marked = f"|{Kind.CHANGE_BY}|"
        self._held.run(_UNDECLINE, conversation=self._conversation, marked=marked)
        case.touch(self._held, mine.id, "", self._now)
        self._looked = False
        mine = self._case()
        assert mine is not None
        self._follow(mine)
        wanted = recipients.one(self._held, self._conversation).takes(Kind.CHANGE_BY)
        return day is not None and wanted and not mine.stopped

    def _plan_anew(self, mine: Mine) -> None:
        self._plan(mine, mine.live.call if mine.live else None)
        self._follow(mine)
