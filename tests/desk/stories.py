"""Residents on their way through the chat: to a wish, and to a booked call."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from atdesk import MORNING, Clock, Resident
from sqlalchemy import select

from bot.assembly import House
from bot.store.office import audit, cases, days
from bot.store.office.cases import Case
from bot.store.office.days import Call
from bot.store.statement import Statement
from bot.store.tables import CASE, CELL, OUTBOX

EARLIER = MORNING.replace(day=8)
"""The Friday before: then they write."""
TEN = MORNING.replace(hour=10, minute=0)

_LAST = Statement(select(CASE.c.id).order_by(CASE.c.id.desc()).limit(1))
_CELLS = Statement(select(CELL.c.officer, CELL.c.start))
_OUTBOX = Statement(
    select(OUTBOX.c.case_id, OUTBOX.c.kind, OUTBOX.c.state, OUTBOX.c.conversation_id).order_by(
        OUTBOX.c.id
    )
)


@dataclass(frozen=True)
class Story:
    """Who writes about whom, and what they want. `wish` is None for one who cannot choose."""

    name: str = "Karin Berg"
    year: str = "1941"
    who: str = "self"
    representation: str = ""
    wish: str | None = "kommunen"
    phone: str = "070-174 06 05"
    answerer: str = ""
    oneself_after_all: bool = False
    interpreter: bool = False
    language: str = "sv"
    start: datetime = TEN
    needs: tuple[str, ...] = ("evening",)
    area: str = "centrum"


KARIN = Story()
DAUGHTER = replace(KARIN, name="Aino Niemi", year="1938", who="parent", wish="solrosen")
INTERPRETED = replace(KARIN, name="Reza Amin", interpreter=True, wish="bjorken")
UNDECIDED = replace(KARIN, name="Nils Ek", wish=None)
GOD_MAN = replace(KARIN, name="Ulla Frid", who="other", representation="god_man")


def wishes(resident: Resident, story: Story) -> None:
    """To the wish, or to the municipality's rule for one who cannot choose."""
    resident.press("language", story.language)
    resident.press("knew", "no")
    resident.press("municipality", "exempelby")
    resident.press("who", story.who)
    if story.representation:
        resident.press("representation", story.representation)
    resident.press("decision", "yes")
    for n in (1, 2, 3):
        resident.press(f"about{n}", "next")
    resident.press("service", "care")
    resident.press("area", story.area)
    for need in story.needs:
        resident.press("needs", f"+{need}")
    resident.press("needs", "done")
    if story.wish is None:
        resident.press("list", "cannot")
        return
    resident.press("list", story.wish)
    resident.press("provider", f"wish={story.wish}")


def books(resident: Resident, story: Story) -> None:
    """From there to a booked call."""
    resident.press("call", "yes")
    resident.say(story.name)
    resident.say(story.year)
    resident.press("answers", "other" if story.answerer else "self")
    if story.answerer:
        resident.say(story.answerer)
    if story.oneself_after_all:
        resident.press("answers", "self")
    resident.say(story.phone)
    resident.press("interpreter", "yes" if story.interpreter else "no")
    resident.press("extra_time", "no")
    asked = resident.press("time", story.start.isoformat(timespec="minutes"))
    yes = next(c.value for b in asked.bubbles for c in b.choices if c.value.startswith("yes"))
    resident.press("confirm", yes)
    resident.press("remind", "yes")


def booked(house: House, clock: Clock, story: Story = KARIN) -> tuple[Resident, Call]:
    """All of it, the Friday before; and the call as the desk sees it."""
    resident, now = Resident(house, clock), clock.at
    clock.at = EARLIER
    wishes(resident, story)
    books(resident, story)
    clock.at = now
    with house.store.reading() as held:
        row = held.one(_LAST)
        assert row is not None
        calls = days.of_case(held, house.store.seal, "exempelby", row[0])
    assert calls, resident.heard
    return resident, calls[-1]


def case_of(house: House, id: int) -> Case:
    """A case as it stands."""
    with house.store.reading() as held:
        found = cases.find(held, house.store.seal, "exempelby", id)
    assert found is not None
    return found


def call_of(house: House, id: int) -> Call:
    """The last call of a case as it stands."""
    with house.store.reading() as held:
        return days.of_case(held, house.store.seal, "exempelby", id)[-1]


def done(house: House, id: int) -> list[str]:
    """What has been done and read in a case."""
    with house.store.reading() as held:
        return [entry.what for entry in audit.of_case(held, "exempelby", id)]


def owned(house: House) -> set[tuple[str, datetime]]:
    """All cells that are owned."""
    with house.store.reading() as held:
        return {(officer, start) for officer, start in held.all(_CELLS)}


def planned(house: House, *states: str) -> list[str]:
    """The kinds of what goes out, in these states; else what is still to go."""
    with house.store.reading() as held:
        rows: Sequence[tuple[object, ...]] = held.all(_OUTBOX)
    return [str(kind) for _, kind, state, _ in rows if state in (states or ("planned",))]
