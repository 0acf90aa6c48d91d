"""The key of prints. It is not among those that encrypt, so that a number is known again by its
print when they have changed: it stands in the database, encrypted as names are.
"""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from bot.store.database import Database
from bot.store.keys.sealing import NoKeys, Seal
from bot.store.migrate import migrate
from bot.store.statement import Held, Statement
from bot.store.tables import SECRET

PRINTING = "printing"

LOST = (
    "None of the keys opens what is stored. Put the former keys after the new one, in KUNDVAL_KEYS "
    "or in the .key file beside an SQLite database. Are they lost for good: kundval keys rotate "
    "--lost"
)

_FIND = Statement(select(SECRET.c.sealed).where(SECRET.c.name == PRINTING))
_KEEP = Statement(
    insert(SECRET)
    .values(name=PRINTING, sealed=bindparam("sealed", type_=SECRET.c.sealed.type, required=True))
    .on_conflict_do_nothing()
)
_REMOVE = Statement(delete(SECRET).where(SECRET.c.name == PRINTING))


def sealing(database: Database, keys: tuple[str, ...]) -> Seal:
    """How this house encrypts and prints; the key of prints is made where there is none.

    The first one is the key that encrypts, which was that of prints as long as there was no other.
    Of processes that start at once one makes it. Raises NoKeys where none of ours opens it.
    """
    seal, held = Seal(keys), database.open()
    try:
        token = _token(held)
        if token is None:
            database.begin(held)
            held.run(_KEEP, sealed=seal.close(seal.first))
            held.driver.execute("COMMIT")
            token = _token(held)
    finally:
        held.driver.close()
    key = seal.open(token) if token else None
    if key is None:
        raise NoKeys(LOST)
    return Seal(keys, key)


def begin_anew(database: Database, keys: tuple[str, ...]) -> bool:
    """Let go of a key of prints that none of ours opens; whether there was such a one."""
    migrate(database)
    held = database.open()
    try:
        token = _token(held)
        if token is None or Seal(keys).open(token) is not None:
            return False
        database.begin(held)
        held.run(_REMOVE)
        held.driver.execute("COMMIT")
    finally:
        held.driver.close()
    return True


def _token(held: Held) -> str | None:
    row = held.one(_FIND)
    return row[0] if row else None
