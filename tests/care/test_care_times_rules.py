"""What holds of every offered time, whatever the diaries hold."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice

from diaries import ANNA, MONDAY, NOW, OMAR, clocks, on
from hypothesis import given
from hypothesis import strategies as st

from care.municipality import Hours, Officer
from care.times import BUFFER, HORIZON, SWEDEN, Call, Deviation, Diary, cells, free

SPRING = datetime(2027, 3, 26, 8, 0, tzinfo=SWEDEN)
"""The clocks change two days later."""

officers = st.builds(
    replace,
    st.sampled_from((ANNA, OMAR)),
    most=st.sampled_from((None, 0, 1, 2, 5)),
    areas=st.sampled_from(((), ("norr",))),
)
calls = st.builds(
    Call,
    st.sampled_from((20, 30, 60)),
    st.sampled_from((timedelta(0), timedelta(hours=2), timedelta(hours=24))),
    st.sampled_from(("", "norr", "soder")),
)
nows = st.sampled_from((NOW, SPRING))
minutes = st.integers(0, 5 * 24 * 60)
bookings = st.lists(st.tuples(minutes, st.sampled_from((20, 30, 60))), max_size=15)
deviations = st.lists(
    st.tuples(st.sampled_from(("anna", "omar")), minutes, st.integers(1, 600), st.booleans()),
    max_size=6,
)


def later(now: datetime, by: int) -> datetime:
    return now.astimezone(UTC) + timedelta(minutes=by)


@given(officers, calls, nows, bookings, deviations)
def test_no_time_overlaps_a_call_an_absence_or_the_most(officer, call, now, booked, deviating):
    standing = [(later(now, at), timedelta(minutes=n)) for at, n in booked]
    owned = {cell for at, n in booked for cell in cells(later(now, at), n)}
    odd = [
        Deviation(who, later(now, at), later(now, at + n), extra) for who, at, n, extra in deviating
    ]
    diary = Diary({officer.key: owned}, {officer.key: {at for at, _ in standing}}, odd)
    away = [(d.opens, d.closes) for d in odd if d.officer == officer.key and not d.extra]
    starts = [slot.start for slot in islice(free((officer,), diary, call, now=now), 80)]

    assert starts == sorted(set(starts))
    assert not starts or not officer.areas or call.area in ("", "norr")
    for start in starts:
        ends = start + timedelta(minutes=call.minutes)
        day = start.astimezone(SWEDEN).date()
        same_day = [at for at, _ in standing if at.astimezone(SWEDEN).date() == day]
        assert now + call.lead <= start <= now + HORIZON
        assert all(ends + BUFFER <= at or at + n + BUFFER <= start for at, n in standing)
        assert all(ends <= gone or back <= start for gone, back in away)
        assert officer.most is None or len(set(same_day)) < officer.most


@given(calls, nows, deviations)
def test_taking_an_absence_back_only_adds_times_and_an_extra_only_too(call, now, deviating):
    odd = [
        Deviation(who, later(now, at), later(now, at + n), extra) for who, at, n, extra in deviating
    ]
    whole = {s.start for s in free((ANNA,), Diary(deviations=odd), call, now=now)}
    for one in odd:
        rest = [other for other in odd if other is not one]
        without = {s.start for s in free((ANNA,), Diary(deviations=rest), call, now=now)}

        assert without <= whole if one.extra else whole <= without


@given(calls, nows, bookings)
def test_what_is_offered_can_be_had_and_then_is_offered_no_more(call, now, booked):
    """The cells of the first time, once owned, take that time away and add none."""
    owned = {cell for at, n in booked for cell in cells(later(now, at), n)}
    before = [s.start for s in free((ANNA,), Diary({"anna": owned}), call, now=now)]
    for first in before[:1]:
        more = owned | set(cells(first, call.minutes))
        after = [s.start for s in free((ANNA,), Diary({"anna": more}), call, now=now)]

        assert owned.isdisjoint(cells(first, call.minutes))
        assert first not in after
        assert set(after) < set(before)


@given(calls, nows)
def test_page_after_page_is_the_whole_list(call, now):
    every = [s.start for s in islice(free((ANNA, OMAR), Diary(), call, now=now), 40)]
    paged, after = [], None
    while len(paged) < len(every):
        page = [s.start for s in islice(free((ANNA, OMAR), Diary(), call, now=now, after=after), 4)]
        paged += page
        after = page[-1].astimezone(SWEDEN)

    assert paged[: len(every)] == every


def test_a_long_call_runs_into_no_lunch():
    halves = (Hours(0, time(9), time(12)), Hours(0, time(13), time(15)))
    anna = Officer("anna", "Anna", halves)
    slots = on(MONDAY, Diary(), officers=(anna,), call=Call(minutes=60))

    assert clocks(slots) == "09.00 09.30 10.00 10.30 11.00 13.00 13.30 14.00"
