"""The officers of a municipality and their days, as the pages about times need them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.desk.times.worked import At, Days
from bot.desk.visit import Visit
from bot.desk.words.days import moment
from bot.store import diary
from bot.store.office import schedules
from bot.store.office.schedules import Noted, Revision, Taken
from bot.store.statement import Held
from care.municipality import Officer

SICK = "/sick"
"""Where all calls of somebody's day are moved at once."""


@dataclass(frozen=True, slots=True)
class Team:
    """Who works here, when, and which calls are to come."""

    officers: Sequence[Officer]
    revisions: dict[str, Revision]
    coming: Sequence[Noted]
    calls: Sequence[Taken]
    days: Days

    def name(self, officer: str) -> str:
        """What an officer is called; the key of one who has left."""
        found = self.days.officers.get(officer)
        return found.name if found else officer

    def misplaced(self) -> list[Taken]:
        """Booked calls at a time when their officer is not at work."""
        return [c for c in self.calls if not c.held and self.days.at(c) is not At.WORK]

    def told(self, calls: Iterable[Taken]) -> list[str]:
        """Calls as an officer knows them: when, whose, and which case."""
        return [
            f"{moment(call.start)}, {self.name(call.officer)}, "
            + ("någon bokar den just nu" if call.held else f"ärende {call.case}")
            for call in calls
        ]


def team(at: Visit, held: Held) -> Team:
    """As of now; oneself first, the others as the municipality lists them."""
    here = at.here.key
    every = diary.officers(held, at.here)
    ordered = sorted(every, key=lambda officer: officer.key != at.account.officer)
    coming = schedules.coming(held, here, at.now)
    days = Days({o.key: o for o in ordered}, [n.deviation for n in coming], at.desk.closed)
    revisions = schedules.revisions(held, here)
    return Team(ordered, revisions, coming, schedules.calls(held, here, at.now), days)
