"""What the operator found when using the commands."""

import sqlite3
from pathlib import Path

import pytest
from commanded import ROOT, catalogue, kundval, stopped, workbook
from test_catalogue_command import ENDS
from towns import TODAY, change, small, town

from bot.catalogue.differences.whole import differences


def stored(old: str, new: str) -> None:
    """A program before this one wrote something else."""
    with sqlite3.connect("var/kundval.db") as database:
        database.execute("UPDATE catalogue SET content = replace(content, ?, ?)", (old, new))
    database.close()


@pytest.mark.usefixtures("here")
def test_an_edition_that_is_read_more_strictly_now_is_undone_and_shown() -> None:
    catalogue("import", workbook(small()), "--yes")
    catalogue("import", workbook(ENDS), "--yes")
    stored('"field":"regime","value":"LOV"', '"field":"telegram","value":"full"')
    stored('"field":"regime"', '"field":"telegram"')

    assert "är ångrad" in catalogue("undo", "lilleby", "--yes")
    assert (
        "Ekens omsorg" in kundval("match", "--municipality", "lilleby", "--service", "care").stdout
    )
    assert "/keep/" in catalogue("link", "lilleby", "--keeper", "Eva Ek")


@pytest.mark.parametrize("command", [("template",), ("export", "lilleby")])
@pytest.mark.usefixtures("here")
def test_what_is_there_is_not_written_over_unasked(command: tuple[str, ...]) -> None:
    catalogue("import", workbook(small()), "--yes")
    Path("fil.xlsx").write_text("mitt arbete")

    assert "fil.xlsx finns redan" in stopped(*command, "--out", "fil.xlsx", code=2)
    assert Path("fil.xlsx").read_text() == "mitt arbete"
    catalogue(*command, "--out", "fil.xlsx", "--over")
    assert Path("fil.xlsx").read_bytes()[:2] == b"PK"


@pytest.mark.usefixtures("here")
def test_a_folder_is_not_written_over_unasked_either() -> None:
    catalogue("import", workbook(small()), "--yes")
    catalogue("export", "lilleby", "--out", "ut")

    assert "finns redan" in stopped("export", "lilleby", "--out", "ut", code=2)
    assert "finns redan" in stopped("export", "lilleby", "--out", "ut/lilleby", code=2)
    catalogue("export", "lilleby", "--out", "ut", "--over")


@pytest.mark.usefixtures("here")
def test_a_file_that_is_not_there_is_named() -> None:
    assert "Filen finns inte: saknas.xlsx" in stopped("check", "saknas.xlsx", code=1)


@pytest.mark.usefixtures("here")
def test_a_new_municipality_names_its_providers() -> None:
    told = catalogue("diff", workbook(small()))

    assert "- Ekens omsorg" in told
    assert "- Solens hemtjänst" in told


@pytest.mark.parametrize("said", ["solen-hem", "sol"])
@pytest.mark.usefixtures("here")
def test_a_part_of_a_key_suggests_the_whole(said: str) -> None:
    key = {"key": "solens-hemtjanst"}
    sheets = change(small(), "providers", 1, **key)
    catalogue("import", workbook(change(sheets, "authorisations", 2, provider=key["key"])), "--yes")

    told = stopped("link", "lilleby", "--provider", said, code=1)
    assert "Menar du solens-hemtjanst?" in told


@pytest.mark.usefixtures("here")
def test_words_that_compare_and_rooms_without_a_day_are_told_and_not_refused() -> None:
    sheets = change(small(), "providers", 0, own_words="Vi är bäst i stan.")
    told = catalogue("check", workbook(change(sheets, "authorisations", 0, places="3")))

    assert "Obs! Ekens omsorg: ”bäst” jämför med andra." in told
    assert "Platser utan dag: 1 utförare (Ekens omsorg)." in told


def test_an_old_translation_of_a_new_text_is_told() -> None:
    words = {"own_words": "Hej", "own_words_fi": "Hei", "own_words_en": "Hello"}
    old = change(small(), "providers", 0, **words)
    new = change(old, "providers", 0, own_words="Hej då", own_words_en="Goodbye")
    told = differences(town(old), town(new), {}, TODAY)

    assert "Ekens omsorg, egna ord: obs! svenskan ändras men inte texten på finska." in told
    assert not [line for line in told if "engelska" in line]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("nacka", "care"), "Vi har ingen lista över utförare i Nacka kommun."),
        (("orebro", "care"), "Alla som vi vet något om (11)"),
        (("exempelby", "care"), "Alla du kan välja ("),
        (("exempelby", "care", "--requires", "dementia"), "Har det beslutet kräver ("),
        (("exempelby", "care", "--wish", "evening"), "Har det du önskar ("),
    ],
)
def test_a_match_heads_its_groups_as_the_chat_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], title: str
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("KUNDVAL_DATABASE", f"sqlite:///{tmp_path}/none.db")
    key, service, *rest = words
    told = kundval("match", "--municipality", key, "--service", service, *rest).stdout
    heads = [line for line in told.splitlines() if line.endswith(")") and line[0] != " "]

    assert told.startswith(title)
    assert len({head.partition(" (")[0] for head in heads}) == len(heads)


@pytest.mark.usefixtures("here")
def test_history_tells_whom_an_import_was_about() -> None:
    catalogue("import", workbook(small()), "--yes", "--by", "Anna Lind")
    catalogue("import", workbook(ENDS), "--yes", "--by", "Bo Berg")
    newest, first = catalogue("history", "lilleby").splitlines()

    assert newest.endswith("Bo Berg  Ekens omsorg  gäller nu")
    assert first.endswith("Anna Lind")
