"""A proposal as a line in a list."""

from dataclasses import dataclass

from bot.catalogue.changes import Kind
from bot.keeping import shown
from bot.keeping.visit import Visit
from bot.keeping.words import KINDS, STATES, TONES, day, whose
from bot.store.proposals import Proposal
from care.times import SWEDEN


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal in a list."""

    id: int
    key: str
    provider: str
    what: str
    by: str
    at: str
    from_day: str
    standing: str
    tone: str
    note: str


def row(at: Visit, proposal: Proposal) -> Row:
    """A proposal as a list tells it."""
    provider = at.catalogue.here.provider(proposal.provider)
    return Row(
        proposal.id,
        proposal.provider,
        provider.name if provider else proposal.provider,
        what(at, proposal),
        whose(proposal),
        day(proposal.at.astimezone(SWEDEN).date()),
        day(proposal.from_day),
        STATES[proposal.state],
        TONES.get(proposal.state, "unknown"),
        proposal.note,
    )


def what(at: Visit, proposal: Proposal) -> str:
    """What a proposal is about: its kind, or the facts that it changes."""
    if proposal.kind is not Kind.FACTS:
        return KINDS[proposal.kind]
    changes = shown.changes(proposal.edits, at.catalogue.sheets, at.catalogue.here)
    titles = [change.title for change in changes if change.name != "updated"]
    return ", ".join(titles) or KINDS[Kind.CONFIRM]
