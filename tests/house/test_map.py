"""The map of the conversation is of the conversation as it is: nowhere is one stuck or lost."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import mapping
import pytest

from dialogs.steps import BY_QUESTION

ROOT = Path(__file__).parents[2]
TEXTS = {"t", "tn", "label"}


@pytest.fixture(scope="module")
def found() -> mapping.Map:
    """Every answer of every question, pressed once."""
    with mapping.nobody_yet() as go:
        return mapping.explore(go)


def test_every_question_is_reached(found: mapping.Map) -> None:
    """But those that come by the clock, an officer or another's code, which other tests open."""
    assert set(BY_QUESTION) - found.reached() == set(mapping.ELSEWHERE)


def test_t20_every_question_has_a_way_on_and_a_way_back(found: mapping.Map) -> None:
    assert {question for question in found.asks if not found.on_from(question)} == set()
    first = {"language"}
    assert {q for q, row in found.row.items() if "back" not in row} == first
    human = {to for at, to in found.ways if to == "human"}
    assert human == {"human"}


def test_from_everywhere_one_comes_to_the_end(found: mapping.Map) -> None:
    """From each question some way leads to the one where nothing is left to ask."""
    leads = {"after"}
    while more := {at for at, to in found.ways if to in leads and at} - leads:
        leads |= more
    assert found.reached() - leads == set()


def test_the_drawing_shows_the_ways_of_now(found: mapping.Map) -> None:
    """`make map` draws it again."""
    drawn = re.findall(r"<title>([^<]*)</title>", mapping.OUT.read_text(encoding="utf-8"))
    shown = {unescape(title) for title in drawn if "&gt;" in title}
    wanted = set(re.findall(r'^"(\w+)" -> "(\w+)" \[edge', mapping.dot(found), re.MULTILINE))

    assert shown == {f"{at}->{to}" for at, to in wanted}


def test_every_text_stands_where_something_leads() -> None:
    """A sentence in code that nothing uses is never said: from what doors call all is reached."""
    names: dict[str, set[str]] = {}
    says: set[str] = set()
    for name, uses, texts in _defined():
        names.setdefault(name, set()).update(uses)
        if texts:
            says.add(name)
    reached, new = set[str](), set(_asked_for())
    while new:
        reached |= new
        new = {used for name in new for used in names.get(name, ())} - reached
    assert len(says) > 200
    assert sorted(says - reached) == []


def _asked_for() -> Iterator[str]:
    """What the floor above imports from `dialogs`."""
    for file in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dialogs"):
                yield from (one.name for one in node.names)


def _defined() -> Iterator[tuple[str, set[str], bool]]:
    """Each name that `dialogs` defines, the names it uses, and whether a text stands in it."""
    for file in sorted((ROOT / "dialogs").rglob("*.py")):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            inside = list(ast.walk(node))
            uses = {n.id for n in inside if isinstance(n, ast.Name)}
            uses |= {n.attr for n in inside if isinstance(n, ast.Attribute)}
            texts = any(
                isinstance(n, ast.Call) and getattr(n.func, "id", "") in TEXTS for n in inside
            )
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    yield name, uses, texts
                case ast.Assign() | ast.AnnAssign():
                    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                    for target in targets:
                        for one in ast.walk(target):
                            if isinstance(one, ast.Name):
                                yield one.id, uses, texts
