"""A wrong catalogue says where, what, and what was expected, all at once and in one line each."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from litenby import AUTHORISATIONS, FILES, PROVIDERS, QUALITY, TOML, change, write

from bot.catalogue import WrongCatalogue, load, load_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "litenby")


def lines(read: Callable[[], object], folder: Path) -> list[str]:
    with pytest.raises(WrongCatalogue) as wrong:
        read()
    return [line.removeprefix(f"{folder}/") for line in str(wrong.value).split("\n")]


def test_the_small_catalogue_that_is_broken_below_is_right(folder):
    here = load(folder)
    own, eken = here.providers

    assert here.key == "litenby"
    assert own.features.of("language") == ("fi", "sv")
    assert not own.features.known_lacking("language=ar")
    assert eken.features.known_lacking("language=ar")
    assert eken.features.known_lacking("competence=dementia")
    assert eken.features.known_lacking("evening")
    assert eken.authorisations[0].areas == {"norr", "soder"}
    assert own.authorisations[0].areas is None
    assert own.units[0].figures[0].value == 80
    assert [(h.weekday, str(h.opens)) for h in here.officers[0].hours] == [
        (0, "08:30:00"),
        (0, "13:00:00"),
    ]


WRONG = [
    # municipality.toml
    (0, 'name = "Exempelby kommun"\n', "", "name: is missing, expected text on one line"),
    (0, '"Exempelby kommun"', "7", 'line 1, name: "7" is not text on one line'),
    (0, '"0000"', '"188"', 'line 2, code: "188" is not SCB\'s code of four digits'),
    (0, '"0000"', '"1880"', 'line 2, code: "1880" is not 0000 in an example'),
    (0, "example = true", 'example = "yes"', 'line 3, example: "yes" is not true or false'),
    (0, "08-465 004 00", "8465", 'line 4, phone: "8465" is not a phone number written like'),
    (0, "08-465 004 00", "112", 'line 4, phone: "112" is not a phone number'),
    (0, "08-465 004 00", "08-465 004 00 00 00 00", "line 4, phone: "),
    (0, 'phone = "08-465 004 00"\n', "", "phone: is missing, expected the officers' phone"),
    (0, "phone", "fone", 'line 4, fone: "fone" is not one of name, code'),
    (0, '"relief"]', '"rest"]', 'line 6, services: "rest" is not one of care, household'),
    (0, '"relief"]', '"care"]', 'line 6, services: "[\'care\', \'care\']" is not a list that'),
    (0, '["care", "relief"]', "[]", 'line 6, services: "[]" is not at least one of care'),
    (0, '"LOV"', '"lov"', 'line 8, rules.regime: "lov" is not one of LOV, LOU, own, unknown'),
    (0, 'regime = "LOV"', 'change = "notice"', "line 7, rules.change_days: is missing, expected"),
    (0, 'regime = "LOV"', "same_fee = 1", 'line 8, rules.same_fee: "1" is not true or false'),
    (0, 'regime = "LOV"', "change_days = 0", 'line 8, rules.change_days: "0" is not a whole'),
    (0, 'regime = "LOV"', 'regim = "LOV"', 'line 8, rules.regim: "regim" is not one of regime'),
    (0, "year = 2026\n", "", "line 9, fee.year: is missing, expected a number: a fee is never"),
    (0, "2660", '"2660"', 'line 10, fee.kronor: "2660" is not a whole number from 0 to 100000'),
    (0, "monday = \"08", "funday = \"08", 'line 14, open_hours.funday: "funday" is not one of mo'),
    (0, "08.30-15.30", "15.30-08.30", 'line 14, open_hours.monday: "15.30-08.30" is not hours'),
    (0, "08.30-15.30", "08:30-15:30", 'line 14, open_hours.monday: "08:30-15:30" is not hours'),
    (0, "08.30-15.30", "08.35-15.30", 'line 14, open_hours.monday: "08.35-15.30" is not hours'),
    (0, '"norr"', '"Norr"', 'line 16, areas.key: "Norr" is not a key of a-z, 0-9 and -'),
    (0, '"norr"', f'"{"n" * 33}"', "line 16, areas.key: "),
    (0, '"soder"', '"norr"', 'line 19, areas.key: "norr" is not a key of its own'),
    (0, 'name = "Söder"', 'name = "Söder"\nplaces = [1]', 'line 21, areas.places: "1" is not te'),
    (0, "13.00-15.00", "11.00-15.00", "line 25, officers.hours.monday: "),
    (0, '["08.30-11.30", "13.00-15.00"]', "[]", "line 24, officers.hours: "),
    (0, "2026-11-22", '"22/11"', 'line 28, sources.day: "22/11" is not a day like 2026-11-22'),
    (0, "[[sources]]", "[sources]", 'line 26, sources: "{'),
    (0, "[[areas]]", "[[areas", "line 15: "),
    (0, 'name = "Exempelby kommun"', 'code = "0000"', 'line 2: "Cannot overwrite a value" is not'),
    # providers.csv
    (1, ",form,", ",from,", 'line 1, headings: "from" is not one of key, name, form, phone'),
    (1, ",form,", ",from,", "line 1, form: is missing, expected a column of this name"),
    (1, ",phone,", ",name,", 'line 1, headings: "name" is not a heading that stands once'),
    (1, "eken,Ekens", "Eken,Ekens", 'line 3, key: "Eken" is not a key of a-z, 0-9 and -'),
    (1, "eken,Ekens", "kommunen,Ekens", 'line 3, key: "kommunen" is not a key of its own'),
    (1, "Ekens omsorg", "", "line 3, name: is empty, expected text on one line"),
    (1, "Ekens omsorg", "=1+1", 'line 3, name: "=1+1" is not text on one line, at most 60'),
    (1, "Ekens omsorg", '"Ekens\nomsorg"', 'line 3, name: "Ekens�omsorg" is not text on one line'),
    (1, "association", "privat", 'line 3, form: "privat" is not one of municipal, company, assoc'),
    (1, "sv|fi|?", "sv;fi", 'line 2, languages: "sv;fi" is not codes of languages like sv|fi'),
    (1, "sv|fi|?", "sv|xx", 'line 2, languages: "sv|xx" is not codes of languages'),
    (1, "sv|fi|?", "sv||fi", 'line 2, languages: "sv||fi" is not codes of languages'),
    (1, "dementia", "demens", 'line 2, competences: "demens|?" is not a list of dementia'),
    (1, ",yes,", ",ja,", 'line 2, evening: "ja" is not yes, no or empty'),
    (1, ",0,Hej", ",snart,Hej", 'line 2, wait_weeks: "snart" is not a whole number from 0 to'),
    (1, ",0,Hej", ",-1,Hej", 'line 2, wait_weeks: "-1" is not a whole number'),
    (1, "2026-11-01", "20261101", 'line 2, updated: "20261101" is not a day like 2026-11-22'),
    (1, "2026-11-01", "2026-11-31", 'line 2, updated: "2026-11-31" is not a day like'),
    (1, ",none,no,,,", ",none,no,,,,", 'line 3: "11 cells" is not 10 cells, as many as'),
    (1, "Ekens omsorg", '"Ekens omsorg', 'line 3: "unexpected end of data" is not a row of a CSV'),
    # authorisations.csv
    (2, "eken,relief", "ekan,relief", 'line 3, provider: "ekan" is not a key in providers.csv'),
    (2, "relief", "rest", 'line 3, service: "rest" is not one of care, household, companion'),
    (2, "relief", "household", 'line 3, service: "household" is not one of care, relief, as the'),
    (2, "norr|soder", "norr|oster", 'line 3, areas: "oster" is not one of norr, soder, or *'),
    (2, "norr|soder", "", "line 3, areas: is empty, expected keys like centrum|soderhagen, or *"),
    (2, "2020-01-01,,", "nu,,", 'line 2, start: "nu" is not a day like'),
    (2, "2026-12-31", "2019-12-31", 'line 3, end: "2019-12-31" is not a day from the start'),
    (2, "paused", "paus", 'line 3, standing: "paus" is not one of active, paused, withdrawn'),
    (2, ",active", ",", "line 2, standing: is empty, expected one of active, paused, withdrawn"),
    # quality.csv
    (3, "grupp-ett", "grupp-tva", 'line 3, key: "grupp-tva" is not a key in providers.csv or u'),
    (3, "U21468", "U99999", 'line 2, indicator: "U99999" is not one of U21468'),
    (3, "grupp-ett", "kommunen", 'line 3, indicator: "U21468" is not a figure given once'),
    (3, ",80,", ",101,", 'line 2, value: "101" is not a whole number from 0 to 100'),
    (3, ",80,", ",8.5,", 'line 2, value: "8.5" is not a whole number'),
    (3, ",80,", ",٨٠,", 'line 2, value: "٨٠" is not a whole number'),
    (3, ",2025,", ",25,", 'line 2, year: "25" is not a whole number from 2000 to 2100'),
    (3, ",41,", ",0,", 'line 2, answers: "0" is not a whole number from 1'),
    (3, "Exempel", "", "line 2, source: is empty, expected text on one line"),
    # units.csv
    (4, "kommunen", "kommun", 'line 2, provider: "kommun" is not a key in providers.csv'),
    (4, "grupp-ett", "eken", 'line 2, key: "eken" is not a key of its own'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), WRONG)
def test_what_is_wrong_is_told_with_its_line(folder, file, old, new, expected):
    change(folder / FILES[file], old, new)
    told = lines(lambda: load(folder), folder)
    separator = ", " if expected.startswith("line") or ":" in expected.split(" ")[0] else ": "

    assert any(line.startswith(f"{FILES[file]}{separator}{expected}") for line in told), told


@pytest.mark.parametrize(
    ("change_file", "expected"),
    [
        (lambda f: (f / FILES[0]).unlink(), ["municipality.toml: is missing, expected a file of "]),
        (lambda f: (f / FILES[1]).unlink(), ["providers.csv: is missing, expected a file of this"]),
        (
            lambda f: (f / FILES[2]).unlink(),
            ["authorisations.csv: is missing, expected a file of this name, since takes_wishes"],
        ),
        (
            lambda f: (f / FILES[2]).write_text(AUTHORISATIONS.rpartition("eken")[0]),
            ['providers.csv, line 3, key: "eken" is not a provider with at least one service in'],
        ),
        (
            lambda f: (f / FILES[1]).write_bytes(PROVIDERS.encode("latin-1")),
            ['providers.csv, line 2: "byte 0xe4" is not text in UTF-8; save it as UTF-8'],
        ),
        (
            lambda f: (f / FILES[1]).write_text(PROVIDERS.replace(",", ";")),
            ['providers.csv, line 1, headings: ";" is not a comma; save it with commas'],
        ),
        (
            lambda f: (f / FILES[1]).write_text(""),
            ["providers.csv, line 1, headings: is missing, expected key, name, form, phone"],
        ),
        (
            lambda f: (f / "qualty.csv").write_text(QUALITY),
            [': "qualty.csv" is not one of municipality.toml, providers.csv'],
        ),
        (
            lambda f: (f / FILES[3]).write_bytes(b"x" * 6_000_000),
            ['quality.csv: "more than 5000000 bytes" is not a catalogue file'],
        ),
        (lambda f: (f / FILES[4]).unlink() or (f / FILES[4]).mkdir(), ['units.csv: "Is a directo']),
        (
            lambda f: (f / FILES[0]).write_text(re.sub(r"(?s)\[\[officers.*?(?=\[\[s)", "", TOML)),
            ["municipality.toml, officers: is missing, expected at least one, headed [[officers]]"],
        ),
    ],
)
def test_what_is_wrong_with_a_whole_file_is_told(folder, change_file, expected):
    change_file(folder)
    told = lines(lambda: load(folder), folder)

    for part in expected:
        assert any(part in line for line in told), told


def test_everything_that_is_wrong_is_told_at_once(folder):
    change(folder / FILES[0], '"LOV"', '"lov"')
    change(folder / FILES[1], "association", "privat")
    change(folder / FILES[1], ",yes,", ",ja,")
    change(folder / FILES[2], "paused", "paus")
    change(folder / FILES[3], ",80,", ",101,")
    change(folder / FILES[4], "kommunen", "kommun")

    assert [line.partition(":")[0] for line in lines(lambda: load(folder), folder)] == [
        "authorisations.csv, line 3, standing",
        "municipality.toml, line 8, rules.regime",
        "providers.csv, line 2, evening",
        "providers.csv, line 3, form",
        "quality.csv, line 2, value",
        "units.csv, line 2, provider",
    ]


def test_the_problems_of_all_municipalities_are_told_at_once(tmp_path):
    for name in ("litenby", "mellanby"):
        change(write(tmp_path / name) / FILES[1], "association", "privat")
    told = lines(lambda: load_all(tmp_path), tmp_path)

    assert told == [
        f'{name}/providers.csv, line 3, form: "privat" is not one of municipal, company, '
        "association, unknown"
        for name in ("litenby", "mellanby")
    ]
    assert lines(lambda: load_all(tmp_path, "mellanby"), tmp_path) == told[1:]


def test_a_municipality_that_is_not_there_names_those_that_are(tmp_path):
    write(tmp_path / "litenby")
    write(tmp_path / "mellanby")

    assert lines(lambda: load_all(tmp_path, "storby"), tmp_path) == [
        f'{tmp_path}, municipality: "storby" is not one of litenby, mellanby'
    ]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_root_without_municipalities_says_what_should_be_there(tmp_path, name):
    (tmp_path / "empty").mkdir()
    told = lines(lambda: load_all(tmp_path / name), tmp_path)

    assert told == [
        f"{name}: is missing, expected a folder for each municipality, "
        "with municipality.toml and providers.csv"
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    assert lines(lambda: load(tmp_path / "litenby"), tmp_path) == [
        "litenby: is missing, expected a folder with municipality.toml and providers.csv"
    ]


def test_a_folder_needs_a_name_that_can_be_a_key(tmp_path):
    folder = write(tmp_path / "Liten By")

    assert lines(lambda: load(folder), tmp_path) == [
        'Liten By, folder: "Liten By" is not a key of a-z, 0-9 and -, at most 32 characters'
    ]


def test_the_path_is_told_as_the_operator_knows_it(folder, monkeypatch):
    change(folder / FILES[1], "association", "privat")
    monkeypatch.chdir(folder.parent)
    told = lines(lambda: load(Path("litenby").resolve()), folder)

    assert told[0].startswith("litenby/providers.csv, line 3, form: ")


def test_a_byte_order_mark_and_other_line_ends_are_taken(folder):
    plain = load(folder).providers
    for name in FILES:
        text = (folder / name).read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode("utf-8-sig"))

    assert load(folder).providers == plain


def test_empty_rows_are_skipped_and_still_counted(folder):
    change(folder / FILES[1], "eken,", "\n,,,,,,,,,\neken,")
    change(folder / FILES[1], "association", "privat")

    assert lines(lambda: load(folder), folder)[0].startswith("providers.csv, line 5, form: ")


def test_the_version_names_exactly_these_bytes(folder, tmp_path):
    copy = Path(shutil.copytree(folder, tmp_path / "elsewhere" / "litenby"))
    same = load(folder).version
    change(folder / FILES[1], "Ekens omsorg", "Ekens hemtjänst")

    assert re.fullmatch(r"[0-9a-f]{12}", same)
    assert load(copy).version == same
    assert load(folder).version != same
