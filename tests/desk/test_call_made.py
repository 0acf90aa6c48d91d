"""A call that was made, whatever came of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from atdesk import Clock, Worker
from pressing import confirm, form_of, press
from stories import KARIN, TEN, booked, case_of, done

from bot.assembly import House
from care.casework import Stage

Give = Callable[..., Awaitable[Worker]]


async def test_a_call_that_was_held_is_told_so_and_leaves_the_list(
    house: House, clock: Clock, worker: Give
) -> None:
    _call, first = booked(house, clock, KARIN)
    anna = await worker()
    clock.at = first.start + timedelta(days=1)
    await anna.sign_in()
    await press(anna, first.case.id, "made")

    assert "Antecknat: samtalet är klart." in anna.page.text
    assert "call.made" in done(house, first.case.id)


async def test_a_confirmed_calls_card_asks_for_no_call_and_can_be_unmade_there(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock, KARIN)
    anna = await worker()
    await confirm(anna, first.case.id, call=first.id)

    told = anna.page.text
    assert "Karin Berg, klockan 10.00" in told
    assert "Ring Karin Berg" not in told
    assert "Fråga efter" not in told
    assert "Beställningen är skickad" in told

    undo = next(form for form in anna.page.forms if form.action.endswith("/back"))
    await anna.post(undo.action, undo.fill())

    assert anna.at == "/desk/"
    assert case_of(house, first.case.id).stage is Stage.OPEN
    assert "Bekräfta val" in anna.page.text


async def test_from_a_call_that_is_over_one_goes_on_to_the_next(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock, KARIN)
    later = TEN.replace(hour=11)
    booked(house, clock, replace(KARIN, name="Nils Ek", phone="070-174 06 06", start=later))
    anna = await worker()
    await anna.open(f"/?whose=all&call={first.id}")
    assert "Nästa samtal" not in anna.page.text

    made = next(form for form in anna.page.forms if form.action.endswith("/made"))
    await anna.post(made.action, made.fill())

    await anna.open(f"/?whose=all&call={first.id}")

    assert "Läge: inte klar" in anna.page.text
    assert "Nästa samtal: 11.00, Nils Ek" in anna.page.text


async def test_after_a_call_in_vain_the_next_thing_is_another_time(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock, KARIN)
    anna = await worker()
    await anna.open(f"/?whose=all&call={first.id}")
    vain = next(form for form in anna.page.forms if form.action.endswith("/not-reached"))
    await anna.post(vain.action, vain.fill())

    assert f'class="button forward" href="/desk/cases/{first.case.id}/move' in anna.page.html


async def test_once_another_time_is_booked_the_call_in_vain_asks_for_none(
    house: House, clock: Clock, worker: Give
) -> None:
    _, first = booked(house, clock, KARIN)
    anna = await worker()
    await press(anna, first.case.id, "not-reached")
    form = await form_of(anna, first.case.id, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][-1]))
    page = await anna.open(f"/?whose=all&call={first.id}")

    assert "En ny tid är bokad: " in page.text
    assert "Boka ny tid" not in page.text
    assert "Ändra tid" in page.text
