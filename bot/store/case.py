"""A person's case as one conversation sees it: what is kept, wished, held and booked."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store import contacts, invitations
from bot.store.calls import BOOKED, FIELDS, HELD
from bot.store.keys.sealing import Seal
from bot.store.statement import Held, Statement
from bot.store.tables import BOOKING, CASE, DEVIATION, PARTICIPANT
from care.casework import Closing, Stage
from care.people import Part, Right, Role
from dialogs.world import Booking, Standing

_LIVE, _HELD, _OTHER = BOOKING.alias("live"), BOOKING.alias("held"), PARTICIPANT.alias("other")
_TAKES_PART = PARTICIPANT.c.conversation_id == bindparam("conversation")
_STANDING = (
    "stage", "provider", "interim", "start_day", "closed_as", "decision_ends", "change_by",
    "service", "area", "stopped_at",
)  # fmt: skip
_MINE = Statement(
    select(
        PARTICIPANT.c.case_id,
        CASE.c.municipality,
        CASE.c.version,
        CASE.c.wish,
        CASE.c.wish_role,
        CASE.c.name,
        CASE.c.birth_year,
        PARTICIPANT.c.phone,
        PARTICIPANT.c.answerer,
        PARTICIPANT.c.role,
        PARTICIPANT.c.representation,
        PARTICIPANT.c.consent,
        PARTICIPANT.c.checked,
        PARTICIPANT.c.joined,
        or_(
            PARTICIPANT.c.recorded_by != "",
            exists().where(
                _OTHER.c.case_id == PARTICIPANT.c.case_id, _OTHER.c.id != PARTICIPANT.c.id
            ),
        ),
        *(CASE.c[field] for field in _STANDING),
        _LIVE.c.municipality,
        _LIVE.c.conversation_id,
        _LIVE.c.made_at,
        *(_LIVE.c[field] for field in FIELDS),
        _HELD.c.municipality,
        _HELD.c.until,
        *(_HELD.c[field] for field in FIELDS),
    )
    .join(CASE, PARTICIPANT.c.case_id == CASE.c.id)
    .outerjoin(_LIVE, (_LIVE.c.case_id == CASE.c.id) & (_LIVE.c.status == BOOKED))
    .outerjoin(_HELD, (_HELD.c.case_id == CASE.c.id) & (_HELD.c.status == HELD))
    .where(_TAKES_PART)
)
_LOCK = Statement(
    # PostgreSQL lets a statement into all its tables before it waits for a row. Who is about to
    # change officers' days shuts out all who can hold a case (`office.schedules`), whether these
    # have looked at the days yet or will: otherwise the two could wait for each other.
    select(CASE.c.id, exists().where(DEVIATION.c.id == 0))
    .where(CASE.c.id == bindparam("this"))
    # FOR NO KEY UPDATE: who gives a time up may point a notice of it at us, and hold cells we want.
    .with_for_update(of=CASE, key_share=True)
)
_NEW_CASE = Statement(
    insert(CASE)
    .values(
        municipality=bindparam("municipality"),
        version=0,
        opened_at=bindparam("now", type_=CASE.c.opened_at.type, required=True),
    )
    .returning(CASE.c.id)
)
_TAKE_PART = Statement(
    insert(PARTICIPANT).values(
        conversation_id=bindparam("conversation"),
        case_id=bindparam("case_id"),
        municipality=bindparam("municipality"),
        role=bindparam("role"),
        representation=bindparam("representation"),
    )
)
_THIS_CASE = CASE.c.id == bindparam("this")
_MOVE_TO = Statement(update(CASE).where(_THIS_CASE).values(municipality=bindparam("municipality")))
_KEEP = {
    field: Statement(
        update(CASE).where(_THIS_CASE).values({field: bindparam("value", required=True)})
    )
    for field in ("name", "birth_year")
} | {
    field: Statement(
        update(PARTICIPANT)
        .where(PARTICIPANT.c.case_id == bindparam("this"), _TAKES_PART)
        .values({field: bindparam("value", required=True)})
    )
    for field in ("answerer", "phone")
}
_WISH = Statement(
    update(CASE)
    .where(_THIS_CASE)
    .values(wish=bindparam("wish", required=True), wish_role=bindparam("role"), cannot_choose=False)
)
_TOUCH = Statement(
    update(CASE)
    .where(_THIS_CASE)
    .values(
        revision=CASE.c.revision + 1,
        changed_by=bindparam("by"),
        changed_at=bindparam("now", type_=CASE.c.changed_at.type, required=True),
    )
)
_NEXT = Statement(update(CASE).where(_THIS_CASE).values(version=CASE.c.version + 1))
OF_THE_CASE = ("name", "birth_year")
"""What is kept of the one who gets help; the rest is each participant's own."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A call of this case, and where: booked, or held `until` then.

    `by` is the conversation that booked; None where an officer did, for one whom no number reaches,
    and of calls from before there was a desk, which have no `made_at` either.
    """

    call: Booking
    municipality: str
    until: datetime | None = None
    by: int | None = None
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    """The case of one conversation. What `kept` holds is still sealed.

    `joined` came by an officer's code into what others began; of one that is `withdrawn` an officer
    has taken the yes or the right back. A case is `common` once others take part, or an officer has
    recorded something of this part: then who one is, and where, follows no more from what is
    answered in the chat.
    """

    id: int
    conversation: int
    municipality: str
    version: int
    wish: str | None
    wish_role: Role
    kept: dict[str, str | None]
    part: Part
    joined: bool
    withdrawn: bool
    common: bool
    standing: Standing
    stopped: bool
    live: Timed | None
    held: Timed | None

    @property
    def sees(self) -> bool:
        """Whether all of the case may be told in this conversation."""
        return self.part.may_know

    @property
    def began(self) -> bool:
        """Whether what is kept was said here, or may be told here."""
        return self.sees or not self.joined

    @property
    def stays(self) -> bool:
        """Whether it stays in its municipality, wherever this conversation goes."""
        return self.common or self.standing.stage is not Stage.OPEN

    def booked(self, by: int | None, made_at: datetime | None) -> bool:
        """Whether a call that `by` booked, then, was booked here, and may be told here.

        When there was no desk, nobody had joined: whose it was is not known, and was the only one.
        """
        if self.withdrawn:
            return False
        if by is None:
            return made_at is None and not self.joined
        return by == self.conversation

    @property
    def wished(self) -> str | None:
        """The wish, where it was made here or may be told here."""
        own = not self.joined and (not self.common or self.wish_role is self.part.role)
        return self.wish if self.sees or own else None

    @property
    def decided(self) -> bool:
        """Whether the wish is that of the one who gets help, or of who speaks for them."""
        return self.wish is not None and Part(self.wish_role).decides


def find(held: Held, conversation: int) -> Mine | None:
    """The case in which this conversation takes part."""
    row = held.one(_MINE, conversation=conversation)
    if row is None:
        return None
    case, municipality, version, wish, wish_role, name, year, phone, answerer, *rest = row
    role, right, consent, checked, joined, common, *rest = rest
    stage, provider, interim, day, closed_as, *rest = rest
    decision_ends, change_by, service, area, stopped_at, *calls = rest
    kept = {"name": name, "birth_year": year, "phone": phone, "answerer": answerer}
    part = Part(Role(role), Right(right) if right else None, bool(consent), checked)
    closing = Closing(closed_as) if closed_as else None
    standing = Standing(
        Stage(stage), provider, interim, day, closing, decision_ends, change_by, service, area
    )
    booked_in, by, made_at, *live = calls[:9]
    held_in, until, *kept_time = calls[9:]
    return Mine(
        case,
        conversation,
        municipality,
        version,
        wish,
        Role(wish_role),
        kept,
        part,
        joined,
        consent is False,
        common,
        standing,
        stopped_at is not None,
        Timed(Booking(*live), booked_in, by=by, made_at=made_at) if live[0] else None,
        Timed(Booking(*kept_time), held_in, until=until) if kept_time[0] else None,
    )


def find_or_open(
    held: Held, conversation: int, municipality: str, part: Part, now: datetime
) -> Mine:
    """The same; opened where there is none, and brought to `municipality` where it was another.

    One that is common to several, or that an officer has confirmed or closed, stays where it is.
    """
    mine = find(held, conversation)
    if mine is None:
        opened = held.one(_NEW_CASE, municipality=municipality, now=now)
        assert opened is not None
        held.run(
            _TAKE_PART,
            conversation=conversation,
            case_id=opened[0],
            municipality=municipality,
            role=part.role.value,
            representation=part.right.value if part.right else "",
        )
        mine = find(held, conversation)
        assert mine is not None
    elif mine.municipality != municipality and not mine.stays:
        lock(held, mine.id)
        held.run(_MOVE_TO, this=mine.id, municipality=municipality)
    return mine


def lock(held: Held, case: int) -> None:
    """Nobody else changes this case until the transaction ends."""
    held.all(_LOCK, this=case)


def keep(held: Held, conversation: int, mine: Mine, field: str, value: str | None) -> None:
    """Set one of `name`, `birth_year`, `answerer`, `phone` (sealed)."""
    scope = {"conversation": conversation} if field in ("answerer", "phone") else {}
    held.run(_KEEP[field], this=mine.id, value=value, **scope)


def wish(held: Held, case: int, provider: str | None, role: Role) -> None:
    """Set the wish, and whose it is."""
    held.run(_WISH, this=case, wish=provider, role=role.value)


def touch(held: Held, case: int, by: str, now: datetime) -> None:
    """Something of the case has changed; `by` is an officer, empty where residents did it."""
    held.run(_TOUCH, this=case, by=by, now=now)


def kept(held: Held, seal: Seal, conversation: int, field: str) -> str | None:
    """A name or number as it was given, where it may be told; or the code that was given out."""
    if kind := invitations.CODES.get(field):
        return invitations.last(held, seal, conversation, kind)
    if field in contacts.PARTS:
        return contacts.told(held, seal, conversation, field)
    mine = find(held, conversation)
    told = mine and (mine.began or field not in OF_THE_CASE)
    sealed = mine.kept[field] if mine and told else None
    return seal.open(sealed) if sealed else None


def next_version(held: Held, case: int, version: int) -> int:
    """What was planned for the case is planned anew: notices of older versions are void."""
    held.run(_NEXT, this=case)
    return version + 1
