"""T4: two officers press together. One wins; the other sees who and when (CC #29958)."""

from asyncio import gather
from collections.abc import Awaitable, Callable

import pytest
from atdesk import Clock, Worker
from pressing import RIGHT, form_of
from stories import KARIN, booked, case_of, done, planned

from bot.assembly import House
from care.casework import Stage

Give = Callable[..., Awaitable[Worker]]


@pytest.mark.parametrize("round_", range(3))
async def test_t04_of_two_confirmations_one_wins_and_the_other_sees_whose(
    house: House, clock: Clock, worker: Give, round_: int
) -> None:
    _, call = booked(house, clock, KARIN)
    id = call.case.id
    both = [
        await worker("Anna Lind", officer="anna-lind"),
        await worker("Omar Said", officer="omar-said"),
    ]
    forms = [await form_of(one, id, "confirm") for one in both]
    choices = ["kommunen", "solrosen"]
    await gather(
        *(
            one.post(form.action, form.fill(**RIGHT, provider=choice))
            for one, form, choice in zip(both, forms, choices, strict=True)
        )
    )

    won = next(one for one in both if one.status == 200)
    lost = next(one for one in both if one.status == 409)
    assert case_of(house, id).provider == choices[both.index(won)]
    assert f"{won.name} hann före dig klockan 08.30: Bekräftade" in lost.page.text
    assert "Inget av ditt är sparat." in lost.page.text
    assert done(house, id).count("case.confirm") == 1
    assert planned(house) == ["choice_confirmed"]


async def test_t04_what_was_read_before_a_colleagues_change_changes_nothing(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    id = call.case.id
    anna, omar = await worker("Anna Lind"), await worker("Omar Said", officer="omar-said")
    old = await form_of(anna, id, "not-reached")
    new = await form_of(omar, id, "close")
    await omar.post(new.action, new.fill(reason="died"))
    await anna.post(old.action, old.fill())

    assert anna.status == 409
    assert "Omar Said hann före dig" in anna.page.text
    assert "Avslutade. Personen har dött" in anna.page.text
    assert case_of(house, id).attempts == 0


async def test_t04_a_resident_may_be_first(house: House, clock: Clock, worker: Give) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    form = await form_of(anna, call.case.id, "confirm")
    resident.say("avboka")
    resident.press("cancel", "yes")
    await anna.post(form.action, form.fill(**RIGHT))

    assert anna.status == 409
    assert "Någon ändrade i chatten klockan 08.30, medan du läste." in anna.page.text
    assert case_of(house, call.case.id).stage is Stage.OPEN
