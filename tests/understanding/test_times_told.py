"""Times said in ways that have a rule of their own: middays, edges, weeks away, minutes."""

from datetime import datetime, timedelta

import pytest

from care.times import SWEDEN
from dialogs.understanding.bank import Bank
from dialogs.understanding.moments import day_and_hour, when
from dialogs.understanding.read import read

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=SWEDEN)  # a Tuesday
CLOCKS = ((9, 0), (10, 0), (10, 30), (12, 0), (13, 0), (14, 30), (15, 0))
THURSDAY = datetime(2026, 11, 26, tzinfo=SWEDEN)


@pytest.mark.parametrize(
    ("language", "text", "clocks"),
    [
        ("sv", "torsdag mellan 10 och 13", "10.00 10.30 12.00"),
        ("sv", "torsdag efter 10.30 men före 15", "10.30 12.00 13.00 14.30"),
        ("sv", "torsdag kvart i tre", ""),
        ("sv", "torsdag halv elva", "10.30"),
        ("sv", "torsdag tio över tio", ""),
        ("sv", "torsdag tre", "15.00"),
        ("sv", "torsdag 15", "15.00"),
        ("sv", "torsdag en tid", "9.00 10.00 10.30 12.00 13.00 14.30 15.00"),
        ("en", "thursday at half past two", "14.30"),
        ("en", "thursday at 12 pm", "12.00"),
        ("en", "thursday 9 am", "9.00"),
        ("en", "thursday 9 pm", ""),
        ("pl", "czwartek od 10 do 12", "10.00 10.30 12.00"),
        ("pl", "czwartek 10 do 12", "10.00 10.30"),
        ("pl", "czwartek do 12", "9.00 10.00 10.30 12.00"),
    ],
)
def test_the_hours_of_one_day(bank: Bank, language: str, text: str, clocks: str) -> None:
    offered = [THURSDAY.replace(hour=h, minute=m) for h, m in CLOCKS]
    found = when(read(text, bank, language), offered, NOW, bank)

    assert " ".join(f"{t.hour}.{t.minute:02}" for t in found) == clocks


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("om två dagar", [26]),
        ("om en vecka", [31, 32, 33, 34, 35, 36, 37]),
        ("nästa vecka", [30, 31, 32, 33, 34, 35, 36]),
        ("den här veckan", [24, 25, 26, 27, 28, 29]),
        ("vecka 49", [30, 31, 32, 33, 34, 35, 36]),
        ("vecka 50", [37, 38, 39, 40]),
        ("i övermorgon", [26]),
        ("den 28", [28]),
        ("den 27 eller 28 november", [27, 28]),
    ],
)
def test_the_days_ahead(bank: Bank, text: str, days: list[int]) -> None:
    first = NOW.replace(hour=10)
    offered = [first + timedelta(days=n) for n in range(17)]
    found = when(read(text, bank, "sv"), offered, NOW, bank)

    assert [24 + (t.date() - NOW.date()).days for t in found] == days


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "torsdag klockan tio", "2026-11-26 10:00"),
        ("sv", "tisdag", "2026-12-01 None"),
        ("sv", "idag klockan 3", "2026-11-24 15:00"),
        ("sv", "klockan 7", "None 07:00"),
        ("en", "thursday at noon", "2026-11-26 12:00"),
        ("pl", "czwartek w południe", "2026-11-26 12:00"),
        ("ku", "piştî sê rojan", "2026-11-27 None"),
        ("sv", "den 31 november", "None None"),
        ("sv", "hej", "None None"),
    ],
)
def test_the_first_day_and_the_hour_that_are_meant(
    bank: Bank, language: str, text: str, expected: str
) -> None:
    day, hour = day_and_hour(read(text, bank, language), NOW, bank)

    assert f"{day} {hour and hour.strftime('%H:%M')}" == expected
