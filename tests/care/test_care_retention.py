"""How long each kind of record is kept: never less than by a decision that is named."""

from datetime import UTC, datetime, timedelta

import pytest

from care.retention import Record, Retention, jointly

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONTH = Retention("KS 2026:1", answers=30, turns=30, contact=395)
YEAR = Retention("KS 2026:2", answers=365, turns=10, cases=365)


def test_what_is_older_than_the_decision_says_may_go() -> None:
    assert MONTH.before(Record.TURNS, NOW) == NOW - timedelta(days=30)


@pytest.mark.parametrize(
    ("kept", "record"),
    [
        (Retention(answers=30), Record.ANSWERS),  # nobody has decided it
        (MONTH, Record.CASES),  # the decision does not name it
    ],
)
def test_nothing_may_go_that_no_decision_names(kept: Retention, record: Record) -> None:
    assert kept.days(record) is None
    assert kept.before(record, NOW) is None


def test_what_may_be_anybodys_goes_when_all_of_them_allow_it() -> None:
    both = jointly((MONTH, YEAR))

    assert {record.value: both.days(record) for record in Record} == {
        "answers": 365, "turns": 30, "contact": None, "cases": None, "log": None,
    }  # fmt: skip


def test_the_decisions_are_named_once_each() -> None:
    assert jointly((MONTH, YEAR, MONTH)).decision == "KS 2026:1; KS 2026:2"


@pytest.mark.parametrize("decided", [(), (MONTH, Retention(answers=30))])
def test_one_without_a_decision_keeps_all_of_it(decided: tuple[Retention, ...]) -> None:
    assert jointly(decided) == Retention()
