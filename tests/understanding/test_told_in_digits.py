"""Phone numbers and years of birth, beside how they are mostly written; and how they are shown."""

from datetime import datetime

import pytest

from care.times import SWEDEN
from dialogs.understanding import answers
from dialogs.understanding.bank import Bank
from dialogs.understanding.numbers import as_dialled, in_part, is_mobile
from dialogs.understanding.read import read

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=SWEDEN)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0046 70 174 06 05", "+46701740605"),
        ("46701740605", "+46701740605"),
        ("+46 (0)70-174 06 05", "+46701740605"),
        ("+46 070 174 06 05", "+46701740605"),
        ("701740605", "+46701740605"),
        ("O70-174 O6 O5", "+46701740605"),
        ("0358 40 123 4567", None),
        ("00358 40 123 4567", "+358401234567"),
        ("070-174 06", None),
        ("070-174 06 0 eller 070-174 06 05", "+46701740605"),
        ("noll sju noll ett sju fyra", None),
        ("nollsju noll 1740605", None),
        ("noll sju noll 174 06 05", "+46701740605"),
        ("noll sju 01740605", "+46701740605"),
        ("+358 40 123 4567 är mitt nummer", "+358401234567"),
        ("noll två noll ett två tre fyra", "+46201234"),  # none is shorter
        ("noll sju noll 17 40 605 Karin", "+46701740605"),
        ("noll sju noll 1 7 4 0 6 0 5", "+46701740605"),
        ("noll noll 4 6 8 4 6 5 0 0 4 0 0", "+46846500400"),
        ("noll åtta 4 6 5 0 0 4 0 0, ring gärna", "+46846500400"),
    ],
)
def test_a_number_is_known_however_it_is_written(bank: Bank, text: str, number: str | None) -> None:
    assert answers.phone(text, bank) == number


@pytest.mark.parametrize(
    ("number", "dialled", "part", "mobile"),
    [
        ("+46701740605", "070-174 06 05", "070-••• •• 05", True),
        ("+4619211000", "019-21 10 00", "019-•• •• 00", False),
        ("+358401234567", "+358 40 1234567", "+358 •• •••••67", True),
        ("+12015550123", "+1 201-555-0123", "+1 20•-•••-••23", True),  # either kind
        ("none", "none", "none", False),
    ],
)
def test_a_number_is_shown_as_people_here_write_it(
    number: str, dialled: str, part: str, mobile: bool
) -> None:
    assert (as_dialled(number), in_part(number), is_mobile(number)) == (dialled, part, mobile)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1900", 1900),
        ("2026", 2026),
        ("2027", None),
        ("10", 2010),  # 115 years are the most
        ("11", 1911),
        ("27", 1927),
        ("31.12.41", 1941),
        ("1941-02-03", 1941),
        ("41-02-03", 1941),
        ("1941, ja 1941", 1941),
        ("3 februari 41 eller 42", None),
        ("3 rum 41", None),
        ("41 42", None),
        ("41,5", None),
        ("141", None),
        ("41 år", None),
        ("jag är född 41 år", None),
        ("41 tror jag", 1941),
    ],
)
def test_a_year_of_birth_is_no_age_and_no_amount(bank: Bank, text: str, year: int | None) -> None:
    assert answers.year(read(text, bank), NOW, bank) == year
