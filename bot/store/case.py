"""A person's case as one conversation sees it: what is kept, wished and booked."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, PARTICIPANT
from dialogs.world import Booking

LIVE = "booked"
_MINE = Statement(
    select(
        PARTICIPANT.c.case_id,
        CASE.c.municipality,
        CASE.c.version,
        CASE.c.wish,
        CASE.c.name,
        CASE.c.birth_year,
        PARTICIPANT.c.phone,
        PARTICIPANT.c.answerer,
        BOOKING.c.municipality,
        BOOKING.c.id,
        BOOKING.c.start,
        BOOKING.c.minutes,
        BOOKING.c.officer,
        BOOKING.c.word,
        BOOKING.c.sequence,
    )
    .join(CASE, PARTICIPANT.c.case_id == CASE.c.id)
    .outerjoin(BOOKING, (BOOKING.c.case_id == CASE.c.id) & (BOOKING.c.status == LIVE))
    .where(PARTICIPANT.c.conversation_id == bindparam("conversation"))
)
_NEW_CASE = Statement(
    insert(CASE).values(municipality=bindparam("municipality"), version=0).returning(CASE.c.id)
)
_TAKE_PART = Statement(
    insert(PARTICIPANT).values(
        conversation_id=bindparam("conversation"),
        case_id=bindparam("case_id"),
        municipality=bindparam("municipality"),
        role="",
        representation="",
    )
)
_THIS_CASE = CASE.c.id == bindparam("this")
_MOVE_TO = Statement(update(CASE).where(_THIS_CASE).values(municipality=bindparam("municipality")))
_TAKES_PART = PARTICIPANT.c.conversation_id == bindparam("conversation")
_KEEP = {
    field: Statement(
        update(CASE).where(_THIS_CASE).values({field: bindparam("value", required=True)})
    )
    for field in ("name", "birth_year", "wish")
} | {
    field: Statement(
        update(PARTICIPANT)
        .where(PARTICIPANT.c.case_id == bindparam("this"), _TAKES_PART)
        .values({field: bindparam("value", required=True)})
    )
    for field in ("answerer", "phone")
}
_NEXT = Statement(update(CASE).where(_THIS_CASE).values(version=CASE.c.version + 1))
_LEAVE = Statement(delete(PARTICIPANT).where(_TAKES_PART))
_REMOVE = Statement(
    delete(CASE).where(_THIS_CASE, ~exists().where(PARTICIPANT.c.case_id == CASE.c.id))
)


@dataclass(frozen=True, slots=True)
class Mine:
    """The case of one conversation. What `kept` holds is still sealed."""

    id: int
    municipality: str
    version: int
    wish: str | None
    kept: dict[str, str | None]
    booking: Booking | None
    booked_in: str


def find(held: Held, conversation: int) -> Mine | None:
    """The case in which this conversation takes part."""
    row = held.one(_MINE, conversation=conversation)
    if row is None:
        return None
    case, municipality, version, wish, name, year, phone, answerer, booked_in, *call = row
    kept = {"name": name, "birth_year": year, "phone": phone, "answerer": answerer}
    booking = Booking(*call) if call[0] else None
    return Mine(case, municipality, version, wish, kept, booking, booked_in or "")


def find_or_open(held: Held, conversation: int, municipality: str) -> Mine:
    """The same; opened where there is none, and brought to `municipality` where it was another."""
    mine = find(held, conversation)
    if mine is None:
        opened = held.one(_NEW_CASE, municipality=municipality)
        assert opened is not None
        held.run(
            _TAKE_PART, conversation=conversation, case_id=opened[0], municipality=municipality
        )
        mine = find(held, conversation)
        assert mine is not None
    elif mine.municipality != municipality:
        held.run(_MOVE_TO, this=mine.id, municipality=municipality)
    return mine


def keep(held: Held, conversation: int, mine: Mine, field: str, value: str | None) -> None:
    """Set one of `name`, `birth_year`, `answerer`, `phone` (sealed) or `wish`."""
    scope = {"conversation": conversation} if field in ("answerer", "phone") else {}
    held.run(_KEEP[field], this=mine.id, value=value, **scope)


def kept(held: Held, seal: Seal, conversation: int, field: str) -> str | None:
    """A name or number as it was given."""
    mine = find(held, conversation)
    sealed = mine.kept[field] if mine else None
    return seal.open(sealed) if sealed else None


def next_version(held: Held, mine: Mine) -> int:
    """What was planned for the case is planned anew: notices of older versions are void."""
    held.run(_NEXT, this=mine.id)
    return mine.version + 1


def leave(held: Held, conversation: int, mine: Mine) -> None:
    """Take no part any more; the case goes with the last who did."""
    held.run(_LEAVE, conversation=conversation)
    held.run(_REMOVE, this=mine.id)
