"""One kind of line, whoever writes it; ids and never words."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BEGIN = """
import asyncio, logging, sys, threading, warnings
from bot.logs import REQUEST, begin, log
begin(sys.argv[1])
"""
FIELDS = {
    "bot", "code", "door", "edition", "error", "language", "mend", "method", "municipality",
    "notice", "outcome", "pid", "rows", "size", "stage", "status", "update", "what",
}  # fmt: skip
"""Ids, kinds and sizes. What a person wrote has no field."""


def written(program: str, form: str = "json") -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + program, form], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_every_line_of_ours_names_its_event_and_holds_ids_only() -> None:
    found = 0
    for file in (ROOT / "bot").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not ast.unparse(call.func).startswith("log()."):
                continue
            if file.name == "logs.py":  # passes on what others log
                continue
            found += 1
            assert isinstance(call.args[0], ast.Constant), ast.unparse(call)
            assert len(call.args) == 1, ast.unparse(call)
            for given in call.keywords:
                said = ast.unparse(given.value)
                assert "str(" not in said, ast.unparse(call)
                assert given.arg in FIELDS or said == "ids" or said.startswith("told("), said
    assert found > 20


def test_lines_are_text_or_json() -> None:
    say = "REQUEST.set('a1'); log().warning('x.y', notice='n1')"

    (text,) = written(say, "text")
    (as_json,) = written(say)

    assert text.endswith("level='warning' event='x.y' notice='n1' request='a1'")
    told = json.loads(as_json)
    del told["timestamp"]
    assert told == {"level": "warning", "event": "x.y", "notice": "n1", "request": "a1"}


@pytest.mark.parametrize(
    ("program", "event", "said"),
    [
        ("logging.getLogger('other').error('sent %s', 'HEMLIGT')", "other", "sent %s"),
        (
            "try: raise KeyError('HEMLIGT')\nexcept KeyError: logging.exception('it broke')",
            "root",
            "it broke",
        ),
        (
            "async def main():\n"
            "  asyncio.get_running_loop().call_soon(int, 'HEMLIGT')\n"
            "  await asyncio.sleep(0.01)\n"
            "asyncio.run(main())",
            "asyncio",
            "Exception in callback int",
        ),
        (
            "async def lost(): raise ValueError('HEMLIGT')\n"
            "async def main():\n"
            "  asyncio.create_task(lost())\n"
            "  await asyncio.sleep(0.01)\n"
            "asyncio.run(main())",
            "asyncio",
            "Task exception was never retrieved",
        ),
        (
            "t = threading.Thread(target=lambda: int('HEMLIGT')); t.start(); t.join()",
            "crashed",
            None,
        ),
        ("raise ValueError('HEMLIGT') from KeyError('HEMLIGT')", "crashed", None),
        (
            "class A:\n  def __del__(self): raise ValueError('HEMLIGT')\na = A(); del a",
            "crashed",
            None,
        ),
    ],
)
def test_of_an_error_its_type_and_place_are_told_and_not_its_words(
    program: str, event: str, said: str | None
) -> None:
    (line,) = written(program)

    told = json.loads(line)
    assert "HEMLIGT" not in line
    assert (told["event"], told.get("said")) == (event, said)
    assert event == "other" or told["error"].split(" < ")[0].endswith("Error")
    assert event == "other" or re.search(r":\d+ \S", told["where"])


def test_what_caused_an_error_is_told() -> None:
    (line,) = written("raise ValueError('HEMLIGT') from KeyError('HEMLIGT')")

    assert json.loads(line)["error"] == "ValueError < KeyError"
