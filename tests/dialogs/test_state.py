"""What was stored by any version can be read by this one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.state import State

SAMPLES = sorted((Path(__file__).parents[1] / "states").glob("*.json"))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_stored_state_is_restored(sample: Path) -> None:
    stored = json.loads(sample.read_text(encoding="utf-8"))
    state = State.restore(stored)

    assert state.language == stored["language"]
    assert State.restore(json.loads(json.dumps(state.dump()))) == state


def test_what_a_newer_version_wrote_is_carried_along() -> None:
    stored = json.loads((SAMPLES[0].parent / "v1_from_the_future.json").read_text())

    assert State.restore(stored).dump()["mood"] == {"kind": "calm"}
    assert "who" not in State.restore(stored).answers


@given(anything)
def test_nothing_that_is_stored_stops_the_conversation(stored: object) -> None:
    assert isinstance(State.restore(stored), State)


def test_answers_keep_the_order_in_which_they_were_last_given() -> None:
    state = State().answer("who", "self").answer("area", "centrum").answer("who", "parent")

    assert list(state.answers) == ["area", "who"]
