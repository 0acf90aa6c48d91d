"""Which moments on the wall clock fit what was told, to the minute and to the day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from care.times import SWEDEN
from dialogs.understanding import wallclock
from dialogs.understanding.wallclock import EDGES, Clock, Fits

DAY = datetime(2026, 11, 26, tzinfo=SWEDEN)  # a Thursday, in week 48
MINUTES = [DAY + timedelta(minutes=n) for n in range(24 * 60)]
DAYS = [DAY.replace(hour=23, minute=59) + timedelta(days=n) for n in range(800)]


@pytest.mark.parametrize(
    ("hour", "minute", "clock"),
    [
        ("0", None, (0, 0)),
        ("7", "05", (7, 5)),
        ("23", "59", (23, 59)),
        ("24", "00", (0, 0)),
        ("24", "30", (0, 30)),
        ("25", None, None),
        ("10", "60", None),
        ("10", "59", (10, 59)),
    ],
)
def test_figures_are_a_clock_time_where_there_is_one(
    hour: str, minute: str | None, clock: Clock | None
) -> None:
    assert wallclock.clock(hour, minute) == clock


@pytest.mark.parametrize(
    ("clock", "either", "of_the_day"),
    [
        ((0, 0), ((0, 0), (12, 0)), 12 * 60),
        ((1, 1), ((1, 1), (13, 1)), 13 * 60 + 1),
        ((6, 30), ((6, 30), (18, 30)), 18 * 60 + 30),
        ((7, 0), ((7, 0), (19, 0)), 7 * 60),
        ((11, 15), ((11, 15), (23, 15)), 11 * 60 + 15),
        ((12, 0), ((12, 0),), 12 * 60),
        ((14, 45), ((14, 45),), 14 * 60 + 45),
    ],
)
def test_an_hour_may_be_of_either_half_of_the_day(
    clock: Clock, either: tuple[Clock, ...], of_the_day: int
) -> None:
    assert wallclock.either(clock) == either
    assert wallclock.of_the_day(clock) == of_the_day


@pytest.mark.parametrize(
    ("fits", "first", "last", "many"),
    [
        (wallclock.at((9, 30)), "09:30", "21:30", 2),
        (wallclock.at((13, 5)), "13:05", "13:05", 1),
        (wallclock.within((9, 30), (2, 15)), "09:30", "14:14", 285),
        (wallclock.within((7, 0), (7, 1)), "07:00", "07:00", 1),
        (EDGES["after"]((2, 15)), "14:15", "23:59", 585),
        (EDGES["after"]((9, 0)), "09:00", "23:59", 900),
        (EDGES["between"]((9, 10)), "09:10", "23:59", 890),
        (EDGES["before"]((9, 0)), "00:00", "08:59", 540),
        (EDGES["until"]((9, 0)), "00:00", "09:00", 541),
        (wallclock.in_hours(9, 12), "09:00", "11:59", 180),
        (wallclock.in_hours(0, 1), "00:00", "00:59", 60),
        (wallclock.at_night, "00:00", "23:59", 8 * 60),
        (lambda t: not wallclock.at_night(t), "06:00", "21:59", 16 * 60),
    ],
)
def test_the_minutes_of_a_day_that_fit(fits: Fits, first: str, last: str, many: int) -> None:
    found = [f"{t:%H:%M}" for t in MINUTES if fits(t)]

    assert (found[0], found[-1], len(found)) == (first, last, many)


@pytest.mark.parametrize(
    ("fits", "first", "many"),
    [
        (wallclock.on_date(1, 12), "2026-12-01", 3),
        (wallclock.on_date(1, 12, 2027), "2027-12-01", 1),
        (wallclock.on_date(30, 2), None, 0),
        (wallclock.on_date(29, 2), "2028-02-29", 1),
        (wallclock.on_date(31, None), "2026-12-31", 16),
        (wallclock.on_date(31, None, 2027), "2027-01-31", 7),
        (wallclock.from_day(date(2026, 11, 27), date(2026, 11, 29)), "2026-11-27", 2),
        (wallclock.in_week(48), "2026-11-26", 4 + 7 + 7),
        (wallclock.in_week(53), "2026-12-28", 7),
        (wallclock.on_weekday(0), "2026-11-30", 114),
        (wallclock.on_weekday(6), "2026-11-29", 114),
    ],
)
def test_the_days_that_fit(fits: Fits, first: str | None, many: int) -> None:
    found = [f"{t:%Y-%m-%d}" for t in DAYS if fits(t)]

    assert (found[0] if found else None, len(found)) == (first, many)


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES.keys())
def test_an_edge_up_to_six_is_of_the_afternoon(edge: Callable[[Clock], Fits]) -> None:
    assert [t for t in MINUTES if edge((6, 0))(t)] == [t for t in MINUTES if edge((18, 0))(t)]
    assert [t for t in MINUTES if edge((7, 0))(t)] != [t for t in MINUTES if edge((19, 0))(t)]
