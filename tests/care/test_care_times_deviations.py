"""Days that are not as the week says: away, closed, extra."""

from datetime import timedelta
from itertools import pairwise

import pytest
from diaries import ANNA, MONDAY, NOW, OMAR, clocks, extra, gone, on, wall

from care.times import SWEDEN, Call, Deviation, Diary, free, offered

SATURDAY = MONDAY + timedelta(days=5)
USUAL = "09.00 09.30 10.00 10.30 11.00 11.30"


@pytest.mark.parametrize(
    ("opens", "closes", "left"),
    [
        ("10:00", "11:00", "09.00 09.30 11.00 11.30"),
        ("10:10", "10:20", "09.00 09.30 10.30 11.00 11.30"),
        ("09:20", "09:30", "09.00 09.30 10.00 10.30 11.00 11.30"),  # begins as the call ends
        ("09:10", "09:30", "09.30 10.00 10.30 11.00 11.30"),
        ("00:00", "23:59", ""),
        ("12:00", "15:00", USUAL),
        ("06:00", "09:00", USUAL),
    ],
)
def test_who_is_away_part_of_a_day_is_not_rung_then(opens, closes, left):
    diary = Diary(deviations=[gone(ANNA, MONDAY, opens, closes)])

    assert clocks(on(MONDAY, diary)) == left


def test_a_longer_call_does_not_reach_into_an_absence():
    diary = Diary(deviations=[gone(ANNA, MONDAY, "10:30", "11:00")])

    assert clocks(on(MONDAY, diary, call=Call(60))) == "09.00 09.30 11.00"


def test_a_week_away_is_a_week_without_times():
    week = Deviation("anna", wall(MONDAY, "00:00"), wall(MONDAY + timedelta(days=7), "00:00"))
    first = next(free((ANNA,), Diary(deviations=[week]), now=NOW))

    assert first.start == wall(MONDAY + timedelta(days=7), "09:00")


def test_one_who_is_away_takes_nobody_elses_times():
    diary = Diary(deviations=[gone(ANNA, MONDAY, "00:00", "23:59")])
    slots = on(MONDAY, diary, officers=(ANNA, OMAR))

    assert clocks(slots) == USUAL
    assert {slot.officers for slot in slots} == {("omar",)}


def test_an_extra_time_on_a_weekend_is_offered():
    diary = Diary(deviations=[extra(ANNA, SATURDAY, "10:00", "11:30")])

    assert clocks(on(SATURDAY, diary)) == "10.00 10.30 11.00"


def test_an_extra_time_on_a_closed_day_is_offered_and_the_usual_ones_are_not():
    diary = Diary(deviations=[extra(ANNA, MONDAY, "13:00", "14:00")], closed={MONDAY})

    assert clocks(on(MONDAY, diary)) == "13.00 13.30"


@pytest.mark.parametrize(
    ("opens", "closes", "minutes", "times"),
    [
        ("12:00", "13:00", 20, USUAL + " 12.00 12.30"),
        ("12:00", "13:00", 60, USUAL + " 12.00"),  # 11.30 runs over the end of the usual hours
        ("08:15", "09:00", 20, "08.15 08.45 " + USUAL),
        ("10:15", "12:45", 20, USUAL + " 12.15"),
        ("09:00", "12:00", 20, USUAL),
        ("12:40", "13:20", 20, USUAL + " 12.40"),
    ],
)
def test_an_extra_time_adds_and_moves_none_of_the_usual_ones(opens, closes, minutes, times):
    diary = Diary(deviations=[extra(ANNA, MONDAY, opens, closes)])

    assert clocks(on(MONDAY, diary, call=Call(minutes))) == times


def test_what_is_away_wins_over_what_is_extra():
    diary = Diary(
        deviations=[extra(ANNA, SATURDAY, "10:00", "12:00"), gone(ANNA, SATURDAY, "10:30", "23:00")]
    )

    assert clocks(on(SATURDAY, diary)) == "10.00"


def test_an_extra_time_round_midnight_keeps_the_order_of_times():
    night = Deviation(
        "anna", wall(SATURDAY, "22:00"), wall(SATURDAY + timedelta(days=1), "02:00"), extra=True
    )
    both = [night, extra(OMAR, SATURDAY + timedelta(days=1), "00:00", "01:00")]
    starts = [s.start for s in free((ANNA, OMAR), Diary(deviations=both), now=NOW)]

    assert starts == sorted(set(starts))
    assert clocks(on(SATURDAY, Diary(deviations=both))) == "22.00 22.30 23.00 23.30"
    assert clocks(on(SATURDAY + timedelta(days=1), Diary(deviations=both))).startswith("00.00")


def test_a_call_that_stands_keeps_its_cells_in_an_extra_time():
    diary = Diary(
        {"anna": {wall(SATURDAY, "10:00"), wall(SATURDAY, "10:10"), wall(SATURDAY, "10:20")}},
        deviations=[extra(ANNA, SATURDAY, "10:00", "11:00")],
    )

    assert clocks(on(SATURDAY, diary)) == "10.30"


def test_the_desk_sees_what_is_offered_taken_or_not():
    diary = Diary(
        {"anna": {wall(MONDAY, "10:00")}},
        deviations=[gone(ANNA, MONDAY, "09:00", "09:30"), gone(OMAR, MONDAY, "00:00", "23:00")],
    )
    seen = offered(ANNA, diary, MONDAY)

    assert [f"{at.astimezone(SWEDEN):%H.%M}" for at in seen] == USUAL.split()[1:]
    assert {later - sooner for sooner, later in pairwise(seen)} == {timedelta(minutes=30)}
