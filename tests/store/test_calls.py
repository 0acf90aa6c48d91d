"""Booking, moving and cancelling a call; the cells decide who was first."""

from datetime import datetime, timedelta

import pytest
from small import NOW, TEN, House, wall

from bot.conversation import Address
from care.times import SWEDEN

HALF_PAST = TEN + timedelta(minutes=30)


def other(name: str) -> Address:
    return Address("web", "", name)


def offered(told: str) -> list[str]:
    return told.removeprefix("upptaget ").split()


def planned(house: House) -> list[tuple[object, ...]]:
    return house.ask("SELECT kind, wall FROM outbox WHERE state = 'planned' ORDER BY due")


def test_a_call_owns_its_cells_and_plans_two_reminders(house: House) -> None:
    told = house.book(TEN)

    assert told.startswith("bokat ")
    assert house.ask("SELECT count(*) FROM cell") == [(3,)]
    assert planned(house) == [
        ("call_tomorrow", "2026-11-24T09:00+01:00"),
        ("call_soon", "2026-11-25T08:30+01:00"),
    ]


def test_t28_the_moved_time_stands_in_the_row_beside_the_one_that_was_wished(house: House) -> None:
    house.book(TEN)

    assert house.ask("SELECT wall, wished FROM outbox ORDER BY due") == [
        ("2026-11-24T09:00+01:00", None),
        ("2026-11-25T08:30+01:00", "2026-11-25T08:00+01:00"),
    ]


@pytest.mark.parametrize(
    ("call", "walls"),
    [
        (
            datetime(2027, 3, 29, 9, 0, tzinfo=SWEDEN),
            ["2027-03-28T09:00+02:00", "2027-03-29T08:30+02:00"],
        ),
        (
            datetime(2027, 11, 1, 13, 0, tzinfo=SWEDEN),
            ["2027-10-31T09:00+01:00", "2027-11-01T11:00+01:00"],
        ),
    ],
)
def test_t27_reminders_are_on_the_wall_clock_when_the_clocks_change(
    house: House, call: datetime, walls: list[str]
) -> None:
    house.now = call - timedelta(days=5)
    told = house.book(call)

    assert told.startswith("bokat ")
    assert [row[1] for row in planned(house)] == walls
    assert house.conversations.past(Address("web", "", "me"))


def test_t01_a_taken_time_offers_three_others(house: House) -> None:
    house.book(TEN)
    told = house.book(TEN, at=other("late"))

    assert offered(told) == ["2026-11-25T10:30", "2026-11-25T11:00", "2026-11-25T11:30"]
    assert house.ask("SELECT count(*) FROM booking") == [(1,)]


def test_t02_another_officer_takes_the_call(busy_house: House) -> None:
    told = [busy_house.book(TEN, at=other(str(i))) for i in range(4)]

    assert [t.startswith("bokat") for t in told] == [True, True, True, False]
    assert busy_house.ask("SELECT count(DISTINCT officer) FROM booking") == [(3,)]


def test_t03_a_long_call_over_a_short_one_is_refused(house: House) -> None:
    house.book(HALF_PAST)
    told = house.book(TEN, minutes=60, at=other("long"))

    assert told.startswith("upptaget")
    assert house.ask("SELECT count(*) FROM cell") == [(3,)]


def test_t03_a_call_into_the_middle_of_another_is_refused(house: House) -> None:
    house.book(TEN, minutes=60)
    told = house.book(HALF_PAST, at=other("late"))

    assert told.startswith("upptaget")
    assert house.ask("SELECT count(*) FROM cell") == [(7,)]


def test_t03_a_time_moved_onto_anothers_is_refused_and_stays(house: House) -> None:
    house.book(TEN)
    house.book(HALF_PAST, at=other("mover"))
    told = house.book(TEN, minutes=30, at=other("mover"))

    assert told.startswith("upptaget")
    assert house.ask("SELECT count(*) FROM cell") == [(6,)]
    assert house.ask("SELECT sequence FROM booking ORDER BY start") == [(0,), (0,)]


@pytest.mark.parametrize(
    "start",
    [
        TEN + timedelta(minutes=5),
        TEN.replace(hour=3),
        NOW + timedelta(minutes=30),
        TEN - timedelta(days=14),
        TEN + timedelta(days=70),
        TEN + timedelta(days=3),
    ],
    ids=["between", "night", "too soon", "past", "far", "saturday"],
)
def test_a_time_that_was_never_offered_cannot_be_booked(house: House, start: datetime) -> None:
    told = house.book(start)

    assert told.startswith("upptaget")
    assert len(offered(told)) == 3
    assert house.ask("SELECT count(*) FROM cell") == [(0,)]


def test_booking_the_same_time_twice_is_one_booking(house: House) -> None:
    assert house.book(TEN) == house.book(TEN)
    assert house.ask("SELECT sequence FROM booking") == [(0,)]
    assert len(planned(house)) == 2


def test_t07_moving_frees_the_old_time_and_plans_anew(house: House) -> None:
    first = house.book(TEN)
    moved = house.book(HALF_PAST + timedelta(days=1))
    again = house.book(TEN, at=other("next"))

    assert first == moved, "the word stays when the call is moved"
    assert again.startswith("bokat")
    assert house.ask("SELECT sequence FROM booking ORDER BY start") == [(0,), (1,)]
    assert house.ask("SELECT state, count(*) FROM outbox GROUP BY state ORDER BY state") == [
        ("cancelled", 2),
        ("planned", 4),
    ]
    assert ("call_tomorrow", "2026-11-25T09:00+01:00") in planned(house)


def test_a_call_can_grow_over_its_own_cells(house: House) -> None:
    house.book(TEN)
    told = house.book(TEN, minutes=30)

    assert told.startswith("bokat")
    assert house.ask("SELECT count(*) FROM cell") == [(4,)]


def test_a_failed_move_keeps_the_call(house: House) -> None:
    house.book(TEN, at=other("first"))
    house.book(HALF_PAST)
    house.book(TEN)

    assert house.ask("SELECT count(*) FROM cell") == [(6,)]
    assert house.ask("SELECT count(*) FROM booking WHERE status = 'booked'") == [(2,)]
    assert len(planned(house)) == 4


def test_t07_cancelling_frees_the_time_and_takes_back_what_was_planned(house: House) -> None:
    house.book(TEN)
    told = house.press("cancel").bubbles[0].text

    assert told == "avbokat True"
    assert house.ask("SELECT count(*) FROM cell") == [(0,)]
    assert planned(house) == []
    assert house.press("cancel").bubbles[0].text == "avbokat False"
    assert house.book(TEN, at=other("next")).startswith("bokat")


def test_a_call_can_be_booked_again_after_cancelling(house: House) -> None:
    house.book(TEN)
    house.press("cancel")
    house.book(TEN)

    assert house.ask("SELECT status FROM booking ORDER BY status") == [("booked",), ("cancelled",)]
    assert len(planned(house)) == 2


def test_no_to_reminders_takes_them_back_and_yes_plans_them_again(house: House) -> None:
    house.book(TEN)
    house.press("remind", "no")
    assert planned(house) == []
    house.book(HALF_PAST)
    assert planned(house) == []
    house.press("remind", "yes")
    assert len(planned(house)) == 2


def test_one_who_asks_again_the_same_hour_is_not_reminded_of_the_past(house: House) -> None:
    house.now = TEN - timedelta(hours=20)
    house.book(TEN)
    house.press("remind", "yes")

    assert [kind for kind, _ in planned(house)] == ["call_soon"]


def test_times_that_are_offered_can_be_booked(house: House) -> None:
    house.book(TEN)
    told = offered(house.book(TEN, at=other("asks")))
    again = [
        house.book(datetime.fromisoformat(at).replace(tzinfo=SWEDEN), at=other(at)) for at in told
    ]

    assert all(t.startswith("bokat") for t in again)
    assert wall(TEN) not in told
