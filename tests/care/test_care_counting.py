"""Figures that point at nobody."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.counting import FEWEST, middle, shown


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, {}),
        ({"ja": 12, "nej": 8}, {"ja": 12, "nej": 8}),
        ({"ja": 12, "nej": 0}, {"ja": 12, "nej": 0}),
        ({"ja": 12, "nej": 4}, {"ja": None, "nej": None}),
        ({"sv": 30, "fi": 9, "ar": 2}, {"sv": 30, "fi": None, "ar": None}),
        ({"sv": 30, "fi": 3, "ar": 2}, {"sv": 30, "fi": None, "ar": None}),
        ({"sv": 3}, {"sv": None}),
    ],
)
def test_what_is_under_five_is_hidden_and_never_alone(counts, expected):
    assert shown(counts) == expected


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 20), max_size=8))
def test_no_small_count_can_be_worked_out_from_the_total(counts):
    told = shown(counts)
    hidden = [counts[key] for key, n in told.items() if n is None]

    assert all(n == 0 or n >= FEWEST for n in told.values() if n is not None)
    assert not any(0 < counts[key] < FEWEST for key, n in told.items() if n is not None)
    assert len(hidden) != 1 or not any(n and n >= FEWEST for n in told.values())


def test_a_median_of_four_is_not_told():
    days = [timedelta(days=n) for n in (1, 9, 2, 4)]

    assert middle(days) is None
    assert middle([*days, timedelta(days=3)]) == timedelta(days=3)
    assert middle([*days, timedelta(days=3), timedelta(days=4)]) == timedelta(days=3.5)
