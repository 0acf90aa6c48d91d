"""A provider leaves those who chose it: everyone concerned is told once, and an officer acts.

It is looked for in what is so now and not in what happened: an edition that nobody saw come, or a
process that died while it told, leaves nothing untold.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.editions.served import Served
from bot.store import Store, concerned
from bot.store.concerned import Concerned, Told
from bot.store.statement import Held
from care.leaving import Leaving, leavings
from care.quiet import Closed
from care.times import SWEDEN

AT_A_TIME = 100
"""Cases looked at in one go: no turn waits for more."""


@dataclass(frozen=True, slots=True)
class _Due:
    """What is to be done in one case: `gone` is to be told, `stays` to be taken back, by key."""

    of: Concerned
    told: Told
    gone: dict[str, Leaving]
    stays: tuple[str, ...]


def check(store: Store, served: Served, now: datetime, closed: Closed) -> int:
    """Tell what is new, and take back what is so no longer; in how many cases.

    Raises `Unavailable` when the database is away; the rest is then found the next time.
    """
    today, done = now.astimezone(SWEDEN).date(), 0
    with store.reading() as held:
        lost = _lost(held, served, today)
    cases = set()
    for where, key in lost:
        with store.reading() as held:
            cases.update(concerned.by(held, where, key))
    with store.reading() as held:
        cases.update(concerned.told_of(held))
    for first in range(0, len(every := sorted(cases)), AT_A_TIME):
        with store.reading() as held:
            looked = (concerned.look(held, case) for case in every[first : first + AT_A_TIME])
            due = [of.id for of in looked if of and _due(held, of, served, today)]
        for case in due:
            with store.writing() as held:
                of = concerned.again(held, case)
                if of and (found := _due(held, of, served, today)):  # nobody did it meanwhile
                    _settle(held, found, now, closed)
                    done += 1
    return done


def _lost(held: Held, served: Served, today: date) -> list[tuple[str, str]]:
    """The providers that leave somebody, with the municipality."""
    found = {
        (municipality, key)
        for municipality, chosen in concerned.kinds(held)
        if (here := served.by_key.get(municipality))
        for key in leavings(here, chosen, today)
    }
    return sorted(found)


def _due(held: Held, of: Concerned, served: Served, today: date) -> _Due | None:
    here = served.by_key.get(of.municipality)
    if here is None:  # for a process that serves it
        return None
    now, told = leavings(here, of.chosen, today), concerned.told(held, of)
    gone = {key: what for key, what in now.items() if what.code not in told.codes.get(key, ())}
    stays = tuple(key for key, codes in told.codes.items() if codes and key not in now)
    return _Due(of, told, gone, stays) if gone or stays else None


def _settle(held: Held, due: _Due, now: datetime, closed: Closed) -> None:
    for key in due.stays:
        concerned.stays(held, due.of, key, now)
    told = due.told
    for key, what in due.gone.items():
        concerned.tell(held, due.of, key, what, told, now=now, closed=closed)
        told = Told(told.codes, told.times + 1)
