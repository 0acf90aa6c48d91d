"""What is sent after a call is booked, and when."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.followup import Kind, plan
from care.times import SWEDEN

OPEN = frozenset().__contains__
LONG_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def wall(day: str, clock: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), SWEDEN)


def test_the_day_before_and_two_hours_before():
    call = wall("2026-12-08", "10:00")
    rows = plan(call, now=LONG_BEFORE, closed=OPEN)

    assert [(row.kind, row.due, row.not_after) for row in rows] == [
        (Kind.CALL_TOMORROW, wall("2026-12-07", "09:00"), wall("2026-12-08", "07:00")),
        (Kind.CALL_SOON, wall("2026-12-08", "08:30"), wall("2026-12-08", "09:50")),
    ]


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (wall("2026-12-07", "08:59"), [Kind.CALL_TOMORROW, Kind.CALL_SOON]),
        (wall("2026-12-07", "09:00"), [Kind.CALL_SOON]),
        (wall("2026-12-08", "07:59"), [Kind.CALL_SOON]),
        (wall("2026-12-08", "08:29"), [Kind.CALL_SOON]),
        (wall("2026-12-08", "08:30"), []),
    ],
)
def test_what_is_past_already_is_not_planned(now, left):
    rows = plan(wall("2026-12-08", "10:00"), now=now, closed=OPEN)

    assert left == [row.kind for row in rows]


@pytest.mark.parametrize("day", ["2027-03-28", "2027-03-29", "2027-10-31", "2027-11-01"])
@pytest.mark.parametrize("clock", ["02:30", "03:30", "09:00", "13:00", "14:30"])
def test_t27_the_day_before_is_nine_on_the_wall_clock(day, clock):
    call = wall(day, clock)
    tomorrow, soon = plan(call, now=LONG_BEFORE, closed=OPEN)
    before = date.fromisoformat(day) - timedelta(days=1)

    assert f"{tomorrow.due.astimezone(SWEDEN):%F %H:%M}" == f"{before} 09:00"
    wished = soon.wished or soon.due
    assert call.astimezone(UTC) - wished.astimezone(UTC) == timedelta(hours=2)


def test_t27_the_day_before_a_change_of_clocks_has_its_own_utc():
    spring, _ = plan(wall("2027-03-29", "09:00"), now=LONG_BEFORE, closed=OPEN)
    autumn, _ = plan(wall("2027-11-01", "09:00"), now=LONG_BEFORE, closed=OPEN)
    in_spring, in_autumn = (row.due.astimezone(UTC) for row in (spring, autumn))

    assert (in_spring.hour, in_autumn.hour) == (7, 8)


@given(
    st.integers(0, 4 * 365 * 24 * 60).map(lambda m: LONG_BEFORE + timedelta(minutes=m)),
    st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_each_is_due_in_time_and_useless_before_the_call(real, ahead):
    now = real - ahead
    for row in plan(real.astimezone(SWEDEN), now=now, closed=OPEN):
        assert now < row.due < row.not_after < real


def test_the_zone_in_which_the_call_is_given_does_not_matter():
    call = wall("2027-10-31", "14:30")

    in_sweden, in_utc = (
        plan(one, now=LONG_BEFORE, closed=OPEN) for one in (call, call.astimezone(UTC))
    )

    assert in_sweden == in_utc
