"""The rows of the outbox, as a turn or an officer plans and takes them back."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.outbox import recipients, routes, void
from bot.store.outbox.recipients import Recipient
from bot.store.outbox.states import (
    CANCELLED,
    CLAIMED,
    OPEN,
    PLANNED,
    UNCERTAIN,
    in_states,
    of_kinds,
)
from bot.store.statement import Held, Statement
from bot.store.tables import CONVERSATION, OUTBOX
from care.followup import AT_THE_DOOR, DECLINABLE, FollowUp, Kind
from care.times import SWEDEN

_ROW = insert(OUTBOX).values(
    {
        c.name: bindparam(c.name, type_=c.type, required=True)
        for c in OUTBOX.columns
        if c.name not in ("id", "tries", "state", "link")
    }
    | {"tries": 0, "state": PLANNED}
)
_AGAIN = ("state", "due", "wall", "wished", "not_after", "next_at", "channel", "tries")
_PLAN = Statement(
    _ROW.on_conflict_do_update(
        index_elements=[OUTBOX.c.key],
        set_={c: _ROW.excluded[c] for c in _AGAIN},
        # A morning that had nothing to tell is not told again.
        where=(OUTBOX.c.state == CANCELLED) & OUTBOX.c.account_id.is_(None),
    )
)
_OF_THIS = OUTBOX.c.case_id == bindparam("this")
_MINE = OUTBOX.c.conversation_id == bindparam("conversation")
_KIND = OUTBOX.c.kind == bindparam("kind", required=True)
_END = OUTBOX.c.not_after == bindparam("not_after", type_=OUTBOX.c.not_after.type, required=True)
_THERE = Statement(
    select(literal(1)).where(_OF_THIS, _MINE, _KIND, _END, OUTBOX.c.state != CANCELLED).limit(1)
)
_TAKE_BACK_ALL = Statement(update(OUTBOX).where(_OF_THIS, OPEN).values(state=CANCELLED))
_TAKE_BACK_ABOUT = Statement(
    update(OUTBOX)
    .where(_OF_THIS, OPEN, OUTBOX.c.about == bindparam("about"))
    .values(state=CANCELLED)
)
_TAKE_BACK_MINE = Statement(update(OUTBOX).where(_MINE, OPEN, _KIND).values(state=CANCELLED))
# What stands on the page has been told: taken back, it would be told again after a yes.
_TAKE_BACK_REMINDERS = Statement(
    update(OUTBOX)
    .where(_MINE, in_states(PLANNED, CLAIMED, UNCERTAIN), of_kinds(sorted(DECLINABLE)))
    .values(state=CANCELLED)
)
_REMOVE = Statement(delete(OUTBOX).where(_MINE))
_REMIND = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(reminders=bindparam("wanted", required=True), declined="")
)
_MARKED = bindparam("marked", type_=CONVERSATION.c.declined.type, required=True)
_DECLINE = Statement(
    update(CONVERSATION)
    .where(
        CONVERSATION.c.id == bindparam("conversation"),
        func.replace(CONVERSATION.c.declined, _MARKED, "") == CONVERSATION.c.declined,
    )
    .values(declined=CONVERSATION.c.declined.concat(_MARKED))
)


def plan(
    held: Held,
    case: int,
    municipality: str,
    version: int,
    rows: Sequence[FollowUp],
    *,
    about: str = "",
    only: int | None = None,
) -> None:
    """Plan notices for everyone who may be told of the call, and has not said no to them.

    `only` keeps to one conversation. `about` is what it is about, where the kind does not say.
    Planned again under the same version, one that was taken back is planned after all. A reminder
    of the same call that is there already, on its way or told, is not planned once more.
    """
    if not rows:
        return
    for to in recipients.of_case(held, case):
        if (to.knows or to.booked) and only in (None, to.conversation):
            for row in rows:
                if to.takes(row.kind) and not _there(held, row, case, to):
                    _plan(held, row, case, municipality, version, to, about)


def _there(held: Held, row: FollowUp, case: int, to: Recipient) -> bool:
    if row.kind not in (Kind.CALL_TOMORROW, Kind.CALL_SOON):
        return False
    same = {"kind": row.kind.value, "not_after": row.not_after}
    return held.one(_THERE, this=case, conversation=to.conversation, **same) is not None


def follow(
    held: Held,
    case: int,
    municipality: str,
    rows: Sequence[FollowUp],
    anchors: Mapping[Kind, str],
) -> None:
    """The notices of how the help goes on, in place of those of before.

    What hangs on a day that is still the same (`followup.anchors`) stays as it is: late, on its
    way, or told.
    """
    void.of_another_course(held, case, anchors)
    for to in recipients.of_case(held, case) if rows else ():
        for row in rows:
            if to.knows and to.takes(row.kind):
                _plan(held, row, case, municipality, 0, to, row.anchor)


def tell(
    held: Held,
    case: int,
    municipality: str,
    version: int,
    row: FollowUp,
    about: str,
    *,
    also: int | None = None,
) -> int:
    """Plan news for everyone who may be told of the case; how many they are.

    So too for the conversation that is `also` told, of what it did itself. Whoever has only rung
    the desk has nothing to read it in, and is not counted.
    """
    told = 0
    for to in recipients.of_case(held, case):
        if to.knows or (to.stays and to.conversation == also):
            _plan(held, row, case, municipality, version, to, about)
            told += 1
    return told


def write(held: Held, row: FollowUp, municipality: str, conversation: int, about: str) -> None:
    """Plan one that belongs to a conversation, whatever its case. `about` makes it the only one.

    What an officer writes goes where the person wrote, and never by another channel.
    """
    to = recipients.one(held, conversation)
    _plan(held, row, None, municipality, 0, to, about)


def send_code(
    held: Held, row: FollowUp, municipality: str, conversation: int, contact: str, about: str
) -> None:
    """Plan the code that shows whose a contact is; `contact` is its kind, "email" or "sms"."""
    _plan(held, row, None, municipality, 0, recipients.one(held, conversation), about, contact)


def brief(held: Held, row: FollowUp, municipality: str, account: int, about: str) -> None:
    """Plan one for an officer, by e-mail. `about` makes it the only one, also once taken back."""
    _insert(held, row, None, municipality, 0, None, about, routes.EMAIL, account)


def _plan(
    held: Held,
    row: FollowUp,
    case: int | None,
    municipality: str,
    version: int,
    to: Recipient,
    about: str,
    channel: str = "",
) -> None:
    own = routes.named(to.door, to.host) if row.kind in AT_THE_DOOR else ""
    by = channel or own or routes.first(held, to)
    _insert(held, row, case, municipality, version, to.conversation, about, by)


def _insert(
    held: Held,
    row: FollowUp,
    case: int | None,
    municipality: str,
    version: int,
    conversation: int | None,
    about: str,
    channel: str,
    account: int | None = None,
) -> None:
    to = conversation if account is None else f"officer-{account}"
    held.run(
        _PLAN,
        key=f"{row.kind}:{case or ''}:{version}:{to}" + (f":{about}" if about else ""),
        kind=str(row.kind),
        case_id=case,
        version=version,
        conversation_id=conversation,
        account_id=account,
        municipality=municipality,
        channel=channel,
        due=row.due,
        wall=on_the_wall(row.due),
        wished=on_the_wall(row.wished) if row.wished else None,
        not_after=row.not_after,
        next_at=row.due,
        about=about,
    )


def on_the_wall(at: datetime) -> str:
    """A moment as the ledger shows it: on the clock of Sweden, to the minute."""
    return at.astimezone(SWEDEN).isoformat(timespec="minutes")


def take_back(held: Held, case: int) -> None:
    """Nothing that was planned for another call than the one that stands is begun any more.

    To be called when the case has its new version, and the call is booked as it will be. What is
    of that very call stays, also what is late: an officer's note in the case takes nothing along.
    """
    void.of_another_call(held, case)


def take_back_all(held: Held, case: int) -> None:
    """Nothing at all is begun any more: death, hospital, moved."""
    held.run(_TAKE_BACK_ALL, this=case)


def take_back_about(held: Held, case: int, about: str) -> None:
    """Nothing that was planned about this is begun any more."""
    held.run(_TAKE_BACK_ABOUT, this=case, about=about)


def remind(held: Held, conversation: int, wanted: bool | None) -> None:
    """Whether this conversation wants notices; None is not asked. All that was declined is open.

    After a no all reminders are taken back; news is still told.
    """
    held.run(_REMIND, conversation=conversation, wanted=wanted)
    if wanted is False:
        held.run(_TAKE_BACK_REMINDERS, conversation=conversation)


def decline(held: Held, conversation: int, kind: Kind) -> None:
    """No more of this kind; what was planned of it is taken back."""
    held.run(_DECLINE, conversation=conversation, marked=f"|{kind}|")
    held.run(_TAKE_BACK_MINE, conversation=conversation, kind=kind.value)


def remove(held: Held, conversation: int) -> None:
    """No trace of any notice to this conversation."""
    held.run(_REMOVE, conversation=conversation)
