"""Which notice is still of use to read, as things are now, whatever was so when it was sent."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from someone import NOW, moment_in

from care.casework import Closing, Stage
from care.followup import Kind
from care.municipality import Municipality
from care.times import SWEDEN
from dialogs.notices import MORE
from dialogs.state import State
from dialogs.steps.unread import next_unread, still, useful
from dialogs.talk import Talk
from dialogs.world import Booking, Standing

BY = Municipality("by", "By", "0000", "1", False, True, (), ())
CALL = Booking("1", NOW, 20, "anna", "björk")
TODAY = NOW.date()
START, ENDS = date(2026, 12, 1), date(2027, 10, 31)
HELPED = Standing(Stage.STARTED, "eken", start_day=START, decision_ends=ENDS)
NOTHING: dict[str, object] = {
    "booking": None, "called_off": None, "missed": None, "standing": None, "stopped": False,
    "wished": None,
}  # fmt: skip
DAY = timedelta(days=1)


def knowing(day: date = TODAY, state: State | None = None, **known: object) -> Talk:
    """A day on which this is known, and nothing else."""
    noon = datetime.combine(day, time(12), SWEDEN)
    return replace(moment_in(BY, state, **(NOTHING | known)), now=noon)


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        (Kind.GOING_WELL, date(2027, 1, 14)),
        (Kind.CARE_PLAN, date(2027, 1, 21)),
        (Kind.STILL_WELL, date(2027, 3, 31)),
        (Kind.CHOOSE_AGAIN, date(2027, 12, 31)),
        (Kind.DECISION_ENDS, ENDS),
    ],
)
def test_what_is_asked_after_the_start_is_asked_until_a_last_day(kind: Kind, last: date) -> None:
    assert [useful(knowing(day, standing=HELPED), kind) for day in (last, last + DAY)] == [
        True,
        False,
    ]
    assert useful(knowing(last + 400 * DAY, standing=Standing(Stage.STARTED)), kind)
    assert useful(knowing(last + 400 * DAY), kind)


@pytest.mark.parametrize(
    ("kind", "known", "so"),
    [
        (Kind.CALL_TOMORROW, {"booking": CALL}, True),
        (Kind.CALL_TOMORROW, {"called_off": CALL}, False),
        (Kind.CALL_SOON, {"booking": CALL}, True),
        (Kind.CALL_SOON, {}, False),
        (Kind.EARLIER_TIME, {"booking": CALL}, True),
        (Kind.EARLIER_TIME, {}, False),
        (Kind.CALL_MOVED, {"booking": CALL}, True),
        (Kind.CALL_MOVED, {"called_off": CALL}, True),
        (Kind.CALL_MOVED, {"missed": CALL}, False),
        (Kind.CALL_MISSED, {"missed": CALL}, True),
        (Kind.CALL_MISSED, {"missed": CALL, "standing": Standing(Stage.OPEN)}, True),
        (Kind.CALL_MISSED, {"missed": CALL, "booking": CALL}, False),
        (Kind.CALL_MISSED, {"missed": CALL, "stopped": True}, False),
        (Kind.CALL_MISSED, {"missed": CALL, "standing": Standing(Stage.CLOSED)}, False),
        (Kind.CALL_MISSED, {}, False),
        (Kind.UNFINISHED, {}, True),
        (Kind.UNFINISHED, {"booking": CALL}, False),
        (Kind.UNFINISHED, {"stopped": True}, False),
        (Kind.UNFINISHED, {"standing": Standing(Stage.CLOSED)}, False),
        (Kind.CASE_NEWS, {"standing": Standing(Stage.CONFIRMED)}, True),
        (Kind.CHOICE_CONFIRMED, {"standing": HELPED}, True),
        (Kind.CASE_NEWS, {"standing": HELPED, "stopped": True}, False),
        (Kind.CASE_NEWS, {"standing": Standing(Stage.OPEN)}, False),
        (Kind.CASE_NEWS, {"standing": Standing(Stage.CLOSED)}, False),
        (Kind.CHOICE_CONFIRMED, {}, False),
        (Kind.PROVIDER_GONE, {}, False),
        (Kind.PROVIDER_GONE, {"standing": HELPED}, True),  # it is in no catalogue any more
        (Kind.GOING_WELL, {"standing": HELPED}, True),
        (Kind.GOING_WELL, {"standing": HELPED, "stopped": True}, False),
        (Kind.GOING_WELL, {"standing": Standing(Stage.ACCEPTED)}, False),
        (Kind.GOING_WELL, {"standing": Standing(Stage.CLOSED, closed_as=Closing.CONFIRMED)}, True),
        (Kind.GOING_WELL, {"standing": Standing(Stage.CLOSED, closed_as=Closing.MOVED)}, False),
        (Kind.GOING_WELL, {}, False),
        (Kind.DECISION_ENDS, {"standing": HELPED}, True),
        (Kind.DECISION_ENDS, {"standing": Standing(Stage.STARTED)}, False),
        (Kind.CHANGE_BY, {"standing": HELPED}, False),
        (Kind.CHANGE_BY, {"standing": Standing(Stage.STARTED, change_by=TODAY)}, True),
        (Kind.CHANGE_BY, {"standing": Standing(Stage.STARTED, change_by=TODAY - DAY)}, False),
    ],
)  # fmt: skip
def test_what_is_told_is_what_is_still_so(kind: Kind, known: dict[str, object], so: bool) -> None:
    assert still(knowing(**known), kind) is so


WAITING = State().answer(MORE, ("decision_ends", "call_soon", "going_well", "case_news"))
STARTED = Standing(Stage.STARTED, start_day=START)


@pytest.mark.parametrize(
    ("day", "known", "first"),
    [
        (START, {"standing": HELPED}, Kind.DECISION_ENDS),
        (START, {"standing": STARTED, "booking": CALL}, Kind.CALL_SOON),
        (START, {"standing": STARTED}, Kind.GOING_WELL),
        (START + 45 * DAY, {"standing": STARTED}, Kind.CASE_NEWS),
        (ENDS + DAY, {"standing": HELPED}, Kind.CASE_NEWS),
        (START, {"standing": replace(HELPED, decision_ends=None)}, Kind.CASE_NEWS),  # it leaves
        (START, {}, None),
    ],
)
def test_what_is_no_longer_so_or_of_use_is_passed_over(
    day: date, known: dict[str, object], first: Kind | None
) -> None:
    assert next_unread(knowing(day, WAITING, **known)) is first


def test_where_nobody_knows_the_municipality_nothing_was_left_unfinished() -> None:
    two = SimpleNamespace(municipalities=lambda: (BY, BY), municipality=lambda _key: None)

    assert not still(replace(knowing(), world=two), Kind.UNFINISHED)
