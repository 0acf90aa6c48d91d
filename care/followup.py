"""What is sent unasked, and when: a pure plan, from what is known of a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from care.quiet import Closed, Window, calm
from care.times import SWEDEN


class Kind(StrEnum):
    """The kinds of follow-up, each worded by `dialogs.notices`."""

    CALL_TOMORROW = "call_tomorrow"
    CALL_SOON = "call_soon"
    CALL_MISSED = "call_missed"
    """An officer has rung, and nobody answered."""
    UNFINISHED = "unfinished"
    """Someone began to choose, and went away."""
    HOLD_ENDING = "hold_ending"
    """A time that someone holds and has not booked is soon free for others again."""
    EARLIER_TIME = "earlier_time"
    """A time is free before the one that is booked, and the person asked to be told."""
    CALL_MOVED = "call_moved"
    """An officer has moved the call, or taken it back."""
    CHOICE_CONFIRMED = "choice_confirmed"
    CASE_NEWS = "case_news"
    """The order was accepted, or the provider is full, or the help has a day to start."""
    PROVIDER_GONE = "provider_gone"
    """Who was wished for or chosen ends, may no longer be chosen, or becomes another."""
    GOING_WELL = "going_well"
    """How is it going, two weeks after the start."""
    CARE_PLAN = "care_plan"
    """The plan (*genomförandeplan*) that is to be made within a month of the start."""
    STILL_WELL = "still_well"
    """How is it going, three months after the start."""
    CHANGE_BY = "change_by"
    """Who wants to change has to say so within some days, or it counts a month later."""
    DECISION_ENDS = "decision_ends"
    """The decision on help ends in two months."""
    CHOOSE_AGAIN = "choose_again"
    """A year has passed: one may choose another."""
    LINE = "line"
    """What an officer has written; or that an officer answers now, or does so no longer."""
    CODE = "code"
    """A code that shows whose an e-mail address or a telephone is."""
    DIGEST = "digest"
    """An officer's morning: how many calls there are and what waits."""


class Consent(StrEnum):
    """What someone must have said to be sent it."""

    NEWS = "news"
    """Nothing: it tells of what has happened."""
    BY_NAME = "by_name"
    """They asked for this very thing."""
    UNLESS_NO = "unless_no"
    """They have not said no to reminders."""
    YES = "yes"
    """They have said yes to reminders."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How a kind is treated.

    `night`: it may come in quiet hours, for the person is there or waits for it. `human`: what
    cannot be delivered, or is too late, becomes an officer's task. `seen`: so does what stands on
    a page that nobody has opened for two days. `again`: it is sent once more where nobody knows
    whether it came. `alone`: it is never told together with others.
    """

    consent: Consent
    night: bool = False
    human: bool = True
    seen: bool = False
    again: bool = True
    alone: bool = False


_NEWS = Policy(Consent.NEWS, seen=True)
_ASKED = Policy(Consent.BY_NAME, human=False)
_LATER = Policy(Consent.YES, human=False)
POLICY = {
    Kind.CALL_TOMORROW: Policy(Consent.UNLESS_NO),
    Kind.CALL_SOON: Policy(Consent.UNLESS_NO),
    Kind.CALL_MISSED: Policy(Consent.NEWS, human=False),  # the case waits among the unreached
    Kind.UNFINISHED: Policy(Consent.UNLESS_NO, human=False),
    Kind.HOLD_ENDING: Policy(Consent.BY_NAME, night=True, human=False, alone=True),
    Kind.EARLIER_TIME: _ASKED,
    Kind.CALL_MOVED: _NEWS,
    Kind.CHOICE_CONFIRMED: _NEWS,
    Kind.CASE_NEWS: _NEWS,
    Kind.PROVIDER_GONE: _NEWS,
    Kind.GOING_WELL: _LATER,
    Kind.CARE_PLAN: _LATER,
    Kind.STILL_WELL: _LATER,
    Kind.CHANGE_BY: Policy(Consent.YES),
    Kind.DECISION_ENDS: Policy(Consent.YES, seen=True),
    Kind.CHOOSE_AGAIN: _LATER,
    Kind.LINE: Policy(Consent.NEWS, night=True, alone=True),
    Kind.CODE: Policy(Consent.BY_NAME, night=True, human=False, again=False, alone=True),
    Kind.DIGEST: Policy(Consent.BY_NAME, night=True, human=False, alone=True),
}

OF_THE_CALL = (Kind.CALL_TOMORROW, Kind.CALL_SOON, Kind.EARLIER_TIME)
"""Void as soon as the call is another."""
AFTER_THE_START: Mapping[Kind, Callable[[date], date]] = {
    Kind.GOING_WELL: lambda start: start + timedelta(days=14),
    Kind.CARE_PLAN: lambda start: start + timedelta(days=21),
    Kind.STILL_WELL: lambda start: months_after(start, 3),
    Kind.CHOOSE_AGAIN: lambda start: months_after(start, 12),
}
"""On which day each is told that follows from the start of the help."""
OF_THE_COURSE = (*AFTER_THE_START, Kind.CHANGE_BY, Kind.DECISION_ENDS)
"""Void as soon as the help has another course."""
AT_THE_DOOR = (Kind.HOLD_ENDING, Kind.LINE)
"""For one who is there now: it comes where they write, and by no other channel."""
DECLINABLE = frozenset(
    k for k, p in POLICY.items() if p.consent in (Consent.UNLESS_NO, Consent.YES)
)
"""What one may say no to, kind by kind."""

WARNING = timedelta(minutes=5)
"""Before a held time ends."""
NEWS_HELPS = timedelta(days=14)
UNFINISHED_AFTER = timedelta(days=3)
A_MONTH = timedelta(days=30)
"""For so long what follows the start is of use."""
NINE = time(9)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A notice that is due at `due` and helps nobody any more after `not_after`.

    `wished` is when it would have been due but for quiet hours. `anchor` is the day it hangs on,
    so that the same is never told twice of one day.
    """

    kind: Kind
    due: datetime
    not_after: datetime
    wished: datetime | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of the help: when it started, when the decision ends, and by when someone who
    wants to change has to say so. All are None where nobody knows.
    """

    started: date | None = None
    decision_ends: date | None = None
    change_by: date | None = None


def news(kind: Kind, *, now: datetime, closed: Closed) -> FollowUp:
    """A notice that goes at once, or when the quiet hours are over."""
    found = calm(Window(now, now + NEWS_HELPS), now=now, closed=closed)
    assert found is not None  # no quiet hours are as long as news helps
    return _follow_up(kind, found)


def at_once(kind: Kind, *, now: datetime, helps: timedelta) -> FollowUp:
    """A notice that someone waits for, at whatever hour."""
    return FollowUp(kind, now, now + helps)


def hold_ending(until: datetime) -> FollowUp:
    """The warning before a held time ends at `until`."""
    return FollowUp(Kind.HOLD_ENDING, until - WARNING, until)


def earlier_time(last: datetime, *, now: datetime, closed: Closed) -> FollowUp | None:
    """That a time is free which can be booked until `last`; None where it would come too late."""
    found = calm(Window(now, last), now=now, closed=closed)
    return _follow_up(Kind.EARLIER_TIME, found) if found else None


def unfinished(left: datetime, *, now: datetime, closed: Closed) -> FollowUp | None:
    """To one who went away at `left` without a choice, three days later."""
    due = left + UNFINISHED_AFTER
    found = calm(Window(max(due, now), due + timedelta(days=7)), now=now, closed=closed)
    return _follow_up(Kind.UNFINISHED, found) if found and found.not_after > now else None


def ends(call: datetime) -> dict[Kind, datetime]:
    """Until when the notices for a call help; never the same for a call at another time."""
    real = call.astimezone(UTC)  # two hours on the clock are not two hours when clocks change
    return {
        Kind.CALL_TOMORROW: real - timedelta(hours=3),
        Kind.CALL_SOON: real - timedelta(minutes=10),
    }


def plan(call: datetime, *, now: datetime, closed: Closed) -> tuple[FollowUp, ...]:
    """The notices for a call: the day before at 9.00 on the wall clock, and two hours before.

    One whose time has already passed at `now` is left out, and so is one that quiet hours would
    move into the past. For a call early in the morning both go together the day before.
    """
    wall = call.astimezone(SWEDEN)
    morning = datetime.combine(wall.date() - timedelta(days=1), NINE, SWEDEN)
    due = {Kind.CALL_TOMORROW: morning, Kind.CALL_SOON: call.astimezone(UTC) - timedelta(hours=2)}
    rows: list[FollowUp] = []
    for kind, until in ends(call).items():
        beside = [row.due for row in rows]
        found = calm(Window(due[kind], until), now=now, closed=closed, beside=beside)
        if found and found.due > now:
            rows.append(_follow_up(kind, found))
    return tuple(rows)


def course(of: Course, *, now: datetime, closed: Closed) -> tuple[FollowUp, ...]:
    """The notices that follow from how the help goes on, all at 9.00 on the wall clock.

    Of what follows the start, that whose time has passed at `now` is left out. What has to be done
    by a day is told at once where its time has passed and it still helps.
    """
    rows: list[FollowUp] = []
    if of.started:
        for kind, after in AFTER_THE_START.items():
            rows.append(_on(kind, after(of.started), A_MONTH, of.started))
    for kind, day, ahead in (
        (
            Kind.DECISION_ENDS,
            of.decision_ends,
            of.decision_ends and months_after(of.decision_ends, -2),
        ),
        (Kind.CHANGE_BY, of.change_by, of.change_by and of.change_by - timedelta(days=5)),
    ):
        if day and ahead:
            row = _on(kind, ahead, day - ahead, day)
            rows.append(FollowUp(kind, max(row.due, now), row.not_after, anchor=row.anchor))
    calmed: list[FollowUp] = []
    for row in rows:
        found = calm(Window(row.due, row.not_after), now=now, closed=closed)
        if found and found.due >= now and found.not_after > now:
            calmed.append(_follow_up(row.kind, found, row.anchor))
    return tuple(sorted(calmed, key=lambda row: row.due))


def anchors(of: Course) -> dict[Kind, str]:
    """The day on which each notice of this course hangs, as `FollowUp.anchor` has it."""
    days = dict.fromkeys(AFTER_THE_START, of.started)
    days |= {Kind.DECISION_ENDS: of.decision_ends, Kind.CHANGE_BY: of.change_by}
    return {kind: day.isoformat() for kind, day in days.items() if day}


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _on(kind: Kind, day: date, helps: timedelta, anchor: date) -> FollowUp:
    due = datetime.combine(day, NINE, SWEDEN)
    end = datetime.combine(day + helps, time(18), SWEDEN)
    return FollowUp(kind, due, end, anchor=anchor.isoformat())


def _follow_up(kind: Kind, window: Window, anchor: str = "") -> FollowUp:
    return FollowUp(kind, window.due, window.not_after, window.wished, anchor)
