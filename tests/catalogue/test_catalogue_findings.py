"""What a keeper found when filling in a list: each is told so that it can be mended."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from litenby import change, grids, put, write, write_workbook

from bot.catalogue import WrongCatalogue, load, open_book, read_book
from bot.catalogue.reading.claims import compares
from bot.catalogue.schema.kinds import Kind
from bot.catalogue.schema.lists import LANGUAGES
from bot.catalogue.schema.numbers import CODE, PHONE
from bot.catalogue.schema.providers import FREE, INDICATOR
from bot.catalogue.schema.sheets import BY_NAME

TODAY = date(2026, 11, 22)
ALONE = {"provider": "eken", "service": "relief"}
FORM = BY_NAME["providers"].by_name["form"].kind
EVENING = BY_NAME["providers"].by_name["evening"].kind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "litenby")


def wrong(read: Callable[[], object]) -> list[str]:
    with pytest.raises(WrongCatalogue) as told:
        read()
    return [str(problem) for problem in told.value.problems]


@pytest.mark.parametrize(
    "number", ["19410102-1234", "410102-1234", "1941 01 02 1234", "4101621234"]
)
@pytest.mark.parametrize(
    ("sheet", "old"),
    [
        ("providers", "Hej,"), ("providers", "Ekens omsorg,"), ("authorisations", "Sjukdom,"),
        ("quality", "Exempel"), ("municipality", "Litenby kommun,"), ("areas", "Kullen"),
    ],
)  # fmt: skip
def test_a_personal_identity_number_is_refused_and_not_repeated(
    folder: Path, sheet: str, old: str, number: str
) -> None:
    change(folder / f"{sheet}.csv", old, f"Ring Agda {number}{',' if old.endswith(',') else ''}")
    told = wrong(lambda: load(folder))

    assert any("Det ser ut som ett personnummer" in line for line in told), told
    assert not any(number in line for line in told)


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        (LANGUAGES, "n/a", "Excel visar felet n/a"),
        (LANGUAGES, "svenska, #N/A", "Excel visar felet #N/A"),
        (FREE, "#SAKNAS!", "Excel visar felet #SAKNAS!"),
        (FREE, "#ref!", "Excel visar felet #ref!"),
        (FORM, "#N/A", "Excel visar felet #N/A"),
        (LANGUAGES, "inga, svenska", '"inga" går inte ihop med något annat.'),
        (EVENING, "vet ej", "Lämna rutan tom om ni inte vet."),
        (FORM, "vet ej", "Skriv okänt om ni inte vet."),
        (PHONE, "846500403", "Excel tar bort den ur ett tal. Skriv numret som text: 08-465 004 03"),
        (CODE, "12", "Excel tar bort nollor i början: skriv koden som text."),
    ],
)
def test_a_cell_that_cannot_be_read_says_how_it_is_mended(kind: Kind, cell: str, said: str) -> None:
    assert kind.read(cell) is None
    assert said in kind.mend(cell)


ROW = "kommunen,care,{areas},{start},{end},{standing},,,\n"


@pytest.mark.parametrize(
    ("areas", "start", "end", "standing", "clash"),
    [
        ("norr", "2024-01-01", "", "active", True),
        ("*", "2024-01-01", "", "withdrawn", True),
        ("*", "2019-01-01", "2019-12-31", "active", False),
        ("*", "2019-01-01", "2020-01-01", "active", True),
    ],
)
def test_authorisations_that_overlap_name_both_rows(
    folder: Path, areas: str, start: str, end: str, standing: str, clash: bool
) -> None:
    file = folder / "authorisations.csv"
    row = ROW.format(areas=areas, start=start, end=end, standing=standing)
    file.write_text(file.read_text() + row)
    if not clash:
        assert load(folder).key == "litenby"
        return
    (told,) = wrong(lambda: load(folder))

    assert "authorisations.csv, rad 4" in told
    assert "rad 2 (gäller, från 2020-01-01)" in told


def test_the_same_in_different_areas_is_no_overlap(folder: Path) -> None:
    change(folder / "authorisations.csv", "kommunen,care,*", "kommunen,care,norr")
    file = folder / "authorisations.csv"
    row = ROW.format(areas="soder", start="2024-01-01", end="", standing="active")
    file.write_text(file.read_text() + row)

    assert load(folder).key == "litenby"


def test_a_sheet_that_is_gone_is_told_once(tmp_path: Path) -> None:
    sheets = grids()
    del sheets["providers"]
    told = wrong(lambda: load(write_workbook(tmp_path / "a.xlsx", sheets)))

    assert [line.partition("a.xlsx: ")[2] for line in told] == [
        "Bladet Utförare: Det saknas, eller har inga rader. Andra blad hänvisar till det. "
        "Lägg tillbaka det."
    ]


def test_a_workbook_is_told_of_in_the_words_it_shows(tmp_path: Path) -> None:
    sheets = {BY_NAME[name].title: grid for name, grid in grids().items()}
    put(sheets, "Utförare F3", "vaster")
    put(sheets, "Enheter B2", "linden")
    put(sheets, "Godkännanden B3", "household")
    put(sheets, "Kommun B5", "")
    del sheets["Handläggare"]
    told = wrong(lambda: load(write_workbook(tmp_path / "a.xlsx", sheets)))

    names = {*BY_NAME, "takes_wishes", "change_number", "own_words"}
    assert len(told) == 5
    assert not [line for line in told for name in names if f" {name}" in line], told
    assert any("på bladet Områden" in line for line in told)
    assert any("när Tar emot önskemål är ja" in line for line in told)


@pytest.mark.parametrize(
    ("sheet", "old", "new", "where"),
    [
        ("providers", "2026-11-01", "2026-11-23", "rad 2, kolumn updated"),
        ("providers", "2026-03-12", "2027-03-12", "rad 2, kolumn review_day"),
        ("municipality", "Exempel,2026-11-22", "Exempel,2026-12-22", "rad 2, kolumn day"),
        ("services", "Exempel,2026-11-22", "Exempel,2026-12-22", "rad 3, kolumn day"),
        ("quality", ",80,2025,", ",80,2027,", "rad 2, kolumn year"),
    ],
)
def test_a_day_that_has_not_been_is_told(
    folder: Path, sheet: str, old: str, new: str, where: str
) -> None:
    change(folder / f"{sheet}.csv", old, new)
    (told,) = wrong(lambda: read_book(open_book(folder), TODAY))

    assert told.startswith(f"{sheet}.csv, {where}: ")
    assert "har inte varit än" in told
    assert read_book(open_book(folder)).key == "litenby"


def test_an_areas_own_name_is_read_as_its_key(folder: Path) -> None:
    plain = load(folder).version
    change(folder / "authorisations.csv", "norr|soder", '"Norr, Söder"')
    change(folder / "providers.csv", ",norr,sv", ",Norr,sv")
    change(folder / "units.csv", "soder", "söder")

    assert load(folder).version == plain


def test_a_name_that_two_areas_could_mean_is_not_read(folder: Path) -> None:
    change(folder / "areas.csv", "Söder", "Norr")
    change(folder / "units.csv", "soder", "Norr")

    assert any("units.csv, rad 2" in line for line in wrong(lambda: load(folder)))


def test_an_empty_value_is_explained_by_its_own_fact(folder: Path) -> None:
    change(folder / "municipality.csv", "phone,08-465 004 00", "phone,")
    change(folder / "municipality.csv", "phone,,,", "phone,,Exempel,2026-11-22")

    assert any("Skriv till exempel 08-465 004 00." in line for line in wrong(lambda: load(folder)))


def test_a_figure_is_chosen_by_what_was_asked() -> None:
    shown = INDICATOR.shown("U21468")

    assert shown == "U21468: Hur nöjd är du med din hemtjänst?"
    assert shown in INDICATOR.options
    assert INDICATOR.canonical(shown) == INDICATOR.canonical("U21468: vad som helst") == "U21468"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Vi är bäst i stan.", "bäst"), ("Nr 1 på omsorg", "Nr 1"), ("Ledande i Norden", "Ledande"),
        ("Bättre än kommunen", "Bättre än"), ("Vi är en liten förening.", ""),
        ("Vi besöker dig på morgonen.", ""),
    ],
)  # fmt: skip
def test_words_that_compare_are_found(text: str, word: str) -> None:
    assert compares(text) == word
