"""T29: the same form sent twice has one effect, and leads to the same page."""

from asyncio import gather
from collections.abc import Awaitable, Callable

import pytest
from atdesk import Clock, Worker
from pressing import RIGHT, form_of
from stories import booked, call_of, case_of, done, planned

from bot.assembly import House

Give = Callable[..., Awaitable[Worker]]

ACTS = {
    "confirm": ({**RIGHT}, "case.confirm"),
    "not-reached": ({}, "call.missed"),
    "move": ({"time": ""}, "call.move"),
    "close": ({"reason": "declined"}, "case.close"),
    "cannot": ({}, "case.cannot-choose"),
}


@pytest.mark.parametrize("act", ACTS)
async def test_t29_a_form_sent_twice_has_one_effect(
    house: House, clock: Clock, worker: Give, act: str
) -> None:
    _, call = booked(house, clock)
    id = call.case.id
    anna = await worker()
    form = await form_of(anna, id, act)
    fields, code = ACTS[act]
    if "time" in fields:
        fields = {"time": form.options["time"][3]}
    pairs = form.fill(**fields)
    await anna.post(form.action, pairs)
    first = (anna.status, anna.at, case_of(house, id), call_of(house, id).start, planned(house))
    await anna.post(form.action, pairs)

    again = (anna.status, anna.at, case_of(house, id), call_of(house, id).start, planned(house))
    assert again == first
    assert first[0] == 200
    assert done(house, id).count(code) == 1


async def test_t29_two_taps_at_once_have_one_effect(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    form = await form_of(anna, call.case.id, "not-reached")
    await gather(*(anna.post(form.action, form.fill()) for _ in range(5)))

    assert anna.status == 200
    assert case_of(house, call.case.id).attempts == 1
    assert done(house, call.case.id).count("call.missed") == 1


async def test_t29_what_was_refused_can_be_sent_again(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    form = await form_of(anna, call.case.id, "confirm")
    await anna.post(form.action, form.fill(whose="person"))
    assert anna.status == 422

    await anna.post(form.action, form.fill(**RIGHT))

    assert anna.status == 200
    assert done(house, call.case.id).count("case.confirm") == 1
