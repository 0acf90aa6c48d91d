"""The list: everyone in it, in the right group, in an order that favours nobody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.choice import COMPETENCES, SHORT_WAIT_WEEKS, WISHES, Need, wish
from care.matching import Shortlist, lot, match
from care.providers import Authorisation, Availability, Features, Form, Provider, Standing
from care.quality import Figure, Indicator
from care.services import Service

TODAY = date(2026, 11, 22)
LANGUAGES = ("sv", "fi", "ar", "so")

POSSIBLE = (
    *map(str, WISHES),
    *(wish(Need.LANGUAGE, v) for v in LANGUAGES),
    *(wish(Need.COMPETENCE, v) for v in COMPETENCES),
    *(wish(Need.FORM, v) for v in Form if v is not Form.UNKNOWN),
)
FEATURES = tuple(w for w in POSSIBLE if not w.startswith((Need.FORM, Need.SHORT_WAIT)))


@st.composite
def features(draw: st.DrawFn) -> Features:
    said = draw(st.dictionaries(st.sampled_from(FEATURES), st.booleans()))
    return Features(
        frozenset(w for w, has in said.items() if has),
        frozenset(w for w, has in said.items() if not has),
        frozenset(draw(st.sets(st.sampled_from((str(Need.LANGUAGE), str(Need.COMPETENCE)))))),
    )


authorisations = st.builds(
    Authorisation,
    service=st.sampled_from(Service),
    areas=st.none() | st.frozensets(st.sampled_from(("a", "b", "c")), min_size=1),
    start=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    end=st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
    standing=st.sampled_from(Standing),
)
providers = st.lists(
    st.builds(
        Provider,
        key=st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True),
        name=st.sampled_from(("Ekens omsorg", "Lindens hemtjänst", "Solrosen")),
        form=st.sampled_from(Form),
        authorisations=st.none() | st.lists(authorisations, max_size=4).map(tuple),
        features=features(),
        wait_weeks=st.none() | st.integers(0, 10),
        figures=st.sampled_from((0, 50, 100)).map(
            lambda value: (Figure(Indicator.SATISFIED, value, 2025, 41, "Exempel"),)
        ),
    ),
    max_size=12,
    unique_by=lambda p: p.key,
)
wishes = st.lists(st.sampled_from(POSSIBLE), unique=True, max_size=6)
asked = st.fixed_dictionaries(
    {
        "service": st.none() | st.sampled_from(Service),
        "area": st.none() | st.sampled_from(("a", "b", "c")),
        "today": st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        "seed": st.integers(0, 2**64 - 1),
    }
)


def keys(found: Shortlist) -> list[str]:
    return [fit.provider.key for fit in (*found.choosable, *found.not_available)]


def groups(found: Shortlist) -> tuple[list[str], ...]:
    every = (found.meets, found.unknown, found.lacks, found.not_available)
    return tuple([fit.provider.key for fit in group] for group in every)


@given(providers, wishes, asked)
def test_everyone_is_in_the_list_exactly_once(all_, wished, ask):
    assert sorted(p.key for p in all_) == sorted(keys(match(all_, wished, **ask)))


@given(providers, wishes, st.sampled_from(POSSIBLE), asked)
def test_one_more_wish_hides_nobody_and_frees_nobody(all_, wished, more, ask):
    before = match(all_, wished, **ask)
    after = match(all_, [*wished, more], **ask)

    assert {f.provider.key for f in before.choosable} == {f.provider.key for f in after.choosable}
    assert {f.provider.key for f in after.meets} <= {f.provider.key for f in before.meets}


@given(providers, wishes, asked)
def test_each_wish_stands_under_one_heading(all_, wished, ask):
    found = match(all_, wished, **ask)

    for fit in (*found.choosable, *found.not_available):
        assert sorted(wished) == sorted(fit.meets + fit.unknown + fit.lacks)


@given(providers, wishes, asked)
def test_unknown_is_never_counted_as_no(all_, wished, ask):
    knows_nothing = [
        replace(p, features=Features(), wait_weeks=None, form=Form.UNKNOWN) for p in all_
    ]
    found = match(knows_nothing, wished, **ask)

    assert found.lacks == ()
    assert found.choosable == (found.unknown if wished else found.meets)


@given(providers, asked)
def test_without_a_wish_there_is_one_list(all_, ask):
    found = match(all_, (), **ask)

    assert found.meets == found.choosable


@given(providers, wishes, asked, st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_matter(all_, wished, ask, random):
    turned = random.sample(all_, len(all_))

    assert groups(match(all_, wished, **ask)) == groups(match(turned, wished, **ask))


@given(providers, wishes, asked)
def test_t31_nothing_about_a_provider_moves_it_within_its_group(all_, wished, ask):
    drawn = keys(match([Provider(p.key, "", Form.UNKNOWN) for p in all_], (), **ask))

    for group in groups(match(all_, wished, **ask)):
        assert group == [key for key in drawn if key in group]


@given(providers.filter(bool), wishes, asked, st.data())
def test_t31_one_leaving_does_not_reorder_the_rest(all_, wished, ask, data):
    gone = data.draw(st.sampled_from(all_)).key
    before = groups(match(all_, wished, **ask))
    after = groups(match([p for p in all_ if p.key != gone], wished, **ask))

    assert tuple([k for k in group if k != gone] for group in before) == after


CHI_SQUARE_P_001 = {5: 20.515, 11: 31.264, 23: 49.728}
"""The value that chi-square passes once in a thousand, by degrees of freedom."""


def equal(n: int) -> list[Provider]:
    return [Provider(f"provider-{i}", f"Provider {i}", Form.COMPANY) for i in range(n)]


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
    all_ = equal(6)
    places = {p.key: [0] * 6 for p in all_}
    for seed in range(10_000):
        found = match(all_, ["evening"], service=None, area=None, today=TODAY, seed=seed)
        for place, key in enumerate(keys(found)):
            places[key][place] += 1

    assert all(chi_square(counted) < CHI_SQUARE_P_001[5] for counted in places.values())


def test_t31_the_same_person_sees_the_same_order():
    once, again = (
        keys(match(equal(24), (), service=None, area=None, today=TODAY, seed=7)) for _ in range(2)
    )

    assert once == again


def test_any_whole_number_is_a_seed():
    orders = [
        keys(match(equal(12), (), service=None, area=None, today=TODAY, seed=seed))
        for seed in (-1, 0, 2**64 - 2, 2**70 + 1)
    ]

    assert len({tuple(order) for order in orders}) == 4


@pytest.mark.parametrize(
    ("wished", "meets", "unknown", "lacks"),
    [
        ("evening", "has", "silent", "no"),
        ("language=fi", "has", "silent maybe", "no"),
        ("short_wait", "has", "silent", "no"),
        ("form=association", "has", "silent", "no maybe"),
    ],
)
def test_a_wish_sorts_into_has_unknown_and_lacks(wished, meets, unknown, lacks):
    all_ = (
        Provider(
            "has",
            "Ekens omsorg",
            Form.ASSOCIATION,
            features=Features(frozenset({"evening", "language=fi"})),
            wait_weeks=SHORT_WAIT_WEEKS,
        ),
        Provider("silent", "Lindens hemtjänst", Form.UNKNOWN),
        Provider(
            "maybe",
            "Solrosens hemtjänst",
            Form.COMPANY,
            features=Features(frozenset({"language=ar", "evening"})),
            wait_weeks=0,
        ),
        Provider(
            "no",
            "Björkens omsorg",
            Form.COMPANY,
            features=Features(
                frozenset({"language=ar"}), frozenset({"evening"}), frozenset({"language"})
            ),
            wait_weeks=SHORT_WAIT_WEEKS + 1,
        ),
    )
    found = groups(match(all_, [wished], service=None, area=None, today=TODAY, seed=1))

    assert set(unknown.split()) == set(found[1])
    assert set(lacks.split()) == set(found[2])
    assert meets in found[0]


def test_one_that_cannot_be_chosen_stands_apart_with_the_reason():
    paused = Authorisation(Service.CARE, None, date(2020, 1, 1), standing=Standing.PAUSED)
    all_ = (*equal(2), Provider("svalan", "Svalans hemtjänst", Form.COMPANY, (paused,)))
    found = match(all_, (), service=Service.CARE, area=None, today=TODAY, seed=1)

    assert [(f.provider.key, f.availability) for f in found.not_available] == [
        ("svalan", Availability.PAUSED)
    ]
    assert "svalan" not in {f.provider.key for f in found.choosable}
