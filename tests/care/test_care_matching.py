"""The list: everyone in it, in the right group, in an order that favours nobody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.choice import COMPETENCES, FOCUSES, SHORT_WAIT_WEEKS, WISHES, Need, wish
from care.matching import Asked, Shortlist, elsewhere, fit, lot, match
from care.municipality import Area, Municipality
from care.providers import (
    OUTSIDE,
    Authorisation,
    Availability,
    Features,
    Form,
    Provider,
    Room,
    Standing,
    Unit,
)
from care.quality import Figure, Indicator
from care.rules import Rules, ServiceRule
from care.services import KINDS, Service

TODAY = date(2026, 11, 22)
LANGUAGES = ("sv", "fi", "ar", "so")
AREAS = ("a", "b", "c")

POSSIBLE = (
    *map(str, WISHES),
    *(wish(Need.LANGUAGE, v) for v in LANGUAGES),
    *(wish(Need.COMPETENCE, v) for v in COMPETENCES),
    *(wish(Need.FOCUS, v) for v in FOCUSES),
    *(wish(Need.NEAR, v) for v in AREAS),
    *(wish(Need.FORM, v) for v in Form if v is not Form.UNKNOWN),
)
ELSEWHERE_KNOWN = (Need.FORM, Need.SHORT_WAIT, Need.NEAR)
FEATURES = tuple(w for w in POSSIBLE if not w.startswith(ELSEWHERE_KNOWN))
LISTED = tuple(map(str, (Need.LANGUAGE, Need.COMPETENCE, Need.FOCUS)))


@st.composite
def features(draw: st.DrawFn) -> Features:
    said = draw(st.dictionaries(st.sampled_from(FEATURES), st.booleans()))
    return Features(
        frozenset(w for w, has in said.items() if has),
        frozenset(w for w, has in said.items() if not has),
        frozenset(draw(st.sets(st.sampled_from(LISTED)))),
    )


rooms = st.builds(
    Room,
    places=st.none() | st.integers(0, 3),
    queue=st.none() | st.integers(0, 9),
    weeks=st.none() | st.integers(0, 10),
)
authorisations = st.builds(
    Authorisation,
    service=st.sampled_from(Service),
    areas=st.none() | st.frozensets(st.sampled_from(AREAS), min_size=1),
    start=st.dates(date(2026, 1, 1), date(2027, 6, 1)),
    end=st.none() | st.dates(date(2026, 6, 1), date(2027, 6, 1)),
    standing=st.sampled_from(Standing),
    room=rooms,
)
sites = st.none() | st.sampled_from((*AREAS, OUTSIDE))
providers = st.lists(
    st.builds(
        Provider,
        key=st.from_regex(r"[a-z0-9-]{1,32}", fullmatch=True),
        name=st.sampled_from(("Ekens omsorg", "Lindens hemtjänst", "Solrosen")),
        form=st.sampled_from(Form),
        authorisations=st.none() | st.lists(authorisations, max_size=4).map(tuple),
        features=features(),
        site=sites,
        units=st.lists(st.builds(Unit, key=st.just("u"), name=st.just("U"), site=sites),
                       max_size=1).map(tuple),
        figures=st.sampled_from((0, 50, 100)).map(
            lambda value: (Figure(Indicator.SATISFIED, value, 2025, 41, "Exempel"),)
        ),
    ),
    max_size=12,
    unique_by=lambda p: p.key,
)  # fmt: skip
rules = st.builds(
    ServiceRule,
    service=st.sampled_from(Service),
    across_areas=st.none() | st.booleans(),
    beyond_border=st.none() | st.booleans(),
)
wishes = st.lists(st.sampled_from(POSSIBLE), unique=True, max_size=6).map(tuple)
questions = st.builds(
    Asked,
    service=st.none() | st.sampled_from(Service),
    area=st.none() | st.sampled_from(AREAS),
    today=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    wishes=wishes,
    required=st.none() | st.sampled_from(COMPETENCES),
)
seeds = st.integers(0, 2**64 - 1)


def town(all_: list[Provider] | tuple[Provider, ...], *services: ServiceRule, queue=None):
    """A municipality of these providers."""
    areas = tuple(Area(a, a.upper()) for a in AREAS)
    return Municipality(
        "by", "By", "0000", "1", True, True, services, tuple(all_), Rules(queue=queue), areas
    )


towns = st.builds(
    lambda all_, some, queue: town(all_, *some, queue=queue),
    providers,
    st.lists(rules, max_size=3, unique_by=lambda r: r.service),
    st.none() | st.booleans(),
)
ANY = Asked(None, None, TODAY)


def keys(found: Shortlist) -> list[str]:
    return [fit.provider.key for fit in (*found.choosable, *found.not_available)]


def groups(found: Shortlist) -> tuple[list[str], ...]:
    every = (found.meets, found.unknown, found.lacks, found.not_available)
    return tuple([fit.provider.key for fit in group] for group in every)


@given(towns, questions, seeds)
def test_everyone_is_in_the_list_or_elsewhere_exactly_once(here, asked, seed):
    found, others = match(here, asked, seed=seed), elsewhere(here, asked, seed=seed)

    everyone = [*keys(found), *(f.provider.key for f in others)]
    assert sorted(everyone) == sorted(p.key for p in here.providers)
    assert {f.availability for f in others} <= {Availability.NOT_HERE}


@given(towns, questions, seeds)
def test_nobody_without_an_authorisation_of_today_is_offered(here, asked, seed):
    for one in match(here, asked, seed=seed).choosable:
        if one.provider.authorisations is None:
            continue
        by = one.authorisation
        assert by in one.provider.authorisations
        assert asked.service in (None, by.service)
        assert by.standing is Standing.ACTIVE
        assert by.start <= asked.today <= (by.end or asked.today)
        anywhere = asked.service and here.service(asked.service).any_area
        assert anywhere or asked.area is None or by.areas is None or asked.area in by.areas


@given(towns, questions, st.sampled_from(POSSIBLE), seeds)
def test_one_more_wish_hides_nobody_and_frees_nobody(here, asked, more, seed):
    before = match(here, asked, seed=seed)
    after = match(here, replace(asked, wishes=(*asked.wishes, more)), seed=seed)

    assert {f.provider.key for f in before.choosable} == {f.provider.key for f in after.choosable}
    assert {f.provider.key for f in after.meets} <= {f.provider.key for f in before.meets}


@given(towns, questions, seeds)
def test_each_wish_stands_under_one_heading(here, asked, seed):
    found = match(here, asked, seed=seed)
    must = (wish(Need.COMPETENCE, asked.required),) if asked.required else ()

    for one in (*found.choosable, *found.not_available):
        assert sorted({*asked.wishes, *must}) == sorted(one.meets + one.unknown + one.lacks)


@given(providers, questions, seeds)
def test_unknown_is_never_counted_as_no(all_, asked, seed):
    knows_nothing = [
        replace(p, features=Features(), form=Form.UNKNOWN, site=None, units=(),
                authorisations=None) for p in all_
    ]  # fmt: skip
    found = match(town(knows_nothing), asked, seed=seed)

    assert found.lacks == ()
    assert found.choosable == (found.unknown if asked.wishes or asked.required else found.meets)


@given(towns, questions, seeds)
def test_only_what_is_known_to_be_missing_is_lacking(here, asked, seed):
    for one in match(here, asked, seed=seed).choosable:
        for lacking in one.lacks:
            need, _, value = lacking.partition("=")
            match need:
                case Need.FORM:
                    assert one.provider.form not in (Form.UNKNOWN, value)
                case Need.SHORT_WAIT:
                    assert one.room.wait is not None
                case Need.NEAR:
                    assert not {None, value} & one.provider.sites(asked.service)
                case _:
                    assert one.provider.features.knows(lacking) is False


@given(towns, questions, seeds)
def test_without_a_wish_there_is_one_list(here, asked, seed):
    found = match(here, replace(asked, wishes=(), required=None), seed=seed)

    assert found.meets == found.choosable


@given(towns, questions, seeds, st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_matter(here, asked, seed, random):
    turned = replace(here, providers=tuple(random.sample(here.providers, len(here.providers))))

    assert groups(match(here, asked, seed=seed)) == groups(match(turned, asked, seed=seed))


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


SINCE = date(2020, 1, 1)


def allowed(weeks: int | None = None, **given) -> tuple[Authorisation, ...]:
    """One authorisation of home care, for everywhere."""
    return (Authorisation(Service.CARE, None, SINCE, room=Room(weeks=weeks), **given),)


@pytest.mark.parametrize(
    ("wished", "meets", "unknown", "lacks"),
    [
        ("evening", "has", "silent", "no"),
        ("language=fi", "has", "silent maybe", "no"),
        ("short_wait", "has", "silent", "no"),
        ("form=association", "has", "silent", "no maybe"),
        ("near=a", "has", "silent", "no maybe"),
    ],
)
def test_a_wish_sorts_into_has_unknown_and_lacks(wished, meets, unknown, lacks):
    all_ = (
        Provider(
            "has",
            "Ekens omsorg",
            Form.ASSOCIATION,
            allowed(SHORT_WAIT_WEEKS),
            Features(frozenset({"evening", "language=fi"})),
            units=(Unit("gruppen", "Gruppen", "a"),),
            site="b",
        ),
        Provider("silent", "Lindens hemtjänst", Form.UNKNOWN, allowed()),
        Provider(
            "maybe",
            "Solrosens hemtjänst",
            Form.COMPANY,
            allowed(0),
            Features(frozenset({"language=ar", "evening"})),
            site=OUTSIDE,
        ),
        Provider(
            "no",
            "Björkens omsorg",
            Form.COMPANY,
            allowed(SHORT_WAIT_WEEKS + 1),
            Features(frozenset({"language=ar"}), frozenset({"evening"}), frozenset({"language"})),
            site="c",
        ),
    )
    found = groups(match(town(all_), replace(ANY, wishes=(wished,)), seed=1))

    assert set(unknown.split()) == set(found[1])
    assert set(lacks.split()) == set(found[2])
    assert meets in found[0]


def test_one_that_cannot_be_chosen_stands_apart_with_the_reason():
    paused = Provider("svalan", "Svalan", Form.COMPANY, allowed(standing=Standing.PAUSED))
    found = match(town((*equal(2), paused)), Asked(Service.CARE, None, TODAY), seed=1)

    assert [(f.provider.key, f.availability) for f in found.not_available] == [
        ("svalan", Availability.PAUSED)
    ]
    assert "svalan" not in {f.provider.key for f in found.choosable}


def offered(provider: Provider, asked: Asked, *services: ServiceRule, queue=None) -> str:
    return fit(town((provider,), *services, queue=queue), provider, asked).availability


def gives(service: Service, **given) -> Provider:
    """One who gives a service in area a alone."""
    by = Authorisation(service, frozenset({"a"}), SINCE, room=given.pop("room", Room()))
    return Provider("viken", "Viken", Form.COMPANY, (by,), **given)


@pytest.mark.parametrize(
    ("service", "rule", "expected"),
    [
        (Service.CARE, {}, "not_here"),
        (Service.CARE, {"across_areas": True}, "can"),
        # One goes to it, so one may choose in every district (Stockholm's system from 2009).
        (Service.DAILY_ACTIVITY, {}, "can"),
        (Service.DAILY_ACTIVITY, {"across_areas": False}, "not_here"),
    ],
)
def test_the_service_says_whether_one_may_choose_across_districts(service, rule, expected):
    asked = Asked(service, "b", TODAY)

    assert offered(gives(service), asked, ServiceRule(service, **rule)) == expected


@pytest.mark.parametrize(
    ("service", "rule", "expected"),
    [
        (Service.DAILY_ACTIVITY, {}, "can"),
        (Service.ADULT_HOME, {}, "beyond"),
        (Service.ADULT_HOME, {"beyond_border": True}, "can"),
        (Service.SHORT_STAY, {"beyond_border": False}, "beyond"),
        # Home care comes to one: where its office lies says nothing.
        (Service.CARE, {}, "can"),
    ],
)
def test_the_service_says_whether_one_may_choose_beyond_the_border(service, rule, expected):
    provider = gives(service, site=OUTSIDE)

    assert offered(provider, Asked(service, "a", TODAY), ServiceRule(service, **rule)) == expected


def test_one_with_a_unit_here_does_not_lie_beyond_the_border():
    provider = gives(Service.ADULT_HOME, site=OUTSIDE, units=(Unit("ett", "Ett", "b"),))

    assert offered(provider, Asked(Service.ADULT_HOME, None, TODAY)) == "can"


@pytest.mark.parametrize(
    ("units", "near", "expected"),
    [
        ((Unit("ett", "Ett", "a"), Unit("tva", "Två", "c")), "near=b", "lacks"),
        ((Unit("ett", "Ett", "a"), Unit("tva", "Två")), "near=b", "unknown"),
        ((Unit("ett", "Ett", "a"), Unit("tva", "Två")), "near=a", "meets"),
        ((Unit("barn", "Barn", "b", services=frozenset({Service.CHILD_HOME})),), "near=b", "lacks"),
        ((), "near=b", "lacks"),
    ],
)
def test_near_is_where_the_units_of_the_service_lie(units, near, expected):
    provider = gives(Service.ADULT_HOME, site="a", units=units)
    asked = Asked(Service.ADULT_HOME, None, TODAY, (near,))

    assert getattr(fit(town((provider,)), provider, asked), expected) == (near,)


def test_one_whose_unit_may_lie_here_is_not_beyond_the_border():
    units = (Unit("ute", "Ute", OUTSIDE), Unit("okand", "Okänd"))

    assert (
        offered(gives(Service.ADULT_HOME, units=units), Asked(Service.ADULT_HOME, None, TODAY))
        == "can"
    )


def test_of_several_rows_the_one_with_room_counts():
    rows = tuple(
        Authorisation(
            Service.DAILY_ACTIVITY, frozenset({area}), SINCE, room=Room(places, weeks=weeks)
        )
        for area, places, weeks in (("a", 0, 9), ("b", None, None), ("c", 5, 1))
    )
    provider = Provider("viken", "Viken", Form.COMPANY, rows)
    one = fit(town((provider,), queue=False), provider,
              Asked(Service.DAILY_ACTIVITY, "a", TODAY, ("short_wait",)))  # fmt: skip

    assert (one.availability, one.meets) == ("can", ("short_wait",))


@pytest.mark.parametrize(
    ("features", "expected", "group"),
    [
        (Features(frozenset({"competence=autism"})), "can", "meets"),
        (Features(), "can", "unknown"),
        (Features(lists_all=frozenset({"competence"})), "not_trained", "not_available"),
    ],
)
def test_what_the_decision_requires_is_no_wish(features, expected, group):
    provider = gives(Service.DAILY_ACTIVITY, features=features)
    asked = Asked(Service.DAILY_ACTIVITY, "a", TODAY, required="autism")
    found = match(town((provider,)), asked, seed=1)

    assert offered(provider, asked) == expected
    assert [f.provider.key for f in getattr(found, group)] == ["viken"]


@pytest.mark.parametrize(("queue", "expected"), [(True, "can"), (None, "can"), (False, "full")])
def test_one_that_is_full_may_be_waited_for_where_there_are_queues(queue, expected):
    full = gives(Service.CARE, room=Room(places=0, queue=4, weeks=6))

    assert offered(full, Asked(Service.CARE, "a", TODAY), queue=queue) == expected


@pytest.mark.parametrize(
    ("room", "wait", "full"),
    [
        (Room(), None, False),
        (Room(places=2), 0, False),
        (Room(places=0), None, True),
        (Room(places=0, weeks=3), 3, True),
        (Room(places=2, weeks=1), 1, False),
    ],
)
def test_free_places_say_how_long_one_waits(room, wait, full):
    assert (room.wait, room.full) == (wait, full)


def test_every_service_has_wishes_and_a_law():
    assert set(KINDS) == set(Service)
    assert all(kind.needs and kind.law for kind in KINDS.values())
