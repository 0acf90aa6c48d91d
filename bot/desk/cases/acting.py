"""Doing something to a case: once, on what was read, and told in plain words when it cannot be."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from starlette.responses import Response

from bot.desk.calls.today import path_of
from bot.desk.cases import history
from bot.desk.cases.whole import show
from bot.desk.queues import queued
from bot.desk.visit import NotHere, Visit
from bot.pages.parts import Trouble
from bot.store.office import audit, days
from bot.store.office.acts import By, NoCase, NotNow, Overtaken, begin
from bot.store.office.cases import Case
from bot.store.office.choosing import CannotBe
from bot.store.office.rebooking import Taken
from bot.store.statement import Held

NOT_NOW = "Det går inte som ärendet ser ut nu. Inget är sparat."
TAKEN = "Någon annan hann ta den tiden. Välj en annan. Inget är sparat."

UNHEARD = "Ingen fick veta det i chatten. Ring."

Do = Callable[[Held, Case, By], object]
"""What is done. A text that it gives is told in place of the usual one; False is that nobody could
be told in the chat."""
Again = Callable[[Sequence[Trouble], int], Response]
"""The page once more, with what is wrong and the status."""


class Wrong(Exception):
    """What was filled in cannot be; each trouble is a sentence beside its field."""

    def __init__(self, *troubles: Trouble) -> None:
        self.troubles = troubles
        super().__init__(*(trouble.said for trouble in troubles))


def act(at: Visit, do: Do, told: str, again: Again | None = None) -> Response:
    """Do it, once, and go back to where the officer was.

    `again` is the form that was filled in. Where somebody else was first the case is shown, as it
    is now.
    """

    def whole(problems: Sequence[Trouble], status: int) -> Response:
        return show(at, problems, status)

    again = again or whole

    def effect(held: Held) -> str:
        by = at.by
        case = begin(held, at.store.seal, at.number("case"), at.revision, by)
        said = do(held, case, by)
        done = f"{told} {UNHEARD}" if said is False else told
        return back_to(at, held, case.id, said if isinstance(said, str) else done)

    try:
        return at.once(effect)
    except NoCase:
        raise NotHere from None
    except Overtaken as first:
        lines = overtaken(at, first.case)
        return whole([Trouble(line) for line in lines], 409)
    except NotNow:
        return whole([Trouble(NOT_NOW)], 409)
    except Taken:
        return again([Trouble(TAKEN)], 409)
    except CannotBe as cannot:
        why = at.words().why_not(cannot.fit)
        name = cannot.fit.provider.name if cannot.fit else "Utföraren"
        said = f"{name} går inte att välja: {why[:1].lower()}{why[1:].rstrip('.')}."
        return again([Trouble(said, "provider"), Trouble("Inget är bekräftat.")], 409)
    except Wrong as wrong:
        return again(wrong.troubles, 422)


def back_to(at: Visit, held: Held, case: int, told: str) -> str:
    """The card from which the officer came, else the case."""
    came = at.sent("call") or at.query.get("call", "")
    for call in days.of_case(held, at.store.seal, at.here.key, case):
        if call.id == came:
            return path_of(call, at.account.officer, at.signed(told))
    return f"/cases/{case}?told={quote(at.signed(told))}"


def overtaken(at: Visit, case: Case) -> list[str]:
    """That somebody was before, who, and what they did."""
    with at.store.reading() as held:
        entries = audit.of_case(held, at.here.key, case.id)
        told = at.words(queued.names(at, held))
    return history.overtaken(case, entries, told)
