"""Whom to confirm, whom to ring, who wants to apply: the three queues, and how one is shown."""

from collections.abc import Callable, Mapping, Sequence

from starlette.responses import Response

from bot.desk.queues import queued
from bot.desk.queues.queued import Line, Part
from bot.desk.queues.tasks import HEADINGS
from bot.desk.visit import Visit, Way
from bot.store.office import queues, tasks, untold
from bot.store.office.queues import Waiting
from bot.store.office.tasks import Task
from bot.store.statement import Held
from dialogs.world import Reason

UNENDED = (
    "Samtalet är inte avslutat",
    "Tiden för samtalet har gått, och ingen har skrivit hur det blev. Öppna ärendet och gör det.",
)
LEFT = (
    "Öppna ärenden utan något",
    "Ingen önskan, inget samtal och inget att göra. Ring, boka en tid eller avsluta ärendet.",
)

Told = Mapping[int, Sequence[str]]
"""By a task's number, the kinds of notice that it is about."""

TO_RING = tuple(reason for reason in HEADINGS if reason != Reason.APPLY)


def confirm(at: Visit) -> Response:
    """Open cases whose call has been held, or that have none; and calls nobody has ended."""
    with at.store.writing() as held:
        officers = queued.names(at, held)
        found = queues.to_confirm(held, at.store.seal, at.here.key, at.now)
        unended = queues.unended(held, at.store.seal, at.here.key, at.now)
        at.note(held, "queue.read", detail=f"queue=confirm n={len(found) + len(unended)}")
    hint = "Samtalet är klart, eller så finns inget samtal bokat. Öppna ärendet och bekräfta."
    lines = tuple(queued.of_case(at, one, officers) for one in found)
    late = tuple(queued.of_case(at, one, officers, rings=True) for one in unended)
    parts = (Part("Att bekräfta", hint, lines), Part(*UNENDED, late))
    return listed(at, "Bekräfta", parts)


def ring(at: Visit) -> Response:
    """Tasks by reason, and cases that were rung in vain."""
    with at.store.writing() as held:
        officers = queued.names(at, held)
        asked, told = _standing(at, held)
        vain = queues.not_reached(held, at.store.seal, at.here.key, at.now)
        left = queues.with_nothing(held, at.store.seal, at.here.key, at.now)
        n = sum(task.reason in TO_RING for task in asked) + len(vain) + len(left)
        at.note(held, "queue.read", detail=f"queue=ring n={n}")

    def those(wanted: Callable[[Waiting], bool]) -> tuple[Line, ...]:
        return tuple(queued.of_case(at, one, officers) for one in vain if wanted(one))

    parts = [_part(at, reason, asked, officers, told) for reason in TO_RING]
    letters = "Två samtal har varit förgäves. Skriv ett brev, och säg till när det är skickat."
    parts[3:3] = [
        Part("Inte nådd", "Ring igen.", those(lambda w: not w.needs_letter and not w.written)),
        Part("Skriv brev", letters, those(lambda w: w.needs_letter)),
    ]
    sent = "Ni väntar på svar. Ring gärna igen om det dröjer."
    nothing = tuple(queued.of_case(at, one, officers, rings=True) for one in left)
    parts.append(Part(*LEFT, nothing))
    parts.append(Part("Brev är skickat", sent, those(lambda w: w.written is not None), done=True))
    return listed(at, "Ring upp", tuple(parts))


def apply(at: Visit) -> Response:
    """Everyone who wants to apply: dated, the oldest first, and never forgotten."""
    with at.store.writing() as held:
        officers = queued.names(at, held)
        asked = tasks.waiting(held, at.store.seal, at.here.key)
        asked.sort(key=lambda task: (task.at, task.id))
        part = _part(at, Reason.APPLY, asked, officers)
        at.note(held, "queue.read", detail=f"queue=apply n={len(part.lines)}")
    return listed(at, "Vill ansöka", (part,))


def _standing(at: Visit, held: Held) -> tuple[list[Task], Told]:
    """The tasks that are still about something, and what those to ring instead are about.

    The clock ends the others (`untold.let_go`): to look changes nothing.
    """
    seal, here = at.store.seal, at.here.key
    asked = tasks.waiting(held, seal, here)
    about = {task.id: untold.kinds(held, seal, here, task, at.now) for task in asked}
    left = [task for task in asked if about[task.id] != []]
    return left, {task.id: about[task.id] or () for task in left}


def _part(
    at: Visit, reason: str, asked: list[Task], officers: dict[str, str], told: Told | None = None
) -> Part:
    about = told or {}
    lines = tuple(
        queued.of_task(at, one, officers, about.get(one.id, ()))
        for one in asked
        if one.reason == reason
    )
    return Part(*HEADINGS[reason], lines)


def listed(at: Visit, title: str, parts: tuple[Part, ...]) -> Response:
    """A page of those who wait, all of them or one's own."""
    mine = at.query.get("mine") == "1"
    if mine:
        parts = tuple(
            Part(p.name, p.hint, tuple(one for one in p.lines if one.mine), p.done) for p in parts
        )
    return at.page(
        "queue.html",
        title,
        groups=parts,
        waits=sum(len(part.lines) for part in parts if not part.done),
        mine=mine,
        ways=at.tab == "ring",
        finds=at.tab in ("ring", "ongoing"),
        live=at.here.live_chat,
        here=f"/{at.tab}",
        officer=at.account.officer or "",
    )


WAYS: tuple[Way, ...] = (
    Way("/confirm", confirm, "confirm"),
    Way("/ring", ring, "ring"),
    Way("/apply", apply, "apply"),
)
