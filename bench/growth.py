"""Fills a database with conversations of before: copies of a real one and all that hangs on it."""

from bot.store import Store
from bot.store.tables import metadata

LAST = 3
"""Turns of each that are still in the log."""
FROM = 1_000_000
"""The first number that is free for what is copied."""

COPIED = {
    "address": ("id = {address}", {"id": "i", "external": "'old' || i"}),
    "conversation": ("id = {conversation}", {"id": "i", "address_id": "i"}),
    "case": ("id = {case}", {"id": "i"}),
    "participant": (
        "conversation_id = {conversation}",
        {"id": "i", "conversation_id": "i", "case_id": "i"},
    ),
    "turn": (
        "conversation_id = {conversation} AND n > {n}",
        {"conversation_id": "i", "key": "'old' || i || '-' || n"},
    ),
    "booking": (
        "case_id = {case}",
        {"id": "'old' || i || '-' || id", "case_id": "i", "conversation_id": "i",
         "start": "'2025-11-24 10:00:00.000000'", "phone": "'old' || i"},
    ),
    "outbox": (
        "case_id = {case}",
        {"id": "i * 10 + id % 10", "case_id": "i", "conversation_id": "i", "state": "'sent'",
         "key": "'old' || i || '-' || key", "link": "NULL"},
    ),
}  # fmt: skip
"""Of each table: which rows of the real one, and what each copy has of its own."""

REAL = """
SELECT c.address_id, c.id, p.case_id, c.n FROM conversation c
  JOIN participant p ON p.conversation_id = c.id JOIN booking b ON b.case_id = p.case_id
  WHERE b.status = 'booked' ORDER BY c.id LIMIT 1
"""


def fill(store: Store, count: int) -> None:
    """So many more, each with a case, a call and a notice; someone must have booked before."""
    with store.writing() as held:
        found = held.driver.execute(REAL).fetchone()
        assert found
        ids = dict(zip(("address", "conversation", "case", "n"), found, strict=True))
        ids["n"] -= LAST
        for name, (rows, own) in COPIED.items():
            columns = [column.name for column in metadata.tables[name].columns]
            values = ", ".join(own.get(column, f'"{column}"') for column in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            held.driver.execute(
                f"WITH RECURSIVE s(i) AS (SELECT {FROM} UNION ALL SELECT i + 1 FROM s "  # noqa: S608
                f'WHERE i < {FROM + count - 1}) INSERT INTO "{name}" ({names}) '
                f'SELECT {values} FROM "{name}", s WHERE {rows.format(**ids)}'
            )
    with store.reading() as held:
        held.driver.execute("ANALYZE")
