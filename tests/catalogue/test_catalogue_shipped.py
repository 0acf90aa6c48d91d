"""The catalogues that ship can be read, and hold what their sources say."""

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue import load, load_all, open_book, version
from care.matching import Asked, match
from care.municipality import Municipality
from care.providers import Form
from care.quality import HOME_CARE
from care.rules import Rules
from care.services import Service

ROOT = Path(__file__).parents[2] / "catalogues"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def exempelby() -> Municipality:
    return load(ROOT / "exempelby")


@pytest.fixture(scope="module")
def orebro() -> Municipality:
    return load(ROOT / "orebro")


def test_all_are_loaded_in_the_order_of_their_keys():
    assert [m.key for m in load_all(ROOT)] == [
        "botkyrka",
        "exempelby",
        "nacka",
        "orebro",
        "stockholm",
    ]


def test_what_people_were_shown_can_be_named(exempelby):
    assert exempelby.version == version(open_book(ROOT / "exempelby"))


def test_one_alone_can_be_loaded():
    assert [m.key for m in load_all(ROOT, "orebro")] == ["orebro"]
    assert len(load_all(ROOT, "")) == 5


def test_exempelby_says_that_it_is_an_example(exempelby):
    assert exempelby.example
    assert (exempelby.name, exempelby.code) == ("Exempelby kommun", "0000")
    assert all("xempel" in p.source for p in exempelby.providers if p.source)


@pytest.mark.parametrize(("service", "least"), [("care", 9), ("household", 9), ("companion", 5)])
def test_there_is_a_choice_in_every_area(exempelby, service, least):
    for area in exempelby.areas:
        found = match(exempelby, Asked(Service(service), area.key, TODAY), seed=1)

        assert len(found.choosable) >= least, area.name


def test_some_give_help_only_in_some_areas_and_only_some_services(exempelby):
    everywhere = [
        p for p in exempelby.providers if all(a.areas is None for a in p.authorisations or ())
    ]
    services = {frozenset(a.service for a in p.authorisations or ()) for p in exempelby.providers}

    assert 5 <= len(everywhere) < len(exempelby.providers)
    assert len(services) >= 6


def test_names_fit_on_a_button_and_own_words_are_few(exempelby):
    assert all(len(p.name) <= 24 for p in exempelby.providers)
    assert all(len(p.own_words["sv"].split()) <= 15 for p in exempelby.providers if p.own_words)


def test_the_officers_ring_on_weekdays_within_the_open_hours(exempelby):
    assert [o.name for o in exempelby.officers] == ["Anna Lind", "Omar Said", "Maria Berg"]
    for officer in exempelby.officers:
        assert {h.weekday for h in officer.hours} == {0, 1, 2, 3, 4}
        for h in officer.hours:
            (open_,) = (o for o in exempelby.open_hours if o.weekday == h.weekday)
            assert open_.opens <= h.opens < h.closes <= open_.closes


def test_the_officers_differ_in_whose_calls_they_take(exempelby):
    anna, omar, maria = exempelby.officers

    assert (anna.languages, anna.areas, anna.most) == ((), (), None)
    assert (omar.languages, omar.areas, omar.most) == (("ar", "en"), (), 6)
    assert (maria.languages, maria.most) == (("fi",), 8)
    assert 0 < len(maria.areas) < len(exempelby.areas)


def test_orebro_takes_no_wishes_and_knows_only_what_is_sourced(orebro):
    assert not orebro.takes_wishes
    assert orebro.rules == Rules()
    assert [rule.service for rule in orebro.services] == [Service.CARE]
    assert (orebro.areas, orebro.officers, orebro.open_hours) == ((), (), ())
    assert (orebro.phone, orebro.out_of_hours_phone, orebro.fee) == (None, None, None)
    for provider in orebro.providers:
        assert provider.authorisations is None
        assert (provider.features.has, provider.features.lacks) == (set(), set())
        assert (provider.phone, provider.updated) == (None, None)


def test_orebros_own_groups_are_units_of_one_provider(orebro):
    (own,) = (p for p in orebro.providers if p.form is Form.MUNICIPAL)

    assert own.name == "Örebro kommuns hemvård"
    assert len(own.units) == 15
    assert own.figures == ()
    assert len(orebro.providers) == 11
    assert sum(len(p.units) for p in orebro.providers) == 15


def test_only_a_name_with_ab_in_it_is_sourced_as_a_company(orebro):
    companies = [p.name for p in orebro.providers if p.form is Form.COMPANY]

    assert companies == ["Cleverex Omsorg AB", "Lycka omsorg AB"]
    assert sum(p.form is Form.UNKNOWN for p in orebro.providers) == 8


# Typed in from the source, in the order of the Indicator enum: U21468, 505, 504, 461, 475, 477.
OREBRO_2025 = {
    "A-omsorg": (80, 79, 93, 73, 73, 80),
    "Amare Omsorg": (92, 86, 100, 93, 93, 92),
    "Axberg/ Grenadjären/ Vivalla grupp": (69, 76, 87, 61, 59, 79),
    "Cleverex Omsorg AB": (62, 81, 94, 60, 75, 87),
    "Good Service": (100, 81, 95, 73, 91, 91),
    "Lycka omsorg AB": (85, 95, 95, 84, 89, 100),
    "Örebro hemvård Almby": (89, 84, 97, 84, 85, 85),
    "Örebro hemvård Hjälmaren": (92, 93, 98, 88, 92, 93),
    "Örebro hemvård Sofia": (53, 68, 89, 64, 47, 74),
    "Örebro hemvård Wadköping": (84, 82, 92, 82, 73, 83),
}


@pytest.mark.parametrize("name", OREBRO_2025)
def test_orebros_figures_are_those_of_the_source(orebro, name):
    everyone = {x.name: x for p in orebro.providers for x in (p, *p.units)}
    told = {f.indicator: f.value for f in everyone[name].figures}

    assert tuple(told[i] for i in HOME_CARE[:6]) == OREBRO_2025[name]


def test_each_of_orebros_figures_has_its_year_and_source(orebro):
    figures = [f for p in orebro.providers for x in (p, *p.units) for f in x.figures]

    assert len(figures) == 150
    assert {f.year for f in figures} == {2025}
    assert {f.answers for f in figures} == {None}
    assert {f.source for f in figures} == {"Kolada (RKA), Socialstyrelsen 2025, Örebro360"}
