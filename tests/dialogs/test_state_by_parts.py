"""What a state gives, what of it is stored, and what of a stored one is believed."""

import pytest

from dialogs.state import State

PLAIN = {"v": 1, "answers": {}, "language": ""}


@pytest.mark.parametrize(
    ("state", "stored"),
    [
        (State(), {}),
        (State(language="fi"), {"language": "fi"}),
        (State({"who": "self"}), {"answers": {"who": "self"}}),
        (State({"needs": ("pets", "done")}), {"answers": {"needs": ["pets", "done"]}}),
        (State(misses=2), {"misses": 2}),
        (State(said="0a"), {"said": "0a"}),
        (State(again=1), {"again": 1}),
        (State(asked="who", shown=("self",)), {"asked": "who", "shown": ["self"]}),
        (State(asked="who"), {}),
        (State(unknown={"mood": 3}), {"mood": 3}),
        (State(unknown={"v": 2}), {}),
    ],
)
def test_only_what_is_so_is_stored(state: State, stored: dict[str, object]) -> None:
    assert state.dump() == {**PLAIN, **stored}


@pytest.mark.parametrize(
    ("stored", "state"),
    [
        ({"language": "fi"}, State(language="fi")),
        ({"language": 5}, State()),
        ({"answers": ["who"]}, State()),
        ({"answers": {"who": "self", "area": 5}}, State({"who": "self"})),
        ({"answers": {"needs": ["pets"]}}, State({"needs": ("pets",)})),
        ({"answers": {"needs": ("pets",)}}, State({"needs": ("pets",)})),
        ({"answers": {"needs": ["pets", 5]}}, State()),
        ({"misses": 0}, State()),
        ({"misses": 1}, State(misses=1)),
        ({"misses": 999}, State(misses=999)),
        ({"misses": 1000}, State()),
        ({"misses": -1}, State()),
        ({"misses": "2"}, State()),
        ({"again": 3}, State(again=3)),
        ({"said": "0a"}, State(said="0a")),
        ({"said": None}, State()),
        ({"asked": "who", "shown": ["self"]}, State(asked="who", shown=("self",))),
        ({"asked": "who", "shown": ("self",)}, State(asked="who", shown=("self",))),
        ({"asked": "who"}, State()),
        ({"shown": ["self"]}, State()),
        ({"asked": "who", "shown": ["self", 5]}, State()),
        ({"asked": "who", "shown": "self"}, State()),
        ({"v": 1, "mood": 3}, State(unknown={"mood": 3})),
        ([], State()),
        ("", State()),
    ],
)
def test_what_makes_no_sense_is_left_out(stored: object, state: State) -> None:
    assert State.restore(stored) == state


def test_an_answer_is_one_word_or_several() -> None:
    state = State({"who": "self", "needs": ("pets", "evening")})

    assert (state.get("who"), state.get("needs"), state.get("area")) == ("self", "", "")
    assert state.many("who") == ("self",)
    assert state.many("needs") == ("pets", "evening")
    assert state.many("area") == ()


def test_a_question_is_empty_again_and_the_others_are_not() -> None:
    state = State({"who": "self", "needs": ("pets",), "area": "centrum"}, "fi", misses=1)

    assert state.without("needs", "area", "list") == State({"who": "self"}, "fi", misses=1)
    assert state.speaking("sv").language == "sv"
    assert state.speaking("sv").answers == state.answers
