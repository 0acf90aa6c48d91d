"""A call that was made, whatever came of it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from atdesk import Clock, Worker
from pressing import press
from stories import KARIN, booked, done

from bot.assembly import House

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
