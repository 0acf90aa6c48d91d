"""Another time for a call, a new call, or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from secrets import token_hex

from starlette.responses import Response

from bot.desk.cases.acting import Wrong, act
from bot.desk.cases.whole import found
from bot.desk.visit import Visit, Way
from bot.desk.words.days import clock, day, moment, read_day
from bot.pages.parts import Trouble
from bot.store import diary
from bot.store.office import rebooking, ringing
from bot.store.office.acts import By
from bot.store.office.cases import Case
from bot.store.statement import Held
from care.times import SWEDEN, Slot
from dialogs.world import Booking

AT = "@"
"""Between a moment and an officer's key."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time with one officer."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class Day:
    """The free times of a day."""

    name: str
    times: tuple[Time, ...]


def move(at: Visit) -> Response:
    """The free times of all officers; the one that is pressed is booked."""
    if not at.posted:
        return _page(at)

    def do(held: Held, case: Case, by: By) -> None:
        start, officer = _picked(at.sent("time"))
        rebooking.move(
            held, at.store.seal, at.here, case, start, officer, by, at.desk.closed, token_hex(8)
        )

    return act(at, do, "Tiden är sparad. De som får veta det får ett meddelande.",
               lambda problems, status: _page(at, problems, status))  # fmt: skip


def cancel(at: Visit) -> Response:
    """Asked once: somebody else may take the time."""

    def page(problems: Sequence[Trouble] = (), status: int = 200) -> Response:
        with at.store.reading() as held:
            case = found(at, held)
            live = ringing.live(held, case)
        return at.page(
            "cancel.html", "Ta bort samtalet", status=status, problems=problems, case=case,
            when=moment(live.start) if live else "",
        )  # fmt: skip

    return act(at, ringing.cancel, "Samtalet är borttaget.", page) if at.posted else page()


def _page(at: Visit, problems: Sequence[Trouble] = (), status: int = 200) -> Response:
    since = read_day(at.query.get("from", ""))
    only = at.query.get("officer", "")
    after = None if since is None else datetime.combine(since, time(0), SWEDEN)
    with at.store.reading() as held:
        case = found(at, held)
        live = ringing.live(held, case)
        slots = rebooking.offered(
            held, at.here, case, at.now, at.desk.closed, after=after, officer=only
        )
        names = {officer.key: officer.name for officer in diary.officers(held, at.here)}
    last = slots[-1].start.astimezone(SWEDEN).date() if slots else None
    return at.page(
        "move.html", "Ändra tid" if live else "Boka samtal", status=status, problems=problems,
        case=case, when=moment(live.start) if live else "",
        with_=names.get(live.officer, live.officer) if live else "",
        days=list(_days(slots, live, names, only or at.account.officer)),
        officers=names, only=only, since=at.query.get("from", ""),
        minutes=rebooking.wanted(case).minutes,
        later=(last + timedelta(days=1)).isoformat() if last else "",
        came=at.sent("call") or at.query.get("call", ""),
    )  # fmt: skip


def _days(
    slots: Sequence[Slot],
    live: Booking | None,
    names: dict[str, str],
    first: str | None,
) -> Iterator[Day]:
    """Each day's times, with `first` where they can, else with who has the call now."""
    rank = [first, live.officer if live else None]
    by_day: dict[str, list[Time]] = {}
    for slot in slots:
        able = [o for o in slot.officers if (slot.start, o) != (live and live.start, rank[1])]
        officer = min(able, key=lambda o: rank.index(o) if o in rank else len(rank), default=None)
        if officer is None:
            continue
        value = f"{slot.start.isoformat(timespec='minutes')}{AT}{officer}"
        times = by_day.setdefault(day(slot.start.astimezone(SWEDEN).date()), [])
        times.append(Time(value, f"{clock(slot.start)}, {names.get(officer, officer)}"))
    return (Day(name.capitalize(), tuple(times)) for name, times in by_day.items())


def _picked(value: str) -> tuple[datetime, str]:
    start, _, officer = value.partition(AT)
    try:
        at = datetime.fromisoformat(start)
    except ValueError:
        raise Wrong(Trouble("Välj en tid.", "time")) from None
    if at.tzinfo is None or not 2000 < at.year < 3000:
        raise Wrong(Trouble("Välj en tid.", "time"))
    return at, officer


WAYS = (
    Way("/cases/{case}/move", move, "today", posts=True),
    Way("/cases/{case}/cancel", cancel, "today", posts=True),
)
