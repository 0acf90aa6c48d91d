"""How far a case has come, and what may follow what."""

import pytest

from care.casework import BACK, NEXT, STOPS, Closing, Stage, may


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
