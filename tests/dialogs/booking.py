"""People on the way to a call, what they are told, and what happens at the desk meanwhile."""

from datetime import datetime, timedelta

from someone import NOW, TO_THE_CALL, Talk

from bot.assembly import House
from bot.conversation import Address, Answer
from bot.store.outbox import notices
from care.followup import Kind, news
from care.times import SWEDEN
from dialogs.events import Choose, Event

EARLY = "2026-11-25T07:30+00:00"
"""08.30 on a Wednesday, when only one officer can ring."""
TO_THE_TIME = TO_THE_CALL[:-1]


def after(minutes: int) -> datetime:
    """So many minutes later."""
    return NOW + timedelta(minutes=minutes)


def at(time: str) -> Choose:
    """The button of a time."""
    return Choose("time", time)


def yes(time: str) -> Choose:
    """Ja, boka."""
    return Choose("confirm", f"yes={time}")


def booked(house: House, name: str, time: str, *before: Event, now: datetime = NOW) -> Talk:
    """Someone of this name with a call at this time."""
    talk = someone(house, name)
    way = before or TO_THE_TIME
    answer = talk.give(*way, at(time), yes(time), Choose("remind", "yes"), now=now)
    assert answer.step == "after", told(answer)
    return talk


def someone(house: House, name: str, door: str = "web") -> Talk:
    """Someone else."""
    return Talk(house, Address(door, "", name))


def told(answer: Answer) -> str:
    """All that an answer says."""
    return "\n".join(bubble.text for bubble in answer.bubbles)


def buttons(answer: Answer) -> list[str]:
    """The values of the answers to the open question."""
    return [choice.value for choice in answer.bubbles[-1].choices]


def labels(answer: Answer) -> list[str]:
    """Their words."""
    return [choice.label for choice in answer.bubbles[-1].choices]


def read(kind: Kind) -> Choose:
    """Läs."""
    return Choose("notice", f"open={kind}")


def heard(house: House) -> str:
    """As what the last turn is counted."""
    with house.store.reading() as held:
        rows = held.driver.execute("SELECT heard FROM turn ORDER BY at, n").fetchall()
        return str(rows[-1][0])


def at_the_desk(house: House, statement: str) -> None:
    """An officer has changed something."""
    with house.store.writing() as held:
        held.driver.execute(statement)


def tell(house: House, kind: Kind, now: datetime = NOW) -> int:
    """News for the first case; how many are told."""
    with house.store.writing() as held:
        return notices.tell(
            held, 1, "exempelby", 1, news(kind, now=now, closed=frozenset().__contains__), ""
        )


def wall(at: datetime) -> str:
    """A time of day in Sweden."""
    return at.astimezone(SWEDEN).strftime("%H.%M")
