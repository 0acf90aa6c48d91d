"""*Kör guiden åt någon*: the officer runs the same chat for one who rings, in their language.

The page shows the newest turn, with the Swedish words beside those of another language. What was
shown stands in the turn log, as for anybody else.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from bot.conversation import Address
from bot.desk.chat.opening import CALLERS, chat_language, lot
from bot.desk.queues import queued
from bot.desk.visit import NotHere, Refused, Visit, Way
from bot.desk.words import languages
from bot.doors.forms import event
from bot.doors.pages import newest
from bot.pages.parts import addresses
from bot.rendering.paper import STATIC as CHAT
from bot.store import case as kept_in
from bot.store import turns
from bot.store.office import cases, opening, seen
from bot.store.office.opening import Caller, Guide
from bot.store.outbox.recipients import AT_THE_DESK
from bot.store.statement import Held
from dialogs import transcript
from dialogs.bubbles import Bubble, PaperText
from dialogs.events import Choose, Event, Start
from dialogs.state import State
from dialogs.wording import SOURCE

LONGEST = 2000
SHOWN = 3
"""Turns on the page: the newest, and what led to it."""

EMPTY = "Skriv något eller tryck på ett svar. Inget är sparat."
TOO_LONG = "Det var för långt. Skriv kortare."


@dataclass(frozen=True, slots=True)
class Both:
    """A bubble in the caller's language, and the same in Swedish; None where it is Swedish."""

    bubble: Bubble
    swedish: Bubble | None
    turn: int

    def label(self, value: str) -> str:
        """The Swedish words of one answer, where they are others."""
        every = (*self.swedish.choices, *self.swedish.fixed) if self.swedish else ()
        return next((one.label for one in every if one.value == value), "")


def start(at: Visit) -> Response:
    """A new conversation, for one who is not to have a case yet."""
    if not at.posted:
        return at.page("guide-start.html", "Kör guiden åt någon")

    def do(held: Held) -> str:
        place = opening.begin(held, at.here.key, at.key, lot, State())
        at.note(held, "guide.begin", detail=f"guide={place.id}")
        return f"/guide/{place.id}"

    return _begun(at, do)


def of_case(at: Visit) -> Response:
    """The desk's conversation about a case; begun with who rings."""
    number = at.number("case")
    if at.posted:
        return _begun(at, lambda held: _begin(at, held, number))
    with at.store.writing() as held:
        case = cases.find(held, at.store.seal, at.here.key, number)
        if case is None:
            raise NotHere
        there = opening.guide_of(held, at.here.key, number)
        at.note(held, "case.read", case=number)
    if there:
        return at.go(f"/guide/{there.conversation}")
    who = queued.who(at, case.name, case.birth_year, case.language, "")
    return at.page("guide-start.html", "Kör guiden åt någon", case=number, who=who, callers=CALLERS)


def _begun(at: Visit, do: Callable[[Held], str]) -> Response:
    """The first words are said at once: to look at the page later says nothing."""
    response = at.once(do)
    number = int(response.headers["location"].rpartition("/")[2])
    with at.store.reading() as held:
        found = opening.guide(held, at.here.key, number)
    if found:
        _first(at, found, f"desk:start:{number}")
    return response


def _first(at: Visit, found: Guide, key: str) -> None:
    """The open question, and no welcome back to one who has not been here."""
    if found.language:
        _turn(at, found, key, Choose("language", found.language))
    elif _turn(at, found, key, Start()):
        with at.store.writing() as held:
            opening.place(held, found.conversation, at.here.key)


def _begin(at: Visit, held: Held, number: int) -> str:
    case = cases.find(held, at.store.seal, at.here.key, number)
    if case is None:
        raise NotHere
    if at.sent("caller") not in set(Caller):
        raise Refused("Välj vem som ringer.", status=422)
    caller = Caller(at.sent("caller"))
    language = chat_language(at, case.language)
    name = at.account.name
    found = opening.guide_for(held, case, caller, language, at.key, lot, name, at.now)
    told = f"guide={found.conversation} caller={caller}"
    at.note(held, "guide.begin", case=number, detail=told)
    return f"/guide/{found.conversation}"


def guide(at: Visit) -> Response:
    """The newest turn and its answers; a sent form is one turn."""
    with at.store.reading() as held:
        found = _find(at, held)
    if at.posted:
        return _hear(at, found)
    past = at.desk.conversations.past(_address(at, found), SHOWN)
    with at.store.writing() as held:
        swedish = _swedish(at, held, found, len(past))
        listed = seen.listed(held, found.conversation)
        at.note(held, "guide.read", case=found.case, detail=f"guide={found.conversation}")
    told = [
        Both(bubble, same if bubble.lang not in ("", SOURCE) else None, turn.n)
        for turn, others in zip(past, swedish, strict=True)
        for bubble, same in zip(turn.bubbles, others, strict=True)
    ]
    asked = newest("ask", past)
    return at.page(
        "guide.html",
        "Guiden",
        told=None,
        turns=[(turn, [one for one in told if one.turn == turn.n]) for turn in past],
        open=next((one for one in reversed(told) if one.bubble is asked), None),
        guide=found,
        language=languages.name(past[-1].lang or SOURCE) if past else "",
        listed=listed,
        source=SOURCE,
        chat=addresses(CHAT, "/static/"),
    )


def printed(at: Visit) -> Response:
    """The list as it is now in large print, to post: in the caller's language, or in Swedish."""
    with at.store.writing() as held:
        found = _find(at, held)
        own = found.language or SOURCE
        asked = at.query.get("language", "")
        language = asked if asked in (own, SOURCE) else own
        detail = f"guide={found.conversation} language={language}"
        at.note(held, "guide.paper", case=found.case, detail=detail)
    sheet = at.desk.conversations.printing.at(_address(at, found), language, at.now)
    if sheet is None:
        raise NotHere
    return _sheet(at, found, sheet, other="" if own == SOURCE else languages.name(own))


def paper(at: Visit) -> Response:
    """The list of one turn in large print, to post."""
    with at.store.writing() as held:
        found = _find(at, held)
        detail = f"guide={found.conversation} turn={at.number('turn')}"
        at.note(held, "guide.paper", case=found.case, detail=detail)
    turn = at.desk.conversations.past_turn(_address(at, found), at.number("turn"))
    bubble = newest("paper", (turn,)) if turn else None
    if bubble is None or bubble.paper is None:
        raise NotHere
    return _sheet(at, found, bubble.paper)


def _sheet(at: Visit, found: Guide, sheet: PaperText, other: str = "") -> Response:
    return at.page(
        "guide-paper.html",
        sheet.title,
        paper=sheet,
        other=other,
        guide=found,
        source=SOURCE,
        chat=addresses(CHAT, "/static/"),
    )


def _hear(at: Visit, found: Guide) -> Response:
    typed = at.sent("text")
    if len(typed) > LONGEST:
        raise Refused(TOO_LONG, status=422)
    if at.sent("choose") == "start":
        _first(at, found, f"desk:{at.key}")
        return at.go(f"/guide/{found.conversation}#latest")
    heard = event(at.sent("choose"), typed)
    if heard is None:
        raise Refused(EMPTY, status=422)
    _turn(at, found, f"desk:{at.key}", heard)
    return at.go(f"/guide/{found.conversation}#latest")


def _turn(at: Visit, found: Guide, key: str, heard: Event) -> bool:
    """Whether anything was said that had not been."""
    answer = at.desk.conversations.hear(_address(at, found), key, heard, at.now)
    if answer.duplicate:
        return False
    with at.store.writing() as held:
        now = opening.guide(held, at.here.key, found.conversation)
        case = now.case if now else None
        detail = f"guide={found.conversation} step={answer.step}"
        at.note(held, "guide.turn", case=case, detail=detail)
    return True


def _find(at: Visit, held: Held) -> Guide:
    found = opening.guide(held, at.here.key, at.number("guide"))
    if found is None:
        raise NotHere
    return found


def _address(at: Visit, found: Guide) -> Address:
    return Address(AT_THE_DESK, at.here.key, found.external)


def _swedish(at: Visit, held: Held, found: Guide, count: int) -> Sequence[tuple[Bubble, ...]]:
    """The same turns in Swedish."""

    def fill(field: str) -> str:
        return kept_in.kept(held, at.store.seal, found.conversation, field) or "–"

    rows = turns.last(held, AT_THE_DESK, at.here.key, found.external, count)
    return [
        at.desk.wording.bubbles(transcript.load(json.loads(logged.replies))[0], SOURCE, fill)
        for logged, _ in rows
    ]


WAYS: tuple[Way, ...] = (
    Way("/guide", start, "ring", posts=True),
    Way("/guide/{guide}", guide, "ring", posts=True),
    Way("/guide/{guide}/list", printed, "ring"),
    Way("/guide/{guide}/paper/{turn}", paper, "ring"),
    Way("/cases/{case}/guide", of_case, "ring", posts=True),
)
