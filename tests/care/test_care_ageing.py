"""What is said of a municipality is looked over once a year: what has grown too old is counted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from somewhere import TODAY, equal, town

from care.ageing import aged, newest
from care.municipality import Fee, Municipality, Source

YEAR = timedelta(days=365)
A_YEAR_AGO, OLDER = TODAY - YEAR, TODAY - YEAR - timedelta(days=1)


def looked_over(*days: date | None) -> Municipality:
    """A municipality with a provider for each day on which one was looked over."""
    both = zip(equal(len(days)), days, strict=True)
    return town([replace(provider, updated=day) for provider, day in both])


@pytest.mark.parametrize(
    ("days", "expected"), [((TODAY, A_YEAR_AGO), 0), ((TODAY, OLDER), 1), ((None, OLDER), 2)]
)
def test_providers_of_over_a_year_are_counted(days: tuple[date | None, ...], expected: int):
    assert aged(looked_over(*days), TODAY) == expected


def test_sources_of_over_a_year_are_counted() -> None:
    sources = {"fee": Source("Taxa", OLDER), "phone": Source("Webbplats", A_YEAR_AGO)}

    assert aged(replace(looked_over(TODAY), sources=sources), TODAY) == 1


@pytest.mark.parametrize(("year", "expected"), [(2025, 1), (2026, 0), (2027, 0)])
def test_a_fee_is_old_when_its_year_is_over(year: int, expected: int) -> None:
    assert aged(replace(looked_over(TODAY), fee=Fee(2575, year, "Taxa")), TODAY) == expected


def test_the_newest_is_the_last_day_on_which_anything_was_said_to_be_true() -> None:
    here = looked_over(A_YEAR_AGO, None, OLDER)

    assert newest(here) == A_YEAR_AGO
    assert newest(replace(here, sources={"fee": Source("Taxa", TODAY)})) == TODAY
    assert newest(looked_over(None)) is None
