"""A year of cases with everything that happens in them: everybody gets what the plan says."""

import heapq
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lives import HERE, Town, between
from mailing import ROOT
from officers import Life
from postgres import empty
from simulated import Got, Someone, at_night, closed
from sqlalchemy import bindparam, func, select
from years import CHANGES, END, FIRST, Acts, comes_back, goes, leaves, part, someone

from bot.assembly import House, assemble
from bot.channels import Dispatch, Gone, Later, Outcome, Posted, Sent, Uncertain
from bot.conversation import Address
from bot.sending.outbox import Outbox
from bot.sending.writing import Writing, Written
from bot.settings import Settings
from bot.store.outbox import states
from bot.store.statement import Statement
from bot.store.tables import OUTBOX
from care.followup import POLICY, Kind
from care.times import SWEDEN
from dialogs.bubbles import Bubble
from dialogs.messages import label, t
from dialogs.replies import Ask, Choice

OPEN = (states.PLANNED, states.UNCERTAIN, states.POSTED)
NAMED = {
    states.SENT, states.CANCELLED, states.FAILED, states.TOO_LATE, states.UNREAD,
}  # fmt: skip
BY_CHANNEL = ("telegram:42", "sms", "email", "web", "none")
READ = (Ask("read", t("Hej"), (Choice("open", label("read", "Läs")),)),)
_FIRST = Statement(
    select(func.min(OUTBOX.c.next_at, type_=OUTBOX.c.next_at.type)).where(
        OUTBOX.c.channel == bindparam("channel"), OUTBOX.c.state == bindparam("state")
    )
)
_ROWS = Statement(select(OUTBOX.c.state, OUTBOX.c.next_at))


@dataclass(frozen=True)
class Note:
    """One row as somebody was told it."""

    key: str
    to: str
    kind: Kind
    at: datetime
    by: str


def write(at: Writing) -> Written:
    """The keys of all that is told together."""
    keys = " ".join(row.key for row in at.notice.rows)
    return Written((Bubble("ask", keys, "sv", "ltr"),), "", READ)


@dataclass
class Year:
    """A house in which a year passes, from one thing that is due to the next."""

    house: House
    cases: int
    notes: list[Note] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.town = Town(self.house, FIRST)
        self.lot = random.Random(2027)
        self._queue: list[tuple[datetime, int, Acts]] = []
        self._number = count()
        self._met: set[str] = set()
        self._known: dict[str, Someone] = {}
        for i in range(self.cases):
            self._begin(i, random.Random(i))
        self._wait(leaves(self.lives))

    def _begin(self, i: int, lot: random.Random) -> None:
        near = CHANGES[i % 2] + timedelta(days=1) if i % 20 < 2 else None
        latest = near - timedelta(days=9) if near else END - timedelta(days=20)
        begins = between(lot, FIRST, (latest - FIRST).days * lot.random() if not near else 0)
        if near:
            begins = between(lot, latest, 4)
        main = someone(lot, i, begins)
        life = Life(self.town, main, part(lot))
        self.lives.append(life)
        self._wait(goes(life, lot, begins, near))
        self._wait(comes_back(life, main))

    def _wait(self, acts: Acts) -> None:
        at = next(acts, None)
        if at and at < END:
            heapq.heappush(self._queue, (at, next(self._number), acts))

    async def pass_by(self) -> None:
        """All of it."""
        channels = {name: self for name in BY_CHANNEL if name != "none"}
        outbox = Outbox(
            self.house.store, channels, dict.fromkeys(Kind, write), self.house.wording,
            self.house.catalogues, closed=closed,
        )  # fmt: skip
        still = 0
        while (at := self._next()) < END:
            still = still + 1 if at <= self.town.now else 0
            assert still < 99, "a row is due, and nothing becomes of it"
            self.town.now = max(at, self.town.now)
            if self._queue and self._queue[0][0] <= self.town.now:
                self._wait(heapq.heappop(self._queue)[2])
            while await outbox.work(self.town.now):
                pass

    def _next(self) -> datetime:
        acts = self._queue[0][0] if self._queue else END
        with self.house.store.reading() as held:
            found = [held.one(_FIRST, channel=c, state=s) for c in BY_CHANNEL for s in OPEN]
        return min(acts, *(row[0] for row in found if row and row[0]), END)

    async def send(self, address: Address, dispatch: Dispatch) -> Outcome:
        """All channels: some are blocked, and one in forty does not work at once."""
        outcome = self._outcome(address, dispatch)
        self.outcomes[type(outcome).__name__] += 1
        if isinstance(outcome, Sent | Posted):
            for key in dispatch.bubbles[0].text.split():
                kind = Kind(key.partition(":")[0])
                note = Note(key, address.external, kind, self.town.now, address.kind)
                self.notes.append(note)
        return outcome

    def _outcome(self, address: Address, dispatch: Dispatch) -> Outcome:
        if address.kind == "web":
            return Posted()
        if address.kind == "telegram" and self._blocks(address.external):
            return Gone()
        if dispatch.key not in self._met and self.lot.random() < 0.025:
            self._met.add(dispatch.key)
            return self.lot.choice((Later(37), Uncertain()))
        return Sent()

    def _blocks(self, name: str) -> bool:
        if name not in self._known:
            everyone = (who for life in self.lives for who, _ in life.who.values())
            self._known |= {who.name: who for who in everyone}
        return self._known[name].way(self.town.now) != "telegram"

    def states(self) -> Counter[str]:
        """In which states the rows are, and what is planned for after the year."""
        with self.house.store.reading() as held:
            rows = held.all(_ROWS)
        return Counter(s if s in NAMED or n < END else f"{s} for later" for s, n in rows)

    def got(self) -> Counter[Got]:
        """What everybody got."""
        return Counter(
            (note.to, str(note.kind), note.at.astimezone(SWEDEN).date(), note.by)
            for note in self.notes
        )

    def owed(self) -> Counter[Got]:
        """What everybody was to get."""
        total: Counter[Got] = Counter()
        for life in self.lives:
            if life.story.stands:
                total += life.story.owed(END)
        return total


@pytest.fixture
def fast() -> Iterator[Path]:
    """A folder in memory, where there is one: thousands of turns are kept here."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


def assembled(url: str, keys: tuple[str, ...]) -> House:
    return assemble(
        Settings(
            database=url,
            secret="test",
            keys=",".join(keys),
            municipality=HERE,
            catalogues=ROOT / "catalogues",
        )
    )


def check(year: Year, began: float) -> None:
    """The whole year against what was meant."""
    states, got, owed = year.states(), year.got(), year.owed()
    stopped = [life for life in year.lives if life.stopped]
    print(
        f"\n{year.house.settings.database.partition(':')[0]}: {year.cases} cases, "
        f"{sum(states.values())} rows, {len(year.notes)} told, {sum(owed.values())} owed to "
        f"{len({n.to for n in year.notes})} people, {len(stopped)} stopped, "
        f"{time.monotonic() - began:.0f} s\n"
        f"{dict(states)}\n{dict(Counter(str(note.kind) for note in year.notes))}\n"
        f"{dict(year.outcomes)}"
    )

    assert sorted((got - owed).items()) == []
    assert sorted((owed - got).items()) == []
    assert set(states) <= NAMED | {"planned for later", "posted for later"}
    assert [k for k, n in Counter((n.key, n.to) for n in year.notes).items() if n > 1] == []
    assert [n for n in year.notes if at_night(n.at) and not POLICY[n.kind].night] == []
    for life in stopped:
        since = next(s.at for s in reversed(life.story.stands) if not s.stopped)
        silent = next(s.at for s in life.story.stands if s.at > since)
        assert [n for n in year.notes if n.to in life.who and n.at > silent] == []


async def test_a_year_of_a_thousand_cases(
    fast: Path, sqlite_at_head: Path, keys: tuple[str, ...]
) -> None:
    began = time.monotonic()
    shutil.copy(sqlite_at_head, fast / "kundval.db")
    house = assembled(f"sqlite:///{fast}/kundval.db", keys)
    year = Year(house, 1000)
    await year.pass_by()
    check(year, began)
    spring, autumn = (day.date() for day in CHANGES)
    by_day = {n.at.astimezone(SWEDEN).isoformat() for n in year.notes if n.kind in _MORNINGS}
    house.close()

    assert f"{autumn}T09:00:00+01:00" in by_day, "the morning after the clocks went back"
    assert not any(at.startswith(str(spring)) for at in by_day), "Easter Sunday"
    # A minute later where the channel did not work at once.
    assert {at[11:16] for at in by_day if "T09" in at} <= {"09:00", "09:01"}


_MORNINGS = (Kind.CALL_TOMORROW, Kind.GOING_WELL, Kind.CARE_PLAN, Kind.STILL_WELL)


async def test_a_year_of_a_hundred_cases_on_postgresql(
    postgres_url: str, keys: tuple[str, ...]
) -> None:
    began = time.monotonic()
    empty(postgres_url)
    house = assembled(postgres_url, keys)
    year = Year(house, 100)
    await year.pass_by()
    check(year, began)
    house.close()
