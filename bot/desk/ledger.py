"""The ledger of reminders: what goes out unasked, to which case, when, and what became of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from bot.desk.visit import Visit, Way
from bot.desk.wall import full_moment
from bot.store.notices import CANCELLED, FAILED, PLANNED, SENT, TOO_LATE, UNCERTAIN
from bot.store.office import ledger
from bot.store.office.ledger import Place, Reminder
from care.followup import Kind

PAGE = 50
LAST = 2**31 - 1
CASES = "/cases/"

KINDS = {
    Kind.CALL_TOMORROW: "Påminnelse: samtal i morgon",
    Kind.CALL_SOON: "Påminnelse: samtal om 2 timmar",
    Kind.HOLD_ENDING: "En tid hålls inte länge till",
    Kind.EARLIER_TIME: "En tidigare tid är ledig",
    Kind.CALL_MOVED: "Samtalet är flyttat eller avbokat",
    Kind.CHOICE_CONFIRMED: "Valet är bekräftat",
    Kind.CASE_NEWS: "Nytt om beställningen",
    Kind.LINE: "Svar från en handläggare",
}
STATES = {
    PLANNED: "planerad",
    SENT: "skickad",
    UNCERTAIN: "osäker",
    FAILED: "kom inte fram",
    TOO_LATE: "för sent",
    CANCELLED: "indragen",
}
EVERY = {ledger.STANDING: "Alla utom indragna", ledger.ALL: "Alla, också indragna"}
TONES = {SENT: "meets", UNCERTAIN: "unknown", FAILED: "lacks", TOO_LATE: "lacks"}
MEANT = {
    UNCERTAIN: "Vi vet inte om meddelandet kom fram.",
    FAILED: "Någon ska ringa i stället. Det finns en uppgift.",
    TOO_LATE: "Meddelandet hann inte skickas medan det var till nytta. Någon ska ringa i stället.",
    CANCELLED: "Samtalet ändrades eller ärendet stängdes. Meddelandet skickas inte. "
    "Det står bara med när du väljer det.",
}
NO_CASE = "Skriv ärendets nummer med siffror."


def show(at: Visit) -> Response:
    """What is next, or what has been, a page at a time."""
    back = at.query.get("view") == "past"
    state = at.query.get("state", "")
    state = state if state in (*STATES, ledger.ALL) else ledger.STANDING
    typed = at.query.get("case", "").strip()
    case = int(typed) if _number(typed) else None
    wrong = bool(typed) and case is None
    rows: Sequence[Reminder] = ()
    if not wrong:
        with at.store.reading() as held:
            rows = ledger.page(
                held, at.here.key, _place(at, back=back), back=back, count=PAGE + 1,
                state=state, case=case,
            )  # fmt: skip
    kept = {"view": "past" if back else "next", "state": state, "case": typed}
    more = len(rows) > PAGE
    last = rows[PAGE - 1] if more else None
    place = {"due": last.due.astimezone(UTC).isoformat(), "id": str(last.id)} if last else {}
    return at.page(
        "ledger.html",
        "Påminnelser",
        status=422 if wrong else 200,
        back=back,
        other=urlencode({**kept, "view": "next" if back else "past"}),
        states=[(key, name, key == state) for key, name in (EVERY | STATES).items()],
        narrowed=bool(typed) or state in STATES,
        taken_back=urlencode({**kept, "state": ledger.ALL}) if state == ledger.STANDING else "",
        case=typed,
        fault=NO_CASE if wrong else "",
        rows=[_row(one) for one in rows[:PAGE]],
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


def _row(one: Reminder) -> dict[str, object]:
    kinds = {kind.value: name for kind, name in KINDS.items()}
    return {
        "what": kinds.get(one.kind, one.kind),
        "case": one.case,
        "href": f"{CASES}{one.case}",
        "when": full_moment(datetime.fromisoformat(one.wall)),
        "state": STATES.get(one.state, one.state),
        "tone": TONES.get(one.state, ""),
        "tries": one.tries,
    }


WAYS: tuple[Way, ...] = (Way("/ledger", show, "ledger"),)
