"""A thousand people to write to, the processes that do it, and what became of every row."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from secrets import token_hex

from forked import PROCESSES, started
from gateway import Note, note, notes
from sender import START, send
from sqlalchemy import bindparam, insert, or_, select

from bot.assembly import House
from bot.store import calls, case, turns
from bot.store.outbox import notices, routes
from bot.store.outbox.states import CLAIMED, PLANNED, SENDING, UNCERTAIN
from bot.store.statement import Held, Statement
from bot.store.tables import CONTACT, OUTBOX
from bot.store.world import StoredWorld
from care.followup import FollowUp, Kind
from care.people import Part, Role
from dialogs.world import Booking

ROOT = Path(__file__).parents[2]
HERE = "exempelby"
FIRST = 701740000
"""The numbers are one after the other from here; nothing leaves the machine."""
OPEN = (PLANNED, CLAIMED, SENDING, UNCERTAIN)
CALL = START.replace(day=5)
DUE = FollowUp(Kind.CALL_TOMORROW, START - timedelta(minutes=1), START + timedelta(hours=6))

_CONTACT = Statement(
    insert(CONTACT).values(
        {
            c.name: bindparam(c.name, type_=c.type, required=True)
            for c in CONTACT.columns
            if c.name in ("conversation_id", "kind", "sealed", "print", "made_at", "verified_at")
        }
        | {"dead": False, "tries": 0}
    )
)
_ANY_OPEN = Statement(
    select(OUTBOX.c.id).where(or_(*(OUTBOX.c.state == state for state in OPEN))).limit(1)
)
_ROWS = Statement(select(OUTBOX.c.case_id, OUTBOX.c.state, OUTBOX.c.channel))


def number(this: int) -> str:
    """The mobile number of one of them."""
    return f"+46{FIRST + this}"


def people(house: House, count: int) -> dict[str, int]:
    """That many have a call booked, and the text message about it is due. Their cases by number."""
    cases = {}
    with house.store.writing() as held:
        for i in range(count):
            cases[number(i)] = _person(held, house, number(i))
    return cases


def _person(held: Held, house: House, to: str) -> int:
    place = turns.hold(held, "web", "", f"me{to}", lambda: 1)
    mine = case.find_or_open(held, place.id, HERE, Part(Role.PERSON), START)
    contact(held, house, place.id, routes.SMS, to, START)
    call = Booking(token_hex(8), CALL, 20, "anna-lind", "sol")
    calls.write(held, HERE, mine.id, call, START, conversation=place.id)
    notices.plan(held, mine.id, HERE, mine.version, (DUE,))
    return mine.id


def contact(
    held: Held, house: House, conversation: int, kind: str, value: str, at: datetime
) -> None:
    """An address that was shown to be theirs."""
    seal = house.store.seal
    held.run(
        _CONTACT, conversation_id=conversation, kind=kind, sealed=seal.close(value),
        print=seal.print(f"{kind}:{value}"), made_at=at, verified_at=at,
    )  # fmt: skip


def cancel(house: House, to: str) -> datetime:
    """This one cancels, as the chat does it; when it was committed."""
    with house.store.writing() as held:
        place = turns.hold(held, "web", "", f"me{to}", lambda: 1)
        served = house.catalogues.at(held, place.edition)
        world = StoredWorld(
            held, place.id, 1, START, served=served, seal=house.store.seal, new_id=str
        )
        assert world.cancel()
    return datetime.now(UTC)


def done(house: House) -> bool:
    """Whether every row is in a state in which it stays."""
    with house.store.reading() as held:
        return held.one(_ANY_OPEN) is None


def states(house: House) -> dict[int, str]:
    """How the notice of every case stands; all are to go by text message."""
    with house.store.reading() as held:
        rows = held.all(_ROWS)
    assert {channel for _, _, channel in rows} == {routes.SMS}
    return {case: state for case, state, _ in rows}


@dataclass
class Program:
    """A process beside this one, and the line by which it tells that it has begun."""

    process: BaseProcess
    line: Connection

    def end(self) -> int | None:
        """End its line, and wait; what does not end is killed."""
        self.line.close()
        self.process.join(60)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        return self.process.exitcode


def program(run: Callable[..., None], *given: object, **environment: str) -> Program:
    """One of the programs beside this file."""
    here, there = PROCESSES.Pipe()
    process = started(run, there, *given, **environment)
    there.close()
    return Program(process, here)


@dataclass
class Senders:
    """Processes that send, one beside the other; what one is given is their environment."""

    settings: Mapping[str, str]
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))
    running: list[Program] = field(default_factory=list)

    def start(self) -> Program:
        """One more."""
        self.running.append(program(send, self.begun, **self.settings))
        return self.running[-1]

    def kill(self, which: int) -> None:
        """kill -9; another is started in its place."""
        dies = self.running.pop(which)
        dies.process.kill()
        dies.end()
        self.start()


@contextmanager
def senders(count: int, settings: Mapping[str, str]) -> Iterator[Senders]:
    """That many, all ready at once."""
    made = Senders(settings)
    try:
        for one in [made.start() for _ in range(count)]:
            assert one.line.recv() == "ready"
        yield made
    finally:
        ended = [one.end() for one in made.running]
    assert ended == [0] * count


@contextmanager
def gateway(file: Path) -> Iterator[str]:
    """Where the gateway is reached that notes in this file."""
    file.touch()
    noting = program(note, file)
    try:
        yield noting.line.recv()
    finally:
        noting.end()


def until(so: Callable[[], bool], seconds: float = 240) -> None:
    """Wait until it is so."""
    ends = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.3)


def heard(file: Path) -> int:
    """How many text messages have come."""
    return file.read_bytes().count(b"\n")


def times(file: Path) -> Counter[str]:
    """How often each number was written to."""
    return Counter(note.to for note in notes(file))


def pace(came: list[Note], share: float = 0.9) -> float:
    """Rows a second, while there were enough; what waited for a lease counts not."""
    busy = came[: int(len(came) * share)]
    return len(busy) / (busy[-1].at - busy[0].at).total_seconds()
