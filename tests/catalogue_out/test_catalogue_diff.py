"""What a list would change, in a keeper's words."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from towns import TODAY, Sheets, allowed, cells, change, figure, small, town, towns

from bot.catalogue import Book, WrongCatalogue, read_book
from bot.catalogue.book import content, of
from bot.catalogue.differences.whole import differences
from bot.catalogue.schema.sheets import BY_NAME, FIELD_BY_NAME

WISHED = {"eken": 14, "solen": 1}


def told(new: Sheets, old: Sheets | None = None) -> list[str]:
    return list(differences(town(old or small()), town(new), WISHED, TODAY))


def without(sheet: str, *rows: int) -> Sheets:
    return {
        name: [line for n, line in enumerate(lines) if name != sheet or n not in rows]
        for name, lines in small().items()
    }


def with_(sheet: str, *lines: dict[str, str]) -> Sheets:
    return {name: [*old, *(lines if name == sheet else ())] for name, old in small().items()}


def test_nothing_changed_is_no_line() -> None:
    assert told(small()) == []


def test_a_provider_that_ends_is_told_with_those_who_have_chosen_it() -> None:
    ends = change(small(), "authorisations", 0, end="2027-03-31")
    ends = change(ends, "authorisations", 1, end="2027-03-31")

    assert told(ends) == ["Ekens omsorg slutar 2027-03-31; 14 personer har valt den."]


@pytest.mark.parametrize(
    ("row", "changed", "line"),
    [
        (2, {"end": "2027-03-31"},
         "Solens hemtjänst slutar 2027-03-31 (hemtjänst omvårdnad); 1 person har valt den."),
        (2, {"end": "2026-01-31"},
         "Solens hemtjänst slutade 2026-01-31 (hemtjänst omvårdnad); 1 person har valt den."),
        (0, {"standing": "paused", "reason": "För få i personalen."},
         "Ekens omsorg är pausad och tar inte emot nya: ”För få i personalen.” (hemtjänst "
         "omvårdnad); 14 personer har valt den."),
        (1, {"standing": "withdrawn", "reason": "Brister."},
         "Ekens omsorg har inte längre kommunens godkännande: ”Brister.” (hemtjänst service); "
         "14 personer har valt den."),
        (0, {"areas": "norr"},
         "Ekens omsorg får vara i Norr i stället för i hela kommunen (hemtjänst omvårdnad); "
         "14 personer har valt den."),
        (2, {"areas": "soder"},
         "Solens hemtjänst får inte längre vara i Norr (hemtjänst omvårdnad); "
         "1 person har valt den."),
        (2, {"areas": "norr|soder"},
         "Solens hemtjänst får också vara i Söder (hemtjänst omvårdnad)."),
        (2, {"start": "2021-05-01"},
         "Solens hemtjänst börjar 2021-05-01 i stället för 2020-01-01 (hemtjänst omvårdnad)."),
        (2, {"places": "0", "queue": "4"},
         "Solens hemtjänst har nya uppgifter, lediga platser: uppgift saknas → 0, personer i kö: "
         "uppgift saknas → 4 (hemtjänst omvårdnad)."),
    ],
)  # fmt: skip
def test_an_authorisation_that_changes(row: int, changed: dict[str, str], line: str) -> None:
    assert line in told(change(small(), "authorisations", row, **changed))


def test_an_authorisation_that_begins_and_one_that_is_gone() -> None:
    assert told(with_("authorisations", allowed("solen", "household"))) == [
        "Solens hemtjänst får ett godkännande i hela kommunen från 2020-01-01 (hemtjänst service)."
    ]
    assert told(without("authorisations", 1)) == [
        "Ekens omsorg har inte kvar sitt godkännande i hela kommunen (hemtjänst service); "
        "14 personer har valt den."
    ]


def test_an_authorisation_back_from_a_pause_or_an_end() -> None:
    paused = change(small(), "authorisations", 2, standing="paused", end="2027-01-31")

    assert told(small(), paused) == [
        "Solens hemtjänst har ett godkännande som gäller igen (hemtjänst omvårdnad).",
        "Solens hemtjänst slutar inte 2027-01-31, och har inget sista datum (hemtjänst omvårdnad).",
    ]


def test_that_nothing_is_sourced_any_more_concerns_everyone() -> None:
    lines = told(change(without("authorisations", 0, 1, 2), "municipality", 4, value="no"))

    assert lines[:2] == [
        "Ekens omsorg har inte längre någon uppgift om vad de får ge; 14 personer har valt den.",
        "Solens hemtjänst har inte längre någon uppgift om vad de får ge; 1 person har valt den.",
    ]


def test_that_authorisations_are_known_at_last() -> None:
    before = change(without("authorisations", 0, 1, 2), "municipality", 4, value="no")

    assert told(small(), before)[:2] == [
        "Ekens omsorg har nu uppgift om vad de får ge.",
        "Ekens omsorg får ett godkännande i hela kommunen från 2020-01-01.",
    ]


def test_a_provider_that_comes_goes_or_changes_its_key() -> None:
    added = with_("providers", {"key": "ny", "name": "Nya hjälpen", "form": "company"})
    added["authorisations"].append(allowed("ny", "care"))
    assert told(added) == ["Nya hjälpen läggs till (företag, hemtjänst omvårdnad)."]

    gone = without("providers", 1)
    gone["authorisations"] = gone["authorisations"][:2]
    assert told(gone) == ["Solens hemtjänst tas bort; 1 person har valt den."]

    renamed = change(small(), "providers", 1, key="sol")
    renamed = change(renamed, "authorisations", 2, provider="sol")
    assert told(renamed)[0] == (
        "Solens hemtjänst tas bort (nyckeln solen); samma namn har nu nyckeln sol, och en nyckel "
        "ska aldrig ändras; 1 person har valt den."
    )


def test_what_may_make_people_choose_anew_comes_first() -> None:
    new = change(small(), "providers", 0, phone="08-465 004 99", name="Eken")
    new = change(new, "authorisations", 2, end="2027-01-01")

    assert told(new)[0].startswith("Solens hemtjänst slutar 2027-01-01")


@pytest.mark.parametrize(
    ("sheet", "row", "changed", "line"),
    [
        ("providers", 0, {"name": "Eken"}, "Ekens omsorg heter nu Eken."),
        ("providers", 0, {"phone": "08-465 004 99"},
         "Ekens omsorg, telefon: 08-465 004 03 → 08-465 004 99."),
        ("providers", 0, {"phone": ""}, "Ekens omsorg, telefon: 08-465 004 03 → uppgift saknas."),
        ("providers", 0, {"languages": "sv|fi|?"}, "Ekens omsorg, språk: + finska."),
        ("providers", 0, {"languages": "sv"},
         "Ekens omsorg, språk: det kan finnas fler → allt är med."),
        ("providers", 0, {"evening": "no"}, "Ekens omsorg, kvällar: ja → nej."),
        ("providers", 0, {"evening": ""}, "Ekens omsorg, kvällar: ja → uppgift saknas."),
        ("providers", 0, {"site": "norr"}, "Ekens omsorg, ligger i: uppgift saknas → Norr."),
        ("providers", 0, {"own_words": "Hej.", "own_words_fi": "Hei."},
         "Ekens omsorg, egna ord: uppgift saknas → ”Hej.”."),
        ("providers", 0, {"review_day": "2026-03-01", "review_finding": "Bra."},
         "Ekens omsorg, kommunens uppföljning 2026-03-01 läggs till: ”Bra.”."),
        ("providers", 0, {"successor": "solen", "successor_day": "2027-01-01"},
         "Ekens omsorg, tas över av: ingen → Solens hemtjänst (2027-01-01)."),
        ("units", 0, {"name": "Nord"}, "Ekens omsorg, enheten Norr, namn: Norr → Nord."),
        ("units", 0, {"services": "household|care"},
         "Ekens omsorg, enheten Norr, insatser: allt som utföraren ger → hemtjänst omvårdnad, "
         "hemtjänst service."),
        ("quality", 0, {"value": "80"},
         "Ekens omsorg, siffran Nöjda med hjälpen 2025, av hundra: 88 → 80."),
        ("municipality", 6, {"value": "no"}, "Kö till den som är full: ja → nej."),
        ("municipality", 5, {"value": "LOU"}, "Vad valet bygger på: LOV → LOU."),
        ("municipality", 3, {"value": "08-465 004 09"},
         "Handläggarnas telefon: 08-465 004 00 → 08-465 004 09."),
        ("areas", 0, {"name": "Norra"}, "Området Norr heter nu Norra."),
        ("areas", 0, {"places": "Torget|Ån"}, "Området Norr, platser: + Ån, − Kullen."),
        ("officers", 0, {"tuesday": "13.00-15.00"},
         "Handläggaren Anna Lind, tider: måndag 08.30–11.30 → måndag 08.30–11.30, tisdag "
         "13.00–15.00."),
        ("officers", 0, {"languages": "fi|ar"},
         "Handläggaren Anna Lind, språk: + finska, + arabiska."),
        ("officers", 0, {"areas": "norr"},
         "Handläggaren Anna Lind, områden: hela kommunen → Norr."),
        ("officers", 0, {"most": "6"},
         "Handläggaren Anna Lind, samtal om dagen: ingen gräns → 6."),
        ("contacts", 0, {"phone": "08-465 004 02"},
         "Kontakten Synpunkter, telefon: 08-465 004 01 → 08-465 004 02."),
        ("services", 0, {"across_areas": "yes"},
         "hemtjänst omvårdnad, välja i alla områden: uppgift saknas → ja."),
    ],
)  # fmt: skip
def test_a_fact_that_changes(sheet: str, row: int, changed: dict[str, str], line: str) -> None:
    assert told(change(small(), sheet, row, **changed)) == [line]


def test_what_is_added_and_taken_away() -> None:
    assert told(with_("quality", figure("eken-norr", "U21468", 80))) == [
        "Ekens omsorg, enheten Norr, 1 ny siffra (2025)."
    ]
    assert told(without("quality", 0)) == ["Ekens omsorg, 1 siffra tas bort (2025)."]
    assert told(with_("services", {"service": "relief"})) == ["Valet gäller nu också avlösning."]
    assert told(without("units", 0)) == ["Ekens omsorg, enheten Norr tas bort."]
    assert told(with_("areas", {"key": "vast", "name": "Väst"})) == ["Området Väst läggs till."]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(book=towns(), lots=st.data())
def test_no_change_of_a_cell_is_passed_over(book: Book, lots: st.DataObject) -> None:
    sheets = content(book)
    name = lots.draw(st.sampled_from([*sheets]))
    row = lots.draw(st.integers(0, len(sheets[name]) - 1))
    columns = BY_NAME[name].by_name
    column = columns[lots.draw(st.sampled_from([*columns]))]
    if name == "municipality":
        column = FIELD_BY_NAME[sheets[name][row]["field"]]
        assume(column.name != "key")
        cell = lots.draw(cells(column).filter(bool))
        after = change(sheets, name, row, value=cell)
    else:
        after = change(sheets, name, row, **{column.name: lots.draw(cells(column))})
    try:
        new = read_book(of(after))
    except WrongCatalogue:
        assume(False)
    old = read_book(book)

    assert bool(differences(old, new, {}, TODAY)) == (replace(old, version=new.version) != new)
