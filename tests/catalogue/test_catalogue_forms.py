"""However a keeper's program saves it, the same catalogue is read."""

import csv
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
import xlsxwriter
from litenby import CSV, Grid, change, grids, put, write, write_workbook

from bot.catalogue import WrongCatalogue, load, open_book, parse, read_book, version
from bot.catalogue.book import content, dump
from bot.catalogue.schema.sheets import GUIDE, SHEETS

EXCELS_DAY = datetime.fromisoformat("2026-11-22")
"""A spreadsheet knows no time zones."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "litenby")


@pytest.fixture
def plain(folder: Path) -> str:
    return load(folder).version


def told(path: Path) -> list[str]:
    with pytest.raises(WrongCatalogue) as wrong:
        load(path)
    return [line.removeprefix(f"{path}: ") for line in str(wrong.value).split("\n")]


def semicolons(text: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(csv.reader(StringIO(text)))
    return out.getvalue()


@pytest.mark.parametrize(
    "save",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("latin-1"),
        lambda text: text.replace("\n", "\r\n").encode("cp1252"),
        lambda text: semicolons(text).encode("latin-1"),
        lambda text: b"sep=;\r\n" + semicolons(text).encode("utf-8"),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: f"# en anteckning, som ingen läser\n\n{text}\n,,,\n".encode(),
        lambda text: text.replace("ä", "a\u0308").replace("ö", "o\u0308").encode(),
    ],
    ids=["bom", "utf-16", "latin-1", "windows", "semicolons", "sep", "tabs", "comments", "nfd"],
)
def test_a_folder_is_the_same_however_its_files_are_saved(folder, plain, save):
    for name, text in CSV.items():
        (folder / f"{name}.csv").write_bytes(save(text))

    assert load(folder).version == plain


def test_a_workbook_and_a_folder_with_the_same_content_have_the_same_version(plain, tmp_path):
    book = open_book(write_workbook(tmp_path / "any name.xlsx", grids()))

    assert read_book(book).key == "litenby"
    assert version(book) == plain
    assert version(parse(dump(book))) == plain


def test_a_workbook_is_known_by_what_it_is_and_not_by_its_name(plain, tmp_path):
    assert load(write_workbook(tmp_path / "litenby.csv", grids())).version == plain


def test_what_excel_makes_of_numbers_and_dates_is_read(plain, tmp_path):
    sheets = grids()
    put(sheets, "municipality B9", 14.0)
    put(sheets, "municipality D2", EXCELS_DAY)
    put(sheets, "municipality B4", True)
    put(sheets, "providers D3", 5560360793)
    put(sheets, "providers Q2", date(2026, 11, 1))
    put(sheets, "authorisations D2", "2020-01-01 00:00:00")
    put(sheets, "authorisations H2", 3)
    put(sheets, "quality C2", 80.0)
    put(sheets, "quality D2", "2025.0")

    assert load(write_workbook(tmp_path / "a.xlsx", sheets)).version == plain


def test_a_keepers_own_words_are_read(plain, tmp_path):
    sheets = grids()
    for address, cell in {
        "municipality B4": "Ja",
        "municipality B8": "uppsägningstid",
        "municipality A2": "Kommunens namn",
        "municipality B5": "08 465 00 400",
        "municipality B10": "2 660",
        "municipality B16": "8:30–15:30",
        "areas C2": "Kullen\nTorget",
        "services A2": "Hemtjänst omvårdnad",
        "services B3": "sista dag i månaden",
        "contacts A2": "klagomål",
        "officers C2": "13-15; 8.30 - 11.30",
        "providers C2": "Kommunen",
        "providers C3": "idéburen",
        "providers D3": "16556036-0793",
        "providers E2": "+46 8 465 004 00",
        "providers G2": "svenska, finska, ?",
        "providers G3": "Svenska",
        "providers H2": "demens; ?",
        "providers H3": "ingen",
        "providers I3": "nej",
        "providers K2": "  Hej\u200b\u00a0",
        "units E2": "omvårdnad; Avlösning",
        "authorisations C2": "hela kommunen",
        "authorisations C3": "norr, soder",
        "authorisations F3": "pausad",
    }.items():
        put(sheets, address, cell)
    sheets["providers"][1][4] = "0846500402"
    here = load(write_workbook(tmp_path / "a.xlsx", sheets))

    assert here.version == plain


def test_a_workbook_with_swedish_headings_titles_notes_and_guide_is_read(plain, tmp_path):
    sheets: dict[str, Grid] = {GUIDE: [["Så här gör du"]], "# egna anteckningar": [["hej"]]}
    for sheet in SHEETS:
        grid = grids()[sheet.name]
        titles = [f"{sheet.by_name[name].title} *" for name in grid[0]]
        note = ["# ring Anna om det här"]
        sheets[sheet.title] = [[sheet.purpose], [], titles, grid[0], note, *grid[1:], [], note]

    assert load(write_workbook(tmp_path / "a.xlsx", sheets)).version == plain


def test_hidden_sheets_macros_and_pictures_are_left_alone(plain, tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in grids().items():
            page = book.add_worksheet(name)
            for y, row in enumerate(rows):
                page.write_row(y, 0, row)
            page.autofilter(0, 0, 3, 3)
            chart = book.add_chart({"type": "bar"})
            chart.add_series({"values": "=quality!$C$2:$C$3"})
            page.insert_chart("Z1", chart)
            page.data_validation("A2:A9", {"validate": "any", "input_message": "hej"})
            page.conditional_format("A1:B9", {"type": "data_bar", "bar_border_color": "#63C384"})
        lists = book.add_worksheet("listor")
        lists.write(0, 0, "=1/0")
        lists.hide()
        alone = book.add_chart({"type": "bar"})
        alone.add_series({"values": "=quality!$C$2:$C$3"})
        book.add_chartsheet("diagram").set_chart(alone)

    assert load(path).version == plain


@pytest.mark.parametrize(
    ("address", "cell", "expected"),
    [
        ("providers C3", "privat", 'Bladet providers, cell C3: "privat" känner vi inte igen. Skriv '
                                   "kommun, företag, förening eller okänt."),
        ("providers B3", "=A1&B1", "Bladet providers, cell B3: Här står en formel. Skriv värdet i"),
        ("providers B3", "#REF!", "Bladet providers, cell B3: Excel visar felet #REF! i cellen."),
        ("providers A3", "#N/A", "Bladet providers, cell A3: Excel visar felet #N/A i cellen."),
        ("providers B3", "", "Bladet providers, cell B3: Rutan är tom. Som utföraren själv skr"),
        ("providers C1", "Fom", 'Bladet providers, rad 1: Rubriken "Fom" i kolumn C känner vi'),
        ("quality C2", 8.5, 'Bladet quality, cell C2: "8.5" är inget heltal från 0 till 100. Skr'),
        ("quality C2", 1e300, "Bladet quality, cell C2: "),
        ("quality D2", date(2025, 1, 1), 'Bladet quality, cell D2: "2025-01-01 00:00:00" är in'),
        ("providers Q2", EXCELS_DAY.replace(hour=9), 'Bladet providers, cell Q2: "2026-11-'),
        ("municipality B3", 0, "Bladet municipality, cell B3: \"0\" är ingen kommunkod. Skriv "
                               "SCB:s fyra siffror, till exempel 1880. Excel tar bort nollor i "
                               "början: skriv koden som text."),
        ("municipality A17", "#", "Bladet municipality: Uppgiften Kommunens nyckel saknas."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_workbook_is_told_with_its_cell(tmp_path, address, cell, expected):
    sheets = grids()
    put(sheets, address, cell)
    path = tmp_path / "a.xlsx"

    assert any(expected in line for line in told(write_workbook(path, sheets))), told(path)


def test_a_formula_is_refused_even_where_excel_has_its_value(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in grids().items():
            page = book.add_worksheet(name)
            for y, row in enumerate(rows):
                page.write_row(y, 0, row)
            if name == "quality":
                page.write_formula("C2", "=40+40", None, 80)
                page.write_array_formula("C3:C3", "{=SUM(40,40)}", None, 80)

    assert told(path) == [
        f"Bladet quality, cell C{row}: Här står en formel. Skriv värdet i stället för formeln."
        for row in (2, 3)
    ]


def test_merged_cells_are_told_unless_they_are_a_title(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in grids().items():
            page = book.add_worksheet(name)
            page.merge_range("A1:C1", "Rubrik över alltihop")
            for y, row in enumerate(rows, 1):
                page.write_row(y, 0, row)
            if name == "areas":
                page.merge_range("C3:C4", "Kullen")

    assert told(path) == [
        "Bladet areas, cell C3: Cellerna till och med C4 är sammanslagna. Dela upp dem, och skriv "
        "värdet i varje cell."
    ]


def test_rows_above_the_headings_are_told_unless_they_are_a_title(tmp_path):
    sheets = grids()
    sheets["units"].insert(0, ["Enheter", "2026"])
    sheets["areas"].insert(0, sheets["areas"].pop())
    sheets["areas"][0][2] = "Ängen"

    assert told(write_workbook(tmp_path / "a.xlsx", sheets))[0] == (
        "Bladet areas, rad 1: Raden står ovanför rubrikerna. Flytta den, eller börja med #."
    )


def test_sheets_that_are_not_known_doubled_or_hidden_are_told(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in grids().items():
            page = book.add_worksheet("provders" if name == "providers" else name)
            for y, row in enumerate(rows):
                page.write_row(y, 0, row)
            if name == "quality":
                page.hide()
        book.add_worksheet("Områden")
    lines = told(path)

    assert "Bladet quality: Det är dolt. Visa det, eller ta bort det." in lines
    assert "Bladet Områden: areas har samma innehåll. Ta bort det ena." in lines
    assert any(
        line.startswith("Bladet provders: Det känner vi inte igen. Menar du providers?")
        for line in lines
    )


def test_how_far_the_reading_has_come_is_told(folder, tmp_path):
    for path in (folder, write_workbook(tmp_path / "a.xlsx", grids())):
        heard: list[tuple[int, int]] = []
        open_book(path, lambda done, total, heard=heard: heard.append((done, total)))

        assert heard
        assert heard[-1][0] == heard[-1][1] > 0
        assert all(done <= total for done, total in heard)
        assert heard == sorted(heard)


def test_what_is_kept_has_no_empty_cells_and_only_words_of_its_own(folder):
    change(folder / "providers.csv", "municipal", "kommun")
    kept = content(open_book(folder))

    assert kept["municipality"][0] == {"field": "key", "value": "litenby"}
    assert kept["providers"][0]["form"] == "municipal"
    assert "organisation_number" not in kept["providers"][0]
    assert kept["authorisations"][1]["areas"] == "norr|soder"


def test_the_order_of_facts_and_columns_means_nothing_but_that_of_services_does(folder, plain):
    change(
        folder / "municipality.csv", "code,0000,,\nexample,yes,,\n", "example,yes,,\ncode,0000,,\n"
    )
    change(folder / "units.csv", "key,provider,", "provider,key,")
    change(folder / "units.csv", "grupp-ett,kommunen,", "kommunen,grupp-ett,")
    same = load(folder).version
    change(folder / "services.csv", "care,,,,\n", "")
    (folder / "services.csv").write_text((folder / "services.csv").read_text() + "care,,,,\n")

    assert same == plain
    assert load(folder).version != plain


def test_every_kind_reads_what_it_keeps_and_what_it_shows():
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.example:
                kept = column.kind.canonical(column.example)
                assert kept is not None, column
                assert column.kind.canonical(kept) == kept
                assert column.kind.canonical(column.kind.shown(kept)) == kept
            for word in column.kind.options:
                assert column.kind.shown(column.kind.canonical(word) or "") == word
