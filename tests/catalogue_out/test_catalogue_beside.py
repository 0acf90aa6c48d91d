"""`kundval catalogue preview`, `link` and `kolada`, as they are used."""

import json
import os
import re
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from commanded import KUNDVAL, catalogue, kundval, stopped, workbook
from towns import small

from bot.catalogue import open_book
from bot.catalogue.book import of
from bot.catalogue.writing.export import write_book


def test_preview_talks_on_the_draft_and_keeps_nothing(here: Path) -> None:
    told = catalogue("preview", workbook(small()), say="1\n2\nhjälp\n")

    assert "Det här är ett utkast. Inget sparas" in told
    assert "Lilleby kommun" in told
    assert {path.name for path in here.iterdir()} - {"var"} == {"catalogues", "lista.xlsx"}
    learnt = [path.parent.name for path in here.glob("var/**/*") if path.is_file()]
    assert set(learnt) <= {"learnt"}, "of all phrases, and nothing of the draft"


def read_when_open(address: str) -> str:
    for _ in range(200):
        try:
            with urlopen(address) as page:
                return str(page.read(), "utf-8")
        except URLError:
            time.sleep(0.05)
    raise AssertionError(f"{address} never answered")


def test_preview_as_a_page_is_on_this_computer_alone(here: Path) -> None:
    command = [KUNDVAL, "catalogue", "preview", workbook(small()), "--page"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
        shown = read_when_open(address)
        process.terminate()
    assert address.startswith("http://127.0.0.1:")
    assert "Lilleby kommun" in shown


def test_a_link_is_for_a_keeper_or_for_a_provider(here: Path) -> None:
    write_book(of(small()), here / "catalogues" / "lilleby")
    keeper = catalogue("link", "lilleby", "--keeper", "Anna Lind", "--site", "https://val.example/")
    provider = catalogue("link", "lilleby", "--provider", "eken", "--name", "Bo", "--days", "7")

    assert keeper.startswith("https://val.example/keep/")
    assert "Länken är till Anna Lind" in keeper
    assert "Länken är till Bo" in provider
    assert "antingen" in stopped("link", "lilleby", code=2)
    assert "Menar du eken?" in stopped("link", "lilleby", "--provider", "ekan", code=1)


# --- Kolada ---

PAGE = {
    "count": 1,
    "values": [
        {"kpi": "U21468", "ou": "V21E002", "period": 2025,
         "values": [{"count": 1, "gender": "T", "status": "", "value": 71.2}]}
    ],
}  # fmt: skip


def test_figures_from_a_file_go_into_a_list(here: Path) -> None:
    (here / "svar.json").write_text(json.dumps([PAGE]), encoding="utf-8")
    file = workbook(small())
    done = kundval("catalogue", "kolada", "svar.json", "--municipality", "lilleby", "--into", file)

    assert done.exit_code == 0, done.output
    assert "1 ny siffra, 0 ändrade." in done.stderr
    assert "har inga siffror hos Kolada: V21E001." in done.stderr
    assert [line.cells["key"] for line in open_book(Path(file)).lines("quality")] == [
        "eken",
        "eken-norr",
    ]


def test_figures_without_a_list_to_put_them_in_are_printed(here: Path) -> None:
    write_book(of(small()), here / "catalogues" / "lilleby")
    (here / "svar.json").write_text(json.dumps(PAGE), encoding="utf-8")
    printed = catalogue("kolada", "svar.json", "--municipality", "lilleby").splitlines()

    assert printed[0] == "key,indicator,value,year,answers,source"
    assert printed[2].startswith("eken-norr,U21468,71,2025,,")


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ((), "antingen", 2),
        (("svar.json", "--fetch"), "antingen", 2),
        (("svar.json", "--municipality", "lilleby"), "ingen JSON-fil", 2),
        (("ingen.json", "--municipality", "lilleby"), "ingen.json", 2),
        (("djup.json", "--municipality", "lilleby"), "ingen JSON-fil", 2),
        (
            ("--fetch", "--municipality", "lilleby", "--base", "http://127.0.0.1:1"),
            "inte att nå",
            2,
        ),
        (("svar.json", "--municipality", "annan", "--into", "lista.xlsx"), "Listan gäller", 1),
    ],
)
def test_figures_that_cannot_be_had_are_told(
    here: Path, words: tuple[str, ...], said: str, code: int
) -> None:
    write_book(of(small()), here / "catalogues" / "lilleby")
    workbook(small())
    (here / "svar.json").write_text("<html>", encoding="utf-8")
    (here / "djup.json").write_text("[" * 200_000, encoding="utf-8")

    assert said in stopped("kolada", *words, code=code)


# --- kundval match ---
