"""After the choice is confirmed: which cases go on, and how far they have come; and any case."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.queues import queued
from bot.desk.queues.queued import Line, Part
from bot.desk.queues.waiting import listed
from bot.desk.visit import Visit, Way
from bot.desk.words.case import STAGES
from bot.store.office import finding, queues
from bot.store.office.finding import LONGEST, MOST
from bot.store.office.queues import Waiting
from care.casework import Stage

NONE = "Inget ärende passar. Avslutade ärenden hittas bara med sitt nummer."
ASKED = "find "
"""Before what is sealed in the address, so that nothing else that is sealed is opened there."""
MORE = f"Här är de {MOST} senaste. Skriv mer av namnet, eller födelseåret."


def ongoing(at: Visit) -> Response:
    """Every case that is confirmed and not closed, by its stage: the oldest step first."""
    with at.store.writing() as held:
        officers = queued.names(at, held)
        found = queues.ongoing(held, at.store.seal, at.here.key, at.now)
        at.note(held, "queue.read", detail=f"queue=ongoing n={len(found)}")

    def line(one: Waiting) -> Line:
        when = one.step or one.since
        return replace(
            queued.of_case(at, one, officers), since=queued.since(at, when) if when else ""
        )

    def those(stage: Stage, wanted: Callable[[Waiting], bool] = lambda _: True) -> tuple[Line, ...]:
        return tuple(line(one) for one in found if one.stage is stage and wanted(one))

    def begun(one: Waiting) -> bool:
        return one.start_day is not None and one.start_day < at.today

    parts = (
        Part("Skicka beställningen", "Valet är bekräftat.", those(Stage.CONFIRMED)),
        Part("Väntar på utförarens svar", "Ring utföraren om det dröjer.", those(Stage.ORDERED)),
        Part("Står i kö", "Någon annan hjälper under tiden.", those(Stage.QUEUED)),
        Part("Startdag saknas", "Utföraren har tackat ja.", those(Stage.ACCEPTED)),
        Part("Hjälpen har börjat: avsluta", "Startdagen har varit.", those(Stage.STARTED, begun)),
        Part(
            "Har startdag", "Du behöver inte göra något än.",
            those(Stage.STARTED, lambda one: not begun(one)), done=True,
        ),
    )  # fmt: skip
    return listed(at, "Pågår", parts)


def find(at: Visit) -> Response:
    """Cases by name, year of birth or number. What was asked is kept nowhere.

    In the address, which browsers and proxies write down, it stands sealed.
    """
    seal = at.store.seal
    if at.posted:
        asked = at.sent("q")[:LONGEST]
        return at.go(f"/find?{urlencode({'q': seal.close(ASKED + asked)})}" if asked else "/find")
    opened = seal.open(at.query.get("q", "")) or ""
    asked = opened.removeprefix(ASKED) if opened.startswith(ASKED) else ""
    with at.store.writing() as held:
        officers = queued.names(at, held)
        found, more = finding.find(held, seal, at.here.key, asked)
        if asked:
            at.note(held, "case.find", detail=f"n={len(found)}")
    lines = tuple(_found(at, one, queued.of_case(at, one, officers)) for one in found)
    return at.page(
        "queue.html",
        "Sök ett ärende",
        groups=(Part("Träffar", MORE if more else "", lines),),
        finds=True,
        asked=asked,
        result=NONE if asked and not found else "",
        here="/find",
    )


def _found(at: Visit, one: Waiting, line: Line) -> Line:
    return replace(line, about=(f"Ärende {one.case}, {STAGES[one.stage]}", *line.about))


WAYS: tuple[Way, ...] = (
    Way("/ongoing", ongoing, "ongoing"),
    Way("/find", find, "ongoing", posts=True),
)
