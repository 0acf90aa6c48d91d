"""What became of a notice that was sent, noted: in its row, and in the conversation it went to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels import Gone, Later, Outcome, Posted, Refused, Sent, Uncertain
from bot.conversation import Address
from bot.sending.writing import Written
from bot.store import turns
from bot.store.outbox import outgoing, states, tending
from bot.store.outbox.claimed import Notice
from bot.store.statement import Held
from care.followup import POLICY, Kind
from dialogs import transcript
from dialogs.notices import arrived
from dialogs.replies import Ask, Reply
from dialogs.state import State


@dataclass(frozen=True, slots=True)
class Begun:
    """A notice whose sending has begun: where it goes and what it says."""

    notice: Notice
    address: Address
    written: Written
    link: str
    catalogue: str


Done = tuple[Begun, Outcome]


def note(held: Held, begun: Begun, outcome: Outcome, now: datetime) -> None:
    """Set its rows to what the outcome means; what was told stands in the turn log from now on."""
    notice = begun.notice
    match outcome:
        case Sent():
            _told(held, begun, states.SENT, now)
        case Posted():
            _posted(held, begun, now)
        case Later(seconds):
            again = now + timedelta(seconds=max(1.0, seconds))
            outgoing.later(held, notice, again)
        case Uncertain() if POLICY[Kind(notice.kind)].again:
            again = now + outgoing.LEASE
            outgoing.mark(held, notice, states.SENDING, states.UNCERTAIN, again)
        case Uncertain() | Refused():
            outgoing.fail(held, notice, states.SENDING, now)
        case Gone():
            outgoing.bury(held, notice)
            outgoing.fail(held, notice, states.SENDING, now)


def _posted(held: Held, begun: Begun, now: datetime) -> None:
    """It stands on the page: what must be seen is looked for again."""
    must = any(POLICY[Kind(row.kind)].seen for row in begun.notice.rows)
    _told(held, begun, states.POSTED if must else states.SENT, now)


def _told(held: Held, begun: Begun, state: str, now: datetime) -> None:
    """Put it in the turn log too, so that the page shows it and its button is known.

    What an officer wrote never stands there; that one answers stands there already.
    """
    notice, replies = begun.notice, begun.written.replies
    # The conversation before the row, as a turn takes them.
    place = turns.hold_again(held, notice.conversation) if notice.conversation else None
    again = now + tending.SEEN_WITHIN if state == states.POSTED else now
    if not outgoing.mark(held, notice, states.SENDING, state, again):
        return
    if not replies or place is None:
        return
    asked = replies[-1]
    turns.save(
        held,
        place,
        state=_waiting(place.state, asked, [row.kind for row in notice.rows]),
        language=place.language,
        municipality=place.municipality,
    )
    turns.log(
        held,
        place,
        f"outbox:{notice.key}:{place.n + 1}",
        heard=f"notice:{notice.kind}",
        step=asked.question if isinstance(asked, Ask) else "",
        language=notice.language,
        municipality=notice.municipality,
        catalogue=begun.catalogue,
        replies=json.dumps(transcript.dump(replies), ensure_ascii=False),
        at=now,
    )


def _waiting(state: str, asked: Reply, kinds: Sequence[str]) -> str:
    """The state in which the notice's own question is open, so that "ja" is understood.

    What was told together, and what nobody has read yet, is read one after the other.
    """
    if not isinstance(asked, Ask):
        return state
    waiting = arrived(State.restore(json.loads(state)), asked.question, kinds)
    return json.dumps(waiting.dump(), ensure_ascii=False)
