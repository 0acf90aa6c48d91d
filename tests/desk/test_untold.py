"""A task to ring or write instead says what was not told, and goes when that is over."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from atdesk import HERE, Clock, Worker
from office import Page
from pressing import confirm, press
from reminded import put
from residents import asked
from stories import KARIN, TEN, booked, done

from bot.assembly import House
from bot.store import tasks
from bot.store.office.days import Call
from bot.store.outbox import states
from care.followup import Kind

Give = Callable[..., Awaitable[Worker]]

TOMORROW = replace(KARIN, start=TEN + timedelta(days=1))
"""A call on Wednesday at 10.00."""


def untold(
    house: House, call: Call, now: datetime, *kinds: Kind, state: str = states.FAILED
) -> None:
    """Notices that reached nobody, and the task that they become."""
    due = now - timedelta(hours=1)
    for kind in kinds:
        put(house, due, case=call.case.id, conversation=call.by, state=state, kind=kind)
    with house.store.writing() as held:
        tasks.instead(held, HERE, call.by or 0, call.case.id, now)


async def task(anna: Worker, page: Page) -> Page:
    """Its own page."""
    link = next(link for link in page.links if "/tasks/" in link)
    return await anna.open(link.removeprefix("/desk"))


@pytest.mark.parametrize("state", [states.FAILED, states.TOO_LATE, states.UNREAD])
async def test_the_message_is_named_in_the_queue_and_on_the_task(
    house: House, clock: Clock, worker: Give, state: str
) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at, Kind.PROVIDER_GONE, Kind.CALL_MOVED, state=state)
    put(house, clock.at, case=call.case.id, conversation=call.by, state=state, kind=Kind.GOING_WELL)
    anna = await worker()

    page = await anna.open("/ring")
    for shown in (page, await task(anna, page)):
        assert "Meddelandet: Utföraren går inte att välja längre" in shown.text
        assert "Meddelandet: Samtalet är flyttat eller avbokat" in shown.text
        assert "Hur går det?" not in shown.text


async def test_once_the_call_is_over_nobody_is_asked_to_ring(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at, Kind.CALL_TOMORROW)
    anna = await worker()
    page = await anna.open("/ring")
    assert "Meddelandet: Påminnelse: samtal i morgon" in page.text
    assert asked(house) == [(call.case.id, "ring_instead")]
    clock.at = call.start + timedelta(hours=1)
    omar = await worker("Omar Said", "omar-said")

    page = await omar.open("/ring")
    assert "Nåddes inte av ett meddelande" not in page.text
    assert asked(house) == [(call.case.id, "ring_instead")], "to look changes nothing"
    house.planning.plan(clock.at)
    assert asked(house) == []
    assert done(house, call.case.id).count("task.done") == 1


async def test_its_own_page_says_so_too(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at, Kind.CALL_SOON)
    anna = await worker()
    page = await anna.open("/ring")
    clock.at = call.start + timedelta(hours=1)
    omar = await worker("Omar Said", "omar-said")
    house.planning.plan(clock.at)

    assert "Klart. Systemet, onsdag 13 januari klockan 11.00." in (await task(omar, page)).text


async def test_what_is_still_so_is_rung_about_after_the_call(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at, Kind.CALL_SOON, Kind.PROVIDER_GONE)
    clock.at = call.start + timedelta(hours=1)
    anna = await worker()

    page = await anna.open("/ring")
    assert "Meddelandet: Utföraren går inte att välja längre" in page.text
    assert "Meddelandet: Påminnelse" not in page.text
    assert asked(house) == [(call.case.id, "ring_instead")]


async def test_a_task_of_which_no_row_is_known_stays(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at)
    clock.at = call.start + timedelta(hours=1)
    anna = await worker()

    page = await anna.open("/ring")
    assert "Nåddes inte av ett meddelande (1)" in page.text
    assert "Meddelandet: " not in page.text


async def test_what_was_told_since_or_rung_about_is_not_named_again(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at, Kind.CALL_MOVED)
    anna = await worker()
    page = await anna.open("/ring")
    link = next(link for link in page.links if "/tasks/" in link)
    form = next(f for f in (await task(anna, page)).forms if f.options.get("how"))
    await anna.post(link, form.fill(how="talked", deed="done"))
    assert asked(house) == []
    clock.at += timedelta(hours=3)
    untold(house, call, clock.at, Kind.PROVIDER_GONE)
    omar = await worker("Omar Said", "omar-said")

    page = await omar.open("/ring")
    assert "Meddelandet: Utföraren går inte att välja längre" in page.text
    assert "Meddelandet: Samtalet" not in page.text
    put(house, clock.at, case=call.case.id, conversation=call.by, kind=Kind.PROVIDER_GONE,
        state=states.SENT, version=9)  # fmt: skip
    house.planning.plan(clock.at)
    assert asked(house) == []


async def test_what_cannot_be_sent_again_has_no_button_in_the_ledger(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    untold(house, call, clock.at, Kind.CALL_MOVED, Kind.CASE_NEWS)
    anna = await worker()

    async def buttons() -> int:
        page = await anna.open("/ledger?view=past")
        return page.text.count("Skicka igen")

    assert await buttons() == 1  # there is no news before a choice is confirmed
    await press(anna, call.case.id, "stop")
    assert await buttons() == 0
    await press(anna, call.case.id, "go-on")
    assert await buttons() == 1
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    clock.at = call.start + timedelta(hours=1)
    anna = await worker("Omar Said", "omar-said")
    page = await anna.open("/ledger?view=past&kind=call_moved")
    assert "Samtalet är flyttat" in page.text.partition("Försök")[2]
    assert "Skicka igen" not in page.text
