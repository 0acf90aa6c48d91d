"""What is sent after the help has started, and to whom who went away: which day, and until when."""

from datetime import date, datetime, timedelta

import pytest

from care.followup import (
    Course,
    FollowUp,
    Kind,
    anchors,
    at_once,
    course,
    earlier_time,
    hold_ending,
    months_after,
    unfinished,
)
from care.times import SWEDEN

OPEN = frozenset[date]().__contains__
START = date(2026, 12, 1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


def told(rows: tuple[FollowUp, ...]) -> list[str]:
    return [f"{row.kind}: {row.due:%F %H.%M}–{row.not_after:%F %H.%M}" for row in rows]


def test_the_start_is_followed_for_a_year_and_each_helps_for_a_month() -> None:
    rows = course(Course(START), now=at("2026-12-01 12:00"), closed=OPEN)

    assert told(rows) == [
        "going_well: 2026-12-15 09.00–2027-01-14 18.00",
        "care_plan: 2026-12-22 09.00–2027-01-21 18.00",
        "still_well: 2027-03-01 09.00–2027-03-31 18.00",
        "choose_again: 2027-12-01 09.00–2027-12-31 18.00",
    ]


def test_what_has_its_last_day_is_told_ahead_of_it_and_helps_until_then() -> None:
    ends = Course(decision_ends=date(2027, 3, 31), change_by=date(2027, 1, 20))

    assert told(course(ends, now=at("2026-12-01 12:00"), closed=OPEN)) == [
        "change_by: 2027-01-15 09.00–2027-01-20 18.00",
        "decision_ends: 2027-01-31 09.00–2027-03-31 18.00",
    ]


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("2026-12-15 09:00", ["going_well", "care_plan"]),
        ("2026-12-15 09:01", ["care_plan"]),
        ("2026-12-22 09:01", []),
    ],
)
def test_what_follows_the_start_is_not_told_too_late(now: str, left: list[str]) -> None:
    rows = course(Course(START), now=at(now), closed=OPEN)

    assert [row.kind for row in rows[:-2]] == left


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2027-02-10 12:00", ["decision_ends: 2027-02-10 12.00–2027-03-31 18.00"]),
        ("2027-02-10 20:00", ["decision_ends: 2027-02-11 08.30–2027-03-31 18.00"]),
        ("2027-03-31 17:59", ["decision_ends: 2027-03-31 17.59–2027-03-31 18.00"]),
        ("2027-03-31 18:00", []),
        ("2027-04-01 12:00", []),
    ],
)
def test_that_the_decision_ends_is_told_at_once_while_it_helps(
    now: str, expected: list[str]
) -> None:
    rows = course(Course(decision_ends=date(2027, 3, 31)), now=at(now), closed=OPEN)

    assert told(rows) == expected


def test_where_nobody_knows_how_it_goes_on_nothing_is_sent() -> None:
    assert course(Course(), now=at("2026-12-01 12:00"), closed=OPEN) == ()
    assert anchors(Course()) == {}


def test_each_hangs_on_the_day_that_it_follows() -> None:
    of = Course(START, date(2027, 3, 31), date(2027, 1, 20))
    rows = course(of, now=at("2026-12-01 12:00"), closed=OPEN)

    assert anchors(of) == {row.kind: row.anchor for row in rows}
    assert anchors(of)[Kind.DECISION_ENDS] == "2027-03-31"
    assert anchors(of)[Kind.CHANGE_BY] == "2027-01-20"
    assert anchors(of)[Kind.GOING_WELL] == anchors(of)[Kind.CHOOSE_AGAIN] == "2026-12-01"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-12-05", 1, "2027-01-05"),
        ("2026-11-05", 1, "2026-12-05"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2027-03-31", -2, "2027-01-31"),
        ("2027-04-30", -2, "2027-02-28"),
        ("2027-01-31", -2, "2026-11-30"),
    ],
)
def test_so_many_months_after_is_the_same_day_or_the_last(
    day: str, months: int, expected: str
) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-24 12:00", "unfinished: 2026-11-26 10.00–2026-12-03 10.00"),
        ("2026-12-01 12:00", "unfinished: 2026-12-01 12.00–2026-12-03 10.00"),
        ("2026-12-03 10:00", None),
        ("2026-12-03 12:00", None),
    ],
)
def test_who_went_away_is_written_to_after_three_days_and_within_ten(
    now: str, expected: str | None
) -> None:
    found = unfinished(at("2026-11-23 10:00"), now=at(now), closed=OPEN)

    assert (told((found,)) if found else [None]) == [expected]


def test_that_a_held_time_ends_is_told_five_minutes_before() -> None:
    row = hold_ending(at("2026-11-23 10:00"))

    assert told((row,)) == ["hold_ending: 2026-11-23 09.55–2026-11-23 10.00"]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-11-24 10:00", "earlier_time: 2026-11-24 08.30–2026-11-24 10.00"),
        ("2026-11-24 08:00", None),
    ],
)
def test_of_an_earlier_time_nobody_is_told_at_night(last: str, expected: str | None) -> None:
    found = earlier_time(at(last), now=at("2026-11-23 22:00"), closed=OPEN)

    assert (told((found,)) if found else [None]) == [expected]


def test_what_someone_waits_for_comes_at_whatever_hour() -> None:
    row = at_once(Kind.CODE, now=at("2026-11-23 23:00"), helps=timedelta(minutes=10))

    assert told((row,)) == ["code: 2026-11-23 23.00–2026-11-23 23.10"]
