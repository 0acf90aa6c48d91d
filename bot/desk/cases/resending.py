"""Sending a reminder again, with a reason."""

from collections.abc import Sequence
from datetime import datetime

from starlette.responses import Response

from bot.desk.cases.acting import Wrong, act
from bot.desk.cases.whole import found
from bot.desk.visit import NotHere, Visit, Way
from bot.desk.words import reminders
from bot.desk.words.days import full_moment
from bot.desk.words.reminders import CANNOT, REASONS, STATES, TONES
from bot.pages.parts import Trouble
from bot.store.office import ledger, resending
from bot.store.office.acts import By, NotNow
from bot.store.office.cases import Case
from bot.store.office.ledger import Reminder
from bot.store.office.resending import Cannot, Reason
from bot.store.statement import Held
from care.followup import Kind

NO_REASON = "Välj varför den skickas igen. Inget är sparat."


def again(at: Visit) -> Response:
    """The form, which says when and how it would go; sent, it is planned once."""

    def page(problems: Sequence[Trouble] = (), status: int = 200) -> Response:
        with at.store.reading() as held:
            case = found(at, held)
            row = _row(at, held, case)
            helps = row.state in resending.WHERE_IT_HELPS
            can = resending.possible(held, case, row, at.by)
        goes = "" if isinstance(can, Cannot) or not helps else _goes(at, can)
        why = CANNOT[can] if isinstance(can, Cannot) else ""
        return at.page(
            "again.html", "Skicka igen", status=status, problems=problems, case=case,
            what=reminders.kind(row.kind), state=STATES[row.state], tone=TONES.get(row.state, ""),
            was=row.state, when=full_moment(datetime.fromisoformat(row.wall)), goes=goes,
            why=why or ("" if goes else f"Den är {STATES[row.state]}."), row=row.id,
            reasons=[(reason.value, name) for reason, name in REASONS.items()],
            picked=at.sent("reason"),
        )  # fmt: skip

    def do(held: Held, case: Case, by: By) -> str:
        row = _row(at, held, case)
        if row.state != at.sent("was"):
            raise NotNow
        if at.sent("reason") not in set(Reason):
            raise Wrong(Trouble(NO_REASON, "reason"))
        done = resending.again(held, case, row, Reason(at.sent("reason")), by)
        if isinstance(done, Cannot):
            raise Wrong(Trouble(CANNOT[done]))
        return f"Påminnelsen är planerad igen. {_goes(at, done)}"

    return act(at, do, "", page) if at.posted else page()


def _row(at: Visit, held: Held, case: Case) -> Reminder:
    row = ledger.find(held, at.here.key, at.number("row"))
    if row is None or row.case != case.id or row.kind not in set(Kind):
        raise NotHere
    return row


def _goes(at: Visit, how: resending.Again) -> str:
    return reminders.goes(how.window.due, how.channel, at.now)


WAYS = (Way("/cases/{case}/again/{row}", again, "ledger", posts=True),)
