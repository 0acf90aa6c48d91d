"""T31: the order favours nobody, and nobody's leaving moves another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from somewhere import (
    ANY,
    equal,
    groups,
    keys,
    questions,
    seeds,
    town,
    towns,
)

from care.matching import lot, match


@given(towns, questions, seeds)
def test_t31_nothing_about_a_provider_moves_it_within_its_group(here, asked, seed):
    drawn = sorted((p.key for p in here.providers), key=lambda key: lot(seed, key))

    for group in groups(match(here, asked, seed=seed)):
        assert group == [key for key in drawn if key in group]


@given(towns.filter(lambda here: here.providers), questions, seeds, st.data())
def test_t31_one_leaving_does_not_reorder_the_rest(here, asked, seed, data):
    gone = data.draw(st.sampled_from(here.providers)).key
    rest = replace(here, providers=tuple(p for p in here.providers if p.key != gone))
    before, after = (groups(match(one, asked, seed=seed)) for one in (here, rest))

    assert tuple([k for k in group if k != gone] for group in before) == after


CHI_SQUARE_P_001 = {5: 20.515, 11: 31.264, 23: 49.728}
"""The value that chi-square passes once in a thousand, by degrees of freedom."""


def chi_square(counted: list[int]) -> float:
    expected = sum(counted) / len(counted)
    return sum((n - expected) ** 2 / expected for n in counted)


@pytest.mark.parametrize("n", [6, 12, 24])
def test_t31_each_of_n_equal_providers_stands_first_as_often(n):
    first = {p.key: 0 for p in equal(n)}
    for seed in range(10_000):
        first[min(first, key=lambda key: lot(seed, key))] += 1

    assert chi_square(list(first.values())) < CHI_SQUARE_P_001[n - 1]


def test_t31_each_of_six_equal_providers_stands_everywhere_as_often():
    here = town(equal(6))
    places = {p.key: [0] * 6 for p in here.providers}
    for seed in range(10_000):
        found = match(here, replace(ANY, wishes=("evening",)), seed=seed)
        for place, key in enumerate(keys(found)):
            places[key][place] += 1

    assert all(chi_square(counted) < CHI_SQUARE_P_001[5] for counted in places.values())


def test_t31_the_same_person_sees_the_same_order():
    once, again = (keys(match(town(equal(24)), ANY, seed=7)) for _ in range(2))

    assert once == again


def test_any_whole_number_is_a_seed():
    orders = [
        keys(match(town(equal(12)), ANY, seed=seed)) for seed in (-1, 0, 2**64 - 2, 2**70 + 1)
    ]

    assert len({tuple(order) for order in orders}) == 4
