"""What each notice says, in the person's language, at the moment when it goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.relaying import sent
from bot.store import Store, calls, proofs
from bot.store.outbox import routes
from bot.store.outbox.claimed import Notice
from bot.store.statement import Held
from care.followup import Kind
from care.municipality import Municipality
from dialogs import proof
from dialogs.bubbles import Bubble
from dialogs.messages import Message, t
from dialogs.replies import Replies, Say
from dialogs.steps.confirming import call_file
from dialogs.wording import Wording

Words = Callable[[Kind, Municipality], Replies]

NOT_ASKED = t("Har du inte bett om en kod? Då behöver du inte göra något.")
OF_A_CALL = (Kind.CALL_TOMORROW, Kind.CALL_SOON, Kind.CALL_MOVED)


@dataclass(frozen=True, slots=True)
class Written:
    """What a notice says. `replies` are what the turn log keeps; nothing where it is not kept."""

    bubbles: tuple[Bubble, ...]
    title: str = ""
    replies: Replies = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """All that a writer is given. `when` is the moment in which the notice goes."""

    held: Held
    store: Store
    wording: Wording
    notice: Notice
    here: Municipality
    when: datetime


Writer = Callable[[Writing], Written | None]
"""Gives None where what it was about is gone: then nothing is sent."""


def line(at: Writing) -> Written | None:
    """What an officer wrote, which never stands in the turn log."""
    found = sent(at.held, at.store.seal, at.wording, at.notice.about, at.notice.language)
    return Written(found) if found else None


def code(at: Writing) -> Written | None:
    """The code that shows whose an address is; never kept, and no word of what it is for."""
    found = proofs.code(at.held, at.store.seal, at.notice.about)
    if found is None:
        return None
    told = t("Din kod är {code}. Skriv den i chatten hos {municipality}.",
             code=proof.shown(found), municipality=at.here.name)  # fmt: skip
    language = at.notice.language
    return Written(
        at.wording.bubbles((Say(told), Say(NOT_ASKED)), language),
        at.wording.text(title(at.here), language),
    )


def message(words: Words) -> Writer:
    """The words of `dialogs.notices`: that there is a message, and where to read it."""

    def write(at: Writing) -> Written:
        replies = words(Kind(at.notice.kind), at.here)
        bubbles = at.wording.bubbles((*replies, *_calendar(at)), at.notice.language)
        return Written(bubbles, at.wording.text(title(at.here), at.notice.language), replies)

    return write


def _calendar(at: Writing) -> Replies:
    """The call as a calendar file: an e-mail can carry one, and it tells of no care."""
    case = next((row.case for row in at.notice.rows if Kind(row.kind) in OF_A_CALL), None)
    if at.notice.channel != routes.EMAIL or case is None:
        return ()
    if call := calls.booked(at.held, case):
        return (call_file(call, t("Lägg samtalet i din kalender.")),)
    if gone := calls.called_off(at.held, case):
        return (call_file(gone[0], t("Ta bort samtalet ur din kalender."), cancelled=True),)
    return ()


def title(here: Municipality) -> Message:
    """What stands above it where a channel has such a line."""
    return t("Meddelande från {municipality}", municipality=here.name)


def writers(words: Words, own: Mapping[Kind, Writer]) -> dict[Kind, Writer]:
    """A writer for every kind: its own, or the common words."""
    common = message(words)
    ours: dict[Kind, Writer] = {Kind.LINE: line, Kind.CODE: code}
    return {kind: own.get(kind, ours.get(kind, common)) for kind in Kind}
