"""The command `kundval`, as it is typed."""

import sys
from pathlib import Path

from click.testing import Result
from towns import Sheets
from typer.testing import CliRunner

from bot.catalogue.book import of
from bot.catalogue.writing.export import write_book
from bot.cli import app

ROOT = Path(__file__).resolve().parents[2]
KUNDVAL = Path(sys.executable).with_name("kundval")


def kundval(*words: str, say: str = "") -> Result:
    return CliRunner().invoke(app, words, input=say)


def catalogue(*words: str, say: str = "") -> str:
    done = kundval("catalogue", *words, say=say)
    assert done.exit_code == 0, done.output
    return done.stdout


def stopped(*words: str, code: int, say: str = "") -> str:
    done = kundval("catalogue", *words, say=say)
    assert done.exit_code == code, done.output
    assert isinstance(done.exception, SystemExit)
    return done.stderr


def workbook(sheets: Sheets, name: str = "lista.xlsx") -> str:
    return str(write_book(of(sheets), Path(name)))
