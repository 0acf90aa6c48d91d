"""Each kind of reminder is known wherever it comes."""

from bot.desk.words.reminders import KINDS
from care.followup import POLICY, Kind
from dialogs.notices import READ_AT
from dialogs.steps import ASIDES

READ_AS_IT_COMES = {Kind.LINE, Kind.CODE, Kind.DIGEST}


def test_every_kind_has_its_policy_and_its_name_at_the_desk() -> None:
    assert set(Kind) - set(POLICY) == set(), "POLICY of care/followup.py"
    assert set(Kind) - set(KINDS) == set(), "KINDS of bot/desk/words/reminders.py"


def test_every_kind_is_read_at_a_question_that_is_there() -> None:
    asked = {step.question for step in ASIDES}

    assert set(Kind) - set(READ_AT) == READ_AS_IT_COMES, "READ_AT of dialogs/notices.py"
    assert set(READ_AT.values()) - asked == set(), "ASIDES of dialogs/steps/__init__.py"
