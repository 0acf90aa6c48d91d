"""What an officer does to a case: not reached, moved, ordered, closed; and undone."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from atdesk import Clock, Worker
from pressing import confirm, form_of, press
from stories import (
    DAUGHTER,
    KARIN,
    TEN,
    booked,
    call_of,
    case_of,
    owned,
    planned,
)

from bot.assembly import House
from care.casework import Closing, Stage
from care.followup import AFTER_THE_START

Give = Callable[..., Awaitable[Worker]]


async def test_not_reached_twice_and_a_letter_is_next(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    assert "försök 1" in anna.page.text
    assert call_of(house, call.case.id).status == "missed"
    assert (owned(house), planned(house)) == (set(), ["call_missed"])

    form = await form_of(anna, call.case.id, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][0]))
    await press(anna, call.case.id, "not-reached")

    assert case_of(house, call.case.id).attempts == 2
    assert "väntar på brev" in anna.page.text


async def test_a_word_in_the_chat_after_the_call_does_not_say_that_it_was_made(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock)
    clock.at = TEN + timedelta(minutes=25)
    anna = await worker()
    resident.say("mina uppgifter")
    await press(anna, call.case.id, "not-reached")

    assert anna.status == 200
    assert (call_of(house, call.case.id).status, case_of(house, call.case.id).attempts) == (
        "missed",
        1,
    )


async def test_not_reached_pressed_too_early_leaves_the_call_standing_when_undone(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    before = owned(house)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    await press(anna, call.case.id, "reached")

    assert call_of(house, call.case.id).status == "booked"
    assert owned(house) == before
    assert "Ring Karin Berg, klockan 10.00" in (await anna.open("/?whose=all")).text


async def test_not_reached_can_be_undone(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    clock.at = TEN + timedelta(minutes=25)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    await press(anna, call.case.id, "reached")

    assert case_of(house, call.case.id).attempts == 0
    assert call_of(house, call.case.id).status == "past"
    await confirm(anna, call.case.id)
    assert case_of(house, call.case.id).stage is Stage.CONFIRMED


async def test_a_call_is_moved_and_told_once(house: House, clock: Clock, worker: Give) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    before = owned(house)
    form = await form_of(anna, call.case.id, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][-1]))

    moved = call_of(house, call.case.id)
    assert (moved.id, moved.sequence, moved.stands) == (call.id, call.sequence + 1, True)
    assert moved.start > call.start + timedelta(hours=20)
    assert owned(house).isdisjoint(before)
    assert len(owned(house)) == len(before)
    assert planned(house).count("call_moved") == 1
    resident.press("notice", "open=call_moved")
    assert "Kommunen har ändrat tiden för samtalet." in resident.heard


async def test_a_move_is_told_to_one_who_wants_no_reminders_and_to_a_relative_who_booked(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    with house.store.writing() as held:
        held.driver.execute("UPDATE conversation SET reminders = FALSE")
    anna = await worker()
    form = await form_of(anna, call.case.id, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][-1]))

    assert planned(house).count("call_moved") == 1


async def test_a_time_that_is_taken_is_not_given_twice(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/move?officer=maria-berg")
    form = next(f for f in anna.page.forms if f.method == "post" and "time" in f.options)
    first = form.options["time"][0]
    assert first.endswith("@maria-berg")
    _, other = booked(house, clock, replace(KARIN, name="Nils Ek", phone="070-174 06 07"))
    await press(anna, other.case.id, "move", time=first)
    assert call_of(house, other.case.id).officer == "maria-berg"

    await anna.post(form.action, form.fill(time=first))

    assert anna.status == 409
    assert "Någon annan hann ta den tiden." in anna.page.text
    assert call_of(house, call.case.id).start == call.start


async def test_a_call_is_taken_back_and_told(house: House, clock: Clock, worker: Give) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "cancel")

    assert call_of(house, call.case.id).status == "cancelled"
    assert (owned(house), planned(house)) == (set(), ["call_moved"])
    resident.press("notice", "open=call_moved")
    assert "avbokat" in resident.heard


async def test_a_call_that_is_taken_back_shortly_before_is_not_one_to_make(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    clock.at = TEN - timedelta(minutes=20)
    anna = await worker()
    await press(anna, call.case.id, "cancel")

    assert (call_of(house, call.case.id).status, owned(house)) == ("cancelled", set())
    assert "Karin Berg" not in (await anna.open("/?whose=all")).text


async def test_from_the_order_to_the_day_when_help_starts(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    id = call.case.id
    await confirm(anna, id)
    await press(anna, id, "order")
    await press(anna, id, "full", provider="solrosen")
    case = case_of(house, id)
    assert (case.stage, case.interim) == (Stage.QUEUED, "solrosen")
    await press(anna, id, "accept")
    await press(anna, id, "start", day="2027-02-01")
    await press(anna, id, "close", reason="confirmed")

    case = case_of(house, id)
    assert (case.stage, case.closed_as) == (Stage.CLOSED, Closing.CONFIRMED)
    assert str(case.start_day) == "2027-02-01"
    # Of news that nobody was sent, the last.
    assert planned(house) == [*AFTER_THE_START, "case_news"]


async def test_each_step_can_be_taken_back(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    id = call.case.id
    await confirm(anna, id)
    await press(anna, id, "order")
    await press(anna, id, "accept")
    await press(anna, id, "start", day="2027-02-01")
    stages = []
    for _ in range(4):
        await press(anna, id, "back")
        stages.append(case_of(house, id).stage)

    assert stages == [Stage.ACCEPTED, Stage.ORDERED, Stage.CONFIRMED, Stage.OPEN]
    assert case_of(house, id).provider is None
    assert planned(house) == []  # nobody has been told of what was undone


async def test_what_was_told_and_undone_is_put_right(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    while await house.outbox.work(clock.at):
        pass
    await press(anna, call.case.id, "back")

    assert planned(house, "posted", "planned")[-2:] == ["choice_confirmed", "case_news"]


async def test_after_a_death_nothing_more_is_sent(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, replace(KARIN, start=TEN + timedelta(days=1)))
    anna = await worker()
    assert planned(house) == ["call_tomorrow", "call_soon"]
    await press(anna, call.case.id, "close", reason="died")

    case = case_of(house, call.case.id)
    assert (case.stage, case.closed_as) == (Stage.CLOSED, Closing.DIED)
    assert call_of(house, case.id).status == "cancelled"
    assert (owned(house), planned(house)) == (set(), [])
    assert "avliden" in anna.page.text


async def test_a_case_is_opened_again_as_it_was(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    await press(anna, call.case.id, "close", reason="hospital")
    await press(anna, call.case.id, "reopen")

    case = case_of(house, call.case.id)
    assert (case.stage, case.provider, case.closed_as) == (Stage.ORDERED, "kommunen", None)


async def test_an_open_case_is_not_closed_as_confirmed(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "close", reason="confirmed")

    assert anna.status == 409
    assert case_of(house, call.case.id).stage is Stage.OPEN


async def test_a_reason_must_be_given(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "close")

    assert anna.status == 422
    assert "Välj varför ärendet avslutas." in anna.page.text


async def test_what_cannot_follow_is_refused(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    form = await form_of(anna, call.case.id, "not-reached")
    await anna.post(f"/desk/cases/{call.case.id}/accept", form.fill())

    assert anna.status == 409
    assert "Det går inte som ärendet ser ut nu." in anna.page.text
