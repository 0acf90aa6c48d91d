"""All that is stored of a case, in the order in which one reads it, in pieces to hand out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from bot.desk.calls import card
from bot.desk.cases import history
from bot.desk.cases.whole import found
from bot.desk.queues import queued
from bot.desk.records import chat
from bot.desk.records.pieces import MISSING, Part, Piece, numbered
from bot.desk.visit import Visit
from bot.desk.words import audited, reminders
from bot.desk.words.case import CLOSINGS, REASONS, STAGES, Words, may, where, who, whose_wish
from bot.desk.words.days import clock, full_day, full_moment
from bot.store import lines, wanted
from bot.store.calls import BOOKED, CANCELLED, MISSED, PAST
from bot.store.lines import Said as Line
from bot.store.office import audit, days, kept, ledger, people, seen
from bot.store.office.audit import Entry
from bot.store.office.cases import Case
from bot.store.office.days import Call
from bot.store.office.kept import Answered, Done, Invited
from bot.store.office.ledger import Reminder
from bot.store.office.people import Participant
from bot.store.office.seen import Seen
from bot.store.statement import Held
from care.people import Role
from care.times import SWEDEN
from dialogs.understanding.numbers import as_dialled

CALLS = {
    BOOKED: "bokat", CANCELLED: "avbokat", PAST: "har varit", MISSED: "ingen blev nådd",
}  # fmt: skip
CONTACTS = {"email": "e-post", "sms": "sms-nummer"}
FROM_THE_START = (datetime(2000, 1, 1, tzinfo=SWEDEN), 0)
EVERY = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Stored:
    """A case in pieces. `last` is the newest line of the audit that is among them, `references`
    the numbers of the requests that ask for it.
    """

    case: Case
    parts: tuple[Part, ...]
    last: int
    references: tuple[str, ...]


def gather(at: Visit, held: Held, last: int | None = None) -> Stored:
    """The case of the address, and its audit up to entry `last`. Raises NotHere."""
    this, seal, here = found(at, held), at.store.seal, at.here.key
    words = at.words(queued.names(at, held))
    taking_part = people.participants(held, seal, this.id)
    named = {one.conversation: f"Deltagare {n}" for n, one in enumerate(taking_part, 1)}
    others = frozenset(p.conversation for p in taking_part if p.part.role is not Role.PERSON)
    shown, waits = seen.last(held, this.id), kept.waits(held, this.id)
    reached = list(kept.contacts(held, seal, this.id))
    calls = days.of_case(held, seal, here, this.id)
    tasks = kept.tasks(held, here, this.id)
    notices = ledger.page(
        held, here, FROM_THE_START, back=False, count=EVERY, state=ledger.ALL, case=this.id
    )
    turns, states = kept.turns(held, here, this.id), kept.answers(held, here, this.id)
    relays = kept.relays(held, here, this.id)
    wrote = [(relay, lines.read(held, seal, relay.id)) for relay in relays]
    entries = audit.of_case(held, here, this.id)
    entries = [entry for entry in entries if last is None or entry.id <= last]
    parts: dict[str, Iterable[Piece]] = {
        "Personen och valet": _case(this, taking_part, shown, waits, words),
        "Vilka som deltar": _participants(taking_part, named, reached),
        "Koder till ärendet": numbered("Kod", map(_code, kept.invitations(held, here, this.id))),
        "Samtal med handläggare": numbered("Samtal", (_call(one, words) for one in calls)),
        "Det som handläggare ska göra": numbered("Uppgift", (_task(one, words) for one in tasks)),
        "Meddelanden": numbered("Meddelande", (_notice(one, named) for one in notices)),
        "Svar i chatten": chat.answers(states, turns, named, others, words),
        "Samtalet i chatten": chat.turns(turns, named, others, words),
        "Handläggare som har svarat i chatten": numbered("Gång", map(_relay, relays)),
        "Det som skrivs med en handläggare nu": _wrote(wrote, named, others),
        "Logg: vem som har läst och gjort vad": numbered("Dag", _log(entries, words)),
    }
    made = (Part(title, tuple(pieces)) for title, pieces in parts.items())
    return Stored(
        this,
        tuple(part for part in made if part.pieces),
        entries[-1].id if entries else 0,
        tuple(one.reference for one in wanted.about(held, here, this.id)),
    )


def _case(
    case: Case,
    taking_part: Sequence[Participant],
    shown: Seen | None,
    waits: datetime | None,
    words: Words,
) -> Iterator[Piece]:
    """Always the same titles: that one is there tells nothing."""
    owner = next((p.part for p in taking_part if p.part.role is case.wish_role), None)
    closed = f": {CLOSINGS[case.closed_as]}" if case.closed_as else ""
    listed = ", ".join(words.provider(key) for key in shown.providers) if shown else ""
    changed = f"{_at(case.changed_at)}, {case.changed_by or 'i chatten'}"
    for title, text in (
        ("Namn", case.name),
        ("Född", case.birth_year),
        ("Läge", f"{STAGES[case.stage]}{closed}"),
        ("Öppnat", _at(case.opened_at)),
        ("Beviljat enligt uppgift", words.granted(case, "")),
        ("Önskemål och krav", "\n".join(words.matters(case))),
        ("Språk", words.spoken(case, "inte känt")),
        ("Tolkens referens", case.interpreter_reference),
        ("Önskan", card.wish_of(case, words)),
        ("Vems önskan", (whose_wish(case, owner) or "Personens egen.") if case.wish else ""),
        ("Visat i chatten", f"{card.seen_told(shown)}: {listed}" if shown else ""),
        ("Vill ha en tidigare tid sedan", _at(waits)),
        ("Bekräftad utförare", words.provider(case.provider)),
        ("Utförare under tiden", words.provider(case.interim)),
        ("Hjälpen börjar", _day(case.start_day)),
        ("Beslutet gäller till", _day(case.decision_ends)),
        ("Sista dag att byta", _day(case.change_by)),
        ("Samtal utan att nå personen", str(case.attempts)),
        ("Påminnelserna stoppade sedan", _at(case.stopped_at)),
        ("Har ärendet", words.officer(case.officer)),
        ("Senast ändrat", changed if case.changed_at else ""),
    ):
        yield Piece(title, text or MISSING)


def _participants(
    taking_part: Sequence[Participant],
    named: Mapping[int, str],
    reached: Sequence[tuple[int, str, str]],
) -> Iterator[Piece]:
    for one in taking_part:
        own = {kind: text for there, kind, text in reached if there == one.conversation}
        yield from _participant(one, named[one.conversation], own)


def _participant(one: Participant, title: str, reached: Mapping[str, str]) -> Iterator[Piece]:
    other = one.part.role is not Role.PERSON
    joined = "\nKom med en kod." if one.joined else ""
    recorded = f"\nAntecknat av {one.recorded_by} {_at(one.recorded_at)}" if one.recorded_by else ""
    told = f"{who(one.part)}, {where(one)}. {may(one.part)}.{joined}{recorded}"
    yield Piece(f"{title}, vem", told, other)
    yield Piece(f"{title}, telefon", as_dialled(one.phone) if one.phone else MISSING, other)
    # Who answers for another is another.
    yield Piece(f"{title}, den som svarar", one.answerer or MISSING, other=True)
    for kind, name in CONTACTS.items():
        yield Piece(f"{title}, {name}", reached.get(kind) or MISSING, other)


def _code(one: Invited) -> str:
    used = f", använd {full_moment(one.used_at)}" if one.used_at else ", inte använd"
    return f"Gjord {full_moment(one.at)} av {one.by}{used}. Gäller till {full_moment(one.ends)}."


def _call(call: Call, words: Words) -> str:
    state = CALLS.get(call.status, call.status)
    made = f"\nBokat {full_moment(call.made_at)}." if call.made_at else ""
    return (
        f"{full_moment(call.start)}, {call.minutes} minuter, {state}.\n"
        f"Handläggare: {words.officer(call.officer)}. Ordet: {call.word}.{made}"
    )


def _task(task: Done, words: Words) -> str:
    told = [REASONS.get(task.reason, task.reason), f"Kom {full_moment(task.at)}"]
    if task.provider:
        told.append(f"Utförare: {words.provider(task.provider)}")
    if task.promised:
        told.append(f"Ring senast {full_moment(task.promised)}")
    if task.done_at:
        by = f" av {task.done_by}" if task.done_by else ""
        told.append(f"Klar {full_moment(task.done_at)}{by}")
    return ".\n".join(told) + "."


def _notice(one: Reminder, named: Mapping[int, str]) -> str:
    when = full_moment(datetime.fromisoformat(one.wall))
    to = named.get(one.conversation or 0, "någon som inte deltar längre").lower()
    state = reminders.STATES.get(one.state, one.state)
    return (
        f"{reminders.kind(one.kind)}.\n{when[:1].upper()}{when[1:]}, till {to}, "
        f"sätt: {reminders.by(one.channel)}, {state}."
    )


def _relay(one: Answered) -> str:
    ended = full_moment(one.ended_at) if one.ended_at else "pågår"
    return f"{one.by}, från {full_moment(one.at)}, till: {ended}."


def _wrote(
    wrote: Sequence[tuple[Answered, Sequence[Line]]],
    named: Mapping[int, str],
    others: frozenset[int],
) -> Iterator[Piece]:
    for relay, ones in wrote:
        name = named[relay.conversation]
        told = (
            f"{relay.by if one.officer else name}, {full_moment(one.at)}\n{one.text}"
            for one in ones
        )
        yield from numbered(f"{name}, rad", told, other=relay.conversation in others)


def _log(entries: Sequence[Entry], words: Words) -> Iterator[str]:
    """Day by day."""
    for day, ones in groupby(entries, key=lambda entry: entry.at.astimezone(SWEDEN).date()):
        yield "\n".join((full_day(day), *(_entry(one, words) for one in ones)))


def _entry(one: Entry, words: Words) -> str:
    what = history.what(one, words)
    more = "" if what else audited.told(one.detail, {})
    return (
        f"{clock(one.at)} {one.by}: {what or audited.said(one.what)}{f' ({more})' if more else ''}"
    )


def _at(when: datetime | None) -> str:
    return full_moment(when) if when else ""


def _day(when: date | None) -> str:
    return full_day(when) if when else ""
