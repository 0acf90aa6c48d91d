"""A conversation's row, held for one turn, and the log of its turns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert  # SQLite writes the same ON CONFLICT

from bot.store.editions import newest
from bot.store.outbox import routes
from bot.store.statement import Held, Statement
from bot.store.tables import ADDRESS, CONVERSATION, LINE, RELAY, TURN

_HERE = (
    ADDRESS.c.kind == bindparam("kind"),
    ADDRESS.c.host == bindparam("host"),
    ADDRESS.c.external == bindparam("external"),
)
_PLACE = (
    select(
        CONVERSATION.c.id,
        CONVERSATION.c.address_id,
        CONVERSATION.c.n,
        CONVERSATION.c.state,
        CONVERSATION.c.language,
        CONVERSATION.c.municipality,
        CONVERSATION.c.seed,
        newest,
        ADDRESS.c.dead,
    )
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    # FOR NO KEY UPDATE: the outbox, which holds its row, may still point a task at us. A stronger
    # lock here and a cancel would wait for each other.
    .with_for_update(of=CONVERSATION, key_share=True)
)
_FIND = Statement(_PLACE.where(*_HERE))
_AGAIN = Statement(_PLACE.where(CONVERSATION.c.id == bindparam("conversation")))
_NEW_ADDRESS = Statement(
    insert(ADDRESS)
    .values(
        kind=bindparam("kind"),
        host=bindparam("host"),
        external=bindparam("external"),
        dead=False,
    )
    .on_conflict_do_nothing()
)
_NEW_CONVERSATION = Statement(
    insert(CONVERSATION)
    .from_select(
        ["address_id", "state", "language", "municipality", "seed", "n"],
        select(
            ADDRESS.c.id,
            bindparam("state", "{}", CONVERSATION.c.state.type),
            bindparam("language", "", CONVERSATION.c.language.type),
            bindparam("municipality", "", CONVERSATION.c.municipality.type),
            bindparam("seed", type_=CONVERSATION.c.seed.type, required=True),
            bindparam("n", 0, CONVERSATION.c.n.type),
        ).where(*_HERE),
    )
    .on_conflict_do_nothing()
)
_GONE = Statement(update(ADDRESS).where(*_HERE).values(dead=True))
_ALIVE = Statement(update(ADDRESS).where(ADDRESS.c.id == bindparam("address")).values(dead=False))
# Asked only once the conversation is held: joined to the statement that waits for it, PostgreSQL
# would show the log of before the wait.
_FORMER = TURN.alias()
_WAS = (
    select(_FORMER.c.step)
    .where(_FORMER.c.conversation_id == TURN.c.conversation_id, _FORMER.c.n == TURN.c.n - 1)
    .scalar_subquery()
)
_LOGGED = Statement(
    select(
        TURN.c.conversation_id,
        TURN.c.n,
        TURN.c.replies,
        TURN.c.language,
        TURN.c.step,
        func.coalesce(_WAS, ""),
    ).where(TURN.c.key == bindparam("key"))
)
_AT = bindparam("at", type_=CONVERSATION.c.at.type, required=True)
_SAVE = Statement(
    update(CONVERSATION)
    .where(CONVERSATION.c.id == bindparam("conversation"))
    .values(
        {c: bindparam(c) for c in ("n", "state", "language", "municipality")}
        | {"at": func.coalesce(_AT, CONVERSATION.c.at)}
    )
)
_LOG = Statement(
    insert(TURN).values(
        {c.name: bindparam(c.name, type_=c.type, required=True) for c in TURN.columns}
    )
)
_SAID = (
    select(TURN.c.n, TURN.c.replies, TURN.c.language, TURN.c.step, TURN.c.at)
    .join(CONVERSATION, TURN.c.conversation_id == CONVERSATION.c.id)
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(*_HERE)
)
# A turn in which something was only handed to an officer has nothing to show (`dialogs.turn`).
_LAST = Statement(
    _SAID.where(TURN.c.heard != "relayed")
    .order_by(TURN.c.n.desc())
    .limit(bindparam("count", type_=Integer, required=True))
)
_ONE = Statement(_SAID.where(TURN.c.n == bindparam("n")))
_WHOSE = Statement(
    select(CONVERSATION.c.id).join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id).where(*_HERE)
)
_TOWN = Statement(
    select(CONVERSATION.c.municipality).where(CONVERSATION.c.id == bindparam("conversation"))
)

_LAST_LINE = (
    select(func.max(LINE.c.id))
    .join(RELAY, LINE.c.relay_id == RELAY.c.id)
    .where(RELAY.c.conversation_id == CONVERSATION.c.id, RELAY.c.ended_at.is_(None))
    .correlate(CONVERSATION)
    .scalar_subquery()
)
_STANDS = Statement(
    select(CONVERSATION.c.id, CONVERSATION.c.n, func.coalesce(_LAST_LINE, 0))
    .join(ADDRESS, CONVERSATION.c.address_id == ADDRESS.c.id)
    .where(*_HERE)
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation stood when this turn began. `state` is JSON.

    `edition` is the number of the newest edition of any catalogue.
    """

    id: int
    address: int
    n: int
    state: str
    language: str
    municipality: str
    seed: int
    edition: int


@dataclass(frozen=True, slots=True)
class Logged:
    """A turn of before. `replies` is JSON of `dialogs.transcript`, `was` what was open then."""

    n: int
    replies: str
    language: str
    step: str
    was: str = ""


def hold(held: Held, kind: str, host: str, external: str, seed: Callable[[], int]) -> Place:
    """The conversation at this address, ours alone until the transaction ends; new if need be.

    One who writes can be written to: an address that was dead lives again.
    """
    row = held.one(_FIND, kind=kind, host=host, external=external)
    if row is None:
        held.run(_NEW_ADDRESS, kind=kind, host=host, external=external)
        held.run(_NEW_CONVERSATION, kind=kind, host=host, external=external, seed=seed())
        row = held.one(_FIND, kind=kind, host=host, external=external)
        assert row is not None
    *place, dead = row
    found = Place(*place)
    if dead:
        held.run(_ALIVE, address=found.address)
        routes.reroute(held, found.id)
    return found


def gone(held: Held, kind: str, host: str, external: str) -> None:
    """Nothing can be told at this address any more: what is planned goes another way."""
    if (place := whose(held, kind, host, external)) is not None:
        held.run(_GONE, kind=kind, host=host, external=external)
        routes.reroute(held, place)


def hold_again(held: Held, conversation: int) -> Place:
    """One that is known to exist, ours alone until the transaction ends."""
    row = held.one(_AGAIN, conversation=conversation)
    assert row is not None
    return Place(*row[:-1])


def logged(held: Held, place: Place, key: str) -> Logged | None:
    """What was answered to this key before; to a key of someone else's, nothing to show."""
    row = held.one(_LOGGED, key=key)
    if row is None:
        return None
    conversation, n, replies, *rest = row
    return Logged(n, replies if conversation == place.id else "", *rest)


def save(
    held: Held,
    place: Place,
    *,
    state: str,
    language: str,
    municipality: str,
    at: datetime | None = None,
) -> None:
    """Where the conversation stands after this turn.

    `at` is when the person spoke; None leaves it as it was, where only we have.
    """
    held.run(
        _SAVE,
        conversation=place.id,
        n=place.n + 1,
        state=state,
        language=language,
        municipality=municipality,
        at=at,
    )


def log(
    held: Held,
    place: Place,
    key: str,
    *,
    heard: str,
    step: str,
    language: str,
    municipality: str,
    catalogue: str,
    replies: str,
    at: datetime,
) -> None:
    """Append this turn."""
    held.run(
        _LOG,
        conversation_id=place.id,
        n=place.n + 1,
        key=key,
        heard=heard,
        step=step,
        language=language,
        municipality=municipality,
        seed=place.seed,
        catalogue=catalogue,
        replies=replies,
        at=at,
    )


def last(
    held: Held, kind: str, host: str, external: str, count: int
) -> list[tuple[Logged, datetime]]:
    """The last turns at this address, the oldest first."""
    rows = held.all(_LAST, kind=kind, host=host, external=external, count=count)
    return [(Logged(*row), at) for *row, at in reversed(rows)]


def one(held: Held, kind: str, host: str, external: str, n: int) -> list[tuple[Logged, datetime]]:
    """The turn of this number at this address; none of anybody else's."""
    rows = held.all(_ONE, kind=kind, host=host, external=external, n=n)
    return [(Logged(*row), at) for *row, at in rows]


def whose(held: Held, kind: str, host: str, external: str) -> int | None:
    """The conversation at this address, only looked at."""
    row = held.one(_WHOSE, kind=kind, host=host, external=external)
    return None if row is None else int(row[0])


def municipality_of(held: Held, conversation: int) -> str:
    """Of which municipality a conversation is; empty where that is not known. Only looked at."""
    row = held.one(_TOWN, conversation=conversation)
    return row[0] if row else ""


def stands(held: Held, kind: str, host: str, external: str) -> tuple[int, int, int] | None:
    """The conversation at this address, and how far it has come: its last turn and last line.

    Something new is to be shown where this is not as it was. Only looked at.
    """
    row = held.one(_STANDS, kind=kind, host=host, external=external)
    return None if row is None else (int(row[0]), int(row[1]), int(row[2]))
