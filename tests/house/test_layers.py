"""The floors of the house: the check fails when an import points up."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BROKEN = {
    "care/times.py": "import dialogs.state",
    "dialogs/turn.py": "import bot.settings",
    "care/matching.py": "import babel",
    "dialogs/state.py": "import sqlalchemy",
    "bot/doors/terminal.py": "import bot.store.tables",
    "bot/doors/web.py": "import bot.doors.terminal",
    "dialogs/commands.py": "import time",
    "dialogs/steps/person.py": "import rapidfuzz",
    "bot/sending/outbox.py": "import aiogram",
    "bot/rendering/telegrams.py": "import bot.store",
}


def layers(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    environment = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the code that can be broken."""
    for floor in ("care", "dialogs", "bot"):
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_stands(house: Path) -> None:
    done = layers(house)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", BROKEN)
def test_an_import_that_points_up_is_refused(house: Path, module: str) -> None:
    with (house / module).open("a", encoding="utf-8") as code:
        code.write(f"\n{BROKEN[module]}\n")

    assert layers(house).returncode == 1
