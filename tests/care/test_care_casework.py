"""How far a case has come, and what may follow what."""

from datetime import date

import pytest

from care.casework import BACK, NEXT, STOPS, Closing, Stage, course, may
from care.followup import Course


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_can_be_left_and_none_follows_itself(stage: Stage) -> None:
    assert NEXT[stage]
    assert not may(stage, stage)


@pytest.mark.parametrize(("stage", "before"), BACK.items())
def test_a_mistake_is_undone_to_where_it_was_made(stage: Stage, before: Stage) -> None:
    assert may(before, stage)


def test_all_but_the_first_and_the_last_can_be_undone() -> None:
    assert set(BACK) == set(Stage) - {Stage.OPEN, Stage.CLOSED}


def test_only_help_that_has_started_leaves_planned_notices_alone() -> None:
    assert set(Closing) - STOPS == {Closing.CONFIRMED}


START, ENDS, CHANGE_BY = date(2026, 12, 1), date(2027, 3, 31), date(2027, 1, 20)


@pytest.mark.parametrize(
    ("stage", "closed_as", "goes_on"),
    [
        (Stage.ACCEPTED, None, False),
        (Stage.STARTED, None, True),
        (Stage.CLOSED, Closing.CONFIRMED, True),
        (Stage.CLOSED, Closing.HOSPITAL, False),
    ],
)
def test_follow_ups_hang_on_help_that_goes_on(
    stage: Stage, closed_as: Closing | None, goes_on: bool
) -> None:
    known = START, ENDS, CHANGE_BY

    assert course(stage, closed_as, *known) == (Course(*known) if goes_on else Course())
