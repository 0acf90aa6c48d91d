"""Times that can be offered: in real hours, on Sweden's wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.municipality import Hours, Officer
from care.times import (
    BUFFER,
    CELL,
    HORIZON,
    LEAD,
    SWEDEN,
    Call,
    Diary,
    Slot,
    call_minutes,
    cells,
    free,
)

ANNA = Officer("anna", "Anna Lind", tuple(Hours(d, time(9), time(15, 30)) for d in range(5)))
OMAR = Officer("omar", "Omar Said", tuple(Hours(d, time(9, 30), time(11)) for d in (0, 2)))
NIGHT = Officer("night", "Maria Berg", tuple(Hours(d, time(0), time(23, 50)) for d in range(7)))
SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=SWEDEN)
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def wall(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), SWEDEN)


def clocks(slots: list[Slot], day: date) -> list[str]:
    local = [slot.start.astimezone(SWEDEN) for slot in slots]
    return [f"{at:%H:%M}" for at in local if at.date() == day]


def offered(
    officers=(ANNA,), taken=None, *, now=SUNDAY, after=None, closed=(), **call
) -> list[Slot]:
    diary = Diary(taken or {}, closed=closed)
    return list(free(officers, diary, Call(**call), now=now, after=after))


def test_the_first_times_come_first_and_each_names_who_could_ring():
    slots = list(islice(free((ANNA, OMAR), Diary(), now=SUNDAY), 3))

    assert slots == [
        Slot(wall(date(2026, 11, 23), "09:00"), ("anna",)),
        Slot(wall(date(2026, 11, 23), "09:30"), ("anna", "omar")),
        Slot(wall(date(2026, 11, 23), "10:00"), ("anna", "omar")),
    ]


def test_the_last_call_ends_when_the_hours_end():
    day = date(2026, 11, 23)

    assert clocks(offered(minutes=30), day)[-1] == "15:00"
    assert clocks(offered(minutes=60), day)[-1] == "14:30"


def test_nothing_is_offered_sooner_than_the_lead_nor_after_the_horizon():
    for hour in range(24):
        now = wall(date(2026, 11, 23), f"{hour:02}:07")
        slots = offered(now=now)

        assert slots[0].start >= now + LEAD
        assert slots[-1].start <= now + HORIZON


def test_the_lead_is_two_real_hours_when_the_clocks_change():
    now = wall(SPRING, "01:30")

    assert clocks(offered((NIGHT,), now=now), SPRING)[0] == "04:30"


def test_after_leaves_out_that_time_and_all_before_it():
    third = offered()[2].start

    assert offered(after=third)[0] == offered()[3]
    assert offered(after=third.astimezone(SWEDEN)) == offered(after=third)
    assert offered(after=SUNDAY - timedelta(days=9)) == offered()
    assert offered(after=SUNDAY + timedelta(weeks=9)) == []


def test_nothing_on_a_closed_day():
    monday = date(2026, 11, 23)

    assert clocks(offered(closed={monday}), monday) == []
    assert clocks(offered(closed={monday}), date(2026, 11, 24))[0] == "09:00"


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("09:00", 20, ["09:00", "09:10", "09:20"]),
        ("09:00", 30, ["09:00", "09:10", "09:20", "09:30"]),
        ("09:00", 60, ["09:00", "09:10", "09:20", "09:30", "09:40", "09:50", "10:00"]),
        ("09:05", 20, ["09:00", "09:10", "09:20", "09:30"]),
        ("09:00", 25, ["09:00", "09:10", "09:20", "09:30"]),
    ],
)
def test_a_call_owns_its_cells_and_ten_minutes_more(start, minutes, expected):
    owned = cells(wall(date(2026, 11, 23), start), minutes)

    assert [f"{c.astimezone(SWEDEN):%H:%M}" for c in owned] == expected


@pytest.mark.parametrize(
    ("booked", "minutes", "wanted", "gone"),
    [
        ("10:00", 30, 20, ["10:00", "10:30"]),  # 30 minutes and the buffer reach into 10.30
        ("10:30", 20, 20, ["10:30"]),
        ("10:00", 60, 20, ["10:00", "10:30", "11:00"]),
        ("10:00", 30, 60, ["09:00", "09:30", "10:00", "10:30"]),
        ("10:15", 20, 20, ["10:00", "10:30"]),
        ("10:00", 20, 30, ["09:30", "10:00"]),
    ],
)
def test_t03_a_time_that_overlaps_is_not_offered(booked, minutes, wanted, gone):
    day = date(2026, 11, 23)
    taken = {"anna": set(cells(wall(day, booked), minutes))}
    before = clocks(offered(minutes=wanted), day)
    after = clocks(offered(taken=taken, minutes=wanted), day)

    assert [clock for clock in before if clock not in after] == gone


def test_a_time_one_officer_has_lost_another_may_still_have():
    day = date(2026, 11, 23)
    taken = {"anna": cells(wall(day, "10:00"), 20)}

    assert Slot(wall(day, "10:00"), ("omar",)) in offered((ANNA, OMAR), taken)


@given(
    st.lists(
        st.tuples(st.integers(0, 60 * 24 * 3), st.sampled_from((20, 25, 30, 60))), max_size=20
    ),
    st.sampled_from((20, 30, 60)),
)
def test_t03_no_offered_time_comes_nearer_a_booking_than_the_buffer(bookings, minutes):
    booked = [(SUNDAY + timedelta(minutes=m), timedelta(minutes=n)) for m, n in bookings]
    owned = {c for at, n in booked for c in cells(at, n // timedelta(minutes=1))}
    for slot in islice(free((ANNA,), Diary({"anna": owned}), Call(minutes), now=SUNDAY), 60):
        for at, length in booked:
            ends = slot.start + timedelta(minutes=minutes)
            assert ends + BUFFER <= at or at + length + BUFFER <= slot.start


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (SPRING, "02:30", None),
        (SPRING, "09:00", "07:00"),
        (SPRING, "13:00", "11:00"),
        (SPRING, "14:30", "12:30"),
        (AUTUMN, "02:30", "00:30"),
        (AUTUMN, "09:00", "08:00"),
        (AUTUMN, "13:00", "12:00"),
        (AUTUMN, "14:30", "13:30"),
    ],
)
def test_t27_a_time_is_shown_as_it_is_stored_when_the_clocks_change(day, clock, utc):
    """In March 2.30 does not exist; in October it comes twice and is offered once."""
    slots = offered((NIGHT,), now=wall(day, "00:00") - timedelta(days=2))
    at = [s.start for s in slots if f"{s.start.astimezone(SWEDEN):%F %H:%M}" == f"{day} {clock}"]

    assert [f"{start.astimezone(UTC):%H:%M}" for start in at] == ([utc] if utc else [])


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_t27_the_cells_of_a_day_are_the_hours_it_has(day, hours):
    midnight, next_midnight = wall(day, "00:00"), wall(day + timedelta(days=1), "00:00")
    length = next_midnight.astimezone(UTC) - midnight.astimezone(UTC)
    owned = cells(midnight, length // timedelta(minutes=1))

    assert len(owned) == hours * 6 + 1
    assert {b - a for a, b in pairwise(owned)} == {CELL}


def test_t27_hours_that_fall_in_the_hour_that_is_not_there_give_nothing():
    early = Officer("early", "Omar Said", (Hours(6, time(2), time(2, 30)),))

    assert clocks(offered((early,), now=wall(SPRING, "00:00") - LEAD), SPRING) == []


@pytest.mark.parametrize(
    ("interpreter", "extra", "minutes"),
    [(False, False, 20), (True, False, 30), (False, True, 30), (True, True, 60)],
)
def test_a_call_is_longer_by_what_is_needed(interpreter: bool, extra: bool, minutes: int) -> None:
    assert call_minutes(interpreter=interpreter, extra=extra) == minutes
