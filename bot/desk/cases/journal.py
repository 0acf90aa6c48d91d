"""*Kopiera till journal*: facts with their days and where they come from, and no opinions."""

from collections.abc import Iterator

from starlette.responses import Response

from bot.desk.cases import history
from bot.desk.cases.whole import found
from bot.desk.queues import queued
from bot.desk.visit import Visit, Way
from bot.desk.words.case import ROLES, STAGES, Words, recorder, whose_wish
from bot.desk.words.days import clock, full_day, full_moment
from bot.store.office import audit, days, people, seen
from bot.store.office.cases import Case
from bot.store.office.people import Participant
from bot.store.office.seen import Seen
from care.times import SWEDEN

MISSING = "Uppgift saknas"
"""In a journal stands what is known, and no reminder to ask."""


def journal(at: Visit) -> Response:
    """Plain text, in a field from which it can be copied."""
    with at.store.writing() as held:
        told = at.words(queued.names(at, held))
        case = found(at, held)
        calls = days.of_case(held, at.store.seal, at.here.key, case.id)
        entries = audit.of_case(held, at.here.key, case.id)
        taking_part = people.participants(held, at.store.seal, case.id)
        shown = seen.last(held, case.id)
        at.note(held, "journal.read", case=case.id)
    events = history.events(entries, calls, told)
    text = "\n".join(_lines(at, case, taking_part, shown, events, told))
    return at.page("journal.html", "Kopiera till journal", case=case, text=text)


def _lines(
    at: Visit,
    case: Case,
    taking_part: tuple[Participant, ...],
    shown: Seen | None,
    events: list[history.Event],
    words: Words,
) -> Iterator[str]:
    yield f"Kundval, ärende {case.id}, {at.here.name}"
    yield f"Uttag {full_moment(at.now)} av {at.account.name}"
    yield ""
    yield f"Person: {case.name or 'namn inte uppgivet'}, född {case.birth_year or 'inte uppgivet'}"
    yield f"Läge: {STAGES[case.stage]}"
    yield f"Beviljat enligt uppgift: {words.granted(case, MISSING)}"
    if matters := words.matters(case):
        yield f"Önskemål, uppgivna i chatten: {'. '.join(matters)}"
    yield f"Språk: {words.spoken(case, MISSING.lower())}"
    if case.interpreter_reference:
        yield f"Tolk, referens: {case.interpreter_reference}"
    if case.wish:
        owner = next((p.part for p in taking_part if p.part.role is case.wish_role), None)
        whose = whose_wish(case, owner) or "Personens egen önskan."
        yield f"Önskan, lämnad i chatten: {words.provider(case.wish)}. {whose}"
    elif case.cannot_choose:
        yield "Önskan: personen har sagt sig inte kunna välja"
    for one in taking_part:
        record = f", antecknat av {recorder(one.recorded_by)}" if one.recorded_by else ""
        yield f"Deltar: {ROLES[one.part.role].lower()}{record}"
    if shown:
        names = ", ".join(words.provider(key) for key in shown.providers)
        yield (
            f"Visat i chatten {full_moment(shown.at)}: {len(shown.providers)} utförare, slumpad "
            f"ordning {shown.lot} (lott {shown.seed:x}), lista {shown.catalogue}: {names}"
        )
    if case.provider:
        yield f"Bekräftat val: {words.provider(case.provider)}"
    if case.start_day:
        yield f"Hjälpen börjar: {full_day(case.start_day)}"
    yield ""
    yield "Händelser:"
    for event in events:
        when = event.at.astimezone(SWEDEN)
        by = f" ({event.by})" if event.by else ""
        yield f"{when:%Y-%m-%d} {clock(when)} {event.what}{by}"
    yield ""
    yield "Källa: kundvalsguidens ärende och logg"


WAYS = (Way("/cases/{case}/journal", journal, "today"),)
