"""When the officers' phone is answered, and by when someone is rung who asks for a human."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from somewhere import town

from care.municipality import Hours
from care.office_hours import answered_now, next_open, promised
from care.times import SWEDEN

WEEKDAYS = tuple(
    Hours(day, time(opens), time(closes))
    for day in range(5)
    for opens, closes in ((13, 16), (9, 12))
)
HERE = replace(town([]), open_hours=WEEKDAYS)
OPEN = frozenset[date]().__contains__
MONDAY = "2026-11-23"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (f"{MONDAY} 08:59", f"{MONDAY} 09:00"),
        (f"{MONDAY} 09:00", f"{MONDAY} 09:00"),
        (f"{MONDAY} 11:59", f"{MONDAY} 11:59"),
        (f"{MONDAY} 12:00", f"{MONDAY} 13:00"),
        (f"{MONDAY} 16:00", "2026-11-24 09:00"),
        ("2026-11-27 16:00", "2026-11-30 09:00"),  # from Friday to Monday
    ],
)
def test_the_phone_is_answered_from_the_next_opening(now: str, opens: str) -> None:
    assert next_open(HERE, at(now), OPEN) == at(opens)
    assert answered_now(HERE, at(now), OPEN) == (now == opens)


@pytest.mark.parametrize(
    ("now", "by"),
    [
        (f"{MONDAY} 08:00", f"{MONDAY} 16:00"),
        (f"{MONDAY} 11:00", f"{MONDAY} 16:00"),
        (f"{MONDAY} 14:00", f"{MONDAY} 16:00"),
        (f"{MONDAY} 14:01", "2026-11-24 16:00"),  # less than two hours are left
        (f"{MONDAY} 20:00", "2026-11-24 16:00"),
        ("2026-11-28 12:00", "2026-11-30 16:00"),  # a Saturday
    ],
)
def test_who_asks_for_a_human_is_rung_while_two_hours_are_left(now: str, by: str) -> None:
    assert promised(HERE, at(now), OPEN) == at(by)


@pytest.mark.parametrize(
    ("now", "by"),
    [("07:00", "2026-11-23 10:00"), ("09:00", "2026-11-23 10:00"), ("09:01", "2026-11-30 10:00")],
)
def test_a_day_that_has_not_begun_is_long_enough(now: str, by: str) -> None:
    here = replace(HERE, open_hours=(Hours(0, time(9), time(10)),))

    assert promised(here, at(f"{MONDAY} {now}"), OPEN) == at(by)


def test_a_day_that_pauses_has_begun() -> None:
    here = replace(HERE, open_hours=(*WEEKDAYS[1:2], Hours(0, time(13), time(14)), *WEEKDAYS[2:]))

    assert promised(here, at(f"{MONDAY} 12:30"), OPEN) == at("2026-11-24 16:00")


def test_nobody_answers_on_a_holiday() -> None:
    holiday = frozenset((date.fromisoformat(MONDAY),)).__contains__

    assert next_open(HERE, at(f"{MONDAY} 10:00"), holiday) == at("2026-11-24 09:00")
    assert promised(HERE, at(f"{MONDAY} 10:00"), holiday) == at("2026-11-24 16:00")


def test_nothing_is_promised_where_the_hours_are_not_known() -> None:
    here = town([])

    assert next_open(here, at(f"{MONDAY} 10:00"), OPEN) is None
    assert promised(here, at(f"{MONDAY} 10:00"), OPEN) is None
    assert not answered_now(here, at(f"{MONDAY} 10:00"), OPEN)
