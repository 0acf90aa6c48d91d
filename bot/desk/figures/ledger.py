"""The ledger of reminders: what goes out unasked, to which case, when, and what became of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.visit import Visit, Way
from bot.desk.words import reminders
from bot.desk.words.days import full_moment
from bot.desk.words.reminders import KINDS, MEANT, STATES, TONES
from bot.store.office import cases, ledger, resending
from bot.store.office.cases import Case
from bot.store.office.ledger import Place, Reminder
from bot.store.statement import Held

PAGE = 50
CASES = "/cases/"

EVERY = {
    ledger.STANDING: "Alla utom indragna",
    ledger.MISSED: "Allt som inte nådde fram",
    ledger.ALL: "Alla, också indragna",
}
NO_CASE = "Skriv ärendets nummer med siffror."


def show(at: Visit) -> Response:
    """What is next, or what has been, a page at a time."""
    back = at.query.get("view") == "past"
    state, kind = at.query.get("state", ""), at.query.get("kind", "")
    state = state if state in (*STATES, *EVERY) else ledger.STANDING
    kind = kind if kind in KINDS else ""
    typed = at.query.get("case", "").strip()
    case = int(typed) if _number(typed) else None
    wrong = bool(typed) and case is None
    rows: Sequence[Reminder] = ()
    with at.store.writing() as held:
        counts = ledger.counts(held, at.here.key, at.now)
        if not wrong:
            rows = ledger.page(
                held, at.here.key, _place(at, back=back), back=back, count=PAGE + 1,
                state=state, kind=kind, case=case,
            )  # fmt: skip
        can = _can(at, held, rows[:PAGE])
        told = "" if case is None else f" case={case}"  # typed: there may be none
        at.note(held, "reminders.read", detail=f"n={len(rows[:PAGE])}{told}")
    kept = {"view": "past" if back else "next", "state": state, "kind": kind, "case": typed}
    more = len(rows) > PAGE
    last = rows[PAGE - 1] if more else None
    place = {"due": last.due.astimezone(UTC).isoformat(), "id": str(last.id)} if last else {}
    return at.page(
        "ledger.html",
        "Påminnelser",
        status=422 if wrong else 200,
        back=back,
        counts=counts,
        missed=urlencode({"view": "past", "state": ledger.MISSED}),
        other=urlencode({**kept, "view": "next" if back else "past"}),
        states=[(key, name, key == state) for key, name in (EVERY | STATES).items()],
        kinds=[(key.value, name, key == kind) for key, name in KINDS.items()],
        narrowed=bool(typed or kind) or state not in (ledger.STANDING, ledger.ALL),
        taken_back=urlencode({**kept, "state": ledger.ALL}) if state == ledger.STANDING else "",
        case=typed,
        fault=NO_CASE if wrong else "",
        rows=[_row(one, again=one.id in can) for one in rows[:PAGE]],
        more=urlencode({**kept, **place}) if more else "",
        begun="due" in at.query,
        start=urlencode(kept),
        meant=[(STATES[key], said) for key, said in MEANT.items()],
    )


def _number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 10


def _place(at: Visit, *, back: bool) -> Place:
    """Where the page before ended; else now, from which one looks ahead or back."""
    due, id = at.query.get("due", ""), at.query.get("id", "")
    if due and _number(id):
        try:
            moment = datetime.fromisoformat(due)
        except ValueError:
            moment = at.now
        if moment.tzinfo and 2000 < moment.year < 3000:
            return moment, int(id)
    return at.now, 0 if back else -1


def _can(at: Visit, held: Held, rows: Sequence[Reminder]) -> set[int]:
    """Which can be sent again as it is now: on the others the button would lead nowhere."""
    known: dict[int, Case | None] = {}
    found = set()
    for one in rows:
        helps = one.state in resending.WHERE_IT_HELPS and one.kind in KINDS
        if one.case is None or one.conversation is None or one.newer or not helps:
            continue
        if one.case not in known:
            known[one.case] = cases.find(held, at.store.seal, at.here.key, one.case)
        case = known[one.case]
        if case and isinstance(resending.possible(held, case, one, at.by), resending.Again):
            found.add(one.id)
    return found


def _row(one: Reminder, *, again: bool) -> dict[str, object]:
    return {
        "what": reminders.kind(one.kind),
        "again": resending.AGAIN in one.key,
        "case": one.case,
        "href": f"{CASES}{one.case}",
        "when": full_moment(datetime.fromisoformat(one.wall)),
        "moved": reminders.moved(one),
        "by": reminders.by(one.channel),
        "state": STATES.get(one.state, one.state),
        "tone": TONES.get(one.state, ""),
        "follows": reminders.follows(one),
        "tries": one.tries,
        "send": f"{CASES}{one.case}/again/{one.id}" if again else "",
    }


WAYS: tuple[Way, ...] = (Way("/ledger", show, "ledger"),)
