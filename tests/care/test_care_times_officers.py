"""Who can take a call: the area, the language, how many a day, and how soon."""

from dataclasses import replace
from datetime import timedelta

import pytest
from diaries import ANNA, MARIA, MONDAY, NOW, OMAR, clocks, extra, on, wall

from care.times import LEAD_INTERPRETER, MINUTES_LONG, Call, Diary, free, takes

TUESDAY = MONDAY + timedelta(days=1)
CENTRAL = replace(ANNA, areas=("centrum", "norr"))
ARABIC = replace(OMAR, languages=("ar", "en"))


@pytest.mark.parametrize(
    ("officer", "call", "expected"),
    [
        (ANNA, Call(), True),
        (ANNA, Call(area="soder"), True),  # no areas: everywhere
        (CENTRAL, Call(area="norr"), True),
        (CENTRAL, Call(area="soder"), False),
        (CENTRAL, Call(), True),  # where they live is not known
        (ARABIC, Call(language="ar"), True),
        (ARABIC, Call(language="fi"), False),
        (ARABIC, Call(language="sv"), True),
        (ANNA, Call(language="sv"), True),
        (replace(ARABIC, areas=("norr",)), Call(area="soder", language="ar"), False),
    ],
)
def test_whose_call_it_is(officer, call, expected):
    assert takes(officer, call) is expected


def test_times_are_those_of_the_officers_who_can_take_the_call():
    officers = (CENTRAL, ARABIC, MARIA)
    first = next(free(officers, Diary(), Call(area="soder"), now=NOW))

    assert first.officers == ("omar", "maria")
    assert next(free(officers, Diary(), Call(language="ar"), now=NOW)).officers == ("omar",)
    assert list(free(officers, Diary(), Call(language="fi"), now=NOW)) == []


def test_after_so_many_calls_a_day_the_day_is_full_and_the_next_is_not():
    busy = replace(ANNA, most=2)
    starts = {"anna": {wall(MONDAY, "09:00"), wall(MONDAY, "11:00")}}

    assert on(MONDAY, Diary(starts=starts), officers=(busy,)) == []
    assert on(TUESDAY, Diary(starts=starts), officers=(busy,)) != []
    assert on(MONDAY, Diary(starts=starts)) != []
    assert on(MONDAY, Diary(starts={"omar": starts["anna"]}), officers=(busy,)) != []


def test_an_extra_time_is_within_the_day_s_most():
    starts = {"anna": {wall(MONDAY, "09:00")}}
    diary = Diary(starts=starts, deviations=[extra(ANNA, MONDAY, "13:00", "14:00")])

    assert on(MONDAY, diary, officers=(replace(ANNA, most=1),)) == []


def test_a_day_is_counted_on_the_clock_of_sweden():
    late = wall(MONDAY, "23:30")  # still Monday in Sweden and in UTC; half past midnight is not
    diary = Diary(starts={"anna": {late, wall(TUESDAY, "00:30")}})

    assert on(MONDAY, diary, officers=(replace(ANNA, most=2),)) != []


def test_who_has_fewest_calls_that_day_stands_first_and_equals_as_in_the_catalogue():
    starts = {
        "anna": {wall(MONDAY, "11:00"), wall(TUESDAY, "11:00")},
        "omar": [wall(MONDAY, "11:30")],
    }
    diary = Diary(starts=starts)
    officers = (ANNA, OMAR, MARIA)

    assert on(MONDAY, diary, officers=officers)[0].officers == ("maria", "anna", "omar")
    assert on(TUESDAY, diary, officers=officers)[0].officers == ("omar", "maria", "anna")


@pytest.mark.parametrize(
    ("clock", "first"),
    [("08:59", "09.00"), ("09:00", "09.00"), ("09:01", "09.30"), ("15:00", "")],
)
def test_an_interpreter_is_found_a_day_before(clock, first):
    """Twenty-four hours: on Tuesday from the minute it is on Monday."""
    call = Call(MINUTES_LONG, LEAD_INTERPRETER)
    slots = on(TUESDAY, Diary(), call=call, now=wall(MONDAY, clock))

    assert clocks(slots[:1]) == first


def test_an_interpreter_s_day_is_twenty_four_real_hours_when_the_clocks_change():
    saturday = wall(MONDAY, "09:00").replace(year=2027, month=3, day=27)
    sunday = saturday.date() + timedelta(days=1)
    diary = Diary(deviations=[extra(ANNA, sunday, "09:00", "12:00")])
    call = Call(MINUTES_LONG, LEAD_INTERPRETER)

    assert clocks(on(sunday, diary, call=call, now=saturday)[:1]) == "10.00"


def test_nobody_at_all_is_no_time_and_no_waiting():
    assert list(free((), Diary(), now=NOW)) == []
    assert list(free((replace(ANNA, hours=()),), Diary(), now=NOW)) == []
