"""`kundval catalogue …` and `kundval match`, as they are used."""

import re
import sqlite3
from pathlib import Path

import pytest
from commanded import catalogue, kundval, stopped, workbook
from towns import Sheets, change, small
from typer import Exit

from bot.catalogue.book import of
from bot.catalogue.writing.export import write_book
from bot.commands import terminal
from bot.commands.in_use import in_use, made
from bot.commands.terminal import settings_with

ENDS = change(change(small(), "authorisations", 0, end="2027-03-31"), "authorisations", 1,
              end="2027-03-31")  # fmt: skip


def chosen(provider: str, people: int) -> None:
    with sqlite3.connect("var/kundval.db") as database:
        for _ in range(people):
            database.execute(
                'INSERT INTO "case" (municipality, wish, version) VALUES (?, ?, 0)',
                ("lilleby", provider),
            )
    database.close()


def test_a_municipality_goes_live_with_one_file(here: Path) -> None:
    catalogue("template", "--out", "mall.xlsx", "--municipality", "lilleby", "--name", "Lilleby")
    assert "Kommunkod" in stopped("check", "mall.xlsx", code=1)

    file = workbook(small())
    assert "Listan är rätt." in catalogue("check", file)
    assert "Lilleby kommun är ny här: 2 utförare läggs till." in catalogue("diff", file)
    assert "Nu gäller utgåva" in catalogue("import", file, "--by", "Anna", "--yes")
    assert re.search(r"^\w{12}  \S+ \S+  Anna  gäller nu$", catalogue("history", "lilleby"), re.M)
    assert "ingenting ändras" in catalogue("diff", file)


def test_check_tells_every_mistake_at_once_and_how_many(here: Path) -> None:
    wrong = change(small(), "providers", 0, form="privat", phone="12")
    wrong = change(wrong, "authorisations", 2, areas="vast")
    told = stopped("check", workbook(wrong), code=1)

    for place in ("Bladet Utförare, cell C4", "Bladet Utförare, cell E4", "Bladet Godkännanden"):
        assert place in told
    assert "3 fel. Inget är ändrat." in told


def test_check_tells_what_is_missing_and_what_is_old(here: Path) -> None:
    told = catalogue("check", workbook(change(small(), "providers", 0, updated="2024-01-01")))

    assert "2 utförare, 2 insatser, 2 områden, 1 handläggare" in told
    assert "Utan telefon: 1 utförare (Solens hemtjänst)." in told
    assert "Utan uppgift om språk: 1 utförare (Solens hemtjänst)." in told
    assert "Äldre än 12 månader: 1 utförare (Ekens omsorg)." in told
    assert "Kommunen har inte svarat på: Telefon andra tider" in told


def test_check_tells_where_nobody_rings(here: Path) -> None:
    told = catalogue("check", workbook(change(small(), "officers", 0, areas="norr")))

    assert "Ingen handläggare ringer dem som bor i: Söder. Där går inget att boka." in told
    assert "Ingen handläggare" not in catalogue("check", workbook(small()))


def test_diff_counts_those_who_have_chosen(here: Path) -> None:
    catalogue("import", workbook(small()), "--yes")
    chosen("eken", 14)

    assert catalogue("diff", workbook(ENDS)).splitlines() == [
        "Lilleby kommun: 1 sak ändras.",
        "- Ekens omsorg slutar 2027-03-31; 14 personer har valt den.",
    ]


def test_diff_makes_no_database(here: Path) -> None:
    catalogue("diff", workbook(small()))

    assert not (here / "var").exists()


def test_diff_is_against_the_folder_until_something_is_imported(here: Path) -> None:
    write_book(of(small()), here / "catalogues" / "lilleby")

    assert "1 sak ändras" in catalogue("diff", workbook(ENDS))


def test_nothing_is_stored_where_anything_is_wrong(here: Path) -> None:
    catalogue("import", workbook(small()), "--yes")
    before = catalogue("history", "lilleby")
    stopped("import", workbook(change(ENDS, "providers", 0, phone="12")), "--yes", code=1)

    assert catalogue("history", "lilleby") == before


@pytest.mark.parametrize(("answer", "stored"), [("nej\n", 1), ("\n", 1), ("", 1), ("ja\n", 2)])
def test_import_asks_first(here: Path, answer: str, stored: int) -> None:
    catalogue("import", workbook(small()), "--yes")
    done = kundval("catalogue", "import", workbook(ENDS), say=answer)

    assert "Ekens omsorg slutar 2027-03-31" in done.stdout
    assert done.exit_code == (0 if stored == 2 else 1)
    assert len(catalogue("history", "lilleby").splitlines()) == stored


@pytest.mark.parametrize(("answer", "stored"), [("nej\n", 2), ("\n", 2), ("", 2), ("ja\n", 3)])
def test_undo_asks_first(here: Path, answer: str, stored: int) -> None:
    catalogue("import", workbook(small()), "--yes")
    catalogue("import", workbook(ENDS), "--yes")
    done = kundval("catalogue", "undo", "lilleby", say=answer)

    assert "Ekens omsorg slutar inte 2027-03-31" in done.stdout
    assert re.search(r"Ska utgåva \w{12} gälla igen\? Skriv ja eller nej", done.stdout)
    assert done.exit_code == (0 if stored == 3 else 1)
    assert len(catalogue("history", "lilleby").splitlines()) == stored


ROOM = change(small(), "authorisations", 0, places="3")
LESS = {**small(), "authorisations": small()["authorisations"][:1] + small()["authorisations"][2:]}


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (ENDS, "2 godkännanden ändras. Ingen kollega behöver säga ja."),
        (LESS, "1 godkännande ändras. Ingen kollega behöver säga ja."),
        (change(small(), "authorisations", 2, areas="soder"), "1 godkännande ändras."),
        (ROOM, "Inga godkännanden ändras."),
    ],
    ids=["two end", "one is gone", "one is elsewhere", "room is none"],
)
def test_import_and_undo_say_how_many_authorisations_change(
    here: Path, sheets: Sheets, said: str
) -> None:
    first = kundval("catalogue", "import", workbook(small()), say="ja\n")
    into = kundval("catalogue", "import", workbook(sheets), say="ja\n")
    back = kundval("catalogue", "undo", "lilleby", say="ja\n")

    assert "3 godkännanden ändras. Ingen kollega behöver säga ja. Ska listan" in first.stdout
    assert f"{said} " in into.stdout
    assert f"{said} " in back.stdout
    assert (into.exit_code, back.exit_code) == (0, 0)


def test_what_nobody_can_count_is_told_too(here: Path) -> None:
    catalogue("import", workbook(small()), "--yes")
    with sqlite3.connect("var/kundval.db") as database:
        database.execute("""UPDATE catalogue SET content = replace(content, '"services"', '"s"')""")
    database.close()
    done = kundval("catalogue", "import", workbook(ENDS), say="ja\n")

    assert "Vi vet inte hur många godkännanden som ändras. Ska listan börja gälla" in done.stdout


@pytest.mark.parametrize("command", ["check", "diff", "import", "preview"])
@pytest.mark.parametrize("name", ["x" * 300, "lista"])
def test_a_file_that_cannot_be_read_is_told_and_no_traceback(
    here: Path, command: str, name: str
) -> None:
    (here / "lista").mkdir()
    (here / "lista" / "quality.csv").symlink_to("nowhere")
    done = kundval("catalogue", command, name)

    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, SystemExit)
    assert "går inte att läsa" in done.stderr


def test_the_same_list_again_is_no_new_edition(here: Path) -> None:
    catalogue("import", workbook(small()), "--yes")

    assert "gäller redan" in catalogue("import", workbook(small()), "--yes")
    assert len(catalogue("history", "lilleby").splitlines()) == 1


def test_two_imports_at_once_have_one_winner(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue("import", workbook(small()), "--yes")
    settings = settings_with("")
    with made(settings) as store:
        seen = in_use(store, settings.catalogues, "lilleby")
        catalogue("import", workbook(ENDS), "--yes")

        with pytest.raises(Exit):
            terminal.append(store, of(change(small(), "areas", 0, name="Norra")), "Eva", seen)
    assert "Någon annan har infört en lista" in capsys.readouterr().err
    assert len(catalogue("history", "lilleby").splitlines()) == 2


def test_undo_goes_back_to_what_was_as_a_new_edition(here: Path) -> None:
    catalogue("import", workbook(small()), "--yes")
    catalogue("import", workbook(ENDS), "--yes")
    told = catalogue("undo", "lilleby", "--by", "Olle", "--yes")

    assert "Ekens omsorg slutar inte 2027-03-31" in told
    assert "är ångrad" in told
    assert "Olle  Ekens omsorg  gäller nu" in catalogue("history", "lilleby")
    assert len(catalogue("history", "lilleby").splitlines()) == 3
    assert "ingenting ändras" in catalogue("diff", workbook(small()))


def test_undo_of_the_first_import_goes_back_to_the_folder(here: Path) -> None:
    write_book(of(small()), here / "catalogues" / "lilleby")
    catalogue("import", workbook(ENDS), "--yes")
    catalogue("undo", "lilleby", "--yes")

    assert "ingenting ändras" in catalogue("diff", workbook(small()))


def test_undo_with_nothing_before_is_told(here: Path) -> None:
    catalogue("import", workbook(small()), "--yes")

    assert "ingen utgåva att gå tillbaka till" in stopped("undo", "lilleby", code=2)


@pytest.mark.parametrize("out", ["ut.xlsx", "lilleby", "ut"])
def test_what_is_exported_can_be_imported(here: Path, out: str) -> None:
    catalogue("import", workbook(small()), "--yes")
    catalogue("export", "lilleby", "--out", out)

    assert "gäller redan" in catalogue("import", out, "--yes")


@pytest.mark.parametrize("command", ["undo", "history", "export", "link"])
def test_an_unknown_municipality_is_told_with_those_there_are(here: Path, command: str) -> None:
    write_book(of(small()), here / "catalogues" / "lilleby")
    more = {"export": ("--out", "ut.xlsx"), "link": ("--keeper", "Anna")}.get(command, ())

    assert "Menar du lilleby?" in stopped(command, "lileby", *more, code=1)
