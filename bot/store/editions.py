"""The editions of each municipality's catalogue: appended, never changed.

A turn asks only for `newest`, in its first SELECT; who knows that one already reads nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.statement import Held, Statement
from bot.store.store import Store
from bot.store.tables import CASE, CATALOGUE

FOLDER = "folder"
"""By whose hand a folder of files came in."""

newest = select(func.coalesce(func.max(CATALOGUE.c.id), 0)).scalar_subquery()
"""The number of the house's newest edition; 0 where there is none."""

_NEWEST = Statement(select(newest))
_HERE = CATALOGUE.c.municipality == bindparam("municipality")
_LATEST_IDS = select(func.max(CATALOGUE.c.id)).group_by(CATALOGUE.c.municipality)
_LATEST = Statement(
    select(CATALOGUE).where(CATALOGUE.c.id.in_(_LATEST_IDS)).order_by(CATALOGUE.c.municipality)
)
_VERSIONS = Statement(
    select(CATALOGUE.c.municipality, CATALOGUE.c.version, CATALOGUE.c.by)
    .where(CATALOGUE.c.id.in_(_LATEST_IDS))
    .order_by(CATALOGUE.c.municipality)
)
_SINCE = Statement(
    select(CATALOGUE)
    .where(CATALOGUE.c.id.in_(_LATEST_IDS), CATALOGUE.c.id > bindparam("number"))
    .order_by(CATALOGUE.c.id)
)
_OF = Statement(
    select(CATALOGUE)
    .where(_HERE)
    .order_by(CATALOGUE.c.id.desc())
    .limit(bindparam("count", type_=Integer, required=True))
)
_NOW = Statement(
    select(CATALOGUE.c.version, CATALOGUE.c.by)
    .where(_HERE)
    .order_by(CATALOGUE.c.id.desc())
    .limit(1)
)
_APPEND = Statement(
    insert(CATALOGUE)
    .values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in CATALOGUE.columns
            if c.name != "id"
        }
    )
    .returning(CATALOGUE.c.id)
)
_WISHED = Statement(
    select(CASE.c.wish, func.count())
    .where(CASE.c.municipality == bindparam("municipality"), CASE.c.wish.is_not(None))
    .group_by(CASE.c.wish)
)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a municipality's catalogue was from `at`, by whose hand; `content` is canonical."""

    id: int
    municipality: str
    version: str
    content: str
    by: str
    at: datetime


class Editions:
    """For keepers and commands; not in a turn's path. Every method raises `Unavailable`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def latest(self) -> tuple[Edition, ...]:
        """Each municipality's newest, in the order of their keys."""
        with self._store.reading() as held:
            return tuple(Edition(*row) for row in held.all(_LATEST))

    def versions(self) -> Mapping[str, tuple[str, str]]:
        """By municipality, the newest's version and by whose hand it came."""
        with self._store.reading() as held:
            return {key: (version, by) for key, version, by in held.all(_VERSIONS)}

    def of(self, municipality: str, count: int = 100) -> tuple[Edition, ...]:
        """The last `count` of one municipality, the newest first."""
        with self._store.reading() as held:
            return tuple(of(held, municipality, count))

    def append(
        self,
        municipality: str,
        version: str,
        content: str,
        by: str,
        now: datetime,
        *,
        expected: str | None,
    ) -> Edition | None:
        """The next edition, where `expected` is still the version of the newest (None: there is
        none yet); None where somebody else was first. An older content again is an undo.
        """
        with self._store.appending() as held:
            return append(held, municipality, version, content, by, now, expected=expected)

    def seed(self, municipality: str, version: str, content: str, now: datetime) -> bool:
        """What stands in a folder, as an edition; whether it was appended.

        A folder is only a seed: it counts while nobody has imported or edited anything.
        """
        with self._store.appending() as held:
            row = held.one(_NOW, municipality=municipality)
            seen, by = row or (None, FOLDER)
            if by != FOLDER or seen == version:
                return False
            append(held, municipality, version, content, FOLDER, now, expected=seen)
            return True

    def wished(self, municipality: str) -> Mapping[str, int]:
        """How many people now wish for each provider, by key."""
        with self._store.reading() as held:
            return dict(held.all(_WISHED, municipality=municipality))


def number(held: Held) -> int:
    """The number of the house's newest edition; 0 where there is none."""
    row = held.one(_NEWEST)
    assert row is not None
    return int(row[0])


def since(held: Held, number: int) -> list[Edition]:
    """The newest of each municipality that has a newer one than `number`."""
    return [Edition(*row) for row in held.all(_SINCE, number=number)]


def of(held: Held, municipality: str, count: int) -> list[Edition]:
    """The last `count` of one municipality, the newest first."""
    return [Edition(*row) for row in held.all(_OF, municipality=municipality, count=count)]


def append(
    held: Held,
    municipality: str,
    version: str,
    content: str,
    by: str,
    now: datetime,
    *,
    expected: str | None,
) -> Edition | None:
    """The same as `Editions.append`, in a transaction that is `Store.appending`."""
    newest = held.one(_NOW, municipality=municipality)
    if (newest[0] if newest else None) != expected:
        return None
    values = {"municipality": municipality, "version": version, "content": content, "by": by}
    row = held.one(_APPEND, at=now, **values)
    assert row is not None
    return Edition(row[0], municipality, version, content, by, now)
