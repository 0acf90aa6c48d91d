"""The night's work: what a municipality's decision says may go is destroyed, and noted.

Where no decision is named nothing is, and the log tells the operator so. What may go is found in
what is stored now; a night that was missed, or broken off, is made up for by the next.
"""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.editions.served import Catalogues
from bot.logs import log
from bot.store import Store, erasing, protocol
from bot.store.statement import Held
from care.retention import Record, Retention, jointly
from care.times import SWEDEN
from dialogs.state import State

NIGHT = time(3)
AT_A_TIME = 500
"""Conversations or cases gone through in one transaction: no turn waits for more."""
FORMS = timedelta(days=30)

Do = Callable[[Held], int]
Step = Callable[..., int]


class Erasing:
    """Destroys once a night, in any number of processes: what one has taken the next finds gone."""

    def __init__(self, store: Store, catalogues: Catalogues) -> None:
        self._store = store
        self._catalogues = catalogues
        self._done: date | None = None

    async def work(self, now: datetime) -> int:
        """`erase` for the clock, at night; not in the store's own thread, where turns would wait.

        0, so that nobody asks again at once.
        """
        wall = now.astimezone(SWEDEN)
        if self._done != wall.date() and wall.time() >= NIGHT:
            await asyncio.to_thread(self.erase, now)
            self._done = wall.date()
        return 0

    def erase(self, now: datetime) -> dict[str, dict[Record, int]]:
        """Destroy all that may go now; how much of what kind, by municipality.

        The municipality of those who never named one is empty. Raises `Unavailable` when the
        database is away; then the rest goes the next time.
        """
        decided = {
            key: here.rules.retention
            for key, here in self._catalogues.refresh(self._store).by_key.items()
        }
        decided[""] = jointly(tuple(decided.values()))
        gone = {key: self._erase(key, one, now) for key, one in decided.items()}
        with self._store.writing() as held:
            erasing.forms(held, now - FORMS)
        self._store.tidy()
        return gone

    def _erase(self, municipality: str, decided: Retention, now: datetime) -> dict[Record, int]:
        if not decided.decision:
            if municipality:  # who never named one waits for all: those lines say it already
                log().warning("erasing.undecided", municipality=municipality)
            return {}
        with self._store.reading() as held:
            chats, cases = erasing.newest(held)
        gone: dict[Record, int] = {}
        day = now.astimezone(SWEDEN).date()
        for record, before, do in _steps(municipality, decided, now, chats, cases):
            with self._store.writing() as held:
                if count := do(held):
                    protocol.note(held, municipality, day, record, decided.decision, before, count)
                    gone[record] = gone.get(record, 0) + count
        if gone:
            log().info("erasing.done", municipality=municipality, rows=sum(gone.values()))
        return gone


def _steps(
    municipality: str, decided: Retention, now: datetime, chats: int, cases: int
) -> Iterator[tuple[Record, datetime, Do]]:
    """What is to be done, one transaction each; `chats` and `cases` are the newest numbers."""
    old = {record: decided.before(record, now) for record in Record}
    silent, given = old[Record.ANSWERS], old[Record.CONTACT]
    by_number: tuple[tuple[Record, datetime | None, int, Step], ...] = (
        (Record.TURNS, old[Record.TURNS], chats, erasing.turns),
        (Record.ANSWERS, silent, chats, partial(erasing.answers, blank=_blank)),
        (Record.CONTACT, given, chats, erasing.addresses),
        (Record.CONTACT, given and silent, cases, erasing.names_of_ended),
        (Record.CONTACT, given, cases, erasing.names),
        (Record.ANSWERS, silent, cases, erasing.drafts),
        (Record.CASES, old[Record.CASES], cases, erasing.cases),
        (Record.CONTACT, given, chats, erasing.chats),
    )
    for record, before, newest, do in by_number:
        for first in range(0, newest if before else 0, AT_A_TIME):
            assert before is not None
            part = partial(
                do, municipality=municipality, before=before, first=first, last=first + AT_A_TIME
            )
            yield record, before, part
    if before := old[Record.LOG]:
        yield Record.LOG, before, partial(erasing.logs, municipality=municipality, before=before)


def _blank(state: str, takes_part: bool) -> str:
    """What stays of a state: the language, and where they take part in a case its municipality."""
    was = State.restore(json.loads(state))
    kept = ("language", "municipality") if takes_part else ("language",)
    answers = {question: was.answers[question] for question in kept if question in was.answers}
    return json.dumps(State(answers, was.language).dump(), ensure_ascii=False)
