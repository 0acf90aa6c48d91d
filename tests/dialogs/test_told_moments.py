"""Single moments of a conversation: what is heard, done and offered in each of them."""

import pytest
from single import AT, BOOKING, in_exempelby, said
from someone import NOW, exempelby, moment_in

from bot.assembly import House
from care.casework import Stage
from care.municipality import Municipality
from care.rules import FreeHours, ServiceRule
from care.services import Service
from dialogs.notices import KIND, MORE
from dialogs.state import State
from dialogs.steps import (
    changing,
    earlier,
    home,
    missed,
    opening,
    person,
    reminder,
    rules,
    shortlist,
)
from dialogs.steps.call_time import as_value
from dialogs.understanding.read import Understood
from dialogs.world import Booked, Reason, Standing, Taken

QUIET = {"standing": None, "stopped": False, "wished": None}


@pytest.mark.parametrize(("says", "heard"), [("dont_know", "keep"), ("yes", None), (None, None)])
def test_who_does_not_know_keeps_what_is(house: House, says: str | None, heard: object) -> None:
    assert changing.hear_way(in_exempelby(house), Understood("", "", says=says)) == heard


@pytest.mark.parametrize(
    ("value", "got", "waits", "told"),
    [
        ("next", None, [], []),
        ("no", None, [], ["Tiden finns kvar."]),
        (as_value(AT), Taken(()), [], ["Någon annan hann före. Du har kvar din tid."]),
        (as_value(AT), Booked(BOOKING), [False], ["Klart!"]),
    ],
)
def test_an_earlier_time_is_taken_or_the_booked_one_stands(
    house: House, value: str, got: object, waits: list[bool], told: list[str]
) -> None:
    waited: list[bool] = []
    talk = in_exempelby(house, {"aside": "earlier"}, book=got, officer="Anna Lind",
                        booking=BOOKING, **QUIET)  # fmt: skip
    talk.world.wait = waited.append
    moved = earlier.take_earlier(talk, value)

    assert waited == waits
    assert [
        one[: len(words)] for words, one in zip(told, said(moved.replies), strict=False)
    ] == told
    assert ("aside" in moved.state.answers) is isinstance(got, Taken)
    assert (moved.state.get("confirm") == "yes") is isinstance(got, Booked)


@pytest.mark.parametrize(
    ("value", "stopped", "resumes", "confirm", "reminded", "told"),
    [
        ("no", True, True, "yes", [], "Det går bra. Vi skickar inget nu."),
        ("yes", True, True, "yes", [True], "Bra. Då påminner vi dig."),
        ("yes", True, True, "", [True], "Bra. Då påminner vi dig."),
        ("yes", False, False, "yes", [True], "Bra. Då påminner vi dig."),
        ("yes", True, False, "yes", [], "Det kan bara kommunen ändra. Ring och säg hur det är."),
    ],
)
def test_home_again_one_is_reminded_again_where_the_chat_may(
    house: House, value: str, stopped: bool, resumes: bool, confirm: str, reminded: list[bool],
    told: str,
) -> None:  # fmt: skip
    done: list[bool] = []
    state = {"aside": "home", **({"confirm": confirm} if confirm else {})}
    talk = in_exempelby(house, state, stopped=stopped, resume=resumes, closed=False)
    talk.world.remind = done.append
    moved = home.take_home(talk, value)

    assert done == reminded
    assert said(moved.replies)[0] == told
    assert "aside" not in moved.state.answers
    assert (moved.state.get("remind") == "yes") is (bool(reminded) and bool(confirm))


@pytest.mark.parametrize(("key", "answered"), [("exempelby", True), ("gone", False)])
def test_a_municipality_that_is_not_served_is_no_answer(
    house: House, key: str, answered: bool
) -> None:
    here = exempelby(house)
    talk = moment_in(here, State({}, "sv"))
    talk.world.municipality = lambda value: here if value == here.key else None
    moved = opening.take_municipality(talk, key)

    assert ("municipality" in moved.state.answers) is answered
    assert bool(moved.replies) is answered


@pytest.mark.parametrize(
    ("value", "call", "after", "asked"),
    [
        ("yes", "no", "", [("exempelby", Reason.APPLY)]),
        ("yes", "yes", "yes", [("exempelby", Reason.APPLY)]),
        ("look", "no", "no", []),
    ],
)
def test_who_applies_on_the_way_is_offered_a_call(
    house: House, value: str, call: str, after: str, asked: list[object]
) -> None:
    done: list[object] = []
    talk = in_exempelby(house, {"aside": "apply_now", "call": call})
    talk.world.ask_human = lambda *of: done.append(of)
    moved = person.take_apply_now(talk, value)

    assert done == asked
    assert "aside" not in moved.state.answers
    assert moved.state.get("call") == after
    assert moved.state.get("apply") == ("yes" if asked else "")
    assert moved.state.get("way") == ("straight" if asked else "")


@pytest.mark.parametrize(
    ("value", "known", "kind", "aside"),
    [
        ("open=call_soon", {"booking": BOOKING}, "call_soon", "read"),
        ("open=case_news", {}, "case_news", "news"),
        ("open=what_is_no_more", {"booking": BOOKING}, "call_soon", "read"),
        ("later", {}, "call_tomorrow", ""),
        ("move", {"booking": BOOKING}, "call_tomorrow", ""),
        ("cancel", {"booking": BOOKING}, "call_tomorrow", "cancel"),
    ],
)
def test_a_notice_is_opened_put_off_or_answered_at_once(
    house: House, value: str, known: dict[str, object], kind: str, aside: str
) -> None:
    state = {"aside": "notice", KIND: "call_tomorrow"}
    talk = in_exempelby(house, state, **{"booking": None, **QUIET, **known})
    moved = reminder.take_notice(talk, value)

    assert (moved.state.get(KIND), moved.state.get("aside")) == (kind, aside)
    assert (MORE in moved.state.answers) is (value in ("later", "open=case_news"))


@pytest.mark.parametrize(("takes_wishes", "offered"), [(True, ["all", "cannot"]), (False, ["all"])])
def test_who_can_leave_no_wish_is_not_asked_whether_they_cannot_choose(
    takes_wishes: bool, offered: list[str]
) -> None:
    offered_here = (ServiceRule(Service.CARE),)
    here = Municipality("by", "By", "0", "1", False, takes_wishes, offered_here, ())

    assert [c.value for c in shortlist.every_provider(moment_in(here))] == offered


@pytest.mark.parametrize(("service", "told"), [("care", 1), ("short_stay", 2)])
def test_from_when_a_change_counts_is_told_where_there_is_a_day_for_it(
    house: House, service: str, told: int
) -> None:
    so = Standing(Stage.STARTED, "kommunen", change_by=NOW.date())
    talk = in_exempelby(house, {"service": service}, standing=so, stopped=False)

    assert len(changing.tell_change_by(talk)) == told


@pytest.mark.parametrize(
    ("value", "call", "told"),
    [("book", "yes", "Vi bokar ett samtal."), ("no", "", "Det går bra. Ändrar du dig?")],
)
def test_who_was_not_reached_books_anew_or_lets_it_be(
    house: House, value: str, call: str, told: str
) -> None:
    state = State({"municipality": "exempelby", "aside": "missed"}, "sv")
    talk = moment_in(exempelby(house), state, booking=None, missed=BOOKING, **QUIET)
    moved = missed.take_missed(talk, value)

    assert said(moved.replies)[0].startswith(told)
    assert (moved.state.get("call"), "aside" in moved.state.answers) == (call, False)


@pytest.mark.parametrize(
    ("hours", "known"),
    [(FreeHours(True, 75, 6), True), (FreeHours(True, 75), False),
     (FreeHours(True, None, 6), False), (FreeHours(True), False)],
)  # fmt: skip
def test_help_that_nobody_assesses_is_told_with_both_or_with_neither(
    hours: FreeHours, known: bool
) -> None:
    assert rules.free_hours_told(hours).text.startswith("Är du" if known else "Viss hjälp")
