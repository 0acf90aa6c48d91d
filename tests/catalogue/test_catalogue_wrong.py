"""A wrong catalogue says where, what is wrong and how to mend it: all at once, a line each."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from litenby import CSV, change, write
from spoiled import WRONG

from bot.catalogue import WrongCatalogue, load, load_all
from bot.catalogue.reading.checks import RESERVED
from care.services import Service
from dialogs import commands
from dialogs.steps import compare, provider, shortlist


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

    assert (here.key, here.name, here.code) == ("litenby", "Litenby kommun", "0000")
    assert own.features.of("language") == ("fi", "sv")
    assert own.features.knows("language=ar") is None
    assert eken.features.knows("language=ar") is False
    assert eken.features.knows("competence=dementia") is False
    assert eken.features.knows("evening") is False
    assert own.own_words == {"sv": "Hej", "fi": "Hei"}
    assert own.review is not None
    assert own.review.finding == {"sv": "Två planer saknades."}
    assert eken.successor is not None
    assert (eken.successor.key, str(eken.successor.day)) == ("kommunen", "2027-01-01")
    assert eken.authorisations[0].areas == {"norr", "soder"}
    assert eken.authorisations[0].reason == {"sv": "Sjukdom"}
    assert own.authorisations[0].areas is None
    assert own.authorisations[0].room.wait == 0
    assert own.units[0].figures[0].value == 80
    assert own.units[0].services == {Service.CARE, Service.RELIEF}
    assert own.sites(Service.CARE) == {"soder"}
    assert (here.figures[0].value, here.country[0].value) == (84, 86)
    assert here.rules.free_hours.age == 75
    assert here.fee is not None
    assert here.fee.source == "Exempel"
    assert sorted(here.sources) == ["fee_kronor", "name", "service.relief"]
    assert [(h.weekday, str(h.opens)) for h in here.officers[0].hours] == [
        (0, "08:30:00"),
        (0, "13:00:00"),
    ]


@pytest.mark.parametrize(("sheet", "old", "new", "expected"), WRONG)
def test_what_is_wrong_is_told_with_its_row_and_how_to_mend_it(folder, sheet, old, new, expected):
    change(folder / f"{sheet}.csv", old, new)
    told = lines(lambda: load(folder), folder)
    start = f"{sheet}.csv{expected}" if expected[0] == ":" else f"{sheet}.csv, {expected}"

    assert any(line.startswith(start) for line in told), told


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (
            lambda f: (f / "municipality.csv").unlink(),
            [
                "municipality.csv: Uppgiften name (Kommunens namn) saknas. "
                "Fyll i den, eller lägg till raden."
            ],
        ),
        (
            lambda f: (f / "authorisations.csv").unlink(),
            [
                "authorisations.csv: Lägg till minst ett godkännande. Det behövs när "
                "takes_wishes (Tar emot önskemål) är ja."
            ],
        ),
        (
            lambda f: (f / "officers.csv").write_text("key,name,monday\n"),
            [
                "officers.csv: Lägg till minst en handläggare. Det behövs när takes_wishes (Tar "
                "emot önskemål) är ja."
            ],
        ),
        (
            lambda f: (f / "services.csv").unlink(),
            ["services.csv: Lägg till minst en insats som man får välja utförare i."],
        ),
        (
            lambda f: change(f / "authorisations.csv", "eken,relief", "kommunen,relief"),
            ["providers.csv, rad 3, kolumn key: Utföraren har inget godkännande."],
        ),
        (
            lambda f: (f / "providers.csv").write_text("En lista\növer alla\n"),
            ["providers.csv, rad 1: Vi hittar inga rubriker. Skriv dem på en rad: key, name, form"],
        ),
        (
            lambda f: (f / "provdiers.csv").write_text(CSV["providers"]),
            ["provdiers.csv: Filnamnet känner vi inte igen. Menar du providers.csv?"],
        ),
        (
            lambda f: (f / "Utförare.csv").write_text(CSV["providers"]),
            ["providers.csv: Utförare.csv har samma innehåll. Ta bort den ena filen."],
        ),
        (
            lambda f: (f / "municipality.toml").write_text("name = 1"),
            ["municipality.toml: Filen läses inte. Uppgifterna ska stå i municipality.csv."],
        ),
        (
            lambda f: (f / "quality.csv").write_bytes(b"x" * 21_000_000),
            ["quality.csv: Filen är större än 20 miljoner byte. Är det rätt fil?"],
        ),
        (
            lambda f: (f / "units.csv").unlink() or (f / "units.csv").mkdir(),
            ["units.csv: Det går inte att läsa filen. Är det en fil?"],
        ),
        (
            lambda f: (f / "quality.csv").unlink() or (f / "quality.csv").symlink_to("nowhere"),
            ["quality.csv: Det går inte att läsa filen. Är det en fil?"],
        ),
        (
            lambda f: (f / "providers.csv").write_bytes(CSV["providers"].encode("mac-roman")),
            ['providers.csv, rad 2: "hemtjŠnst,municipal,,08-465" går inte att läsa. Spara om'],
        ),
    ],
)
def test_what_is_wrong_with_a_whole_file_is_told(folder, spoil, expected):
    spoil(folder)
    told = lines(lambda: load(folder), folder)

    for part in expected:
        assert any(line.startswith(part) for line in told), told


@pytest.mark.parametrize("key", sorted(RESERVED))
def test_keys_that_are_commands_in_the_chat_are_refused(folder, key):
    change(folder / "areas.csv", "norr,", f"{key},")
    change(folder / "providers.csv", "eken,Ekens", f"{key},Ekens")
    change(folder / "units.csv", "grupp-ett", key)
    told = lines(lambda: load(folder), folder)
    said = f"kolumn key: {key} har en särskild betydelse. Ta en annan nyckel."

    assert f"areas.csv, rad 2, {said}" in told
    assert f"providers.csv, rad 3, {said}" in told
    change(folder / "providers.csv", f"{key},Ekens", "eken,Ekens")
    assert f"units.csv, rad 2, {said}" in lines(lambda: load(folder), folder)


def test_what_the_chat_takes_as_an_answer_is_no_key():
    said = {shortlist.ALL, shortlist.CANNOT, compare.ONE_MORE, provider.WISH, *commands.TAPPED}

    assert said | {"list", "other", "third", "compare", "why", "page"} <= RESERVED


def test_a_municipality_is_not_called_as_a_command(tmp_path):
    told = lines(lambda: load(write(tmp_path / "help")), tmp_path)

    assert any("help har en särskild betydelse. Ta en annan nyckel." in line for line in told)


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_sheets(folder):
    change(folder / "quality.csv", ",80,", ",101,")
    change(folder / "units.csv", "kommunen", "kommun")
    change(folder / "providers.csv", "association", "privat")
    change(folder / "providers.csv", ",yes,", ",ibland,")
    change(folder / "authorisations.csv", "paused", "paus")
    change(folder / "municipality.csv", "LOV", "lag")

    assert [line.partition(":")[0] for line in lines(lambda: load(folder), folder)] == [
        "municipality.csv, rad 7, kolumn value",
        "providers.csv, rad 2, kolumn evening",
        "providers.csv, rad 3, kolumn form",
        "units.csv, rad 2, kolumn provider",
        "authorisations.csv, rad 3, kolumn standing",
        "quality.csv, rad 2, kolumn value",
    ]


def test_the_problems_of_all_municipalities_are_told_at_once(tmp_path):
    for name in ("litenby", "mellanby"):
        change(write(tmp_path / name) / "providers.csv", "association", "privat")
    told = lines(lambda: load_all(tmp_path), tmp_path)

    assert told == [
        f'{name}/providers.csv, rad 3, kolumn form: "privat" känner vi inte igen. '
        "Skriv kommun, företag, förening eller okänt."
        for name in ("litenby", "mellanby")
    ]
    assert lines(lambda: load_all(tmp_path, "mellanby"), tmp_path) == told[1:]


def test_a_municipality_that_is_not_there_names_those_that_are(tmp_path):
    write(tmp_path / "litenby")
    write(tmp_path / "mellanby")

    assert lines(lambda: load_all(tmp_path, "storby"), tmp_path.parent) == [
        f'{tmp_path.name}: "storby" känner vi inte igen. Skriv litenby eller mellanby.'
    ]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_root_without_municipalities_says_what_should_be_there(tmp_path, name):
    (tmp_path / "empty").mkdir()
    told = lines(lambda: load_all(tmp_path / name), tmp_path)

    assert told == [f"{name}: Här ska det finnas en mapp för varje kommun, med municipality.csv."]


def test_a_path_that_is_not_there_is_told(tmp_path):
    (told,) = lines(lambda: load(tmp_path / "litenby"), tmp_path)

    assert told == f"Filen finns inte: {tmp_path / 'litenby'}"


def test_a_path_that_cannot_be_asked_for_is_told(tmp_path):
    (told,) = lines(lambda: load(tmp_path / ("x" * 300)), tmp_path)

    assert ": Det går inte att läsa här: " in told


def test_a_folder_needs_a_name_that_can_be_a_key(tmp_path):
    told = lines(lambda: load(write(tmp_path / "Liten By")), tmp_path)

    assert told[0].startswith('Liten By/mappen: "Liten By" är ingen nyckel.')
    assert told[0].endswith("Till exempel liten-by.")


def test_the_path_is_told_as_the_operator_knows_it(folder, monkeypatch):
    change(folder / "providers.csv", "association", "privat")
    monkeypatch.chdir(folder.parent)
    told = lines(lambda: load(Path("litenby").resolve()), folder)

    assert told[0].startswith("litenby/providers.csv, rad 3, kolumn form: ")


def test_the_version_names_exactly_this_content(folder, tmp_path):
    copy = Path(shutil.copytree(folder, tmp_path / "elsewhere" / "litenby"))
    same = load(folder).version
    change(folder / "providers.csv", "Ekens omsorg", "Ekens hemtjänst")

    assert re.fullmatch(r"[0-9a-f]{12}", same)
    assert load(copy).version == same
    assert load(folder).version != same
