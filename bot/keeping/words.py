"""Sentences that several of the pages say."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime

from bot.catalogue.changes import Kind
from bot.keeping.links import Link
from bot.store.proposals import Proposal, Role, State
from care.times import SWEDEN

NEVER = "Aldrig"
SECOND = "En kollega behöver godkänna. Du kan inte godkänna din egen ändring."
SECOND_BACK = "En kollega behöver ta tillbaka den, för ni är två som har sagt ja."
SENT = "Vi skickar förslaget till kommunen. Det syns när kommunen har sagt ja."
SAME = "Allt är sparat. Det fanns inget mer att ändra."
READ_AGAIN = "Uppgifterna ändrades medan du läste. Läs igenom dem en gång till."
OVERTAKEN = "Någon annan hann före. Se vad som gäller nu."
WHO = {Role.KEEPER: "sköter listan", Role.PROVIDER: "utförare"}
KINDS = {
    Kind.ROOM: "Lediga platser",
    Kind.CONFIRM: "Allt stämmer",
    Kind.FACTS: "Uppgifter",
    Kind.AUTHORISATION: "Godkännande",
}
STATES = {
    State.WAITING: "väntar",
    State.APPROVED: "godkänd, börjar senare",
    State.LIVE: "gäller",
    State.REFUSED: "avslagen",
    State.WITHDRAWN: "återtagen",
}
TONES = {State.LIVE: "meets", State.REFUSED: "lacks", State.WITHDRAWN: "lacks"}
"""The colour beside the word; what is neither yes nor no has that of the unknown."""


def day(when: date | None) -> str:
    """`22 november 2026`."""
    return format_date(when, "d MMMM y", locale="sv") if when else NEVER


def moment(at: datetime) -> str:
    """`22 november 2026 klockan 10.30`, on the clock of Sweden."""
    return format_datetime(at.astimezone(SWEDEN), "d MMMM y 'klockan' HH.mm", locale="sv")


def outcome(proposal: Proposal, link: Link) -> str:
    """What became of a proposal, to the one who has just sent it or decided on it."""
    match proposal.state:
        case State.LIVE:
            return "Klart. Det syns nu."
        case State.APPROVED:
            return f"Klart. Ändringen börjar gälla {day(proposal.from_day)}."
        case State.WAITING:
            return f"Sparat. {SECOND}" if link.keeper else SENT
        case State.WITHDRAWN:
            return "Förslaget är återtaget."
        case State.REFUSED:
            return f"Ändringen gjordes inte. {proposal.note}".strip()


def whose(proposal: Proposal) -> str:
    """Who proposed it, and on whose behalf."""
    return f"{proposal.by}, utföraren" if proposal.role is Role.PROVIDER else proposal.by
