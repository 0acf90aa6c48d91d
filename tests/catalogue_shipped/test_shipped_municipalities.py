"""The real municipalities that ship: nothing in them without a source, nothing invented."""

import csv
import re
from datetime import date, time
from pathlib import Path

import pytest

from bot.catalogue import load
from bot.languages.phrases import load_bank
from care.matching import Asked, match
from care.municipality import Contact, Hours, Municipality, Role
from care.providers import Availability, Form
from care.rules import (
    Change,
    ChangeRule,
    FreeHours,
    Interim,
    Night,
    NoChoice,
    Regime,
    Rules,
    Span,
    Word,
)
from care.services import Service
from dialogs.understanding.fold import fold
from dialogs.understanding.places import Sure, place
from dialogs.understanding.read import Understood

ROOT = Path(__file__).parents[2] / "catalogues"
TODAY = date(2026, 11, 22)
REAL = ("botkyrka", "nacka", "orebro", "stockholm")
INVENTED = re.compile(r"\.example|exempel|påhitt|08-465 004|070-174 06", re.IGNORECASE)


@pytest.fixture(scope="module")
def here() -> dict[str, Municipality]:
    return {key: load(ROOT / key) for key in REAL}


def rows(key: str, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet as they stand in its file, without comments."""
    with (ROOT / key / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        plain = [cells for cells in csv.reader(file) if not cells[0].startswith("#")]
    return [dict(zip(plain[0], cells, strict=True)) for cells in plain[1:]]


@pytest.mark.parametrize(
    ("key", "name", "code"),
    [
        ("botkyrka", "Botkyrka kommun", "0127"),
        ("nacka", "Nacka kommun", "0182"),
        ("orebro", "Örebro kommun", "1880"),
        ("stockholm", "Stockholms stad", "0180"),
    ],
)
def test_each_is_whom_it_says(here, key, name, code):
    assert (here[key].key, here[key].name, here[key].code) == (key, name, code)
    assert not here[key].example


@pytest.mark.parametrize("key", REAL)
@pytest.mark.parametrize("sheet", ["municipality", "services"])
def test_every_fact_has_a_source_and_the_day_it_was_read(key, sheet):
    for row in rows(key, sheet):
        assert row["source"], row
        assert date(2026, 11, 1) <= date.fromisoformat(row["day"]) <= TODAY, row


@pytest.mark.parametrize("key", REAL)
def test_every_provider_and_figure_has_a_source(here, key):
    sourced = [*here[key].providers]
    sourced += [f for p in here[key].providers for x in (p, *p.units) for f in x.figures]

    assert all(one.source for one in sourced)


@pytest.mark.parametrize("key", REAL)
def test_nothing_is_invented_and_no_law_is_counted(key):
    for path in sorted((ROOT / key).glob("*.csv")):
        text = path.read_text(encoding="utf-8")

        assert INVENTED.findall(text) == [], path.name
        assert "§" not in text, path.name


@pytest.mark.parametrize("key", REAL)
def test_nobody_is_wished_for_before_somebody_answers_for_the_authorisations(here, key):
    assert not here[key].takes_wishes
    assert all(p.authorisations is None for p in here[key].providers)
    assert here[key].fee is None
    assert here[key].officers == ()


@pytest.mark.parametrize("key", REAL)
def test_there_is_always_somewhere_to_turn(here, key):
    assert here[key].website
    assert here[key].phone or here[key].providers or here[key].contacts


def test_botkyrkas_rules_can_be_told_in_every_language(here):
    assert here["botkyrka"].rules == Rules(
        regime=Regime.LOU,
        no_choice=NoChoice.MOST_ROOM,
        change=Change(ChangeRule.QUEUE),
        queue=True,
        interim=Interim.OTHER,
        night=Night.MUNICIPAL,
        night_hours=Span(time(23), time(6, 59)),
        free_hours=FreeHours(exists=True, age=75, hours=6),
    )
    assert here["botkyrka"].phone == "08-530 610 00"


def test_botkyrkas_four_are_shown_with_the_day_of_the_guideline(here):
    botkyrka = here["botkyrka"]
    found = match(botkyrka, Asked(Service.ALARM, "tumba", TODAY), seed=1)

    assert [(p.name, p.form) for p in botkyrka.providers] == [
        ("Botkyrka kommun", Form.MUNICIPAL),
        ("Eveo", Form.COMPANY),
        ("Nyckeln", Form.COMPANY),
        ("SAAND", Form.COMPANY),
    ]
    assert {p.updated for p in botkyrka.providers} == {date(2025, 6, 16)}
    assert all(p.aged(TODAY) for p in botkyrka.providers)
    assert [fit.availability for fit in found.choosable] == [Availability.UNKNOWN] * 4


def test_botkyrka_has_somebody_for_relatives(here):
    assert here["botkyrka"].contacts == (
        Contact(
            Role.RELATIVES,
            "Anhörigsamordnare",
            "08-530 610 69",
            tuple(Hours(day, time(9), time(10)) for day in (0, 2, 4)),
        ),
    )


def test_nacka_has_its_own_system_and_its_own_word_and_no_sourced_provider(here):
    nacka = here["nacka"]

    assert nacka.rules == Rules(regime=Regime.OWN, word=Word.ARRANGER)
    assert nacka.providers == ()
    assert nacka.phone == "08-718 80 00"
    assert "24 slags verksamhet" in nacka.sources["regime"].what
    assert "ingen kommunal hemtjänst" in nacka.sources["no_choice"].what
    assert [rule.service for rule in nacka.services] == [
        Service.CARE, Service.HOUSEHOLD, Service.HOUSING_SUPPORT, Service.ELDERLY_HOME,
    ]  # fmt: skip


def test_stockholm_has_the_services_of_its_own_papers(here):
    stockholm = here["stockholm"]
    proposed = {s.service for s in stockholm.services if s.across_areas}

    assert stockholm.rules == Rules(regime=Regime.OWN)
    assert stockholm.providers == ()
    assert [rule.service for rule in stockholm.services][:6] == [
        Service.CARE, Service.HOUSEHOLD, Service.COMPANION, Service.RELIEF, Service.ALARM,
        Service.ELDERLY_HOME,
    ]  # fmt: skip
    assert proposed == {
        Service.HOUSING_SUPPORT, Service.SUPPORTED_HOUSING, Service.OCCUPATION,
        Service.SUPPORTED_HOME, Service.DAILY_ACTIVITY, Service.SHORT_STAY, Service.CHILD_HOME,
        Service.ADULT_HOME,
    }  # fmt: skip
    for service in proposed:
        said = stockholm.sources[f"service.{service}"].what
        assert "förslag" in said
        assert "2008" in said


def test_in_stockholm_only_a_home_for_adults_is_not_chosen_beyond_the_border(here):
    stockholm = here["stockholm"]
    proposed = [s for s in stockholm.services if s.across_areas]

    assert [s.service for s in proposed if not s.any_place] == [Service.ADULT_HOME]
    assert all(s.any_area for s in proposed)
    assert not stockholm.service(Service.CARE).any_area


def test_a_complaint_in_stockholm_never_goes_to_the_ombudsman(here):
    said = {c.role: (c.name, c.phone) for c in here["stockholm"].contacts}

    assert said[Role.COMPLAINTS] == ("Äldreförvaltningens inspektörer", "08-508 36 200")
    assert said[Role.ADVICE] == ("Äldre direkt (65 år eller äldre)", "08-80 65 65")
    assert here["stockholm"].phone is None, "only those who are 65 or older may ring that number"
    assert not any("ombud" in name.casefold() for name, _ in said.values())


# How many places each has beside its own name, typed in from the list they were made of.
PLACES = {
    "stockholm": {
        "rinkeby-kista": 4, "spanga-tensta": 8, "hasselby-vallingby": 12, "bromma": 22,
        "kungsholmen": 7, "norrmalm": 5, "ostermalm": 8, "sodermalm": 5,
        "enskede-arsta-vantor": 12, "skarpnack": 5, "farsta": 8, "hagersten-alvsjo": 19,
        "skarholmen": 3,
    },
    "nacka": {
        "nacka": 0, "nacka-strand": 0, "saltsjo-boo": 0, "saltsjobaden": 0, "alta": 0,
        "orminge": 0, "fisksatra": 0, "sickla": 0, "boo": 0, "kummelnas": 0, "saltsjo-duvnas": 0,
    },
    "botkyrka": {
        "tumba": 0, "tullinge": 0, "norsborg": 0, "hallunda": 0, "alby": 0, "fittja": 0,
        "grodinge": 0, "varsta": 0, "storvreten": 0,
    },
}  # fmt: skip


def area_of(said, areas):
    return place(Understood(said, fold(said), tongues=("sv",)), areas, load_bank())


@pytest.mark.parametrize("key", PLACES)
def test_every_name_of_a_place_leads_to_its_own_area(here, key):
    assert {area.key: len(area.places) for area in here[key].areas} == PLACES[key]
    for area in here[key].areas:
        for name in (area.name, *area.places):
            assert area_of(name, here[key].areas) == Sure(area.key), name


@pytest.mark.parametrize(
    ("key", "said", "area"),
    [
        ("stockholm", "Min mamma bor i Tensta", "spanga-tensta"),
        ("stockholm", "hon bor på Lilla Essingen", "kungsholmen"),
        ("stockholm", "Hammarby sjöstad", "sodermalm"),
        ("stockholm", "Gamla Enskede", "enskede-arsta-vantor"),
        ("stockholm", "vi bor i älvsjö", "hagersten-alvsjo"),
        ("stockholm", "Farsta strand", "farsta"),
        ("nacka", "Saltsjö-Boo", "saltsjo-boo"),
        ("nacka", "jag bor i Nacka Strand", "nacka-strand"),
        ("botkyrka", "i Fittja", "fittja"),
    ],
)
def test_a_place_said_in_a_sentence_leads_to_its_area(here, key, said, area):
    assert area_of(said, here[key].areas) == Sure(area)


def test_orebros_units_can_be_found_in_kolada(here):
    ids = [x.kolada for p in here["orebro"].providers for x in (p, *p.units) if x.kolada]

    assert len(set(ids)) == len(ids) == 25
    assert all(re.fullmatch(r"V21E1[0-9]{4}", one) for one in ids)
    by_name = {x.name: x.kolada for p in here["orebro"].providers for x in (p, *p.units)}
    assert by_name["A-omsorg"] == "V21E12813"
    assert by_name["Örebro hemvård Almby"] == "V21E13746"
    assert by_name["Örebro kommuns hemvård"] is None
