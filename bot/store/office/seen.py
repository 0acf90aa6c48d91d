"""What a person was shown: the list as it was, and the order in which it was (neutrality)."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.store.statement import Held, Statement
from bot.store.tables import CONVERSATION, PARTICIPANT, TURN
from dialogs import transcript
from dialogs.replies import Ask, Cards, Replies

_LISTS = Statement(
    select(TURN.c.replies, TURN.c.seed, TURN.c.catalogue, TURN.c.at)
    .join(PARTICIPANT, PARTICIPANT.c.conversation_id == TURN.c.conversation_id)
    .where(PARTICIPANT.c.case_id == bindparam("this"), TURN.c.step == "list")
    .order_by(TURN.c.at, TURN.c.n)
)
_LOT = Statement(
    select(CONVERSATION.c.seed)
    .join(PARTICIPANT, PARTICIPANT.c.conversation_id == CONVERSATION.c.id)
    .where(PARTICIPANT.c.case_id == bindparam("this"))
    .order_by(PARTICIPANT.c.id)
)


_LISTED = Statement(
    select(TURN.c.n)
    .where(TURN.c.conversation_id == bindparam("conversation"), TURN.c.step == "list")
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The list that was shown last: keys in their order, its lot, the catalogue's version."""

    providers: tuple[str, ...]
    seed: int
    catalogue: str
    at: datetime

    @property
    def lot(self) -> str:
        """The lot in four signs, to be told on the phone."""
        return short(self.seed)


def last(held: Held, case: int) -> Seen | None:
    """What was shown in this case; None where no list was, or its log has been removed."""
    pages: dict[int, tuple[str, ...]] = {}
    found: Seen | None = None
    for stored, seed, catalogue, at in held.all(_LISTS, this=case):
        replies, _ = transcript.load(json.loads(stored))
        keys = tuple(c.provider for r in replies if isinstance(r, Cards) for c in r.cards)
        if not keys:
            continue
        page = _page(replies)
        other = found is not None and (seed, catalogue) != (found.seed, found.catalogue)
        if other or (page == 1 and pages.get(1) != keys):  # another list than before
            pages = {}
        pages[page] = keys
        shown = dict.fromkeys(key for n in sorted(pages) for key in pages[n])
        found = Seen(tuple(shown), seed, catalogue, at)
    return found


def listed(held: Held, conversation: int) -> bool:
    """Whether the list has been shown in this conversation."""
    return held.one(_LISTED, conversation=conversation) is not None


def lot(held: Held, case: int) -> int:
    """The lot of the first who took part: what is shown again comes in the same order."""
    row = held.one(_LOT, this=case)
    return int(row[0]) if row else case


def short(seed: int) -> str:
    """A lot in four signs."""
    return f"{seed % 0x10000:04X}"


def _page(replies: Replies) -> int:
    asked = replies[-1]
    number = asked.text.args.get("page", 1) if isinstance(asked, Ask) else 1
    return number if isinstance(number, int) else 1
