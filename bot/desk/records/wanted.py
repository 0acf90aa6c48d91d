"""*Begäran om utlämnande*: what somebody has asked to read, and that it is answered.

While a request is open nothing of what it asks for is destroyed (`bot.store.wanted`).
"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from bot.desk.cases.acting import Wrong
from bot.desk.visit import RECORDS, Refused, Visit, Way
from bot.desk.words.days import full_moment
from bot.pages.parts import Trouble
from bot.store import wanted
from bot.store.office import cases
from bot.store.office.acts import written
from bot.store.statement import Held

CASE, ALL = "case", "all"
_REFERENCE = re.compile(r"(?=.*\d)[^\W_]([^\W_]|[ ./:-]){0,39}")
NO_REFERENCE = (
    "Skriv diarienumret. Det ska ha en siffra. Annars får där stå bokstäver, mellanslag och "
    "tecknen . / : -"
)
NO_CASE = "Skriv ärendets nummer med siffror."
NOT_HERE = "Det finns inget ärende {}."
THERE = "Den begäran är redan inskriven."
GONE = "Det finns ingen sådan begäran som väntar på svar. Kanske är den redan besvarad."


def requests(at: Visit) -> Response:
    """Those that are open, and a form for a new one; what is sent opens one, or ends one."""
    if not at.posted:
        return _page(at)
    if at.sent("answered"):
        return at.once(lambda held: _end(at, held))
    try:
        return at.once(lambda held: _ask(at, held), alone=True)
    except Wrong as wrong:
        return _page(at, wrong.troubles, 422)


def _page(at: Visit, problems: Sequence[Trouble] = (), status: int = 200) -> Response:
    with at.store.reading() as held:
        found = wanted.listed(held, at.here.key)
    return at.page(
        "wanted.html",
        "Begäran om utlämnande",
        status=status,
        problems=problems,
        faults={trouble.field: trouble.said for trouble in problems},
        rows=[(one, full_moment(one.at)) for one in found],
        what=at.sent("what") or CASE,
        case=at.sent("case") or at.query.get("case", "")[:9],
        reference=at.sent("reference"),
    )


def _ask(at: Visit, held: Held) -> str:
    reference = " ".join(at.sent("reference").split())
    case = None if at.sent("what") == ALL else at.typed("case")
    troubles = []
    if not _REFERENCE.fullmatch(reference):
        troubles.append(Trouble(NO_REFERENCE, "reference"))
    if case is None and at.sent("what") != ALL:
        troubles.append(Trouble(NO_CASE, "case"))
    elif case is not None and cases.find(held, at.store.seal, at.here.key, case) is None:
        troubles.append(Trouble(NOT_HERE.format(case), "case"))
    if (reference, case) in [(one.reference, one.case) for one in wanted.listed(held, at.here.key)]:
        troubles.append(Trouble(THERE, "reference"))
    if troubles:
        raise Wrong(*troubles)
    this = wanted.ask(held, at.here.key, case, reference, at.account.name, at.now)
    _note(at, held, "wanted.ask", wanted.Request(this, case, reference, at.account.name, at.now))
    about = "Inget" if case is None else f"Inget i ärende {case}"
    return _told(at, f"Begäran är inskriven. {about} gallras förrän den är besvarad.")


def _end(at: Visit, held: Held) -> str:
    this = at.typed("answered")
    found = next((one for one in wanted.listed(held, at.here.key) if one.id == this), None)
    if found is None or not wanted.end(held, at.here.key, found.id, at.account.name, at.now):
        raise Refused(GONE, status=404)
    _note(at, held, "wanted.end", found)
    return _told(at, f"Begäran {found.reference} är besvarad. Den hindrar inte gallring längre.")


def _note(at: Visit, held: Held, what: str, one: wanted.Request) -> None:
    codes = {
        "request": str(one.id),
        "reference": one.reference.replace(" ", "~"),
        "scope": "everything" if one.case is None else "",
    }
    at.note(held, what, case=one.case, detail=written(codes))


def _told(at: Visit, told: str) -> str:
    return f"/wanted?told={quote(at.signed(told))}"


WAYS = (Way("/wanted", requests, "wanted", roles=RECORDS, posts=True),)
