"""Which of the offered times somebody means: "onsdag halv tre", "nästa vecka men inte fredag".

What is told in one go must all hold; "eller" begins something else that will do as well; "inte"
takes away. So a time fits when it is in one of the things wished for and in none that is denied.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import zip_longest

from care.times import SWEDEN
from dialogs.understanding.bank import Bank
from dialogs.understanding.read import Understood
from dialogs.understanding.timewords import MONTHS, Reading
from dialogs.understanding.wallclock import Kind, Told

__all__ = ["MONTHS", "day_and_hour", "few", "speaks_of_time", "when"]

OF_DAYS = frozenset({Kind.WEEK, Kind.WEEKDAY, Kind.DATE})
OF_HOURS = frozenset({Kind.PART, Kind.CLOCK, Kind.EDGE})
_ADDED = frozenset(Kind) - {Kind.EDGE}
"""Two of these kinds are one or the other; edges must all hold: "efter 10 men före 14"."""


def when(
    said: Understood, times: Sequence[datetime], now: datetime, bank: Bank
) -> tuple[datetime, ...]:
    """All of `times` (aware) that fit what was said, in order; none if no time was spoken of.

    Days and hours are those of the wall clock in Sweden.
    """
    wished, denied = _parts(said, now, bank)
    if not wished and not denied:
        return ()
    walls = ((t, t.astimezone(SWEDEN)) for t in times)
    return tuple(
        t
        for t, wall in walls
        if (not wished or any(part.fits(wall) for part in wished))
        and not any(part.fits(wall) for part in denied)
    )


def few(
    said: Understood, times: Sequence[datetime], now: datetime, bank: Bank, count: int
) -> tuple[datetime, ...]:
    """At most `count` of the times that fit what was said, in order: the first of each thing wished
    for, then the second. "Tisdag eller onsdag" gives some of both days.
    """
    wished, _ = _parts(said, now, bank)
    walls = [(t, t.astimezone(SWEDEN)) for t in times]
    heaps = [
        [t for t, wall in walls if part.fits(wall) and (day is None or day.fits(wall))]
        for part in wished
        for day in part.of({Kind.WEEKDAY, Kind.DATE}) or (None,)
    ]
    dealt = [t for deal in zip_longest(*sorted(filter(None, heaps))) for t in deal if t]
    return tuple(sorted(list(dict.fromkeys(dealt or times))[:count]))


def speaks_of_time(said: Understood, now: datetime, bank: Bank) -> bool:
    """Whether days or hours were spoken of at all, whatever is free then."""
    return any(_parts(said, now, bank))


OFFICE = (7, 19)
"""Hours in which a call may be meant, where it could also be twelve hours later."""
AHEAD = timedelta(days=400)
"""A day that is spoken of lies within this; one that there is not lies nowhere."""


def day_and_hour(said: Understood, now: datetime, bank: Bank) -> tuple[date | None, time | None]:
    """The first day, and the hour, of what was wished for; None for what was not spoken of.

    A weekday is the next one after today; an hour is in office hours where it may be either.
    """
    wished, _ = _parts(said, now, bank)
    if not wished:
        return None, None
    spoken = wished[0]
    days = _Part(denied=False, told=spoken.of(OF_DAYS))
    today = now.astimezone(SWEDEN).replace(hour=12, minute=0)
    first = 1 if spoken.has({Kind.WEEKDAY}) else 0
    ahead = (today + timedelta(days=n) for n in range(first, AHEAD.days))
    day = next((at.date() for at in ahead if days.fits(at)), None) if days.told else None
    hours = sorted(spoken.clocks(), key=lambda at: (not OFFICE[0] <= at[0] < OFFICE[1], at))
    if not hours and not spoken.has({Kind.EDGE}):
        hours = [one.hint for one in spoken.told if one.hint]
    return day, time(*hours[0]) if hours else None


@dataclass(slots=True)
class _Part:
    """Something that is told in one go, and wished for or denied as a whole."""

    denied: bool
    told: list[Told] = field(default_factory=list)

    def has(self, kinds: Collection[Kind]) -> bool:
        return any(one.kind in kinds for one in self.told)

    def of(self, kinds: Collection[Kind]) -> list[Told]:
        return [one for one in self.told if one.kind in kinds]

    def goes_on(self, told: Told) -> bool:
        """Whether this belongs to it; "tisdag förmiddag, onsdag eftermiddag" are two."""
        if told.kind is not Kind.WEEKDAY or not self.has({Kind.WEEKDAY}):
            return True
        return not self.has(OF_HOURS) or self.told[-1].kind in OF_DAYS or self.hours_lead

    @property
    def hours_lead(self) -> bool:
        return bool(self.told) and self.told[0].kind in OF_HOURS

    def fits(self, wall: datetime) -> bool:
        kinds = {one.kind for one in self.told} & _ADDED
        clocks = self.clocks()
        if clocks:
            kinds -= {Kind.PART, Kind.CLOCK}
            if (wall.hour, wall.minute) not in clocks:
                return False
        return all(one.fits(wall) for one in self.of({Kind.EDGE})) and all(
            any(one.fits(wall) for one in self.of({kind})) for kind in kinds
        )

    def clocks(self) -> set[tuple[int, int]]:
        """With an hour, a part of the day only says which: 2 or 14, and never that it is wrong."""
        clocks = {clock for one in self.told for clock in one.clocks}
        parts = self.of({Kind.PART})
        return {
            c for c in clocks if any(p.fits(datetime(2000, 1, 1, *c, tzinfo=SWEDEN)) for p in parts)
        } or clocks


def _parts(said: Understood, now: datetime, bank: Bank) -> tuple[list[_Part], list[_Part]]:
    """What is wished for, and what is denied."""
    reading = Reading(said.folded, now.astimezone(SWEDEN).date(), bank.speech(said.tongues))
    clause = [_Part(denied=False)]
    whole: list[_Part] = []
    told = {one.place: one for one in reading.told}
    for place, key in enumerate(reading.keys):
        match key:
            case "or":
                clause.append(_Part(clause[-1].denied))
            case "not":
                clause.append(_Part(denied=True))
            case "but" if _spoken(clause) or reading.keys[place - 1] != "not":
                # Not of "slipper helst måndag".
                whole += _closed(clause)
                # "tisdag men efter lunch" is one wish; "inte fredag utan torsdag" is not.
                goes_on = whole and not whole[-1].denied
                clause = [whole.pop() if goes_on else _Part(denied=False)]
        if one := told.get(place):
            if not clause[-1].goes_on(one):
                clause.append(_Part(clause[-1].denied))
            clause[-1].told.append(one)
    whole += _closed(clause)
    wished = [part for part in whole if not part.denied]
    denied = [part for part in whole if part.denied]
    _share(wished)
    _share(denied)
    return wished, denied


def _closed(clause: Sequence[_Part]) -> list[_Part]:
    """A clause that ends with its "inte" denies what stood before: "måndag går inte"."""
    spoken = _spoken(clause)
    if clause[-1].denied and not clause[-1].told:
        for part in spoken:
            part.denied = True
    return spoken


def _spoken(clause: Sequence[_Part]) -> list[_Part]:
    return [part for part in clause if part.told]


def _share(parts: Sequence[_Part]) -> None:
    """Lend to each what it lacks and a neighbour has: "tisdag eller onsdag förmiddag"."""
    before = [list(part.told) for part in parts]
    for n, part in enumerate(parts):
        if part.has({Kind.ANY}):
            continue
        nearest = [_Part(part.denied, told) for told in (*before[:n][::-1], *before[n + 1 :])]
        if not part.has(OF_DAYS):
            lender = next((other for other in nearest if other.has(OF_DAYS)), None)
            part.told += lender.of(OF_DAYS) if lender else []
        elif part.has({Kind.WEEKDAY}) and not part.has({Kind.WEEK, Kind.DATE}):
            both = (o for o in nearest if o.has({Kind.WEEKDAY}) and o.has({Kind.WEEK}))
            lender = next(both, None)
            part.told += lender.of({Kind.WEEK}) if lender else []
        if not part.has(OF_HOURS):
            # "måndag efter lunch eller onsdag": then any hour of Wednesday.
            later = [_Part(part.denied, told) for told in before[n + 1 :]]
            led = [other for other in nearest if other.hours_lead]
            lender = next((other for other in (*later, *led) if other.has(OF_HOURS)), None)
            part.told += lender.of(OF_HOURS) if lender else []
