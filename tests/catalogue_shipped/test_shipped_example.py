"""Exempelby: invented throughout, and everything that a catalogue can say is said there."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import load
from bot.languages import plain
from care.choice import COMPETENCES, FOCUSES, Need
from care.matching import Asked, Fit, fit, match
from care.municipality import Municipality, Role
from care.providers import OUTSIDE, Availability, Form, Provider, Standing, Words
from care.quality import DAILY_ACTIVITY, HOUSING_SUPPORT
from care.rules import ChangeRule, Interim, Night
from care.services import KINDS, Service

ROOT = Path(__file__).parents[2] / "catalogues"
TODAY = date(2026, 11, 22)
FREE_FOR_STORIES = re.compile(r"08-465 004 \d\d|070-174 06 (0[5-9]|[1-9]\d)")
HOME_CARE = {Service.CARE, Service.HOUSEHOLD, Service.COMPANION, Service.RELIEF}


@pytest.fixture(scope="module")
def here() -> Municipality:
    return load(ROOT / "exempelby")


def named(here: Municipality, key: str) -> Provider:
    provider = here.provider(key)
    assert provider is not None
    return provider


def asked(here: Municipality, key: str, service: Service, **more: str) -> Fit:
    return fit(here, named(here, key), Asked(service, "centrum", TODAY, **more))


def texts(provider: Provider) -> list[Words]:
    review = provider.review
    told = [provider.own_words, provider.extras]
    told += [review.finding, review.reply] if review else []
    told += [a.reason for a in provider.authorisations or ()]
    return [words for words in told if words]


def test_every_service_is_in_the_choice_and_home_care_stands_first(here):
    services = [rule.service for rule in here.services]

    assert services == list(Service)
    assert services[:4] == [
        Service.CARE, Service.HOUSEHOLD, Service.COMPANION, Service.RELIEF,
    ]  # fmt: skip


@pytest.mark.parametrize("service", Service)
def test_there_is_somebody_to_choose_in_every_area_for_every_service(here, service):
    for area in here.areas:
        assert match(here, Asked(service, area.key, TODAY), seed=1).choosable, area.name


@pytest.mark.parametrize(
    ("service", "least"),
    [
        (Service.ALARM, 4), (Service.HOUSING_SUPPORT, 4), (Service.DAILY_ACTIVITY, 6),
        (Service.OCCUPATION, 4), (Service.ELDERLY_HOME, 3), (Service.SHORT_STAY, 3),
        (Service.SUPPORTED_HOME, 2), (Service.SUPPORTED_HOUSING, 2), (Service.CHILD_HOME, 2),
        (Service.ADULT_HOME, 2), (Service.LSS_COMPANION, 3), (Service.LSS_RELIEF, 2),
    ],
)  # fmt: skip
def test_there_is_a_choice_in_what_is_not_home_care_too(here, service, least):
    assert len(match(here, Asked(service, "centrum", TODAY), seed=1).choosable) >= least


def test_twenty_four_give_home_care_as_before(here):
    home = [p for p in here.providers if HOME_CARE & {a.service for a in p.authorisations or ()}]

    assert len(home) == 24
    assert [p.key for p in home] == [p.key for p in here.providers[:24]]
    assert [p.key for p in home if p.form is Form.MUNICIPAL] == ["kommunen"]


def test_one_outside_is_chosen_for_the_day_but_not_for_an_adults_home(here):
    assert named(here, "prastkragen").sites(None) == {OUTSIDE}
    assert asked(here, "prastkragen", Service.DAILY_ACTIVITY).availability is Availability.CAN
    assert asked(here, "prastkragen", Service.ADULT_HOME).availability is Availability.BEYOND
    assert asked(here, "radjuret", Service.CHILD_HOME).availability is Availability.CAN
    assert asked(here, "timjan", Service.SHORT_STAY).availability is Availability.CAN


def test_one_that_is_full_has_a_queue_in_which_one_may_wait(here):
    found = asked(here, "blaklinten", Service.DAILY_ACTIVITY)

    assert here.rules.queue
    assert found.availability is Availability.CAN
    assert found.room.full
    assert (found.room.queue, found.room.weeks) == (4, 12)
    assert found.room.day == date(2026, 11, 16)


def test_what_the_decision_requires_makes_a_difference(here):
    deafblind = {
        p.key: asked(here, p.key, Service.HOUSING_SUPPORT, required="deafblind").availability
        for p in here.providers
        if any(a.service is Service.HOUSING_SUPPORT for a in p.authorisations or ())
    }

    assert deafblind == {
        "kommunens-boendestod": Availability.CAN,
        "klockljungen": Availability.CAN,
        "lingonet": Availability.NOT_TRAINED,
        "hallonet": Availability.NOT_TRAINED,
    }


def test_one_ends_and_another_takes_over_the_day_after(here):
    hallonet = named(here, "hallonet")
    (authorisation,) = hallonet.authorisations or ()

    assert hallonet.successor is not None
    assert here.provider(hallonet.successor.key) is not None
    assert authorisation.end is not None
    assert (hallonet.successor.day - authorisation.end).days == 1


def test_follow_ups_are_remedied_or_not_or_nobody_knows(here):
    reviews = [p.review for p in here.providers if p.review]

    assert {r.remedied for r in reviews} == {True, False, None}
    assert {bool(r.reply) for r in reviews} == {True, False}
    assert all(r.day < TODAY for r in reviews)


def test_one_has_not_been_looked_over_for_a_year_and_some_never(here):
    assert [p.key for p in here.providers if p.aged(TODAY)] == ["slojdstugan-enen"]
    assert named(here, "mossan").updated is None


def test_why_one_is_paused_or_withdrawn_is_told(here):
    stopped = [
        a
        for p in here.providers
        for a in p.authorisations or ()
        if a.standing is not Standing.ACTIVE
    ]

    assert {a.standing for a in stopped} == {Standing.PAUSED, Standing.WITHDRAWN}
    assert all(a.reason for a in stopped)


def test_the_municipalitys_rules_are_all_there(here):
    rules = here.rules
    changes = {s.change.rule for s in here.services}

    assert (rules.interim, rules.night) == (Interim.MUNICIPAL, Night.CHOSEN)
    assert (rules.free_hours.exists, rules.free_hours.age, rules.free_hours.hours) == (True, 75, 6)
    assert rules.retention.decision
    assert changes == set(ChangeRule) - {ChangeRule.ANY_TIME}
    assert here.change(Service.CARE).rule is ChangeRule.ANY_TIME
    assert {c.role for c in here.contacts} == set(Role)


@pytest.mark.parametrize("indicators", [HOUSING_SUPPORT, DAILY_ACTIVITY])
def test_figures_stand_beside_those_of_the_municipality_and_of_sweden(here, indicators):
    told = [f for p in here.providers for x in (p, *p.units) for f in x.figures]
    few = [f.few for f in told if f.indicator in indicators]

    assert {True, False} == set(few)
    for beside in (here.figures, here.country):
        assert set(indicators) <= {f.indicator for f in beside}
    everyone = (*told, *here.figures, *here.country)
    assert {f.source for f in everyone} == {"Påhittade siffror, exempel"}


def test_a_figure_is_so_many_of_those_who_answered(here):
    for provider in here.providers[24:]:
        for figure in (f for x in (provider, *provider.units) for f in x.figures):
            assert figure.answers
            well = round(figure.value * figure.answers / 100)
            assert round(100 * well / figure.answers) == figure.value


def test_all_that_one_may_do_or_be_trained_in_can_be_found(here):
    offered = {need: {v for p in here.providers for v in p.features.of(need)} for need in Need}

    assert offered[Need.COMPETENCE] == set(COMPETENCES)
    assert offered[Need.FOCUS] == set(FOCUSES)


@pytest.mark.parametrize("need", [Need.TRANSPORT, Need.TRIAL, Need.VISIT])
def test_to_be_fetched_try_and_look_is_offered_by_some_and_not_by_others(here, need):
    found = match(here, Asked(None, None, TODAY, (need,)), seed=1)

    assert found.meets
    assert found.unknown
    assert found.lacks


def test_everyone_away_from_home_lies_somewhere_or_it_is_not_known(here):
    away = [
        p
        for p in here.providers
        if any(not KINDS[a.service].at_home for a in p.authorisations or ())
    ]

    assert [p.key for p in away if p.sites(None) == {None}] == ["mossan"]
    assert all(here.area(site) for p in away for site in p.sites(None) - {OUTSIDE, None})


def test_each_unit_says_what_it_gives_and_together_it_is_all_that_the_provider_may(here):
    several = [p for p in here.providers if p.units]

    assert len(several) == 2
    for provider in several:
        assert all(unit.services for unit in provider.units)
        given = {service for unit in provider.units for service in unit.services}
        assert given == {a.service for a in provider.authorisations}
    homes = named(here, "kommunens-boenden")
    assert homes.sites(Service.ELDERLY_HOME) == {"centrum", "sjostranden"}
    assert homes.sites(Service.CHILD_HOME) == {"kvarnbacken"}


def test_texts_are_plain_and_some_are_in_three_more_languages(here):
    told = [words for p in here.providers for words in texts(p)]

    for words in told:
        assert plain.problems(words["sv"]) == []
        assert len(words["sv"].split()) <= 15
    assert sum({"sv", "fi", "ar", "en"} == set(words) for words in told) >= 15
    assert any(set(words) == {"sv"} for words in told)
    assert all(re.search("[ء-ي]", words["ar"]) for words in told if "ar" in words)


def test_nothing_in_exempelby_can_be_anybodys(here):
    numbers = [here.phone, here.out_of_hours_phone, *(c.phone for c in here.contacts)]
    numbers += [p.phone for p in here.providers]
    sites = [p.website for p in here.providers] + [p.email for p in here.providers]
    companies = [p.organisation_number for p in here.providers if p.organisation_number]

    assert len(set(numbers)) == len(numbers)
    assert all(number and FREE_FOR_STORIES.fullmatch(number) for number in numbers)
    assert all(site.endswith(".example") for site in (*sites, here.website) if site)
    # No group of organisation numbers begins with 4 (Skatteverket), so nobody has such a one.
    assert all(number.startswith("4") for number in companies)
    assert len(set(companies)) == len(companies) >= 10
    assert {p.form for p in here.providers if p.organisation_number} == {Form.COMPANY}
    assert all(len(p.name) <= 24 for p in here.providers)
