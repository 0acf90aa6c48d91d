"""The documents say what is there."""

import inspect
import re
import tomllib
from pathlib import Path

from typer import Typer

from bot.cli import app, leaflet
from bot.commands.catalogue import app as catalogue
from bot.commands.locale import app as locale
from bot.commands.officer import app as officer
from bot.commands.telegram import app as telegram
from bot.doors.updates import MENU
from bot.settings import Settings
from bot.store.keys import sealed
from bot.store.tables import metadata
from care.retention import Record

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_in_the_example() -> None:
    told = set(re.findall(r"^KUNDVAL_(\w+)=", read(".env.example"), re.MULTILINE))

    assert told == {name.upper() for name in Settings.model_fields}


def test_every_library_has_its_line_in_the_readme() -> None:
    needed = tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]
    names = {re.split(r"[\[<>=]", line)[0] for line in needed}
    table = read("README.md").partition("## What we stand on")[2]

    assert {name for name in names if not re.search(rf"\b{name}\b", table)} == set()


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for name in (
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "locales/README.md",
        *(f"docs/{page.name}" for page in ROOT.glob("docs/*.md")),
    ):  # fmt: skip
        for target in re.findall(r"(?:\]\(|src=\")([^)\"#:]+)[)\"]", read(name)):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_every_file_and_name_that_leads_through_the_code_is_there() -> None:
    house = "".join(
        file.read_text(encoding="utf-8")
        for floor in ("bot", "care", "dialogs", "docs", "tests")
        for file in ROOT.glob(f"{floor}/**/*.py")
    )
    for page in ("docs/architecture.md", "CONTRIBUTING.md"):
        # A pattern or a gap ("locales/<code>/…") is a folder's: what stands before it is there.
        for path in re.findall(r"`([a-z]+/[^`\s]*)`", read(page)):
            assert (ROOT / re.split(r"[^/]*[*<]", path)[0]).exists(), f"{page}: {path}"
        for name in re.findall(r"`(?:\w+\.)?([A-Za-z_]+)`", read(page)):
            assert re.search(rf"\b{name}\b", house), f"{page}: {name}"


def test_every_page_of_docs_is_led_to_from_the_readme() -> None:
    told = read("README.md")

    assert [page.name for page in ROOT.glob("docs/*.md") if f"docs/{page.name}" not in told] == []


def test_every_table_is_in_the_assessment() -> None:
    stored = read("docs/dpia.md").partition("## 3.")[2].partition("## 4.")[0]
    told = {name for row in re.findall(r"^\| (`.*?) \|", stored, re.MULTILINE)
            for name in re.findall(r"`(\w+)`", row)}  # fmt: skip

    assert told == set(metadata.tables)


def test_every_time_that_is_decided_and_every_column_that_is_sealed_is_told() -> None:
    text = read("docs/privacy.md")
    kept = {f"retention_{record}" for record in ("decision", *Record)}
    shut = {f"{column.table.name}.{column.name}" for column in sealed.columns()}
    named = text.partition("## Encryption")[2].partition("##")[0]

    assert set(re.findall(r"^\| `(retention_\w+)`", text, re.MULTILINE)) == kept
    assert set(re.findall(r"`([a-z]+\.[a-z_]+)`", named)) == shut


def test_all_code_and_every_test_that_privacy_points_to_is_there() -> None:
    text = read("docs/privacy.md")
    written = "".join(file.read_text(encoding="utf-8") for file in ROOT.glob("tests/*/test_*.py"))

    for path in re.findall(r"`((?:bot|care|dialogs|tests)/[\w/.]+)`", text):
        assert (ROOT / path).exists(), path
    for name in re.findall(r"`(test_\w+)`", text):
        assert f"def {name}(" in written, name


def commands(app: Typer) -> set[str]:
    named = (c.name or (c.callback and c.callback.__name__) for c in app.registered_commands)
    return {name for name in named if name}


def test_every_command_for_a_catalogue_is_in_its_document_with_an_example() -> None:
    shown = re.findall(r"^kundval catalogue (\w+) ", read("docs/catalogue.md"), re.MULTILINE)

    assert set(shown) == commands(catalogue)
    assert re.search(r"^kundval match ", read("docs/catalogue.md"), re.MULTILINE)


def test_every_command_for_accounts_and_every_setting_of_sign_in_is_in_the_desks_document() -> None:
    text = read("docs/desk.md")
    ours = {f"KUNDVAL_{n.upper()}" for n in Settings.model_fields if "oidc" in n or "sign" in n}

    assert set(re.findall(r"^kundval officer (\w+) ", text, re.MULTILINE)) == commands(officer)
    assert ours <= set(re.findall(r"KUNDVAL_\w+", text))


def test_every_word_of_the_bots_menu_and_command_is_in_its_document() -> None:
    text = read("docs/telegram.md")

    assert {f"/{word}" for word in MENU} <= set(re.findall(r"/\w+", text))
    assert set(re.findall(r"`kundval telegram (\w+)`", text)) == commands(telegram)


def test_every_option_of_a_leaflet_and_every_command_for_languages_is_told() -> None:
    given = inspect.signature(leaflet).parameters
    options = {"--list" if name == "as_list" else f"--{name}" for name in given}

    assert options - set(re.findall(r"--\w+", read("docs/leaflet.md"))) == {"--database"}
    shown = re.findall(r"^kundval locale (\w+)", read("locales/README.md"), re.MULTILINE)
    assert set(shown) == commands(locale)


def test_every_command_that_the_documents_name_is_there() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?kundval (\w+)", read("README.md")))

    assert named <= commands(app) | {group.name for group in app.registered_groups}
    targets = set(re.findall(r"^(\w+):.*##", read("Makefile"), re.MULTILINE))
    assert (
        set(
            re.findall(
                r"make (\w+)", read("README.md") + read("CONTRIBUTING.md") + read("SECURITY.md")
            )
        )
        <= targets
    )
