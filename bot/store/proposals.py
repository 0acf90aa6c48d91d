"""What is proposed for a catalogue, and who decided on it.

The columns that say what was proposed are never changed. A proposal's state moves by
compare-and-set: of two who press at once one wins, and the other is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from unicodedata import normalize

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.catalogue import changes
from bot.catalogue.changes import Edit, Kind
from bot.store.statement import Held, Record, Statement
from bot.store.store import Store
from bot.store.tables import PROPOSAL


class Role(StrEnum):
    """On whose behalf somebody proposes."""

    KEEPER = "keeper"
    PROVIDER = "provider"


class State(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    """It goes live on its day."""
    LIVE = "live"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Taken back by somebody before it went live."""


class Decided(Enum):
    """What became of a decision; only DONE is true."""

    DONE = "done"
    OVERTAKEN = "overtaken"
    """Its state is not what one saw any more: somebody else was first, or it is live."""
    SECOND_PERSON = "second_person"
    """An authorisation takes two people, to agree on and to take back: not who proposed it."""
    KEEPER = "keeper"
    """Only a keeper decides; a provider may take back its own."""

    def __bool__(self) -> bool:
        return self is Decided.DONE


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change somebody proposed. `by` is a name; `note` says why it was refused.

    `from_day` is the first day on which it holds (*gäller från*), in Sweden.
    """

    id: int
    municipality: str
    provider: str
    kind: Kind
    edits: tuple[Edit, ...]
    source: str
    from_day: date
    by: str
    role: Role
    at: datetime
    state: State
    decided_by: str | None
    decided_at: datetime | None
    note: str


_COLUMNS = [column for column in PROPOSAL.columns if column.name != "id"]
_ALL = select(*(column for column in PROPOSAL.columns if column.name != "key"))
_ADD = Statement(
    insert(PROPOSAL)
    .values({c.name: bindparam(c.name, type_=c.type, required=True) for c in _COLUMNS})
    .on_conflict_do_nothing()
    .returning(PROPOSAL.c.id)
)
_BY_KEY = Statement(select(PROPOSAL.c.id).where(PROPOSAL.c.key == bindparam("key")))
_THIS = PROPOSAL.c.id == bindparam("this")
_ONE = Statement(_ALL.where(_THIS))
_HERE = PROPOSAL.c.municipality == bindparam("municipality")
_WAITING = Statement(
    _ALL.where(_HERE, PROPOSAL.c.state == State.WAITING.value).order_by(PROPOSAL.c.id)
)
_OF = Statement(
    _ALL.where(_HERE, PROPOSAL.c.provider == bindparam("provider")).order_by(PROPOSAL.c.id.desc())
)
_COMING = Statement(
    _ALL.where(_HERE, PROPOSAL.c.state == State.APPROVED.value).order_by(
        PROPOSAL.c.from_day, PROPOSAL.c.id
    )
)
_DUE = Statement(
    _ALL.where(
        PROPOSAL.c.state == State.APPROVED.value, PROPOSAL.c.from_day <= bindparam("today")
    ).order_by(PROPOSAL.c.from_day, PROPOSAL.c.decided_at, PROPOSAL.c.id)
)
_DECIDE = Statement(
    update(PROPOSAL)
    .where(_THIS, PROPOSAL.c.state == bindparam("was"))
    .values(
        state=bindparam("becomes"),
        decided_by=bindparam("decider", type_=PROPOSAL.c.decided_by.type, required=True),
        decided_at=bindparam("now", type_=PROPOSAL.c.decided_at.type, required=True),
        note=bindparam("why", type_=PROPOSAL.c.note.type, required=True),
    )
)
_END = Statement(
    update(PROPOSAL)
    .where(_THIS, PROPOSAL.c.state == State.APPROVED.value)
    .values(
        state=bindparam("becomes"),
        note=bindparam("why", type_=PROPOSAL.c.note.type, required=True),
    )
)
_MAY_BECOME = {
    State.WAITING: (State.APPROVED, State.REFUSED, State.WITHDRAWN),
    State.APPROVED: (State.REFUSED, State.WITHDRAWN),
}


class Proposals:
    """All proposals of this house. Each method is one transaction; they raise `Unavailable`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        municipality: str,
        provider: str,
        kind: Kind,
        edits: Sequence[Edit],
        now: datetime,
        *,
        source: str,
        from_day: date,
        by: str,
        role: Role,
        at_once: bool = False,
        key: str | None = None,
    ) -> Proposal:
        """Propose a change; what comes back says whether it waits or is approved already.

        The same `key` again gives the proposal that it gave before.

        What a keeper changes is approved at once, but for an authorisation. What a provider says
        of its own room is, where `at_once` (the municipality's `capacity_at_once`). An approved
        one goes live with the next `bot.editions.going_live`, at the earliest on its day. Raises
        ValueError where the edits are not of this kind, or of another provider.
        """
        if changes.kind(edits) is not kind or any(e.provider != provider for e in edits):
            named = ", ".join(edit.named for edit in edits)
            raise ValueError(f"{kind} of one provider cannot be {named}")
        approved = kind is not Kind.AUTHORISATION and (
            role is Role.KEEPER or (at_once and kind is Kind.ROOM)
        )
        values = {
            "key": key,
            "municipality": municipality,
            "provider": provider,
            "kind": str(kind),
            "changes": changes.dump(edits),
            "source": source,
            "from_day": from_day,
            "by": by,
            "role": str(role),
            "at": now,
            "state": str(State.APPROVED if approved else State.WAITING),
            "decided_by": by if approved else None,
            "decided_at": now if approved else None,
            "note": "",
        }
        with self._store.writing() as held:
            added = held.one(_ADD, **values) or held.one(_BY_KEY, key=key)
            assert added is not None
            return _one(held, added[0])

    def get(self, id: int) -> Proposal | None:
        """One of them."""
        with self._store.reading() as held:
            row = held.one(_ONE, this=id)
            return _read(row) if row else None

    def waiting(self, municipality: str) -> tuple[Proposal, ...]:
        """Those that nobody has decided on, the oldest first."""
        return self._all(_WAITING, municipality=municipality)

    def coming(self, municipality: str) -> tuple[Proposal, ...]:
        """Those that are approved and whose day has not come, the next first."""
        return self._all(_COMING, municipality=municipality)

    def of(self, municipality: str, provider: str) -> tuple[Proposal, ...]:
        """All that ever were of one provider, the newest first."""
        return self._all(_OF, municipality=municipality, provider=provider)

    def due(self, today: date) -> tuple[Proposal, ...]:
        """Those that are approved and hold from `today` or before, in the order to make them."""
        return self._all(_DUE, today=today)

    def decide(
        self,
        id: int,
        state: State,
        by: str,
        now: datetime,
        *,
        expected: State,
        role: Role = Role.KEEPER,
        note: str = "",
    ) -> Decided:
        """Approve, refuse or take back a proposal that one saw as `expected`.

        To approve an authorisation takes another person than who proposed it, and so does taking
        back one that two have agreed on. Raises ValueError where no decision leads from `expected`
        to `state`: live is made by `bot.editions.going_live` alone.
        """
        if state not in _MAY_BECOME.get(expected, ()):
            raise ValueError(f"no decision leads from {expected} to {state}")
        with self._store.writing() as held:
            seen = _one(held, id)
            if role is not Role.KEEPER and (state, seen.role) != (State.WITHDRAWN, role):
                return Decided.KEEPER
            agreed = State.APPROVED in (state, expected) and seen.kind is Kind.AUTHORISATION
            if agreed and role is not Role.KEEPER:
                return Decided.KEEPER
            if agreed and same_person(by, seen.by):
                return Decided.SECOND_PERSON
            values = {"was": str(expected), "becomes": str(state), "decider": by}
            moved = held.run(_DECIDE, this=id, now=now, why=note, **values)
        return Decided.DONE if moved else Decided.OVERTAKEN

    def _all(self, statement: Statement, **values: object) -> tuple[Proposal, ...]:
        with self._store.reading() as held:
            return tuple(_read(row) for row in held.all(statement, **values))


def end(held: Held, proposal: Proposal, state: State, note: str = "") -> bool:
    """It is live, or could not be; False where it is not approved any more."""
    return held.run(_END, this=proposal.id, becomes=str(state), why=note) == 1


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are spaced and whatever their capitals."""

    def words(name: str) -> list[str]:
        return normalize("NFKC", normalize("NFKC", name).casefold()).split()

    return words(one) == words(other)


def _one(held: Held, id: int) -> Proposal:
    row = held.one(_ONE, this=id)
    if row is None:
        raise LookupError(f"there is no proposal {id}")
    return _read(row)


def _read(row: Record) -> Proposal:
    id, municipality, provider, kind, edits, source, from_day, by, role, at, state, *decided = row
    return Proposal(
        id, municipality, provider, Kind(kind), changes.load(edits), source, from_day, by,
        Role(role), at, State(state), *decided,
    )  # fmt: skip
