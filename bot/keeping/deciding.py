"""One proposal: what it would change, and a decision on it."""

from dataclasses import dataclass

from starlette.responses import Response

from bot.catalogue.changes import Kind
from bot.catalogue.reading.claims import WARNING, claims
from bot.catalogue.schema.kinds import PERSONAL, personal
from bot.catalogue.schema.sheets import BY_NAME
from bot.keeping import shown
from bot.keeping.listed import row, what
from bot.keeping.visit import NotHere, Visit
from bot.keeping.words import OVERTAKEN, SECOND, SECOND_BACK, STATES, day, moment, whose
from bot.pages.parts import Trouble
from bot.store.proposals import Decided, Proposal, State, same_person

LONGEST_NOTE = 300
NO_NOTE = "Skriv varför du avslår, så att den som föreslog det förstår."


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal with what may be done about it."""

    id: int
    key: str
    provider: str
    changes: tuple[shown.Change, ...]
    by: str
    at: str
    from_day: str
    source: str
    state: str
    strip: str
    warnings: tuple[str, ...]
    may_approve: bool
    may_refuse: bool
    may_withdraw: bool


def card(at: Visit, proposal: Proposal) -> Card:
    """As this person may see and decide on it."""
    told = row(at, proposal)
    waiting, coming = proposal.state is State.WAITING, proposal.state is State.APPROVED
    own = same_person(at.link.name, proposal.by) and proposal.role is at.link.role
    alone = own and proposal.kind is Kind.AUTHORISATION
    decides = at.link.keeper and waiting
    changes = shown.changes(proposal.edits, at.catalogue.sheets, at.catalogue.here)
    return Card(
        proposal.id,
        proposal.provider,
        told.provider,
        changes,
        whose(proposal),
        moment(proposal.at),
        day(proposal.from_day),
        proposal.source,
        proposal.state,
        _strip(at, proposal, alone=alone),
        _warnings(proposal) if waiting else (),
        may_approve=decides and not alone,
        may_refuse=decides and not own,
        may_withdraw=(waiting and (own or not at.link.keeper))
        or (coming and at.link.keeper and not alone),
    )


def _warnings(proposal: Proposal) -> tuple[str, ...]:
    """What a keeper should see before saying yes."""
    return tuple(
        f"{BY_NAME[edit.sheet].by_name[column].title}: ”{word}” {WARNING}"
        for edit in proposal.edits
        for column, word in claims(edit.cells)
        if column in BY_NAME[edit.sheet].by_name
    )


def _strip(at: Visit, proposal: Proposal, *, alone: bool) -> str:
    if alone and proposal.state is State.WAITING:
        return SECOND
    if proposal.state is State.WAITING:
        return "" if at.link.keeper else "Kommunen har inte svarat än."
    who = f" av {proposal.decided_by}" if at.link.keeper and proposal.decided_by else ""
    when = f" {moment(proposal.decided_at)}" if proposal.decided_at else ""
    note = f" Skäl: {proposal.note}" if proposal.note else ""
    back = f" {SECOND_BACK}" if alone and proposal.state is State.APPROVED else ""
    return f"Läge: {STATES[proposal.state]}. Beslutat{who}{when}.{note}{back}"


def proposal(at: Visit) -> Response:
    """Look at a proposal, or decide on it."""
    found = at.proposal(at.path["proposal"])
    if found is None:
        raise NotHere
    if not at.posted:
        return _page(at, found)
    verdict, note = at.field("verdict"), " ".join(at.field("note").split())[:LONGEST_NOTE]
    if verdict not in (State.APPROVED, State.REFUSED, State.WITHDRAWN):
        return _page(at, found, 422, ("Välj vad du vill göra.",))
    if verdict == State.REFUSED and not note:
        return _page(at, found, 422, (NO_NOTE,), note_fault=NO_NOTE)
    if personal(note):
        return _page(at, found, 422, (PERSONAL,), note_fault=PERSONAL)
    state = State(verdict)
    if found.state != at.field("seen"):
        if found.state in (state, State.LIVE) and found.decided_by == at.link.name:
            return at.go(f"/?done={found.id}")  # the same press, once more
        return _page(at, found, 409, (OVERTAKEN,))
    try:
        decided, after = at.kept.decide(at.link, found, state, at.now, note)
    except ValueError:  # no decision leads there: it was made already, and not shown as a button
        return _page(at, found, 409, (OVERTAKEN,))
    match decided:
        case Decided.DONE:
            return at.go(f"/?done={after.id}")
        case Decided.SECOND_PERSON:
            return _page(at, after, 403, (SECOND if state is State.APPROVED else SECOND_BACK,))
        case Decided.KEEPER:
            raise NotHere
        case Decided.OVERTAKEN:
            return _page(at, after, 409, (OVERTAKEN,))


def _page(
    at: Visit,
    found: Proposal,
    status: int = 200,
    problems: tuple[str, ...] = (),
    note_fault: str = "",
) -> Response:
    field = "note" if note_fault else ""
    return at.page(
        "proposal.html",
        what(at, found),
        status=status,
        card=card(at, found),
        problems=[Trouble(said, field) for said in problems],
        note=at.field("note"),
        note_fault=note_fault,
    )
