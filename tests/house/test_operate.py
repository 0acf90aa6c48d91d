"""docs/operate.md is tried word for word, and leaves nothing out."""

import ast
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_docs import ROOT, commands, read
from typer import Typer

from bot.commands.keys import app as keys
from bot.commands.operating import backup, doctor, restore
from bot.server.listening import listening

TRIED = re.compile(r"^```sh tried\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BIN = Path(sys.executable).parent
LEARNT = Path("var", "learnt")
SLOWEST = 200
"""Seconds on a machine with much to do; twenty are usual."""


def test_every_block_that_is_marked_runs_in_its_order(tmp_path: Path) -> None:
    """In another folder, at another port, with the code and what it has learnt where it is."""
    (ROOT / LEARNT).mkdir(parents=True, exist_ok=True)
    (tmp_path / LEARNT.parent).mkdir()
    (tmp_path / LEARNT).symlink_to(ROOT / LEARNT)
    with listening("127.0.0.1", 0) as free:
        port = str(free.getsockname()[1])
    blocks = TRIED.findall(read("docs/operate.md"))
    script = "\n".join(["set -eux -o pipefail", *blocks])
    script = script.replace("/opt/kundval", str(ROOT)).replace(
        "127.0.0.1:8080", f"127.0.0.1:{port}"
    )
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(tmp_path), "KUNDVAL_PORT": port}
    began = time.monotonic()
    shell = subprocess.Popen(
        ["bash", "-c", script], cwd=tmp_path, env=environment, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        said, _ = shell.communicate(timeout=SLOWEST)
    finally:
        if shell.poll() is None:
            os.killpg(shell.pid, signal.SIGKILL)
    print(f"{len(blocks)} blocks in {time.monotonic() - began:.0f} s")

    assert len(blocks) > 6
    assert shell.returncode == 0, said[-3000:]
    assert "Restored apart: every row is there" in said
    assert "the keys after it may be taken away" in said
    assert "Closed for all since" in said
    assert said.count('"ready":true') == 4
    left = (tmp_path / ".env").read_text()
    assert "," not in re.findall("KUNDVAL_KEYS=(.*)", left)[0]


def events() -> set[str]:
    found = set()
    for file in (ROOT / "bot").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("log()."):
                found |= {one.value for one in call.args if isinstance(one, ast.Constant)}
    return {str(one) for one in found}


def figures() -> set[str]:
    made = re.findall(
        r'(\w+)\(\s*"(kundval_\w+)"',
        read("bot/monitoring/metrics.py") + read("bot/monitoring/scraping.py"),
    )
    return {f"{name}{'_total' * (kind == 'Counter')}" for kind, name in made}


@pytest.mark.parametrize("named", [events, figures])
def test_every_event_and_every_figure_is_told(named: Callable[[], set[str]]) -> None:
    told = set(re.findall(r"`([\w.]+)`", read("docs/operate.md")))

    assert len(named()) > 8
    assert named() - told == set()


def test_every_command_of_the_operator_is_told_with_its_options() -> None:
    text = read("docs/operate.md")
    ours = Typer()
    for command in (doctor, backup, restore):
        ours.command()(command)
    named = {f"kundval {one}" for one in commands(ours) | {"close", "open", "status", "run"}}
    named |= {f"kundval keys {one}" for one in commands(keys)}

    assert {one for one in named if one not in text} == set()
    assert {"--check", "--over", "--lost", "--phone", "--municipality"} <= set(
        re.findall(r"--[a-z]+", text)
    )


def test_every_link_leads_somewhere() -> None:
    text = read("docs/operate.md")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / "docs" / target).exists(), target
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
