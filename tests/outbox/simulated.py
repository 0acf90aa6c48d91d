"""What everybody was to get in a simulated year: plain lists, and nothing of the store.

A case is a list of how it stood from each moment on, as those who acted meant it. The pure plan of
`care.followup` tells what goes when; here stands only who gets it, by what way, and when not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.closed_days import ClosedDays
from care import followup
from care.followup import OF_THE_COURSE, FollowUp, Kind
from care.quiet import quiet
from care.times import SWEDEN

NEVER = datetime(2100, 1, 1, tzinfo=SWEDEN)
LATER = set(OF_THE_COURSE)

Got = tuple[str, str, date, str]
"""Who, what kind, on which day, and by which channel."""


def closed(day: date) -> bool:
    """Whether nobody works."""
    return day in ClosedDays()


@dataclass
class Someone:
    """Who writes: by `door`, with a `contact` (sms, email) or none, blocked from when to when.

    `left` is since when nothing goes to the contact: with a no to reminders it is stopped.
    """

    name: str
    door: str
    contact: str = ""
    blocked: tuple[datetime, datetime] = (NEVER, NEVER)
    left: datetime = NEVER

    def way(self, at: datetime, *, there: bool = False) -> str | None:
        """By what they are reached then; who is `there` now, where they write."""
        if there and self.door == "web":
            return "web"
        if self.door == "telegram" and not self.blocked[0] <= at < self.blocked[1]:
            return "telegram"
        if self.contact and at < self.left:
            return self.contact
        return "web" if self.door == "web" else None


@dataclass(frozen=True)
class Wants:
    """What someone in a case may know and wants, from some moment on."""

    knows: bool
    booked: bool = False
    reminders: bool | None = None
    declined: frozenset[Kind] = frozenset()

    def takes(self, kind: Kind) -> bool:
        """Those of how help goes on only after a yes, those of the call unless after a no."""
        yes = self.reminders is True if kind in LATER else self.reminders is not False
        return yes and kind not in self.declined


@dataclass(frozen=True)
class Stand:
    """How a case stands from `at` on."""

    at: datetime
    call: datetime | None
    course: followup.Course
    stopped: bool
    who: tuple[tuple[Someone, Wants], ...]


@dataclass(frozen=True)
class News:
    """Something that happened at `at`. `choice`: later news of the choice take its place.

    `only` is whom it is for, where not for all who may know; `also` is told beside these.
    """

    at: datetime
    kind: Kind
    choice: bool = True
    booker: bool = False
    only: Someone | None = None
    also: Someone | None = None


@dataclass
class Story:
    """One case, as it went."""

    stands: list[Stand] = field(default_factory=list)
    news: list[News] = field(default_factory=list)

    def owed(self, end: datetime) -> Counter[Got]:
        """What everybody was to get before `end`."""
        return Counter([*self._reminders(end), *self._told(end)])

    def _spans(self, end: datetime) -> Iterator[tuple[Stand, datetime]]:
        ends = [*(stand.at for stand in self.stands[1:]), end]
        return zip(self.stands, ends, strict=True)

    def _reminders(self, end: datetime) -> Iterator[Got]:
        done: set[tuple[str, Kind, datetime]] = set()
        for stand, ends in self._spans(end):
            for row in _planned(stand):
                for someone, wants in stand.who:
                    this = (someone.name, row.kind, row.not_after)
                    told = wants.knows or (row.kind not in LATER and wants.booked)
                    if not (stand.at <= row.due < ends and told and wants.takes(row.kind)):
                        continue
                    if this not in done:
                        done.add(this)
                        yield from _got(someone, row.kind, row.due)

    def _told(self, end: datetime) -> Iterator[Got]:
        for i, news in enumerate(self.news):
            if news.only:
                yield from _got(news.only, news.kind, news.at)
                continue
            due = followup.news(news.kind, now=news.at, closed=closed).due
            instead = news.choice and any(n.choice and n.at < due for n in self.news[i + 1 :])
            if due >= end or instead:
                continue
            during = [s for s, ends in self._spans(end) if s.at <= due and ends > news.at]
            for someone, wants in during[0].who:
                may = wants.knows or (news.booker and wants.booked) or someone is news.also
                still = all(_wants(s)[someone.name].knows or not wants.knows for s in during)
                if may and still and not any(s.stopped for s in during):
                    yield from _got(someone, news.kind, due)


def _wants(stand: Stand) -> dict[str, Wants]:
    return {someone.name: wants for someone, wants in stand.who}


def _planned(stand: Stand) -> Iterator[FollowUp]:
    if stand.stopped:
        return
    if stand.call:
        yield from followup.plan(stand.call, now=stand.at, closed=closed)
    yield from followup.course(stand.course, now=stand.at, closed=closed)


def _got(someone: Someone, kind: Kind, at: datetime) -> Iterator[Got]:
    if way := someone.way(at, there=kind is Kind.HOLD_ENDING):
        yield someone.name, str(kind), at.astimezone(SWEDEN).date(), way


def at_night(at: datetime) -> bool:
    """Whether nothing but what may is sent then."""
    return quiet(at, closed)
