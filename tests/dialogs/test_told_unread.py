"""What is still so of each notice, what is read next, and what an old button may do then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from single import AT, BOOKING, said
from someone import NOW, exempelby, moment_in

from bot.assembly import House
from care.casework import Closing, Stage
from care.followup import A_MONTH, AFTER_THE_START, Kind
from dialogs.notices import KIND, MORE
from dialogs.state import State
from dialogs.steps import after, care_plan, changing, ending, news, parting, reading, unread
from dialogs.talk import Talk
from dialogs.world import Booking, Standing

TODAY = NOW.date()
DAY = timedelta(days=1)
NOBODY = {
    "booking": None, "called_off": None, "missed": None, "standing": None, "stopped": False,
    "wished": None, "waits": False, "reaches": frozenset(("web",)),
}  # fmt: skip
"""Of whom nothing is known."""
GONE = Booking("0", AT, 20, "anna-lind", "skog")
STARTED = Standing(Stage.STARTED, "kommunen", start_day=TODAY - DAY)


def of(house: House, state: dict[str, object] | None = None, **known: object) -> Talk:
    """A talk with somebody of whom just this is known."""
    answers = {"municipality": "exempelby", "who": "self", **(state or {})}
    return moment_in(exempelby(house), State(answers, "sv"), **{**NOBODY, **known})


CALLED = (Kind.CALL_TOMORROW, Kind.CALL_SOON, Kind.EARLIER_TIME)
COURSE = (Kind.GOING_WELL, Kind.CARE_PLAN, Kind.STILL_WELL, Kind.CHOOSE_AGAIN)


@pytest.mark.parametrize(
    ("known", "so"),
    [
        ({}, [Kind.UNFINISHED]),
        ({"booking": BOOKING}, [*CALLED, Kind.CALL_MOVED]),
        ({"called_off": GONE}, [Kind.CALL_MOVED, Kind.UNFINISHED]),
        ({"missed": GONE}, [Kind.CALL_MISSED, Kind.UNFINISHED]),
        ({"missed": GONE, "booking": BOOKING}, [*CALLED, Kind.CALL_MOVED]),
        ({"missed": GONE, "stopped": True}, []),
        ({"stopped": True}, []),
        ({"standing": Standing(Stage.OPEN)}, [Kind.UNFINISHED]),
        ({"standing": Standing(Stage.CLOSED), "missed": GONE}, []),
        ({"standing": Standing(Stage.CLOSED, closed_as=Closing.DIED)}, []),
        ({"standing": Standing(Stage.CLOSED, "kommunen", closed_as=Closing.CONFIRMED)},
         [*COURSE]),
        ({"standing": Standing(Stage.CONFIRMED, "kommunen")},
         [Kind.UNFINISHED, Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS]),
        ({"standing": STARTED},
         [Kind.UNFINISHED, Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, *COURSE]),
        ({"standing": STARTED, "stopped": True}, []),
        ({"standing": Standing(Stage.STARTED, "kommunen", change_by=TODAY)},
         [Kind.UNFINISHED, Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, *COURSE, Kind.CHANGE_BY]),
        ({"standing": Standing(Stage.STARTED, "kommunen", change_by=TODAY - DAY)},
         [Kind.UNFINISHED, Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, *COURSE]),
        ({"standing": Standing(Stage.STARTED, "kommunen", decision_ends=TODAY - DAY)},
         [Kind.UNFINISHED, Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, *COURSE, Kind.DECISION_ENDS]),
        ({"standing": Standing(Stage.OPEN), "wished": "nobody-here"},
         [Kind.UNFINISHED, Kind.PROVIDER_GONE]),
    ],
)  # fmt: skip
def test_what_is_still_so_when_a_notice_is_opened(
    house: House, known: dict[str, object], so: list[Kind]
) -> None:
    told = {*CALLED, *COURSE, Kind.CALL_MOVED, Kind.CALL_MISSED, Kind.UNFINISHED,
            Kind.CHOICE_CONFIRMED, Kind.CASE_NEWS, Kind.PROVIDER_GONE, Kind.CHANGE_BY,
            Kind.DECISION_ENDS}  # fmt: skip

    assert {kind for kind in told if unread.still(of(house, **known), kind)} == set(so)


@pytest.mark.parametrize("kind", AFTER_THE_START)
@pytest.mark.parametrize(("late", "useful"), [(0 * DAY, True), (DAY, False)])
def test_after_a_month_nobody_is_asked_unasked(
    house: House, kind: Kind, late: timedelta, useful: bool
) -> None:
    start = date(2025, 3, 3)
    last = AFTER_THE_START[kind](start) + A_MONTH
    talk = of(house, standing=Standing(Stage.STARTED, "kommunen", start_day=start))
    now = NOW + (last - TODAY) + late

    assert unread.useful(Talk(talk.state, talk.world, now, None, None), kind) is useful


@pytest.mark.parametrize(
    ("ends", "useful"), [(TODAY, True), (TODAY - DAY, False), (TODAY + DAY, True), (None, True)]
)
def test_a_decision_that_has_ended_is_told_to_who_opens_it_alone(
    house: House, ends: date | None, useful: bool
) -> None:
    talk = of(house, standing=Standing(Stage.STARTED, "kommunen", decision_ends=ends))

    assert unread.useful(talk, Kind.DECISION_ENDS) is useful
    assert unread.useful(talk, Kind.CHANGE_BY)


@pytest.mark.parametrize(
    ("more", "known", "following"),
    [
        ((), {"booking": BOOKING}, None),
        (("call_missed",), {}, None),
        (("call_tomorrow", "case_news"), {"booking": BOOKING}, Kind.CALL_TOMORROW),
        (("call_missed", "call_tomorrow"), {"booking": BOOKING}, Kind.CALL_TOMORROW),
        (("going_well",), {"standing": STARTED}, Kind.GOING_WELL),
        # Who helps leaves: that is told before anybody asks how it goes.
        (("going_well", "provider_gone"),
         {"standing": Standing(Stage.STARTED, "nobody-here", start_day=TODAY - DAY)},
         Kind.PROVIDER_GONE),
        (("going_well", "change_by"),
         {"standing": Standing(Stage.STARTED, "nobody-here", change_by=TODAY)}, Kind.CHANGE_BY),
    ],
)  # fmt: skip
def test_the_next_notice_is_the_first_of_which_something_is_still_so(
    house: House, more: tuple[str, ...], known: dict[str, object], following: Kind | None
) -> None:
    assert unread.next_unread(of(house, {MORE: more}, **known)) is following


@pytest.mark.parametrize(
    ("state", "known", "rests"),
    [
        ({}, {"standing": STARTED}, True),
        ({"call": "no"}, {"standing": STARTED}, True),
        ({"call": "yes"}, {"standing": STARTED}, False),
        ({}, {"standing": STARTED, "booking": BOOKING}, False),
        ({}, {"standing": STARTED, "stopped": True}, False),
        ({}, {"standing": Standing(Stage.CONFIRMED, "kommunen")}, False),
        ({}, {}, False),
    ],
)
def test_whose_help_goes_on_is_asked_nothing_more_unless_a_call_is_wanted(
    house: House, state: dict[str, object], known: dict[str, object], rests: bool
) -> None:
    rested = unread.rested(of(house, {**state, "aside": "going"}, **known))

    assert "aside" not in rested.answers
    assert (rested.get("way"), rested.get("call")) == (
        ("straight", "no") if rests else ("", str(state.get("call", "")))
    )


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, []),
        ({"wished": "kommunen"}, []),
        ({"wished": "nobody-here"}, [("nobody-here", False)]),
        ({"wished": "nobody-here", "stopped": True}, []),
        ({"standing": Standing(Stage.STARTED, "nobody-here")}, [("nobody-here", True)]),
        ({"standing": Standing(Stage.ORDERED, "nobody-here")}, [("nobody-here", False)]),
        ({"standing": Standing(Stage.QUEUED, "nobody", "no-more")},
         [("nobody", False), ("no-more", True)]),
        ({"standing": Standing(Stage.CLOSED, "nobody", closed_as=Closing.CONFIRMED)},
         [("nobody", True)]),
        # What counts is the case's own service and area, else those that were answered.
        ({"standing": Standing(Stage.CONFIRMED, "hallonet", service="housing_support",
                               area="vasterlid")}, []),
        ({"standing": Standing(Stage.CONFIRMED, "hallonet", service="care", area="vasterlid")},
         [("hallonet", False)]),
        ({"standing": Standing(Stage.CONFIRMED, "hallonet", service="housing_support",
                               area="norrlyckan")}, [("hallonet", False)]),
        ({"standing": Standing(Stage.CONFIRMED, "linden")}, []),
        ({"wished": "linden"}, []),
        ({"wished": "norrskenet"}, [("norrskenet", False)]),
    ],
)  # fmt: skip
def test_who_leaves_of_those_one_hangs_on(
    house: House, known: dict[str, object], found: list[tuple[str, bool]]
) -> None:
    talk = of(house, {"service": "care", "area": "centrum"}, **known)

    assert [(one.key, one.helps) for one in parting.partings(talk)] == found


@pytest.mark.parametrize(
    ("kind", "value", "accepted"),
    [
        ("going_well", "later", True), ("going_well", "human", True),
        ("going_well", "decline", True), ("case_news", "decline", False),
        ("case_news", "later", True), ("going_well", "good", False), ("", "decline", False),
    ],
)  # fmt: skip
def test_every_notice_can_be_put_off_and_most_of_them_declined(
    house: House, kind: str, value: str, accepted: bool
) -> None:
    assert reading.accepts(of(house, {KIND: kind}), value) is accepted


def test_what_is_typed_there_is_shown_by_its_button(house: House) -> None:
    shown = [reading.named(of(house), value) for value in ("later", "human", "decline", "good")]

    assert [one and one.value for one in shown] == ["later", "human", "decline", None]


@pytest.mark.parametrize(
    ("value", "known", "accepted"),
    [
        ("wait", {"booking": BOOKING}, True), ("wait_no_more", {"booking": BOOKING}, True),
        ("wait", {}, False), ("wait_no_more", {}, False),
        ("my_data", {}, True), ("reminders", {}, True),
        ("read", {}, False), ("read", {"more": ("call_soon",), "booking": BOOKING}, True),
        ("book", {"more": ("call_soon",), "booking": BOOKING}, False),
    ],
)  # fmt: skip
def test_which_old_buttons_still_count_where_all_is_answered(
    house: House, value: str, known: dict[str, object], accepted: bool
) -> None:
    more = known.pop("more", ())

    assert after.accepts_after(of(house, {MORE: more}, **known), value) is accepted


@pytest.mark.parametrize(
    ("tell", "standing", "told"),
    [
        (changing.tell_change_by, None, []),
        (changing.tell_change_by, Standing(Stage.STARTED), []),
        (ending.tell_ending, None, []),
        (ending.tell_ending, Standing(Stage.STARTED), []),
        (news.tell_news, None, []),
        (ending.tell_ending, Standing(Stage.STARTED, decision_ends=TODAY - DAY), ["gällde till"]),
        (ending.tell_ending, Standing(Stage.STARTED, decision_ends=TODAY), ["gäller till"]),
        (changing.tell_again, Standing(Stage.STARTED, "gone"), ["sedan hjälpen började."]),
        (changing.tell_again, Standing(Stage.STARTED, "linden"), ["Lindens hemtjänst hjälper"]),
        (changing.tell_again, None, ["sedan hjälpen började."]),
    ],
)
def test_of_what_is_not_known_nothing_is_told(
    house: House, tell, standing: Standing | None, told: list[str]
) -> None:
    sentences = said(tell(of(house, standing=standing)))

    assert len(sentences) == len(told) * 2  # each of these is followed by what one may do
    assert all(part in one for part, one in zip(told, sentences, strict=False))


@pytest.mark.parametrize(
    ("standing", "asked"),
    [
        (
            Standing(Stage.STARTED, "linden"),
            "Be Lindens hemtjänst om den. Numret är 070-174 06 05.",
        ),
        (Standing(Stage.STARTED, "gone"), "Be den du har valt om den."),
        (None, "Be den du har valt om den."),
    ],
)
def test_who_has_no_plan_asks_who_helps(
    house: House, standing: Standing | None, asked: str
) -> None:
    moved = care_plan.take_care_plan(of(house, {"aside": "care_plan"}, standing=standing), "no")

    assert said(moved.replies)[0].startswith(asked)


def test_of_who_has_no_number_only_the_name_is_told(house: House) -> None:
    here = exempelby(house)
    quiet = replace(here, providers=tuple(replace(one, phone=None) for one in here.providers))
    talk = moment_in(quiet, State(), **{**NOBODY, "standing": STARTED})

    told = said(care_plan.take_care_plan(talk, "no").replies)
    assert told == ["Be Kommunens hemtjänst om den. Ni bestämmer en tid tillsammans."]
