"""People who have chatted, chosen and booked, and what of it stands in the tables."""

from datetime import datetime, timedelta
from secrets import token_hex

from bot.assembly import House
from bot.conversation import Address
from dialogs.events import Choose, Event, Text

NOW = datetime.fromisoformat("2026-11-23T09:00+01:00")
CALL = "2026-11-25T09:00+00:00"
KARIN, ANNA = Address("telegram", "42", "7"), Address("web", "", "anna")
BEGAN = (
    Choose("language", "sv"),
    Choose("knew", "no"),
    Choose("municipality", "exempelby"),
    Choose("who", "self"),
    Choose("decision", "yes"),
    Choose("about1", "skip"),
    Choose("service", "care"),
    Choose("area", "centrum"),
)
WISHED = (
    *BEGAN,
    Choose("needs", "+evening"),
    Choose("needs", "done"),
    Choose("list", "kommunen"),
    Choose("provider", "wish=kommunen"),
)
BOOKED = (
    *WISHED,
    Choose("call", "yes"),
    Text("Karin Berg"),
    Text("1941"),
    Choose("answers", "self"),
    Text("070-174 06 05"),
    Choose("interpreter", "no"),
    Choose("extra_time", "no"),
    Choose("time", CALL),
    Choose("confirm", f"yes={CALL}"),
    Choose("remind", "no"),
)
DAYS = timedelta(days=1)


def hear(house: House, *events: Event, by: Address = KARIN, at: datetime = NOW) -> str:
    """What is said in answer to the last."""
    said = ""
    for event in events:
        answer = house.conversations.hear(by, token_hex(8), event, at)
        said = "\n".join(bubble.text for bubble in answer.bubbles)
    return said


def counted(house: House, *tables: str) -> tuple[int, ...]:
    with house.store.reading() as held:
        return tuple(
            held.driver.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0]
            for table in tables
        )


def change(house: House, sql: str) -> None:
    with house.store.writing() as held:
        held.driver.execute(sql)


def end(house: House, stage: str) -> None:
    """All that was to be rung, sent and done has been, and the case stands so."""
    change(house, "UPDATE booking SET status = 'past'")
    change(house, "UPDATE outbox SET state = 'sent'")
    change(house, "UPDATE task SET done_at = at")
    change(house, f"UPDATE \"case\" SET stage = '{stage}'")


def protocol(house: House) -> dict[str, int]:
    """What the record of the destroyed says in all."""
    with house.store.reading() as held:
        rows = held.driver.execute("SELECT record, sum(count) FROM erased GROUP BY record")
        return {record: int(count) for record, count in rows.fetchall()}
