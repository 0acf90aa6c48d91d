"""What is asked and told at one turn, where it hangs on something that is seldom so."""

from datetime import date, timedelta

import pytest
from single import AT, BOOKING, in_exempelby, said, text, values
from someone import NOW, exempelby, moment_in

from bot.assembly import House
from care.municipality import Municipality
from care.providers import Authorisation, Form, Provider, Standing
from care.rules import ServiceRule
from care.services import Service
from dialogs.notices import KIND
from dialogs.replies import Ask
from dialogs.state import State
from dialogs.steps import (
    call_time,
    compare,
    confirming,
    holding,
    opening,
    provider,
    reminder,
    reminding,
)
from dialogs.steps.call_time import as_value
from dialogs.world import Hold, Taken

CARE = (ServiceRule(Service.CARE),)
HELD = Hold(AT, 20, NOW)


def town(key: str, *providers: Provider) -> Municipality:
    """A municipality where one may choose among these."""
    return Municipality(key, key.title(), "0", "1", False, True, CARE, providers)


def one(key: str, standing: Standing = Standing.ACTIVE) -> Provider:
    """A provider by this key."""
    gives = Authorisation(Service.CARE, None, date(2020, 1, 1), standing=standing)
    return Provider(key, key.title(), Form.COMPANY, (gives,))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"time": as_value(AT)}, "Vi håller inte tiden"),
        ({"time": as_value(AT), "confirm": "yes"}, "Vi håller ingen tid åt dig just nu."),
        ({"time": "later"}, "Vi håller ingen tid åt dig just nu."),
        ({}, "Vi håller ingen tid åt dig just nu."),
    ],
)
def test_of_a_time_that_is_kept_no_longer_it_is_told_which(
    house: House, state: dict[str, str], told: str
) -> None:
    assert said(holding.tell_hold(in_exempelby(house, state, held=None)))[0].startswith(told)


@pytest.mark.parametrize(
    ("state", "got", "asked", "time"),
    [
        ({"time": as_value(AT)}, HELD, [AT], True),
        ({"time": as_value(AT)}, Taken((AT + timedelta(hours=1),)), [AT], False),
        ({"time": as_value(AT), "confirm": "yes"}, HELD, [], True),
        ({}, HELD, [], False),
    ],
)
def test_a_time_that_was_let_go_is_taken_again_where_it_is_free(
    house: House, state: dict[str, str], got: object, asked: list[object], time: bool
) -> None:
    held: list[object] = []
    talk = in_exempelby(house, {**state, "aside": "hold"}, extend=None)
    talk.world.hold = lambda _, at, __: (held.append(at), got)[1]
    moved = holding.take_hold(talk, "yes")

    assert held == asked
    assert ("time" in moved.state.answers) is time
    assert bool(moved.replies) is isinstance(got, Taken)


def test_where_another_was_faster_other_times_are_asked_for(house: House) -> None:
    others = (AT + timedelta(hours=1), AT + timedelta(hours=2))
    moved = call_time.taken(in_exempelby(house), others)
    ask = moved.replies[-1]

    assert isinstance(ask, Ask)
    assert ask.question == "time"
    assert values(ask) == [*map(as_value, others), f"after={as_value(others[-1])}"]


def test_what_was_confirmed_without_a_time_is_void(house: House) -> None:
    talk = in_exempelby(house, {"time": "later", "confirm": "yes"})

    assert {"time", "confirm"}.isdisjoint(confirming.take_confirm(talk, "yes").state.answers)


@pytest.mark.parametrize(
    ("ask", "question", "beside"),
    [(compare.ask_compare, "compare", 7), (compare.ask_third, "third", 6)],
)
def test_who_to_lay_beside_is_asked_five_at_a_time(ask, question: str, beside: int) -> None:
    here = town("by", *(one(f"p{n}") for n in range(8)))
    state = {"list": "p0", f"{question}.page": "2"}
    if question == "third":
        state["compare"] = "p1"

    assert len(values(ask(moment_in(here, State(state))))) == beside - 5 + 1


@pytest.mark.parametrize("standing", Standing)
def test_nobody_is_wished_for_who_can_not_be_chosen(standing: Standing) -> None:
    done: list[object] = []
    talk = moment_in(town("by", one("asken", standing)), State({"list": "asken"}))
    talk.world.wish = lambda *of: (done.append(of), True)[1]
    moved = provider.wish_for(talk, "asken")

    can = standing is Standing.ACTIVE
    assert bool(done) is can
    assert (moved.state.get("provider") == "wish") is can
    assert said(moved.replies)[0].startswith("Du önskar Asken." if can else "Asken kan inte")


@pytest.mark.parametrize(("count", "asked"), [(1, False), (2, True), (3, True)])
def test_where_one_lives_is_asked_where_there_are_several(count: int, asked: bool) -> None:
    talk = moment_in(town("by0"))
    talk.world.municipalities = lambda: tuple(town(f"by{n}") for n in range(count))

    assert opening.MUNICIPALITY.matters(talk) is asked


@pytest.mark.parametrize(("aside", "told"), [("human", True), ("my_data", False), ("", False)])
def test_who_wants_a_human_is_told_when_as_soon_as_it_is_known_where(
    house: House, aside: str, told: bool
) -> None:
    here = exempelby(house)
    talk = moment_in(here, State({"aside": aside}), ask_human=NOW, municipality=here)
    sentences = said(opening.take_municipality(talk, "exempelby").replies)

    assert any(one.startswith("Vi ringer dig senast") for one in sentences) is told


@pytest.mark.parametrize(("kind", "more"), [("call_tomorrow", ["decline"]), ("call_moved", [])])
def test_of_a_call_that_was_moved_one_is_always_told(
    house: House, kind: str, more: list[str]
) -> None:
    asked = reminder.ask_read(in_exempelby(house, {KIND: kind}, booking=BOOKING))

    assert values(asked) == ["yes", "move", "cancel", *more]


@pytest.mark.parametrize(
    ("reaches", "now", "told"),
    [
        ("telegram", NOW, "Vi kan skriva här dagen före samtalet."),
        ("sms", NOW, "Vi kan skriva till dig dagen före samtalet."),
        ("telegram", AT - timedelta(hours=3), "Vi kan skriva här 2 timmar före samtalet."),
        ("sms", AT - timedelta(hours=3), "Vi kan skriva till dig 2 timmar före samtalet."),
        ("sms", AT - timedelta(hours=1), "Vi kan fråga hur det går."),
    ],
)
def test_of_what_one_is_reminded_hangs_on_how_near_the_call_is(
    house: House, reaches: str, now: object, told: str
) -> None:
    talk = in_exempelby(house, reaches=frozenset((reaches,)), booking=BOOKING, closed=False)
    later = type(talk)(talk.state, talk.world, now, None, None)

    assert text(reminding.ask_remind(later).text).startswith(told)
