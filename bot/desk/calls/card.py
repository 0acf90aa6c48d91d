"""The call card (*samtalskortet*): whom to ask for, what may be said, and what can be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.words import leaving
from bot.desk.words.case import CLOSED, STAGES, Words, answerer, whose_wish
from bot.desk.words.days import clock
from bot.store.calls import MISSED, PAST
from bot.store.office.cases import Case
from bot.store.office.days import Call
from bot.store.office.seen import Seen
from care.casework import LETTER, Stage
from care.matching import Asked
from care.people import Role
from care.times import SWEDEN
from dialogs.understanding.numbers import as_dialled

NOW = timedelta(minutes=10)
"""So long before its time a call is the one to be made."""
UNKNOWN = "Namnet är inte känt"
SWEDISH = "svenska"


@dataclass(frozen=True, slots=True)
class Pill:
    """How it stands in a word or two; `tone` is a colour beside it, never instead of it."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One call in the day's list."""

    id: str
    case: int
    at: str
    name: str
    year: str
    answers: str
    language: str
    wish: str
    whose: str
    pill: Pill
    here: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the card. `phone`, E.164, stands before the text."""

    title: str
    text: str
    unknown: bool = False
    phone: str = ""

    @property
    def dialled(self) -> str:
        """The number as it is written in Sweden."""
        return as_dialled(self.phone)


@dataclass(frozen=True, slots=True)
class Card:
    """One call, to be made or made. `own` where the person takes it.

    `language` is the interpreter's; `begun` that its day has come;
    `stopped` why nothing is sent any more, which is to be read before anyone rings.
    """

    call: Call
    case: Case
    title: str
    name: str
    word: str
    year: str
    facts: tuple[Fact, ...]
    pill: Pill
    language: str
    own: bool
    begun: bool
    stopped: str

    @property
    def at(self) -> str:
        """When, on the clock."""
        return clock(self.call.start)

    @property
    def stands(self) -> bool:
        """Whether it is still to be made."""
        return self.call.stands

    @property
    def missed(self) -> bool:
        """Whether nobody was reached, and nothing has been done since."""
        return self.call.status == MISSED and self.open and self.case.attempts > 0

    @property
    def rings(self) -> bool:
        """Whether there is still somebody to ring, or to ring again."""
        return self.stands or self.open

    @property
    def confirmed(self) -> bool:
        """Whether the choice is confirmed, and nothing has been sent to the provider yet."""
        return self.case.stage is Stage.CONFIRMED

    @property
    def open(self) -> bool:
        """Whether nothing has been confirmed yet."""
        return self.case.stage is Stage.OPEN

    @property
    def letter(self) -> bool:
        """Whether so many calls have been in vain that a letter is written instead."""
        return self.case.attempts >= LETTER

    @property
    def closed(self) -> bool:
        """Whether nothing more is done."""
        return self.case.stage is Stage.CLOSED


def row(call: Call, words: Words, now: datetime, chosen: str) -> Row:
    """A call as a row in the list of a day."""
    case = call.case
    return Row(
        call.id,
        case.id,
        clock(call.start),
        case.name or UNKNOWN,
        case.birth_year,
        answerer(call.answers.part, call.answers.name),
        words.spoken(case),
        wish_of(case, words),
        "anhörigs önskan" if whose_wish(case).startswith("Anhörig") and case.wish else "",
        pill(call, words, now),
        call.id == chosen,
    )


def card(call: Call, words: Words, now: datetime, seen: Seen | None, stopped: str = "") -> Card:
    """The call card: everything an officer needs before and while ringing."""
    case = call.case
    return Card(
        call,
        case,
        _title(call),
        case.name or UNKNOWN,
        call.word,
        case.birth_year,
        tuple(_facts(call, words, now, seen)),
        pill(call, words, now),
        words.interpreted(case),
        call.answers.part.role is Role.PERSON and not call.answers.name,
        call.start.astimezone(SWEDEN).date() <= now.astimezone(SWEDEN).date(),
        stopped,
    )


def _title(call: Call) -> str:
    who = call.case.name or "personen"
    ring = f"Ring {who}" if call.stands and not call.case.stopped_at else who[:1].upper() + who[1:]
    return f"{ring}, klockan {clock(call.start)}"


def pill(call: Call, words: Words, now: datetime) -> Pill:
    """How a call stands."""
    case = call.case
    if call.stands:
        if case.stopped_at:
            return Pill("läs först", "lacks")
        if call.start <= now + NOW:
            return Pill("ring nu")
        if lost(case, words, now):
            return Pill("välj om", "lacks")
        return Pill(f"försök {case.attempts + 1}", "unknown") if case.attempts else Pill("väntar")
    if case.stage is Stage.OPEN and call.status == MISSED:
        return Pill("inte nådd", "unknown")
    if case.stage is Stage.OPEN and call.status == PAST:
        return Pill("kan inte välja" if case.cannot_choose else "inte klar", "unknown")
    return stage_pill(case)


def stage_pill(case: Case) -> Pill:
    """How a case stands."""
    if case.closed_as:
        return Pill(CLOSED[case.closed_as])
    if case.stage is Stage.OPEN:
        waits = "väntar på brev" if case.attempts >= LETTER else "öppet"
        return Pill(waits, "unknown" if case.attempts else "")
    return Pill(STAGES[case.stage], "unknown" if case.stage is Stage.QUEUED else "meets")


def lost(case: Case, words: Words, now: datetime) -> str:
    """Why who is wished for cannot be chosen any more; empty where that can be done."""
    if not case.wish or case.stage is not Stage.OPEN:
        return ""
    found = words.fit(case, case.wish, asked(case, now))
    return "" if found and found.choosable else words.why_not(found)


def leaves(case: Case, words: Words, now: datetime) -> list[Fact]:
    """That who is wished for or confirmed cannot be chosen any more, or ends."""
    if why := lost(case, words, now):
        return [Fact("Går inte", f"{why}.".replace("..", "."), True)]
    return [Fact("Obs", told, True) for told in leaving.flags(case, words, now)]


def asked(case: Case, now: datetime) -> Asked:
    """What a provider has to be today, for this case."""
    today = now.astimezone(SWEDEN).date()
    return Asked(case.service, case.area or None, today, case.needs, case.required or None)


def wish_of(case: Case, words: Words) -> str:
    """Who is wished for."""
    if case.cannot_choose and case.stage is Stage.OPEN:
        return "Kan inte välja"
    return words.provider(case.wish) or "Ingen önskan än"


def seen_told(seen: Seen | None) -> str:
    """How many were shown, and that the order was drawn by lot."""
    if seen is None:
        return "Ingen lista i chatten"
    return f"{len(seen.providers)} utförare, slumpad ordning {seen.lot}"


def _facts(call: Call, words: Words, now: datetime, seen: Seen | None) -> list[Fact]:
    case, answers = call.case, call.answers
    facts = [phone(call)]
    whose = whose_wish(case, answers.part)
    wish = wish_of(case, words)
    facts.append(Fact("Önskan", f"{wish}. {whose}" if whose and case.wish else wish))
    facts += leaves(case, words, now)
    if not case.interpreter and (language := words.spoken(case)) != SWEDISH:
        facts.append(Fact("Språk", language))
    facts.append(Fact("Beviljat", words.granted(case)))
    matters = words.matters(case)
    facts.append(Fact("Viktigt", "\n".join(matters) if matters else "Inget sagt i chatten"))
    facts.append(Fact("Har sett", seen_told(seen)))
    return facts


def phone(call: Call) -> Fact:
    """Where one rings, and who answers there."""
    who, number = answerer(call.answers.part, call.answers.name), call.answers.phone
    return Fact("Telefon", who if number else f"Inget nummer, {who}", not number, number)
