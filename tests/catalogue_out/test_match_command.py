"""`kundval match`, as it is used."""

import json
from pathlib import Path

import pytest
from commanded import ROOT, kundval

from bot.catalogue import open_book

ASKED = ("match", "--municipality", "exempelby", "--service", "care", "--area", "centrum")


def groups(*words: str) -> dict[str, list[dict[str, object]]]:
    done = kundval(*ASKED, *words, "--json")
    assert done.exit_code == 0, done.output
    found: dict[str, list[dict[str, object]]] = json.loads(done.stdout)["groups"]
    return found


@pytest.fixture
def shipped(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUNDVAL_CATALOGUES", str(ROOT / "catalogues"))


@pytest.mark.usefixtures("shipped")
def test_match_puts_every_provider_in_one_group_and_says_why() -> None:
    found = groups("--wish", "language=fi", "--wish", "evening", "--seed", "3")
    everyone = [p["key"] for group in found.values() for p in group]

    assert [*found] == ["meets", "unknown", "lacks", "not_available"]
    keys = {
        line.cells["key"] for line in open_book(ROOT / "catalogues/exempelby").lines("providers")
    }
    assert sorted(map(str, everyone)) == sorted(keys)
    for name, group in found.items():
        for provider in group:
            assert provider.keys() >= {"key", "name", "meets", "unknown", "lacks", "why"}
            assert str(provider["name"]) in str(provider["why"])
            if name == "meets":
                assert provider["meets"] == ["language=fi", "evening"]


@pytest.mark.usefixtures("shipped")
def test_match_has_the_order_of_its_seed() -> None:
    def first(seed: str) -> list[object]:
        return [p["key"] for p in groups("--seed", seed)["meets"]]

    assert first("3") == first("3")
    assert len({tuple(first(str(seed))) for seed in range(5)}) > 1


@pytest.mark.usefixtures("shipped")
def test_match_takes_a_day_and_what_the_decision_requires() -> None:
    required = groups("--requires", "dementia", "--seed", "3")

    assert all("competence=dementia" in p["meets"] for p in required["meets"])
    assert groups("--today", "1990-01-01", "--seed", "3")["meets"] == []


@pytest.mark.usefixtures("shipped")
def test_match_can_be_read_by_a_person() -> None:
    told = kundval(*ASKED, "--wish", "language=fi", "--seed", "3").stdout

    assert "Har det du önskar (" in told
    assert "+ Har personal som talar finska" in told
    assert "Ordningen i varje grupp är blandad" in told


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--municipality", "exempelbi"), "exempelby"),
        (("--service", "caring"), "Skriv care, household,"),
        (("--area", "centrumm"), "Menar du centrum? Skriv centrum,"),
        (("--wish", "evning"), "Menar du evening? Skriv evening,"),
        (("--wish", "language=xx"), "language=fi"),
        (("--wish", "language"), "language=…"),
        (("--wish", "competence=dementa"), "Menar du competence=dementia?"),
        (("--requires", "dementa"), "Menar du dementia? Skriv dementia,"),
        (("--today", "i morgon"), "2026-11-22"),
    ],
)
def test_match_says_what_may_be_asked_and_what_is_nearest(
    words: tuple[str, ...], said: str
) -> None:
    done = kundval(*ASKED, *words)

    assert done.exit_code in (1, 2)
    assert said in done.stderr
    assert isinstance(done.exception, SystemExit)
