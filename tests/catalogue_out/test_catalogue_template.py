"""The empty workbook: what a keeper meets, and what becomes of it when it is filled in."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.catalogue import WrongCatalogue, open_book, read_book
from bot.catalogue.schema.sheets import FIELDS, GUIDE, SHEETS
from bot.catalogue.writing.template import write_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "mall.xlsx"
    write_template(path, "lilleby", "Lilleby kommun")
    return path


def offered(workbook: Workbook, page: Worksheet, cell: str) -> list[Any]:
    """The words of the drop-down in a cell."""
    rule = next(rule for rule in page.data_validations.dataValidation if cell in rule.sqref)
    title, _, area = rule.formula1.removeprefix("=").rpartition("!")
    return [row[0].value for row in workbook[title.strip("'")][area.replace("$", "")]]


def column(page: Worksheet, name: str) -> str:
    return next(cell.column_letter for cell in page[2] if cell.value == name)


def test_the_guide_comes_first_and_then_every_sheet(template: Path) -> None:
    workbook = load_workbook(template)

    assert workbook.sheetnames == [GUIDE, *(sheet.title for sheet in SHEETS)]
    told = "\n".join(str(cell.value) for cell in workbook[GUIDE]["A"] if cell.value)
    for words in ("Lämna rutan tom om ni inte vet", "frågetecken sist", "check", "import", "Fråga"):
        assert words in told
    for sheet in SHEETS:
        assert sheet.purpose in told


def test_every_column_has_its_title_its_name_and_an_explanation(template: Path) -> None:
    workbook = load_workbook(template)

    for sheet in SHEETS:
        page = workbook[sheet.title]
        for n, one in enumerate(sheet.columns, 1):
            title, name, hint = (page.cell(row, n) for row in (1, 2, 3))

            assert (title.value, name.value) == (one.title, one.name)
            assert name.font.color.rgb == "FF767676"
            assert one.explains in title.comment.text
            assert str(hint.value).removeprefix("# ") == one.explains
        assert page.freeze_panes.endswith("3")
        assert str(page["A3"].value).startswith("#")


def test_closed_lists_are_chosen_among_in_swedish(template: Path) -> None:
    workbook = load_workbook(template)
    providers, allowed = workbook["Utförare"], workbook["Godkännanden"]

    form = offered(workbook, providers, f"{column(providers, 'form')}5")
    assert form == ["kommun", "företag", "förening", "okänt"]
    assert offered(workbook, providers, f"{column(providers, 'evening')}900") == ["ja", "nej"]
    assert "hemtjänst omvårdnad" in offered(workbook, allowed, f"{column(allowed, 'service')}5")


def test_each_fact_has_its_own_words_to_choose_among(template: Path) -> None:
    workbook = load_workbook(template)
    page = workbook["Kommun"]
    rows = {page.cell(row, 1).value: row for row in range(4, page.max_row + 1)}

    assert [*rows] == [fact.title for fact in FIELDS]
    for fact in FIELDS:
        assert fact.explains in str(page.cell(rows[fact.title], 5).value)
        if fact.kind.options:
            assert offered(workbook, page, f"B{rows[fact.title]}") == [*fact.kind.options]


def test_examples_are_not_read(template: Path) -> None:
    book = open_book(template)

    assert book.problems == ()
    assert [*book.sheets] == ["municipality"]
    assert [line.cells["value"] for line in book.lines("municipality")] == [
        "lilleby",
        "Lilleby kommun",
    ]


def test_an_empty_template_says_what_is_missing(template: Path) -> None:
    with pytest.raises(WrongCatalogue) as wrong:
        read_book(open_book(template))

    told = str(wrong.value)
    assert "Kommunkod" in told
    assert "källan" in told
    assert "insats" in told


def test_a_keeper_imitates_the_examples_and_it_is_right(template: Path) -> None:
    """Every example is copied to a row of its own, and the facts get theirs."""
    workbook = load_workbook(template)
    for sheet in SHEETS[1:]:
        page = workbook[sheet.title]
        for n, one in enumerate(sheet.columns, 1):
            if one.name not in NOT_TOGETHER:
                page.cell(5, n).value = EXAMPLES.get((sheet.name, one.name), one.example) or None
    page = workbook["Kommun"]
    for row, fact in enumerate(FIELDS, 4):
        if fact.name not in ("key", "name", "change_number", "example"):
            page.cell(row, 2).value = fact.example
            page.cell(row, 3).value, page.cell(row, 4).value = "Kommunens webbplats", "2026-11-22"
    workbook.save(template)
    here = read_book(open_book(template))

    (provider,) = here.providers
    assert provider.name == "Ekens omsorg"
    assert provider.features.of("language") == ("fi", "sv")
    assert here.rules.regime == "LOV"
    assert here.code == "1880"
    assert provider.authorisations
    assert provider.figures[0].value == 87
    assert here.officers[0].languages == ("ar", "en")
    assert (here.officers[0].areas, here.officers[0].most) == (("centrum",), 8)


NOT_TOGETHER = {"successor", "successor_day", "reason", "change", "change_number"}
"""What needs another row, or goes with what the other examples do not say."""
EXAMPLES = {
    ("authorisations", "areas"): "centrum",
    ("officers", "areas"): "centrum",
    ("units", "site"): "centrum",
}
