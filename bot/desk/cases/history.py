"""What has been done in a case, told line by line: the audit and the calls."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.desk.words import leaving, reminders, stopped
from bot.desk.words.audited import said
from bot.desk.words.case import CLOSINGS, STAGES, WHOSE, Words
from bot.desk.words.days import clock, full_day, full_moment, moment
from bot.store.calls import CANCELLED
from bot.store.office import tasks
from bot.store.office.acts import read
from bot.store.office.audit import Entry
from bot.store.office.cases import Case
from bot.store.office.choosing import Whose
from bot.store.office.days import Call
from bot.store.office.resending import Reason
from care.casework import Closing, Stage

_PLAIN = {
    "case.open", "case.letter", "case.cannot-choose", "case.go-on", "call.made",
    "call.missed-undone",
    "call.interpreter",
    "people.invite", "people.consent", "people.withdraw", "people.check",
    "wanted.ask", "wanted.end", "disclosure.made",
}  # fmt: skip
"""Changes of which the audit's own words say all."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, when and by whom."""

    at: datetime
    by: str
    what: str

    @property
    def when(self) -> str:
        """Day and time."""
        return full_moment(self.at)


def events(entries: list[Entry], calls: list[Call], words: Words) -> list[Event]:
    """All changes, the oldest first; who has only read stands in the audit."""
    found = [Event(e.at, e.by, told) for e in entries if (told := what(e, words))]
    by_officers = {entry.at for entry in entries if entry.what == "call.book"}
    found += [
        Event(call.made_at, "i chatten", _booked(call))
        for call in calls
        if call.made_at and call.made_at not in by_officers
    ]
    return sorted(found, key=lambda event: event.at)


def what(entry: Entry, words: Words) -> str:
    """One entry as a sentence without its subject; empty for what is no change."""
    codes = read(entry.detail)
    provider = words.provider(codes.get("provider"))
    match entry.what:
        case "case.confirm":
            return f"Bekräftade {provider}. Vems val: {WHOSE[Whose(codes['whose'])]}"
        case "case.order":
            return f"Beställning skickad till {provider}"
        case "case.accept":
            return f"{provider} har tackat ja"
        case "case.queue":
            return f"{provider} är full. Under tiden: {words.provider(codes.get('interim'))}"
        case "case.start":
            return f"Hjälpen börjar {full_day(date.fromisoformat(codes['day']))}"
        case "case.decision-ends":
            ends = codes.get("day")
            told = f"gäller till {full_day(date.fromisoformat(ends))}" if ends else "har ingen dag"
            return f"Skrev att beslutet {told}"
        case tasks.STOP:
            return f"Stoppade påminnelserna{stopped.in_history(entry.by, codes)}"
        case "reminder.again":
            why = reminders.REASONS[Reason(codes["reason"])].lower()
            return f"Skickade igen: {reminders.kind(codes['kind'])}. Skäl: {why}"
        case "case.back":
            return f"Ångrade. Läget är åter {STAGES[Stage(codes['now'])]}"
        case "case.again":
            return f"Personen väljer om. Valet av {provider} gäller inte"
        case "case.close":
            return f"Avslutade. {CLOSINGS[Closing(codes['reason'])]}"
        case "case.reopen":
            return f"Öppnade igen. Läget är {STAGES[Stage(codes['now'])]}"
        case "call.missed":
            return f"Ringde utan att nå personen, försök {codes['attempts']}"
        case "call.move":
            return f"Ändrade samtalet till {_moment(codes)}"
        case "call.book":
            return f"Bokade samtal {_moment(codes)}"
        case "call.cancel":
            return f"Tog bort samtalet {_moment(codes)}"
        case "list.shown":
            which = "ett första urval" if codes.get("what") == "fits" else "alla utförare"
            return f"Visade {which}: {codes.get('count')} stycken, ordning {codes.get('lot')}"
        case "case.give":
            return f"Lämnade ärendet till {words.officer(codes['to'])}"
        case "provider.gone":
            return f"{provider} {leaving.from_code(codes['what'], codes['provider'], words)}"
        case "provider.stays":
            return f"{provider} är kvar, eller inte längre vald"
        case code if code in _PLAIN:
            plain = said(code)
            return plain[:1].upper() + plain[1:]
    return ""


def overtaken(case: Case, entries: list[Entry], words: Words) -> list[str]:
    """Who was first, with what and when, for the one who came second."""
    at = f"klockan {clock(case.changed_at)}" if case.changed_at else "nyss"
    last = next((e for e in reversed(entries) if what(e, words)), None)
    if not case.changed_by:
        first = f"Någon ändrade i chatten {at}, medan du läste."
    elif last and last.by == case.changed_by:
        first = f"{case.changed_by} hann före dig {at}: {what(last, words)}."
    else:
        first = f"{case.changed_by} hann före dig {at}."
    return [first, "Inget av ditt är sparat. Läs hur ärendet ser ut nu."]


def _booked(call: Call) -> str:
    """When a call was moved or cancelled in the chat nobody has written down."""
    off = call.status == CANCELLED
    moved = call.sequence - off > 0
    told = "Bokade ett samtal, senast ändrat till" if moved else "Bokade samtal"
    return f"{told} {moment(call.start)}{'. Det är avbokat' if off else ''}"


def _moment(codes: dict[str, str]) -> str:
    return moment(datetime.fromisoformat(codes["at"]))
