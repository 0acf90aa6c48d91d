"""Where a code leads, and what stands of one's own answers after it."""

import pytest
from single import AT, in_exempelby
from someone import exempelby

from bot.assembly import House
from care.people import Part, Right, Role
from dialogs.state import State
from dialogs.steps import joining
from dialogs.steps.call_time import as_value
from dialogs.steps.joining import CODE
from dialogs.steps.person import WHO
from dialogs.talk import Step
from dialogs.understanding.read import Understood
from dialogs.world import Carried, Elsewhere, Joined, Movable, NoSuchCode, Shared

LIST = {"municipality": "exempelby", "service": "care", "area": "centrum"}


@pytest.mark.parametrize(
    ("found", "logged"),
    [
        (Movable("print"), "code:move"),
        (Shared(LIST), "code:list"),
        (Joined(Part(Role.PERSON), "exempelby"), "code:case"),
        (Elsewhere(), "code:elsewhere"),
        (NoSuchCode(4), "code:wrong"),
        (NoSuchCode(0), "code:wrong"),
    ],
)
def test_the_log_tells_where_a_code_has_led(house: House, found: object, logged: str) -> None:
    known = {"join": found, "booking": None, "kept": None, "ask_human": None, "closed": False}

    assert joining.join(in_exempelby(house, **known), "K4M7PX")[1] == logged


@pytest.mark.parametrize(
    ("there", "wished", "undone", "stands"),
    [
        ("exempelby", "linden", False, True),
        ("elsewhere", "linden", True, False),
        ("elsewhere", None, False, False),
    ],
)
def test_to_a_list_from_elsewhere_neither_wish_nor_decision_follows(
    house: House, there: str, wished: str | None, undone: bool, stands: bool
) -> None:
    done: list[object] = []
    state = {"decision": "no", "apply": "look", "knew": "no", "needs": "x", "focus": "garden"}
    shared = Shared({**LIST, "municipality": there})
    talk = in_exempelby(house, state, join=shared, booking=None, wished=wished)
    talk.world.wish = lambda *of: done.append(of)
    answers = joining.join(talk, "K4M7PX")[0].state

    assert done == ([("exempelby", None)] if undone else [])
    assert answers.get("decision") == ("no" if stands else "dont_know")
    assert answers.get("apply") == ("look" if stands else "")
    assert (answers.get("knew"), answers.get("about1")) == ("no", "skip")
    assert [answers.get(q) for q in LIST] == [there, "care", "centrum"]
    assert {"needs", "focus"}.isdisjoint(answers.answers)


@pytest.mark.parametrize(
    ("kept", "stands"),
    [("name", {"name": "kept"}), ("birth_year", {"birth_year": "kept"}), ("phone", {})],
)
def test_who_joins_a_case_is_not_asked_for_the_name_again(
    house: House, kept: str, stands: dict[str, str]
) -> None:
    talk = in_exempelby(house, {"knew": "no", "time": as_value(AT)})
    talk.world.join = lambda _: Joined(Part(Role.RELATIVE, consent=True), "exempelby")
    talk.world.kept = lambda field: "Rut" if field == kept else None
    answers = joining.join(talk, "K4M7PX")[0].state.answers

    part = {"who": "other", "representation": "relative", "call": "no", "way": "straight"}
    assert answers == {"language": "ar", "municipality": "exempelby", **part, **stands}


@pytest.mark.parametrize("several", [False, True])
def test_where_the_chat_goes_on_its_municipality_is_an_answer_where_there_are_several(
    house: House, several: bool
) -> None:
    found = Carried(State({"who": "self"}, "sv").dump(), "exempelby")
    talk = in_exempelby(house, take_over=found, booking=None, wished=None)
    here = exempelby(house)
    talk.world.municipalities = lambda: (here, here) if several else (here,)
    talk.world.municipality = lambda _: here

    assert ("municipality" in joining.take_move(talk, "yes").state.answers) is several


@pytest.mark.parametrize(("aside", "stands"), [("code", ""), ("sorrow", "sorrow")])
def test_a_code_ends_the_question_for_one_and_nothing_else(
    house: House, aside: str, stands: str
) -> None:
    talk = in_exempelby(house, {"aside": aside}, join=Elsewhere(), closed=False)

    assert joining.join(talk, "K4M7PX")[0].state.get("aside") == stands


@pytest.mark.parametrize(("aside", "stands"), [("move_here", ""), ("sorrow", "sorrow")])
def test_what_stood_open_there_stands_open_here(house: House, aside: str, stands: str) -> None:
    found = Carried(State({"aside": aside, "who": "self"}, "sv").dump(), "")
    talk = in_exempelby(house, take_over=found, booking=None, wished=None)

    assert joining.take_move(talk, "yes").state.get("aside") == stands


@pytest.mark.parametrize(
    ("part", "who"),
    [
        (Part(Role.PERSON), {"who": "self"}),
        (Part(Role.UNKNOWN), {}),
        (Part(Role.REPRESENTATIVE, Right.FULLMAKT),
         {"who": "other", "representation": "fullmakt"}),
    ],
)  # fmt: skip
def test_who_joins_is_who_the_code_was_for(house: House, part: Part, who: dict[str, str]) -> None:
    talk = in_exempelby(house, join=Joined(part, "exempelby"), kept=None)
    answers = dict(joining.join(talk, "K4M7PX")[0].state.answers)

    assert {q: answers.get(q) for q in ("who", "representation") if q in answers} == who


@pytest.mark.parametrize(
    ("step", "folded", "command", "code"),
    [
        (CODE, "k4m7px", None, "K4M7PX"),
        (CODE, "k4m 7px", None, "K4M7PX"),
        (CODE, "jag har en kod k4m 7px", "code", "K4M7PX"),
        (CODE, "k4m7p", None, None),
        (WHO, "k4m 7px", None, "K4M7PX"),
        (WHO, "jag har en kod k4m7px", "code", "K4M7PX"),
        (WHO, "jag har en kod k4m 7px", "code", "K4M7PX"),
        (WHO, "jag har en kod", "code", None),
        (WHO, "jag bor i k4m 7px", None, None),
    ],
)
def test_a_code_is_read_alone_or_after_that_one_has_one(
    step: Step, folded: str, command: str | None, code: str | None
) -> None:
    assert joining.typed(step, Understood(folded, folded, command=command)) == code
