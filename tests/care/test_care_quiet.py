"""Nobody's telephone rings at night, nor on a public holiday."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.followup import POLICY, Course, Kind, course, earlier_time, news, plan, unfinished
from care.quiet import Window, calm, evening_before, morning, quiet
from care.times import SWEDEN

HOLIDAYS = {
    date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 31),
    date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 27), date(2027, 3, 28),
    date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6), date(2027, 6, 6), date(2027, 6, 25),
    date(2027, 6, 26), date(2027, 11, 6), date(2027, 12, 24),
}  # fmt: skip
CLOSED = HOLIDAYS.__contains__
LONG_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


def shown(moment: datetime) -> str:
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("due", "useful_until", "goes"),
    [
        ("2026-12-08 02:10", "2026-12-08 09:00", "2026-12-08 08:30"),
        ("2026-12-08 02:10", "2026-12-08 08:30", "2026-12-07 17:30"),  # too late in the morning
        ("2026-12-08 08:29", "2026-12-09 09:00", "2026-12-08 08:30"),
        ("2026-12-08 08:30", "2026-12-09 09:00", "2026-12-08 08:30"),
        ("2026-12-08 17:59", "2026-12-09 09:00", "2026-12-08 17:59"),
        ("2026-12-08 18:00", "2026-12-09 09:00", "2026-12-09 08:30"),
        ("2026-12-08 18:00", "2026-12-08 23:00", "2026-12-08 17:30"),
        ("2026-12-07 02:10", "2026-12-07 08:00", "2026-12-04 17:30"),  # a Monday: Friday
        ("2026-12-06 11:00", "2026-12-06 12:00", "2026-12-06 11:00"),  # an ordinary Sunday
        ("2026-12-24 11:00", "2026-12-28 12:00", "2026-12-27 08:30"),  # Christmas Eve
        ("2026-12-24 11:00", "2026-12-25 12:00", "2026-12-23 17:30"),
        ("2027-03-29 10:00", "2027-03-30 12:00", "2027-03-30 08:30"),  # Easter Monday
        ("2027-03-29 10:00", "2027-03-30 07:00", "2027-03-25 17:30"),
        ("2027-03-27 20:00", "2027-04-01 12:00", "2027-03-30 08:30"),
        ("2027-03-28 02:30", "2027-03-28 07:00", "2027-03-25 17:30"),  # an hour that is not there
        ("2027-10-31 02:30", "2027-10-31 12:00", "2027-10-31 08:30"),  # an hour that comes twice
        ("2027-10-31 02:30", "2027-10-31 07:00", "2027-10-29 17:30"),
    ],
)
def test_t28_what_falls_in_quiet_hours_is_moved(due: str, useful_until: str, goes: str) -> None:
    window = Window(at(due), at(useful_until))
    moved = calm(window, now=LONG_BEFORE, closed=CLOSED)

    assert moved is not None
    assert shown(moved.due) == goes
    assert moved.not_after == window.not_after
    assert moved.wished == (None if goes == due else window.due)


def test_t28_what_would_have_had_to_go_before_now_does_not_go() -> None:
    window = Window(at("2026-12-08 02:10"), at("2026-12-08 08:00"))

    assert calm(window, now=at("2026-12-07 17:30"), closed=CLOSED) is None


def test_t28_it_goes_together_with_what_goes_then() -> None:
    tomorrow, soon = plan(at("2026-12-08 08:30"), now=LONG_BEFORE, closed=CLOSED)

    assert (shown(tomorrow.due), shown(soon.due)) == ("2026-12-07 09:00", "2026-12-07 09:00")
    assert soon.wished is not None
    assert shown(soon.wished) == "2026-12-08 06:30"


@pytest.mark.parametrize(
    ("beside", "goes"),
    [
        ([], "2026-12-07 17:30"),
        (["2026-12-07 09:00"], "2026-12-07 09:00"),
        (["2026-12-07 09:00", "2026-12-07 15:00"], "2026-12-07 15:00"),
        (["2026-12-06 17:00"], "2026-12-07 17:30"),  # too long before
        (["2026-12-08 02:10"], "2026-12-07 17:30"),  # not before the night is over
        (["2026-12-09 09:00"], "2026-12-07 17:30"),
    ],
)
def test_t28_it_goes_with_the_last_that_goes_the_same_day(beside: list[str], goes: str) -> None:
    window = Window(at("2026-12-08 02:10"), at("2026-12-08 08:00"))
    moved = calm(window, now=LONG_BEFORE, closed=CLOSED, beside=[at(text) for text in beside])

    assert moved is not None
    assert shown(moved.due) == goes


def test_t28_after_a_weekend_it_goes_with_what_goes_on_sunday() -> None:
    tomorrow, soon = plan(at("2026-12-07 08:30"), now=LONG_BEFORE, closed=CLOSED)

    assert shown(tomorrow.due) == shown(soon.due) == "2026-12-06 09:00"


def test_t28_who_books_in_the_afternoon_is_told_before_the_evening() -> None:
    (soon,) = plan(at("2026-12-08 08:30"), now=at("2026-12-07 12:00"), closed=CLOSED)

    assert (soon.kind, shown(soon.due)) == (Kind.CALL_SOON, "2026-12-07 17:30")


def test_t28_after_easter_both_go_on_the_morning_of_the_call() -> None:
    rows = plan(at("2027-03-30 12:00"), now=LONG_BEFORE, closed=CLOSED)

    assert [(row.kind, shown(row.due)) for row in rows] == [
        (Kind.CALL_TOMORROW, "2027-03-30 08:30"),
        (Kind.CALL_SOON, "2027-03-30 10:00"),
    ]


@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
def test_t28_the_quiet_hours_are_those_of_the_wall_clock(day: str) -> None:
    def wall(clock: str) -> datetime:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), SWEDEN)

    def never(_day: date) -> bool:
        return False

    assert [quiet(wall(c).astimezone(UTC), never) for c in ("08:29", "08:30", "17:59", "18:00")] \
        == [True, False, False, True]  # fmt: skip
    assert shown(morning(wall("04:00").astimezone(UTC), never)) == f"{day} 08:30"
    before = date.fromisoformat(day) - timedelta(days=2)  # both are Sundays
    assert shown(evening_before(wall("04:00"), never)) == f"{before} 17:30"


moments = st.integers(0, 500 * 24 * 60).map(lambda m: LONG_BEFORE + timedelta(minutes=m))


@given(moments, moments, st.booleans())
def test_t28_nothing_is_ever_planned_for_quiet_hours(
    now: datetime, other: datetime, holidays: bool
) -> None:
    closed = CLOSED if holidays else frozenset[date]().__contains__
    day = other.astimezone(SWEDEN).date()
    rows = [
        *plan(other, now=now, closed=closed),
        *course(Course(day, day, day), now=now, closed=closed),
        *(news(kind, now=now, closed=closed) for kind in (Kind.CASE_NEWS, Kind.CALL_MOVED)),
        *filter(None, (earlier_time(other, now=now, closed=closed) if other > now else None,)),
        *filter(None, (unfinished(other, now=now, closed=closed),)),
    ]
    for row in rows:
        assert POLICY[row.kind].night or not quiet(row.due, closed)
        assert now <= row.due < row.not_after
        assert row.wished is None or quiet(row.wished, closed)
