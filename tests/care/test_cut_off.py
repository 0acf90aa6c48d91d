"""By which day one has to tell that one wants to change, where the rule has such a day."""

from datetime import date, timedelta

import pytest

from care.rules import Change, ChangeRule


@pytest.mark.parametrize(
    ("number", "today", "ahead", "last"),
    [
        (20, date(2026, 12, 1), 5, date(2026, 12, 20)),
        (20, date(2026, 12, 14), 5, date(2026, 12, 20)),
        (20, date(2026, 12, 15), 5, date(2027, 1, 20)),
        (20, date(2026, 12, 20), 0, date(2027, 1, 20)),
        (31, date(2027, 2, 1), 5, date(2027, 2, 28)),
        (30, date(2028, 2, 1), 5, date(2028, 2, 29)),
        (1, date(2026, 12, 31), 0, date(2027, 1, 1)),
    ],
)
def test_the_next_day_by_which_one_tells(number: int, today: date, ahead: int, last: date) -> None:
    change = Change(ChangeRule.CUT_OFF, number)

    assert change.last_day(today, timedelta(days=ahead)) == last


@pytest.mark.parametrize("rule", [rule for rule in ChangeRule if rule is not ChangeRule.CUT_OFF])
def test_no_other_rule_has_one(rule: ChangeRule) -> None:
    assert Change(rule, 20).last_day(date(2026, 12, 1)) is None
