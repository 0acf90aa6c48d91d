"""People whose help has started, and the notices that come to them."""

from datetime import date, datetime

from booking import TO_THE_TIME, at_the_desk, booked, someone, told
from someone import Talk

from bot.assembly import House
from bot.conversation import Answer
from care.followup import Kind
from care.times import SWEDEN
from dialogs.events import Choose, Text

CALL = "2026-11-25T09:00+00:00"
START = date(2026, 12, 1)
DURING = datetime(2026, 12, 2, 10, 0, tzinfo=SWEDEN)
"""A day on which the help has begun and nothing is due."""
FOR_MOTHER = tuple(
    Choose("who", "parent") if isinstance(e, Choose) and e.question == "who" else e
    for e in TO_THE_TIME
)  # fmt: skip
WHO = {"self": TO_THE_TIME, "mother": FOR_MOTHER}


def helped(house: House, who: str = "self", *, now: datetime = DURING, **of: str) -> Talk:
    """Karin, or her daughter who may know, after the help has started; `of` is of the case."""
    talk = booked(house, "karin", CALL, *WHO[who])
    so = {"stage": "started", "provider": "kommunen", "start_day": START.isoformat(), **of}
    sets = ", ".join(f"{column} = '{value}'" for column, value in so.items())
    at_the_desk(house, f'UPDATE "case" SET {sets}')
    at_the_desk(house, "UPDATE booking SET status = 'past'")
    at_the_desk(house, "UPDATE participant SET consent = 1")
    talk.give(Text("påminn mig"), now=now)  # as from then on it is planned
    return talk


async def come(house: House, now: datetime) -> None:
    """All that is due by then has come."""
    while await house.outbox.work(now):
        pass


async def reads(house: House, talk: Talk, day: str, kind: Kind) -> Answer:
    """What a person sees who opens what came that day."""
    now = morning(day)
    await come(house, now)
    return talk.give(Choose("notice", f"open={kind}"), now=now)


def morning(day: str) -> datetime:
    """At 9.30 on a day, when what was due at 9.00 has come."""
    return datetime.fromisoformat(f"{day}T09:30").replace(tzinfo=SWEDEN)


def planned(house: House) -> list[str]:
    """The kinds that are still to come, in their order."""
    with house.store.reading() as held:
        rows = held.driver.execute(
            "SELECT kind FROM outbox WHERE state = 'planned' ORDER BY due, id"
        )
        return [kind for (kind,) in rows.fetchall()]


def reasons(house: House) -> list[str]:
    """Why officers are asked to act."""
    with house.store.reading() as held:
        rows = held.driver.execute("SELECT reason FROM task ORDER BY id").fetchall()
        return [reason for (reason,) in rows]


__all__ = ["Talk", "come", "helped", "morning", "planned", "reads", "reasons", "someone", "told"]
