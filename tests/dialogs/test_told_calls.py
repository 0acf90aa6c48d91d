"""Of the call, single answers in rows: how long, which times, and what is told of it."""

from datetime import datetime, timedelta

import pytest
from single import AT, BOOKING, in_exempelby, said, text, values
from someone import NOW

from bot.assembly import House
from care.times import LEAD, LEAD_INTERPRETER, Call
from dialogs.replies import Say
from dialogs.steps import call_time, confirming, earlier, holding
from dialogs.world import Booking, Hold

AS_VALUE = call_time.as_value(AT)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("state", "call"),
    [
        ({}, Call(20, LEAD, "", "")),
        ({"interpreter": "no", "extra_time": "no"}, Call(20, LEAD, "", "")),
        ({"interpreter": "yes", "extra_time": "no"}, Call(30, LEAD_INTERPRETER, "", "")),
        ({"interpreter": "no", "extra_time": "yes"}, Call(30, LEAD, "", "")),
        ({"interpreter": "yes", "extra_time": "yes"}, Call(60, LEAD_INTERPRETER, "", "")),
        ({"interpreter": "speaks", "area": "centrum"}, Call(20, LEAD, "centrum", "ar")),
    ],
)
def test_how_long_a_call_has_to_be_and_who_can_ring(
    house: House, state: dict[str, str], call: Call
) -> None:
    assert call_time.wanted_call(in_exempelby(house, state)) == call


@pytest.mark.parametrize(
    ("value", "state", "accepted"),
    [
        ("none", {}, True),
        (f"after={AS_VALUE}", {}, True),
        ("after=-", {}, True),
        ("tomorrow", {}, False),
        (call_time.as_value(NOW), {}, False),
        (call_time.as_value(NOW + MINUTE), {}, True),
        (call_time.as_value(NOW + timedelta(days=400)), {}, True),
        (call_time.as_value(NOW + timedelta(days=400) + MINUTE), {}, False),
        (call_time.as_value(NOW - MINUTE), {"confirm": "yes"}, True),
        (call_time.as_value(NOW - MINUTE), {"confirm": "no"}, False),
        (call_time.as_value(NOW - timedelta(days=400) - MINUTE), {"confirm": "yes"}, False),
    ],
)
def test_a_time_to_come_is_one_that_can_be_chosen(
    house: House, value: str, state: dict[str, str], accepted: bool
) -> None:
    assert call_time.accepts_time(in_exempelby(house, state), value) is accepted


@pytest.mark.parametrize(
    ("held", "free", "told"),
    [
        (Hold(AT, 20, NOW + 9 * MINUTE), (AT,), ["Du har valt en tid:", "Tiden är din till"]),
        (Hold(AT, 30, NOW + 9 * MINUTE), (AT,), []),  # another call than the one wanted now
        (None, (AT,), []),
        (None, (), ["Det finns ingen ledig tid just nu.", "Ring", "De svarar", "Ring"]),
    ],
)
def test_a_kept_time_is_told_where_it_is_long_enough(
    house: House, held: Hold | None, free: tuple[datetime, ...], told: list[str]
) -> None:
    talk = in_exempelby(house, held=held, free_times=free, closed=False)

    sentences = said(call_time.tell_time(talk))
    assert len(sentences) == len(told)
    assert all(one.startswith(start) for one, start in zip(sentences, told, strict=True))


LATER = tuple(AT + timedelta(hours=n) for n in range(1, 6))


@pytest.mark.parametrize(
    ("held", "free", "offered"),
    [
        (Hold(AT, 20, NOW), LATER[:2], [AT, *LATER[:2]]),
        (Hold(AT, 20, NOW), (AT, *LATER[:2]), [AT, *LATER[:2]]),
        (Hold(LATER[1], 20, NOW), LATER[:3], [LATER[1], LATER[0], LATER[2]]),
        (Hold(AT, 30, NOW), LATER[:2], list(LATER[:2])),
        (None, LATER[:2], list(LATER[:2])),
    ],
)
def test_the_time_that_one_holds_stands_first_and_once(
    house: House, held: Hold | None, free: tuple[datetime, ...], offered: list[datetime]
) -> None:
    ask = call_time.ask_time(in_exempelby(house, held=held, free_times=free))

    assert values(ask) == [*map(call_time.as_value, offered), "after=-"]


@pytest.mark.parametrize(
    ("state", "held", "told"),
    [
        ({}, None, ["Du svarar."]),
        ({"answers": "self"}, Hold(AT, 20, NOW), ["Du svarar.", "Tiden är din till"]),
        ({"answers": "other"}, Hold(AT + MINUTE, 20, NOW), ["svarar."]),
        ({"interpreter": "yes"}, None, ["Du svarar.", "Du får en tolk."]),
        ({"interpreter": "speaks"}, None, ["Du svarar.", "Handläggaren talar"]),
        ({"extra_time": "yes"}, None, ["Du svarar.", "Du får längre tid."]),
    ],
)
def test_before_it_is_booked_the_call_is_told_as_it_will_be(
    house: House, state: dict[str, str], held: Hold | None, told: list[str]
) -> None:
    talk = in_exempelby(house, {"time": AS_VALUE, **state}, held=held)
    _, call = confirming.tell_confirm(talk)
    assert isinstance(call, Say)

    sentences = [text(call.text), *map(text, call.lines)]
    assert len(sentences) == len(told)
    assert all(part in one for one, part in zip(sentences, told, strict=True))


@pytest.mark.parametrize(
    ("booking", "waits", "offered"),
    [
        (None, True, []),
        (BOOKING, True, ["wait_no_more"]),
        (Booking("1", NOW + timedelta(days=2), 20, "anna-lind", "klocka"), False, []),
        (Booking("1", NOW + timedelta(days=2) + MINUTE, 20, "a", "klocka"), False, ["wait"]),
    ],
)
def test_who_has_a_call_in_more_than_two_days_may_wait_for_an_earlier_one(
    house: House, booking: Booking | None, waits: bool, offered: list[str]
) -> None:
    talk = in_exempelby(house, booking=booking, waits=waits)

    assert [choice.value for choice in earlier.waiting_choices(talk)] == offered


@pytest.mark.parametrize(
    ("value", "booking", "accepted"),
    [
        (call_time.as_value(AT - MINUTE), BOOKING, True),
        (AS_VALUE, BOOKING, False),
        (call_time.as_value(NOW), BOOKING, False),
        (call_time.as_value(NOW + MINUTE), BOOKING, True),
        (call_time.as_value(AT - MINUTE), None, False),
        ("soon", BOOKING, False),
    ],
)
def test_an_earlier_time_is_to_come_and_before_the_booked_one(
    house: House, value: str, booking: Booking | None, accepted: bool
) -> None:
    assert earlier.accepts_earlier(in_exempelby(house, booking=booking), value) is accepted


@pytest.mark.parametrize(
    ("free", "offered"),
    [
        ((AT - MINUTE, AT, AT + MINUTE), [call_time.as_value(AT - MINUTE), "no"]),
        ((AT,), ["next"]),
        ((), ["next"]),
    ],
)
def test_only_times_before_the_booked_one_are_earlier(
    house: House, free: tuple[datetime, ...], offered: list[str]
) -> None:
    talk = in_exempelby(house, booking=BOOKING, free_times=free)

    assert values(earlier.ask_earlier(talk)) == offered


@pytest.mark.parametrize(
    ("state", "held", "offered"),
    [
        ({}, None, ["next"]),
        ({"time": AS_VALUE}, None, ["yes", "no"]),
        ({"time": AS_VALUE, "confirm": "yes"}, None, ["next"]),
        ({"time": AS_VALUE, "confirm": "yes"}, Hold(AT, 20, NOW), ["yes", "no"]),
        ({}, Hold(AT, 20, NOW), ["yes", "no"]),
    ],
)
def test_a_time_is_asked_about_while_it_is_kept_or_waits_for_a_yes(
    house: House, state: dict[str, str], held: Hold | None, offered: list[str]
) -> None:
    assert values(holding.ask_hold(in_exempelby(house, state, held=held))) == offered
