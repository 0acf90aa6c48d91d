"""Whether an officer is at work when a call stands, before a change of their days and after it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import IntEnum

from bot.store.office.schedules import Taken
from care.municipality import Officer
from care.times import SWEDEN, Deviation


class At(IntEnum):
    """How a call lies in the officer's day, from the best to the worst."""

    WORK = 0
    OUTSIDE = 1
    """Not in the officer's hours."""
    AWAY = 2


@dataclass(frozen=True, slots=True)
class Days:
    """All that says when officers work."""

    officers: Mapping[str, Officer]
    deviations: Sequence[Deviation]
    closed: Container[date]

    def at(self, call: Taken) -> At:
        """Where its officer is during the whole of a call."""
        own = [d for d in self.deviations if d.officer == call.officer]
        if any(d.opens < call.end and call.start < d.closes for d in own if not d.extra):
            return At.AWAY
        until = call.start
        for opens, closes in sorted(self._spans(call, own)):
            if opens <= until < closes:
                until = closes
        return At.WORK if until >= call.end else At.OUTSIDE

    def _spans(self, call: Taken, own: Iterable[Deviation]) -> Iterable[tuple[datetime, datetime]]:
        officer = self.officers.get(call.officer)
        day = call.start.astimezone(SWEDEN).date()
        if officer and day not in self.closed:
            for h in officer.hours:
                if h.weekday == day.weekday():
                    yield _instant(day, h.opens), _instant(day, h.closes)
        for d in own:
            if d.extra:
                yield d.opens.astimezone(UTC), d.closes.astimezone(UTC)


def robbed(calls: Iterable[Taken], before: Days, after: Days) -> list[Taken]:
    """The calls from under which the change takes the time: T3."""
    return [call for call in calls if after.at(call) > before.at(call)]


def _instant(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, SWEDEN).astimezone(UTC)
