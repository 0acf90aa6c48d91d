"""What is written can be read again, and is the same."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from towns import small, towns

from bot.catalogue import Book, dump, open_book, read_book
from bot.catalogue.book import of
from bot.catalogue.writing.export import write_book

SHIPPED = sorted(p for p in (Path(__file__).parents[2] / "catalogues").glob("*") if p.is_dir())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(book=towns())
def test_export_then_import_is_identity(
    book: Book, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("ut")

    for form in (out / "lista.xlsx", out / book.key):
        again = open_book(write_book(book, form))

        assert dump(again) == dump(book)
        assert read_book(again) == read_book(book)


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_what_ships_goes_through_a_workbook_unchanged(folder: Path, tmp_path: Path) -> None:
    book = open_book(folder)

    assert dump(open_book(write_book(book, tmp_path / "lista.xlsx"))) == dump(book)
    assert dump(open_book(write_book(book, tmp_path / "ut"))) == dump(book)


def test_a_folder_with_another_name_gets_one_with_the_key(tmp_path: Path) -> None:
    assert write_book(of(small()), tmp_path / "ut") == tmp_path / "ut" / "lilleby"
    assert write_book(of(small()), tmp_path / "lilleby") == tmp_path / "lilleby"


def test_a_sheet_that_is_gone_takes_its_file_with_it(tmp_path: Path) -> None:
    write_book(of(small()), tmp_path / "lilleby")
    without = {name: rows for name, rows in small().items() if name != "quality"}
    write_book(of(without), tmp_path / "lilleby")

    assert not (tmp_path / "lilleby" / "quality.csv").exists()
    assert dump(open_book(tmp_path / "lilleby")) == dump(of(without))


def test_a_keeper_sees_swedish_words_and_real_dates(tmp_path: Path) -> None:
    write_book(of(small()), tmp_path / "lista.xlsx")
    page = load_workbook(tmp_path / "lista.xlsx")["Utförare"]
    heads = [cell.value for cell in page[2]]
    row = dict(zip(heads, page[4], strict=True))

    assert row["form"].value == "förening"
    assert row["languages"].value == "svenska, ?"
    assert row["evening"].value == "ja"
    assert row["updated"].is_date
    assert row["updated"].value.isoformat() == "2026-10-19T00:00:00"


def test_what_looks_like_a_formula_or_a_number_stays_as_it_is(tmp_path: Path) -> None:
    sheets = small()
    sheets["municipality"][2]["value"] = "0114"
    sheets["providers"][0]["own_words"] = "1e5"
    sheets["providers"][1]["source"] = "https://solen.example/a?b=1"
    book = of(sheets)

    assert dump(open_book(write_book(book, tmp_path / "lista.xlsx"))) == dump(book)


def test_a_workbook_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "lista.xlsx").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_book(of(small()), tmp_path / "lista.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["lista.xlsx"]
