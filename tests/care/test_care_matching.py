"""The list: everyone in it, in the right group, in an order that favours nobody."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from somewhere import (
    ANY,
    POSSIBLE,
    TODAY,
    groups,
    keys,
    providers,
    questions,
    seeds,
    town,
    towns,
)

from care.choice import Need, wish
from care.matching import elsewhere, match
from care.providers import (
    Authorisation,
    Availability,
    Features,
    Form,
    Provider,
    Standing,
)
from care.services import Service


@given(towns, questions, seeds)
def test_everyone_is_in_the_list_or_elsewhere_exactly_once(here, asked, seed):
    found, others = match(here, asked, seed=seed), elsewhere(here, asked, seed=seed)

    everyone = [*keys(found), *(f.provider.key for f in others)]
    assert sorted(everyone) == sorted(p.key for p in here.providers)
    assert {f.availability for f in others} <= {Availability.NOT_HERE}


def test_who_asks_for_any_help_anywhere_is_shown_everyone():
    both = (Authorisation(Service.CARE, frozenset({"a"}), TODAY), None)
    all_ = [
        Provider(f"provider-{i}", "Eken", Form.COMPANY, by and (by,)) for i, by in enumerate(both)
    ]

    assert sorted(keys(match(town(all_), ANY, seed=1))) == ["provider-0", "provider-1"]


@given(towns, questions.filter(lambda asked: asked.service or asked.area), seeds)
def test_nobody_who_never_gives_this_help_here_is_in_the_list(here, asked, seed):
    found = match(here, asked, seed=seed)

    everyone = (*found.choosable, *found.not_available)
    assert Availability.NOT_HERE not in {f.availability for f in everyone}


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
