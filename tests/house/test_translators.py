"""A translator's workbook: out, changed by a person, and back."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.languages import locales, transcripts, translators
from dialogs.messages import t

TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues of our own to change."""
    shutil.copytree(locales.LOCALES, tmp_path / "locales")
    return tmp_path / "locales"


def changed(file: Path, swedish: str, translation: str) -> Path:
    book = load_workbook(file)
    [sheet] = book.worksheets
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == swedish:
            row[1].value = translation
    book.save(file)
    return file


def test_a_changed_translation_comes_in_and_says_who_has_read_it(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "pl.xlsx"
    rows = translators.write("pl", file, folder)
    changed(file, "Vem ska få hjälpen?", "Komu jest potrzebna pomoc?")

    assert rows > len([m for m in locales.read(folder, "pl") if m.id])
    assert translators.read("pl", file, "Ewa Nowak", TODAY, folder) == 1
    said = {m.id: m.string for m in locales.read(folder, "pl")}
    assert said["Vem ska få hjälpen?"] == "Komu jest potrzebna pomoc?"
    assert locales.status(folder, "pl") == "reviewed"
    assert "2026-11-23. Read by Ewa Nowak." in (folder / "pl/LC_MESSAGES/messages.po").read_text()


def test_what_is_not_changed_comes_back_as_it_was(folder: Path, tmp_path: Path) -> None:
    for language in ("ar", "pl", "ti"):
        before = (folder / language / "LC_MESSAGES" / "messages.po").read_text()
        file = tmp_path / f"{language}.xlsx"
        translators.write(language, file, folder)

        assert translators.read(language, file, "", TODAY, folder) == 0
        assert (folder / language / "LC_MESSAGES" / "messages.po").read_text() == before


@pytest.mark.parametrize(
    ("swedish", "translation", "told"),
    [
        ("Vem ska få hjälpen?", "", "not translated: 'Vem ska få hjälpen?'"),
        ("Du önskar {name}.", "Wybór: {nazwa}.", "other gaps"),
        ("Prata med en människa", "Chcę teraz porozmawiać z człowiekiem", "over 28 letters"),
        ("Nu skriver jag på svenska.", "Nu skriver jag på svenska.", "still Swedish"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_changes(
    folder: Path, tmp_path: Path, swedish: str, translation: str, told: str
) -> None:
    before = (folder / "pl" / "LC_MESSAGES" / "messages.po").read_text()
    file = tmp_path / "pl.xlsx"
    translators.write("pl", file, folder)
    changed(file, swedish, translation)

    with pytest.raises(translators.WrongSheet, match=re.escape(told)):
        translators.read("pl", file, "", TODAY, folder)
    assert (folder / "pl" / "LC_MESSAGES" / "messages.po").read_text() == before


def test_every_language_ships_whole() -> None:
    for language in locales.ORDER[1:]:
        told = translators.status(language)
        assert "  0 missing    0 fuzzy" in told
        assert told.endswith("0 long labels")
    assert len(locales.ORDER) == 15


@pytest.mark.parametrize("language", ["ckb"])
def test_a_transcript_has_every_turn_in_both_languages(language: str) -> None:
    html = transcripts.transcript(language).decode()

    who = locales.load().text(t("Vem ska få hjälpen?"), language)
    assert html.count('<section class="both"') == transcripts.TURNS
    assert html.count(f'<div class="turn" lang="{language}"') == transcripts.TURNS
    assert html.count('<div class="turn" lang="sv" dir="ltr"') == transcripts.TURNS
    for said in (who, "Vem ska få hjälpen?", "Karin Berg", "Klart!", "08-465 004 00"):
        assert said in html.translate({0x2068: None, 0x2069: None}).replace("\u00a0", " "), said
