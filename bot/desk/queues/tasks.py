"""A task: what it is called, what it asks for, and what an officer does with it."""

from dataclasses import replace

from starlette.responses import Response

from bot.desk.queues import queued
from bot.desk.visit import NotHere, Refused, Visit, Way
from bot.desk.words.days import moment
from bot.store.office import queues, tasks, untold
from bot.store.office.tasks import CALL_LOST, PROVIDER_GONE, Task
from bot.store.statement import Held
from bot.store.tasks import RING_INSTEAD, WRITE_INSTEAD
from dialogs.world import Reason

TALKED = ("talked", "Vi har pratat med varandra")
BOOKED = ("booked", "Personen har fått en tid")
LETTER = ("letter", "Vi har skickat ett brev")
OTHER = ("other", "Personen har valt någon annan")

HEADINGS: dict[str, tuple[str, str]] = {
    Reason.HUMAN: ("Har bett om en människa", "Ring före den tid som är lovad."),
    CALL_LOST: ("Samtal som ingen kunde ta över", "Handläggaren är borta. Ring själv."),
    RING_INSTEAD: (
        "Nåddes inte av ett meddelande",
        "Meddelandet kom inte fram, eller så har personen inte öppnat det på två dagar. "
        "Ring och berätta det som skulle ha sagts.",
    ),
    WRITE_INSTEAD: (
        "Skriv brev i stället: personen har inget nummer vi kan ringa",
        "Meddelandet kom inte fram, eller så har personen inte öppnat det på två dagar. "
        "Skriv det i ett brev, och säg till när det är skickat.",
    ),
    Reason.RELATIVE: (
        "Anhörig har hört av sig",
        "Fråga personen själv. Anhöriga får veta mer först när personen har sagt ja.",
    ),
    Reason.CHANGE: ("Vill byta", "Valet är bekräftat, men personen önskar någon annan."),
    Reason.WISH: ("Utföraren går inte att välja längre", "Personen behöver välja om."),
    PROVIDER_GONE: (
        "Utföraren slutar",
        "Utföraren är bekräftad, men ger snart inte hjälpen. Personen behöver välja om.",
    ),
    Reason.STOP: ("Död, sjukhus eller flytt", "Påminnelserna är stoppade. Se efter i ärendet."),
    Reason.APPLY: (
        "Vill ansöka",
        "En muntlig ansökan gäller från den dag den gjordes. Den tas bort först när någon av er "
        "har tagit hand om den.",
    ),
}
"""What a task is called, and what it asks for."""

OUTCOMES: dict[str, tuple[tuple[str, str], ...]] = {
    Reason.HUMAN: (TALKED, BOOKED, ("chat", "Jag har svarat i chatten")),
    CALL_LOST: (TALKED, BOOKED, LETTER),
    RING_INSTEAD: (TALKED, BOOKED, LETTER),
    WRITE_INSTEAD: (LETTER, TALKED, BOOKED),
    Reason.RELATIVE: (
        ("yes", "Personen har sagt ja till den anhöriga"),
        ("no", "Personen har sagt nej till den anhöriga"),
        ("own", "Personen har valt själv"),
    ),
    Reason.CHANGE: (("changed", "Bytet är gjort"), ("kept", "Personen behåller den hen har")),
    Reason.WISH: (OTHER, ("none", "Personen väljer inte nu")),
    PROVIDER_GONE: (OTHER, ("rule", "Kommunen har ordnat hjälpen på annat sätt")),
    Reason.STOP: (("closed", "Ärendet är avslutat"), ("on", "Ärendet fortsätter")),
    Reason.APPLY: (
        ("received", "Ansökan är mottagen och registrerad"),
        ("already", "Det finns redan en ansökan"),
        ("declined", "Personen vill inte ansöka"),
    ),
}
"""What may have been done, by reason: a code for the audit and its words."""

NO_OFFICER = "Ditt konto är inte kopplat till en handläggare. Be den som sköter kontona om det."
NO_OUTCOME = "Välj vad som är gjort. Inget är sparat."
UNKNOWN = "Välj en kollega i listan. Inget är sparat."


def task(at: Visit) -> Response:
    """One task: take it, hand it over, or say what was done."""
    if at.posted:
        return at.once(lambda held: _act(at, held))
    with at.store.writing() as held:
        found = _find(at, held)
        about = untold.kinds(held, at.store.seal, at.here.key, found, at.now)
        officers = queued.names(at, held)
        at.note(held, "task.read", case=found.case, detail=f"task={found.id}")
    name, hint = HEADINGS.get(found.reason, (found.reason, ""))
    return replace(at, tab=_back(found)[1:]).page(
        "task.html",
        name,
        hint=hint,
        line=queued.of_task(at, found, officers, about or ()),
        untold=found.reason in untold.INSTEAD,
        outcomes=OUTCOMES.get(found.reason, (TALKED,)),
        colleagues=[
            (key, name)
            for key, name in officers.items()
            if key not in (found.own_officer, at.account.officer)
        ],
        closed=f"{found.done_by}, {moment(found.done_at)}" if found.done_at else "",
        back=_back(found),
    )


def letter(at: Visit) -> Response:
    """A letter has gone, after calls in vain."""
    if not at.posted:
        raise NotHere
    case = at.number("case")

    def do(held: Held) -> str:
        found = queues.not_reached(held, at.store.seal, at.here.key, at.now)
        if case not in {one.case for one in found}:
            raise Refused("Det behövs inget brev längre. Inget är sparat.")
        if not tasks.letter_sent(held, at.here.key, case, at.account.name, at.now):
            raise Refused("Någon har redan sagt att brevet är skickat.")
        at.note(held, "case.letter", case=case)
        return "/ring"

    return at.once(do)


def _act(at: Visit, held: Held) -> str:
    found = _find(at, held)
    match at.sent("deed"):
        case "take":
            if not at.account.officer:
                raise Refused(NO_OFFICER)
            _give(at, held, found, at.account.officer)
        case "give":
            if at.sent("to") not in queued.names(at, held):
                raise Refused(UNKNOWN, status=422)
            _give(at, held, found, at.sent("to"))
        case "done":
            _finish(at, held, found)
        case _:
            raise NotHere
    return _back(found)


def _give(at: Visit, held: Held, found: Task, to: str) -> None:
    was = at.sent("was") or None
    if not tasks.give(held, at.here.key, found.id, to=to, was=was):
        raise Refused(_overtaken(at, held))
    at.note(held, "task.give", case=found.case, detail=f"task={found.id} to={to}")


def _finish(at: Visit, held: Held, found: Task) -> None:
    how = at.sent("how")
    if how not in dict(OUTCOMES.get(found.reason, (TALKED,))):
        raise Refused(NO_OUTCOME, status=422)
    if not tasks.finish(held, at.here.key, found.id, at.account.name, at.now):
        raise Refused(_overtaken(at, held))
    told = f"task={found.id} reason={found.reason} how={how}"
    at.note(held, "task.done", case=found.case, detail=told)


def _overtaken(at: Visit, held: Held) -> str:
    """Who was first, and when."""
    now = _find(at, held)
    if now.done_at:
        return f"{now.done_by} tog hand om det {moment(now.done_at)}. Du behöver inte göra något."
    had = queued.names(at, held).get(now.own_officer or "", "")
    return f"{had or 'Ingen'} har det nu. Titta igen innan du ändrar."


def _find(at: Visit, held: Held) -> Task:
    found = tasks.find(held, at.store.seal, at.here.key, at.number("task"))
    if found is None:
        raise NotHere
    return found


def _back(found: Task) -> str:
    return "/apply" if found.reason == Reason.APPLY else "/ring"


WAYS: tuple[Way, ...] = (
    Way("/tasks/{task}", task, "ring", posts=True),
    Way("/cases/{case}/letter", letter, "ring", posts=True),
)
