"""An officer is sick: every call is moved, or lies in the queue, and everyone is told."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from threading import Thread
from time import sleep

import pytest
from atdesk import Clock, Worker
from residents import HERE, asked, bookings, call, consistent, half_hours, notices, on, someone

from bot.assembly import House
from bot.store import case as cases
from bot.store import diary
from bot.store.calls import BOOKED, CANCELLED
from bot.store.office import schedules, sick
from bot.store.office.sick import Foreseen, Overtaken
from bot.store.office.tasks import CALL_LOST
from bot.store.outbox import outgoing
from bot.store.tasks import RING_INSTEAD
from care.municipality import Municipality
from care.people import Part, Role
from care.times import SWEDEN

Give = Callable[..., Awaitable[Worker]]

NOW = on(11, "12.00")
"""The Monday before the day of these tests."""
TUESDAY = on(12, "08.30").date()


@pytest.fixture
def here(house: House) -> Municipality:
    """Exempelby, where Anna Lind alone speaks Somali, and will not be back soon."""
    found = house.catalogues.now.by_key[HERE]
    officers = tuple(
        replace(one, languages=("so",), hours=()) if one.key == "anna-lind" else one
        for one in found.officers
    )
    return replace(found, officers=officers)


def foreseen(house: House, here: Municipality) -> Foreseen:
    with house.store.reading() as held:
        return sick.foresee(held, house.store.seal, here, "anna-lind", [TUESDAY], NOW)


def done(house: House, here: Municipality, seen: str) -> None:
    with house.store.writing() as held:
        sick.carry_out(
            held, house.store.seal, here, "anna-lind", [TUESDAY], NOW, seen=seen, by="Anna Lind"
        )


def test_a_call_goes_to_a_colleague_then_to_a_later_time_then_to_the_queue(
    house: House, here: Municipality
) -> None:
    early = someone(house, NOW, "Exempel Ett")  # nobody else works at nine
    call(house, NOW, early, "anna-lind", on(12, "09.00"))
    noon = someone(house, NOW, "Exempel Två")  # Maria is free then
    call(house, NOW, noon, "anna-lind", on(12, "10.30"))
    somali = someone(house, NOW, "Exempel Tre", language="so")  # nobody else speaks it
    call(house, NOW, somali, "anna-lind", on(12, "11.00"))

    found = foreseen(house, here)
    done(house, here, found.print)

    became = {case: (officer, start, status) for _, case, officer, start, _, status
              in bookings(house)}  # fmt: skip
    assert became[early.case] == ("maria-berg", on(12, "10.00"), BOOKED)
    assert became[noon.case] == ("maria-berg", on(12, "10.30"), BOOKED)
    assert became[somali.case][2] == CANCELLED
    assert asked(house) == [(somali.case, CALL_LOST)]
    assert consistent(house)


def test_everyone_is_told_also_of_another_name(house: House, here: Municipality) -> None:
    cases = []
    for at in ("10.30", "09.00"):
        one = someone(house, NOW)
        call(house, NOW, one, "anna-lind", on(12, at))
        cases.append(one.case)

    done(house, here, foreseen(house, here).print)

    told = [
        case for case, kind, state in notices(house) if (kind, state) == ("call_moved", "planned")
    ]
    assert sorted(told) == sorted(cases)


def test_a_relative_who_booked_is_told_of_the_move_though_nobody_has_said_yes(
    house: House, here: Municipality
) -> None:
    daughter = someone(house, NOW, part=Part(Role.RELATIVE))
    call(house, NOW, daughter, "anna-lind", on(12, "10.30"))

    done(house, here, foreseen(house, here).print)

    assert (daughter.case, "call_moved", "planned") in notices(house)


def test_one_whom_the_message_of_a_moved_call_cannot_reach_is_rung(
    house: House, here: Municipality
) -> None:
    blocked = someone(house, NOW, "Exempel Fem", door="telegram", phone="+46701740605")
    call(house, NOW, blocked, "anna-lind", on(12, "09.00"))
    done(house, here, foreseen(house, here).print)
    with house.store.writing() as held:
        held.driver.execute("UPDATE address SET dead = true")
    with house.store.writing() as held:
        outgoing.claim(held, NOW, 10, "telegram:")

    assert (blocked.case, "call_moved", "failed") in notices(house)
    assert asked(house) == [(blocked.case, RING_INSTEAD)]


def test_one_who_has_only_rung_the_desk_is_rung_about_the_new_time(
    house: House, here: Municipality
) -> None:
    caller = someone(house, NOW, "Exempel Fyra", door="desk")
    call(house, NOW, caller, "anna-lind", on(12, "09.00"))

    done(house, here, foreseen(house, here).print)

    assert asked(house) == [(caller.case, RING_INSTEAD)]
    assert not [kind for _, kind, _ in notices(house) if kind == "call_moved"]


def test_no_call_of_a_full_day_falls_between_chairs(house: House, here: Municipality) -> None:
    times = half_hours(12, "08.30", "11.00") + half_hours(12, "13.00", "15.00")
    hers = []
    for n, at in enumerate(times):
        one = someone(house, NOW, f"Exempel {n}", interpreter=n % 4 == 0)
        hers.append(call(house, NOW, one, "anna-lind", at))
    for at in half_hours(12, "13.00", "14.30"):  # and the others have calls of their own
        call(house, NOW, someone(house, NOW), "omar-said", at)
        call(house, NOW, someone(house, NOW), "maria-berg", at)
    before = {id: start for id, _, _, start, _, _ in bookings(house)}

    done(house, here, foreseen(house, here).print)

    lost = {case for case, reason in asked(house) if reason == CALL_LOST}
    for id, case, officer, start, _, status in bookings(house):
        if id not in hers:
            assert start == before[id]
        elif status == BOOKED:
            assert officer != "anna-lind" or start.astimezone(SWEDEN).date() != TUESDAY
            assert start >= before[id]
        else:
            assert case in lost
    assert len(bookings(house)) == len(before)
    assert consistent(house)


def test_it_is_not_done_when_it_is_no_longer_what_was_shown(
    house: House, here: Municipality
) -> None:
    call(house, NOW, someone(house, NOW), "anna-lind", on(12, "09.00"))
    seen = foreseen(house, here).print
    call(house, NOW, someone(house, NOW), "maria-berg", on(12, "10.00"))  # was to have been taken
    before = bookings(house)

    with pytest.raises(Overtaken):
        done(house, here, seen)

    with house.store.reading() as held:
        assert schedules.coming(held, HERE, NOW) == []
    assert (bookings(house), notices(house)) == (before, [])


async def test_t29_the_form_sent_twice_moves_once(house: House, clock: Clock, worker: Give) -> None:
    clock.at = NOW
    call(house, NOW, someone(house, NOW, "Exempel Ett"), "anna-lind", on(12, "09.00"))
    anna = await worker("Anna Lind")
    await anna.open("/sick?officer=anna-lind&first=2027-01-12&last=2027-01-12")
    assert "Exempel Ett" in anna.page.text
    assert "Maria Berg ringer" in anna.page.text
    form = anna.page.forms[-1]

    first = await anna.post(form.action, form.fields)
    after = bookings(house), notices(house)
    again = await anna.post(form.action, form.fields)

    assert "1 samtal är flyttade" in first.text
    assert again.text == first.text
    assert (bookings(house), notices(house)) == after
    with house.store.reading() as held:
        assert len(schedules.coming(held, HERE, NOW)) == 1


def test_t04_two_who_move_the_same_calls_at_once_move_them_once(
    house: House, here: Municipality
) -> None:
    for at in half_hours(12, "09.00", "11.00"):
        call(house, NOW, someone(house, NOW), "anna-lind", at)
    seen = foreseen(house, here).print
    went: list[str] = []

    def go() -> None:
        try:
            done(house, here, seen)
            went.append("done")
        except Overtaken:
            went.append("overtaken")

    both = [Thread(target=go) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(went) == ["done", "overtaken"]
    assert consistent(house)
    assert len(notices(house)) == len(set(notices(house)))
    with house.store.reading() as held:
        assert len(schedules.coming(held, HERE, NOW)) == 1


@pytest.mark.parametrize("first", ["times", "case"])
def test_one_who_is_about_to_book_and_one_who_is_sick_never_wait_for_each_other(
    house: House, here: Municipality, first: str
) -> None:
    """A turn looks at the officers' days and holds its case, in either order."""
    one = someone(house, NOW)
    call(house, NOW, one, "anna-lind", on(12, "09.00"))
    seen = foreseen(house, here).print
    went: list[str] = []

    def falls_ill() -> None:
        done(house, here, seen)
        went.append("sick")

    with house.store.writing() as held:
        for step in ("times", "case") if first == "times" else ("case", "times"):
            if step == "times":
                diary.diary(held, HERE, NOW)
            else:
                cases.lock(held, one.case)
            if step == first:
                sick_leave = Thread(target=falls_ill)
                sick_leave.start()
                sleep(0.3)  # until it waits
        went.append("turn")
    sick_leave.join()

    assert went == ["turn", "sick"]
