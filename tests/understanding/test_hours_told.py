"""Which hours and days of the clock are meant, at the edges: every hour of a day is offered."""

from datetime import datetime, timedelta

import pytest

from care.times import SWEDEN
from dialogs.understanding.bank import Bank
from dialogs.understanding.moments import day_and_hour, few, speaks_of_time, when
from dialogs.understanding.read import read

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=SWEDEN)  # a Tuesday
THURSDAY = datetime(2026, 11, 26, tzinfo=SWEDEN)
HOURS = [THURSDAY + timedelta(hours=n) for n in range(24)]
QUARTERS = [THURSDAY + timedelta(minutes=n) for n in range(9 * 60, 17 * 60, 15)]


def rows(found: tuple[datetime, ...]) -> str:
    """Hours that follow each other as one: "0-5 22-23"."""
    told: list[list[int]] = []
    for hour in (t.hour for t in found):
        if told and told[-1][-1] == hour - 1:
            told[-1].append(hour)
        else:
            told.append([hour])
    return " ".join(f"{row[0]}-{row[-1]}" if len(row) > 1 else f"{row[0]}" for row in told)


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("sv", "torsdag morgon", "0-9"),
        ("sv", "torsdag förmiddag", "0-11"),
        ("sv", "torsdag mitt på dagen", "11-12"),
        ("sv", "torsdag klockan tolv på dagen", "11-12"),
        ("sv", "torsdag eftermiddag", "12-16"),
        ("sv", "torsdag kväll", "16-23"),
        ("sv", "torsdag natt", "0-5 22-23"),
        ("sv", "torsdag efter klockan 6", "18-23"),
        ("sv", "torsdag efter klockan 7", "7-23"),
        ("sv", "torsdag före klockan 9", "0-8"),
        ("sv", "torsdag senast klockan 9", "0-9"),
        ("sv", "torsdag mellan 9 och 2", "9-13"),
        ("sv", "torsdag mellan 2 och 9", "9-13"),
        ("sv", "torsdag mellan klockan 10", "10-23"),
        ("sv", "torsdag 9-11", "9-10"),
        ("sv", "torsdag 9 till 11", "9-10"),
        ("sv", "torsdag inte förmiddag", "12-23"),
        ("sv", "torsdag men inte efter 10", "0-9"),
        ("sv", "torsdag klockan 9", "9 21"),
        ("sv", "torsdag klockan 9 på morgonen", "9"),
        ("sv", "torsdag klockan 9 på kvällen", "21"),
        ("sv", "torsdag klockan 12", "12"),
        ("sv", "torsdag klockan 13", "13"),
        ("sv", "torsdag klockan 0", "0 12"),
        ("sv", "torsdag klockan 24", "0 12"),
        ("sv", "torsdag klockan 23", "23"),
        ("sv", "torsdag klockan 10 eller 14", "10 14 22"),
        ("fi", "kahden päivän päästä klo 10 jälkeen", "10-23"),
        ("en", "thursday at 12 pm", "12"),
        ("en", "thursday at 1 pm", "13"),
        ("en", "thursday at 11 pm", "23"),
        ("en", "thursday at 5 am", "5"),
        ("en", "thursday at 10 am", "10 22"),
    ],
)
def test_the_hours_that_are_meant(bank: Bank, language: str, text: str, hours: str) -> None:
    assert rows(when(read(text, bank, language), HOURS, NOW, bank)) == hours


@pytest.mark.parametrize(
    ("language", "text", "clocks"),
    [
        ("sv", "torsdag kvart i tre", "14.45"),
        ("sv", "torsdag kvart över tre", "15.15"),
        ("sv", "torsdag halv tre", "14.30"),
        ("sv", "torsdag halvtre", "14.30"),
        ("sv", "torsdag 10.45", "10.45"),
        ("sv", "torsdag 10:45", "10.45"),
        ("sv", "torsdag 1445", "14.45"),
        ("sv", "torsdag 10.60", "10.00"),
        ("sv", "torsdag 10.30-11.15", "10.30 10.45 11.00"),
        ("sv", "torsdag efter 10.30 men före 11.15", "10.30 10.45 11.00"),
        ("sv", "torsdag efter 16.15", "16.15 16.30 16.45"),
        ("en", "thursday quarter to three", "14.45"),
        ("en", "thursday half past ten", "10.30"),
        ("en", "thursday ten thirty", "10.30"),
        ("sv", "torsdag ett trettio", "13.30"),
        ("sv", "torsdag ett och trettio", "13.00"),
        ("sv", "torsdag halv ungefär tre", "14.30"),
        ("sv", "torsdag kvart i klockan tre", "14.45"),
        ("en", "thursday quarter past about two", "14.15"),
        ("bs", "četvrtak u dva sata i po", "14.30"),
    ],
)
def test_the_quarters_that_are_meant(bank: Bank, language: str, text: str, clocks: str) -> None:
    found = when(read(text, bank, language), QUARTERS, NOW, bank)

    assert " ".join(f"{t.hour}.{t.minute:02}" for t in found) == clocks


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("sv", "tio", "- 10:00"),
        ("sv", "två", "- 14:00"),
        ("sv", "6", "- 18:00"),
        ("sv", "klockan 8", "- 08:00"),
        ("sv", "klockan 18", "- 18:00"),
        ("sv", "klockan 19", "- 19:00"),
        ("sv", "klockan 25", "- -"),
        ("sv", "en förmiddag", "- -"),
        ("sv", "en torsdag", "2026-11-26 -"),
        ("sv", "klockan ett", "- 13:00"),
        ("sv", "tio i ett", "- 12:50"),
        ("sv", "tio över tolv", "- 12:10"),
        ("sv", "kvart i ett", "- 12:45"),
        ("sv", "halv ett", "- 12:30"),
        ("sv", "fem i halv tre", "- 14:25"),
        ("sv", "i dag klockan 10", "2026-11-24 10:00"),
        ("sv", "i morgon kväll", "2026-11-25 -"),
        ("sv", "i övermorgon klockan 9", "2026-11-26 09:00"),
        ("sv", "i går", "- -"),
        ("sv", "tisdag klockan 10", "2026-12-01 10:00"),
        ("sv", "måndag", "2026-11-30 -"),
        ("sv", "nej, torsdag", "2026-11-26 -"),
        ("es", "no, el jueves", "2026-11-26 -"),
        ("sv", "om tre dagar", "2026-11-27 -"),
        ("sv", "om en vecka", "2026-12-01 -"),
        ("sv", "om tre veckor", "2026-12-15 -"),
        ("sv", "nästa vecka", "2026-11-30 -"),
        ("sv", "vecka 50", "2026-12-07 -"),
        ("sv", "vecka 50 klockan 10", "2026-12-07 10:00"),
        ("sv", "senare i veckan", "2026-11-25 -"),
        ("sv", "om tio minuter", "- -"),
        ("sv", "den 12", "2026-12-12 -"),
        ("sv", "den femtonde", "2026-12-15 -"),
        ("sv", "den trettonde", "2026-12-13 -"),
        ("sv", "den 3:e", "2026-12-03 -"),
        ("sv", "den 24", "2026-11-24 -"),
        ("sv", "den 23", "2026-12-23 -"),
        ("sv", "1 december", "2026-12-01 -"),
        ("sv", "1 januari", "2027-01-01 -"),
        ("sv", "31 december", "2026-12-31 -"),
        ("sv", "30 februari", "- -"),
        ("sv", "1 december 2027", "2027-12-01 -"),
        ("sv", "1 december 2028", "- -"),
        ("en", "december 8", "2026-12-08 -"),
        ("en", "the 8th of december at 9", "2026-12-08 09:00"),
        ("sv", "1/12", "2026-12-01 -"),
        ("sv", "31/12", "2026-12-31 -"),
        ("sv", "13/13", "- -"),
        ("sv", "1.5.", "2027-05-01 -"),
        ("sv", "31.10.", "2027-10-31 -"),
        ("sv", "1.12", "2026-12-01 -"),
        ("sv", "31.12", "2026-12-31 -"),
        ("sv", "1.12. 2027", "2027-12-01 -"),
        ("sv", "1/12 2027 klockan 10", "2027-12-01 10:00"),
        ("sv", "2026-12-01", "2026-12-01 -"),
        ("sv", "25-12-2026", "2026-12-25 -"),
        ("sv", "tisdag 10.30.", "2026-12-01 10:30"),
        ("sv", "torsdag, mitt nummer är 070-174 06 05", "2026-11-26 -"),
        ("so", "berri laba oo toban", "2026-11-25 14:10"),
        ("so", "berri laba oo toban la", "2026-11-25 13:50"),
        ("ku", "sibê deh ji sisêyan re maye", "2026-11-25 14:50"),
        ("ar", "شهر 12", "- -"),
        ("ar", "يوم 1 شهر 12", "2026-12-01 -"),
        ("ar", "يوم 3 شهر 1", "2027-01-03 -"),
        ("ar", "يوم 3 شهر 13", "2026-12-03 13:00"),
        ("ku", "piştî sê rojan 14:00", "2026-11-27 14:00"),
        ("ku", "piştî 14:00", "- -"),
        ("fi", "perjantaiaamuna", "2026-11-27 -"),
        ("fi", "perjantaiaamuna klo 9", "2026-11-27 09:00"),
        ("ar", "الخميس الثانية وعشر", "2026-11-26 14:10"),
        ("sv", "torsdag klockan 10an", "2026-11-26 10:00"),
    ],
)
def test_the_first_day_and_hour(bank: Bank, language: str, text: str, expected: str) -> None:
    day, hour = day_and_hour(read(text, bank, language), NOW, bank)

    assert f"{day or '-'} {f'{hour:%H:%M}' if hour else '-'}" == expected


@pytest.mark.parametrize(
    ("text", "spoken_of"),
    [("torsdag", True), ("inte torsdag", True), ("klockan 10", True), ("hej", False),
     ("10.30", True), ("070-174 06 05", False), ("en", False), ("när som helst", True)],
)  # fmt: skip
def test_whether_a_time_is_spoken_of(bank: Bank, text: str, spoken_of: bool) -> None:
    assert speaks_of_time(read(text, bank, "sv"), NOW, bank) is spoken_of


OFFERED = [
    NOW.replace(hour=h) + timedelta(days=n) for n in (0, 1, 2, 3, 6, 7, 8) for h in (9, 10, 14)
]
"""Three hours of each working day, from Tuesday the 24th to Wednesday the 2nd."""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("onsdag eller torsdag förmiddag", "25.09 25.10 26.09 26.10 02.09 02.10"),
        ("onsdag förmiddag eller torsdag", "25.09 25.10 26.09 26.10 26.14 02.09 02.10"),
        ("på förmiddagen onsdag eller torsdag", "25.09 25.10 26.09 26.10 02.09 02.10"),
        ("onsdag förmiddag, torsdag eftermiddag", "25.09 25.10 26.14 02.09 02.10"),
        ("nästa vecka tisdag eller onsdag klockan 10", "01.10 02.10"),
        ("tisdag eller onsdag nästa vecka klockan 10", "01.10 02.10"),
        ("måndag går inte", "24.09 24.10 24.14 25.09 25.10 25.14 26.09 26.10 26.14 27.09 27.10 "
                            "27.14 01.09 01.10 01.14 02.09 02.10 02.14"),
        ("inte onsdag utan torsdag", "26.09 26.10 26.14"),
        ("onsdag men efter lunch", "25.14 02.14"),
        ("onsdag men inte förmiddag", "25.14 02.14"),
        ("slipper helst måndag", "24.09 24.10 24.14 25.09 25.10 25.14 26.09 26.10 26.14 27.09 "
                                 "27.10 27.14 01.09 01.10 01.14 02.09 02.10 02.14"),
        ("nästa vecka men inte tisdag eller onsdag", "30.09 30.10 30.14"),
        ("när som helst", " ".join(f"{t:%d.%H}" for t in OFFERED)),
        ("onsdag klockan 10 eller när som helst", " ".join(f"{t:%d.%H}" for t in OFFERED)),
    ],
)  # fmt: skip
def test_what_is_told_together_goes_together(bank: Bank, text: str, meant: str) -> None:
    found = when(read(text, bank, "sv"), OFFERED, NOW, bank)

    assert " ".join(f"{t:%d.%H}" for t in found) == meant


@pytest.mark.parametrize(
    ("text", "count", "shown"),
    [
        ("onsdag eller torsdag", 1, "25.09"),
        ("onsdag eller torsdag", 3, "25.09 25.10 26.09"),
        ("onsdag eller torsdag", 4, "25.09 25.10 26.09 26.10"),
        ("onsdag eller lördag", 3, "25.09 25.10 25.14"),
        ("lördag", 2, "24.09 24.10"),
        ("eftermiddag", 2, "24.14 25.14"),
    ],
)
def test_some_of_each_are_shown(bank: Bank, text: str, count: int, shown: str) -> None:
    found = few(read(text, bank, "sv"), OFFERED, NOW, bank, count)

    assert " ".join(f"{t:%d.%H}" for t in found) == shown
