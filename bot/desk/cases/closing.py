"""Closing a case, with the reason."""

from collections.abc import Sequence

from starlette.responses import Response

from bot.desk.cases.acting import Wrong, act
from bot.desk.cases.whole import found
from bot.desk.visit import Visit, Way
from bot.desk.words.case import CLOSINGS
from bot.pages.parts import Trouble
from bot.store.office import closing
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.statement import Held
from care.casework import STOPS, Closing, Stage


def close(at: Visit) -> Response:
    """The reasons, and what each of them stops."""

    def page(problems: Sequence[Trouble] = (), status: int = 200) -> Response:
        with at.store.reading() as held:
            case = found(at, held)
        confirmed = case.stage is not Stage.OPEN
        reasons = [
            (reason.value, CLOSINGS[reason], reason in STOPS)
            for reason in Closing
            if confirmed or reason is not Closing.CONFIRMED
        ]
        return at.page(
            "close.html", "Avsluta ärendet", status=status, problems=problems, case=case,
            reasons=reasons, picked=at.sent("reason"), came=at.query.get("call", ""),
        )  # fmt: skip

    def do(held: Held, case: Case, by: By) -> None:
        if at.sent("reason") not in set(Closing):
            raise Wrong(Trouble("Välj varför ärendet avslutas.", "reason"))
        closing.close(held, case, Closing(at.sent("reason")), by)

    return act(at, do, "Ärendet är avslutat.", page) if at.posted else page()


WAYS = (Way("/cases/{case}/close", close, "today", posts=True),)
