"""Whether what was answered and what stands in the database agree."""

from collections import Counter
from dataclasses import dataclass

from houses import settings
from playing import Played

from bot.store import Store

CONVERSATIONS = """
SELECT count(*) FROM conversation c WHERE c.n <> (SELECT count(*) FROM turn t
  WHERE t.conversation_id = c.id) OR c.n <> (SELECT coalesce(max(t.n), 0) FROM turn t
  WHERE t.conversation_id = c.id)
"""
CALLS = """
SELECT count(*) FROM booking b WHERE b.status = 'booked' AND b.minutes / 10 + 1 <>
  (SELECT count(*) FROM cell WHERE cell.booking_id = b.id)
"""
ORPHANS = """
SELECT count(*) FROM cell WHERE NOT EXISTS (SELECT 1 FROM booking b
  WHERE b.id = cell.booking_id AND b.status IN ('booked', 'held'))
"""
BOOKED = """
SELECT t.key, count(*) FROM turn t JOIN participant p ON p.conversation_id = t.conversation_id
  JOIN booking b ON b.case_id = p.case_id AND b.status = 'booked'
  GROUP BY t.key
"""


@dataclass(frozen=True)
class Standing:
    """`lost` was answered and is not there; `doubled` had an effect twice; `torn` is half done."""

    lost: int
    doubled: int
    torn: int

    def told(self) -> str:
        """For a line."""
        return f"lost {self.lost}, doubled {self.doubled}, half done {self.torn}"


def compare(url: str, *all_played: Played) -> Standing:
    """What all of these were told, with the log and the calls."""
    store = Store(url, keys=settings(url).key_list)
    with store.reading() as held:
        keys = [str(row[0]) for row in held.driver.execute("SELECT key FROM turn").fetchall()]
        (behind,), (calls,), (orphans,) = (
            held.driver.execute(sql).fetchone() or (1,) for sql in (CONVERSATIONS, CALLS, ORPHANS)
        )
        booked = dict(held.driver.execute(BOOKED).fetchall())
    store.close()
    rows = Counter(key.rpartition(":")[2] if key.startswith("api:") else key for key in keys)
    stand = Counter(
        {key.rpartition(":")[2] if key.startswith("api:") else key: n for key, n in booked.items()}
    )
    answered = {key for played in all_played for key in played.answered}
    wanted = [key for played in all_played for key in played.booked]
    lost = sum(not rows[key] for key in answered) + sum(not stand[key] for key in wanted)
    doubled = sum(n > 1 for n in rows.values()) + sum(stand[key] > 1 for key in wanted)
    doubled += sum(played.differ for played in all_played)
    return Standing(lost, doubled, behind + calls + orphans)
