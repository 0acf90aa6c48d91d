"""Where each way on leads, answer by answer: to a call, to a human, out of the case, and back."""

import pytest
from single import AT, BOOKING, said
from someone import exempelby, moment_in

from bot.assembly import House
from care.casework import Stage
from care.people import Part, Right, Role
from dialogs.notices import KIND
from dialogs.state import State
from dialogs.steps import after, human, joining, my_data, reminder, undoing
from dialogs.steps.call_time import as_value
from dialogs.talk import Moved
from dialogs.world import Carried, Elsewhere, NoSuchCode, Standing

HERE = {"municipality": "exempelby", "who": "self"}
CALM = {"booking": None, "standing": None, "stopped": False, "wished": None, "kept": None}


def ways(house: House, state: dict[str, object] | None = None, **known: object):
    """A talk with somebody in Exempelby, of whom just this is known."""
    return moment_in(exempelby(house), State({**HERE, **(state or {})}, "sv"), **{**CALM, **known})


@pytest.mark.parametrize(
    ("state", "straight"),
    [
        ({}, True),
        ({"list": "kommunen"}, True),
        ({"provider": "wish"}, False),
        ({"provider": "ask"}, False),
        ({"provider": "compare"}, True),
        ({"list": "cannot"}, False),
    ],
)
@pytest.mark.parametrize("call", ["", "no", "yes"])
def test_who_wants_a_call_is_led_past_what_is_not_chosen_yet(
    house: House, state: dict[str, object], straight: bool, call: str
) -> None:
    moved = after.book(ways(house, {**state, "call": call, "confirm": "yes", "remind": "no"}))

    assert moved.state.get("call") == "yes"
    assert moved.state.get("way") == ("straight" if straight else "")
    assert {"confirm", "remind"}.isdisjoint(moved.state.answers)


@pytest.mark.parametrize(("state", "told"), [({}, 1), ({"name": "kept"}, 0)])
def test_that_questions_come_is_told_once(
    house: House, state: dict[str, object], told: int
) -> None:
    assert len(after.book(ways(house, state)).replies) == told


def test_who_has_a_call_is_told_of_it_and_keeps_it(house: House) -> None:
    moved = after.book(ways(house, booking=BOOKING))

    assert (moved.state.get("time"), moved.state.get("confirm")) == (as_value(AT), "yes")
    assert moved.replies == ()


@pytest.mark.parametrize(
    ("state", "booking", "over"),
    [
        ({"confirm": "yes", "call": "yes"}, None, True),
        ({"confirm": "yes", "call": "yes"}, BOOKING, False),
        ({"call": "yes"}, None, False),
    ],
)
def test_a_call_that_is_over_is_waited_for_no_longer(
    house: House, state: dict[str, object], booking: object, over: bool
) -> None:
    left = after.settled(ways(house, {**state, "time": "x", "remind": "yes"}, booking=booking))

    assert left.state.get("call") == ("no" if over else "yes")
    assert ("time" in left.state.answers) is not over
    assert ("remind" in left.state.answers) is not over


@pytest.mark.parametrize(("booking", "call"), [(None, ""), (BOOKING, "yes")])
def test_back_to_the_list_a_booked_call_stays_booked(
    house: House, booking: object, call: str
) -> None:
    state = {"list": "kommunen", "provider": "wish", "call": "yes", "way": "straight"}
    left = after.show_list(ways(house, {**state, "list.all": "yes"}, booking=booking))

    assert left.get("call") == call
    assert {"list", "provider", "list.all", "way"}.isdisjoint(left.answers)


@pytest.mark.parametrize(
    ("booking", "phone", "offered"),
    [
        (None, None, ["number", "book", "next"]),
        (None, "+46846500450", ["book", "next"]),
        (BOOKING, "+46846500450", ["next"]),
        (BOOKING, None, ["number", "next"]),
    ],
)
def test_who_wants_a_human_is_offered_what_is_not_done_yet(
    house: House, booking: object, phone: str | None, offered: list[str]
) -> None:
    asked = human.ask_human(ways(house, booking=booking, kept=phone))

    assert [choice.value for choice in asked.choices] == offered


@pytest.mark.parametrize(
    ("value", "aside", "call"),
    [("number", "phone", ""), ("book", "", "yes"), ("next", "", "")],
)
def test_from_a_human_one_goes_to_the_number_the_call_or_on(
    house: House, value: str, aside: str, call: str
) -> None:
    moved = human.take_human(ways(house, {"aside": "human"}), value)

    assert (moved.state.get("aside"), moved.state.get("call")) == (aside, call)


@pytest.mark.parametrize(
    ("value", "resumes", "call", "told"),
    [
        ("yes", True, "yes", "Vi bokar ett samtal."),
        ("no", True, "no", ""),
        ("wrong", True, "", "Förlåt, jag förstod fel."),
        ("wrong", False, "", "Någon på kommunen har avslutat det här."),
    ],
)
def test_after_a_loss_there_is_a_call_or_quiet_or_all_is_as_before(
    house: House, value: str, resumes: bool, call: str, told: str
) -> None:
    talk = ways(house, {"aside": "sorrow"}, resume=resumes, closed=False)
    moved = human.take_sorrow(talk, value)

    assert (moved.state.get("call"), "aside" in moved.state.answers) == (call, False)
    assert moved.state.get("way") == ("straight" if call else "")
    assert " ".join(said(moved.replies)).startswith(told)


@pytest.mark.parametrize(
    ("value", "remind", "kept", "asked", "told"),
    [
        ("next", "page", True, "page", 0),
        ("undo=", "page", True, "page", 0),
        ("undo=email", "page", True, "email", 1),
        ("undo=sms", "page", True, "sms", 1),
        ("undo=sms", "no", True, "no", 1),
        ("undo=sms", "page", False, "", 0),
        ("undo=sms", "no", False, "no", 0),
    ],
)
def test_what_was_taken_away_can_be_had_back_until_the_night(
    house: House, value: str, remind: str, kept: bool, asked: str, told: int
) -> None:
    state = {"remind": remind, "aside": "contact_gone", "contact_gone.kind": "sms"}
    moved = my_data.take_gone(ways(house, state, keep_contact=kept), value)

    assert moved.state.get("remind") == asked
    assert {"aside", "contact_gone.kind"}.isdisjoint(moved.state.answers)
    assert len(moved.replies) == told


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part(Role.PERSON), ["Nu kan du se"]),
        (Part(Role.RELATIVE, consent=True), ["Nu kan du se", "Den som får hjälpen har sagt ja"]),
        (Part(Role.REPRESENTATIVE, Right.GOD_MAN), ["vill först se ditt papper"]),
        (Part(Role.REPRESENTATIVE, Right.GOD_MAN, checked=True), ["Nu kan du se"]),
    ],
)
def test_who_takes_part_is_told_what_they_may_see(part: Part, told: list[str]) -> None:
    sentences = said(joining.told_of(part))

    assert len(sentences) == len(told)
    assert all(words in one for words, one in zip(told, sentences, strict=True))


@pytest.mark.parametrize(
    ("answers", "warned"),
    [
        ({"language": "sv"}, False),
        ({"language": "sv", "aside": "move_here", "move_here": "x"}, False),
        ({"language": "sv", "aside": "move_here", "knew": "yes"}, True),
        ({"knew": "yes"}, True),
    ],
)
def test_that_answers_are_lost_is_told_where_there_are_any(
    house: House, answers: dict[str, object], warned: bool
) -> None:
    talk = moment_in(exempelby(house), State(answers, "sv"))

    assert bool(joining.tell_move(talk)) is warned


THERE = State({"language": "fi", "who": "parent", "aside": "move_here"}, "fi").dump()


@pytest.mark.parametrize(
    ("value", "found", "who", "told"),
    [
        ("no", None, "self", []),
        ("yes", Elsewhere(), "self", ["Du är redan med i något annat här."]),
        ("yes", NoSuchCode(2), "self", ["Koden gäller inte längre. Ta en ny kod."]),
        ("yes", Carried(THERE, "exempelby"), "parent", ["Nu fortsätter vi här."]),
    ],
)
def test_a_chat_goes_on_here_where_the_code_still_leads_to_one(
    house: House, value: str, found: object, who: str, told: list[str]
) -> None:
    talk = ways(house, {"aside": "move_here", "move_here": "print"}, take_over=found, closed=False)
    moved = joining.take_move(talk, value)

    assert moved.state.get("who") == who
    assert {"aside", "move_here"}.isdisjoint(moved.state.answers)
    assert [
        one[: len(words)] for words, one in zip(told, said(moved.replies), strict=False)
    ] == told


@pytest.mark.parametrize(
    ("undo", "value", "did", "told"),
    [
        ("declined=going_well", "next", [], []),
        ("declined=going_well", "back_to", ["going_well"], ["Bra. Då skriver vi om det igen."]),
        ("change_by", "back_to", [None], ["Då påminner vi dig inte om att byta."]),
        ("change_by", "next", [], []),
    ],
)
def test_what_was_decided_stands_or_is_taken_back(
    house: House, undo: str, value: str, did: list[object], told: list[str]
) -> None:
    done: list[object] = []
    talk = ways(house, {"undo": undo, "aside": "undo"})
    talk.world.undecline = done.append
    talk.world.change_by = done.append
    moved = undoing.take_undo(talk, value)

    assert done == did
    assert said(moved.replies) == told
    assert {"undo", "aside"}.isdisjoint(moved.state.answers)


@pytest.mark.parametrize(
    ("kind", "booking", "told"),
    [
        ("call_tomorrow", BOOKING, ["Kommunen ringer dig"]),
        ("call_moved", BOOKING, ["Kommunen har ändrat tiden", "Kommunen ringer dig"]),
        ("call_tomorrow", None, []),
    ],
)
def test_a_call_is_told_as_it_is_when_its_notice_is_opened(
    house: House, kind: str, booking: object, told: list[str]
) -> None:
    talk = ways(house, {KIND: kind}, booking=booking, called_off=None)
    sentences = said(reminder.tell_read(talk))

    assert len(sentences) == len(told)
    assert all(one.startswith(start) for start, one in zip(told, sentences, strict=True))
    assert said(reminder.tell_read(ways(house, {KIND: kind}, called_off=BOOKING))) == (
        ["Samtalet 2026-11-25 09:00:00+00:00 är avbokat."] if kind == "call_moved" else []
    )


@pytest.mark.parametrize(("stage", "rests"), [(Stage.STARTED, True), (Stage.CONFIRMED, False)])
def test_who_declines_is_asked_whether_to_take_it_back(
    house: House, stage: Stage, rests: bool
) -> None:
    declined: list[object] = []
    talk = ways(house, {KIND: "going_well"}, standing=Standing(stage, "kommunen"))
    talk.world.decline = declined.append
    moved = undoing.decline(talk)

    assert declined == ["going_well"]
    assert (moved.state.get("aside"), moved.state.get("undo")) == ("undo", "declined=going_well")
    on = undoing.take_undo(talk.after(moved.state), "next")
    assert on == Moved(on.state)
    assert (on.state.get("way") == "straight") is rests
