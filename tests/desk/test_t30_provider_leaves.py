"""A provider loses its authorisation, at each stage of a choice: nobody is left in silence."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from atdesk import Clock, Resident, Worker
from keeper import WHY, asked, authorise, look, news, remove, withdraw
from pressing import confirm, press
from stories import KARIN, booked, case_of, done, wishes

from bot.assembly import House
from care.casework import Stage
from dialogs.events import Start

Give = Callable[..., Awaitable[Worker]]
STORY = replace(KARIN, wish="solrosen")
GONE = [("solrosen:withdrawn", "planned")]
STEPS: dict[Stage, tuple[tuple[str, dict[str, str]], ...]] = {
    Stage.CONFIRMED: (),
    Stage.ORDERED: (("order", {}),),
    Stage.QUEUED: (("order", {}), ("full", {"provider": "kommunen"})),
    Stage.ACCEPTED: (("order", {}), ("accept", {})),
    Stage.STARTED: (("order", {}), ("accept", {}), ("start", {"day": "2027-01-18"})),
}


def to_the_list(resident: Resident) -> None:
    wishes(resident, replace(STORY, wish="bjorken"))
    resident.press("after", "list")


def listed(resident: Resident) -> set[str]:
    """Who can be chosen in the list as it was shown last."""
    assert resident.answer is not None
    cards = [b for b in resident.answer.bubbles if b.cards]
    return {card.provider for card in cards[0].cards} if cards else set()


def test_t30_while_the_list_is_read(
    house: House, clock: Clock, resident: Callable[[], Resident]
) -> None:
    one = resident()
    to_the_list(one)
    before = listed(one)
    one.press("list", "solrosen")
    withdraw(house)
    one.press("provider", "wish=solrosen")

    assert "inte längre kommunens ja" in one.heard
    assert "Välj gärna en annan." in one.heard
    assert before - listed(one) <= {"solrosen"}
    assert "solrosen" not in listed(one)
    card = one.press("list", "solrosen")
    assert "Varför går det inte?" in [c.label for b in card.bubbles for c in b.choices]
    look(house, clock())
    assert (news(house), asked(house)) == ([], [])  # nobody wished for it


def test_t30_one_that_is_taken_off_the_list_while_it_is_read(
    house: House, clock: Clock, resident: Callable[[], Resident]
) -> None:
    one = resident()
    to_the_list(one)
    one.press("list", "solrosen")
    remove(house)
    for question, value in (("provider", "wish=solrosen"), ("list", "solrosen")):
        one.press(question, value)
        assert one.answer is not None
        assert one.answer.step == "list"
        assert "solrosen" not in listed(one)


def test_t30_when_a_wish_is_left(
    house: House, clock: Clock, resident: Callable[[], Resident]
) -> None:
    one = resident()
    wishes(one, STORY)
    withdraw(house)
    look(house, clock())
    look(house, clock())

    assert news(house) == GONE
    assert asked(house) == [("wish", "solrosen")]
    one.press("call", "no")
    assert "inte längre kommunens ja" in one.heard
    look(house, clock())
    assert asked(house) == [("wish", "solrosen")]  # and not once more by the chat
    assert news(house) == [("solrosen:withdrawn", "cancelled")]  # they have read it there


async def test_t30_when_a_call_is_booked(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, STORY)
    withdraw(house)
    look(house, clock())
    anna = await worker()

    assert (news(house), asked(house)) == (GONE, [("wish", "solrosen")])
    await anna.open("/")
    assert "välj om" in anna.page.text
    await anna.open(f"/cases/{call.case.id}")
    assert f"Har inte längre kommunens ja. {WHY}" in anna.page.text
    assert "Den önskade utföraren går inte att välja längre" in anna.page.text
    assert "Solrosens hemtjänst har inte längre kommunens ja" in anna.page.text
    await anna.open("/ring")
    assert "Utföraren går inte att välja längre" in anna.page.text
    assert "Gäller Solrosens hemtjänst" in anna.page.text


async def test_t30_one_whose_last_day_has_passed_is_refused_with_the_day(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, STORY)
    authorise(house, "solrosen", end="2027-01-11")
    anna = await worker()
    await confirm(anna, call.case.id, provider="solrosen")

    assert anna.status == 409
    assert (
        "Solrosens hemtjänst går inte att välja: har slutat. "
        "Sista dagen var måndag 11 januari 2027." in anna.page.text
    )


async def test_t30_one_that_ends_soon_is_flagged_and_can_still_be_confirmed(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, STORY)
    authorise(house, "solrosen", end="2027-02-28")
    look(house, clock())
    anna = await worker()
    await anna.open("/")
    assert "Solrosens hemtjänst slutar söndag 28 februari 2027." in anna.page.text
    await confirm(anna, call.case.id, provider="solrosen")
    look(house, clock())

    assert case_of(house, call.case.id).stage is Stage.CONFIRMED
    assert news(house) == [("solrosen:ends:2027-02-28", "planned")]  # and not once more
    await anna.open(f"/cases/{call.case.id}")
    assert "Solrosens hemtjänst slutar söndag 28 februari 2027." in anna.page.text


async def test_t30_when_the_officer_is_about_to_confirm(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, STORY)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/confirm")
    form = next(f for f in anna.page.forms if "whose" in f.options)
    withdraw(house)
    await anna.post(
        form.action or f"/desk/cases/{call.case.id}/confirm",
        form.fill(identity="yes", whose="person", provider="solrosen"),
    )

    assert anna.status == 409
    why = f"Solrosens hemtjänst går inte att välja: har inte längre kommunens ja. {WHY}"
    assert why in anna.page.text
    assert case_of(house, call.case.id).stage is Stage.OPEN
    options = next(f for f in anna.page.forms if "whose" in f.options).options["provider"]
    assert "solrosen" not in options
    assert "bjorken" in options
    look(house, clock())
    assert asked(house) == [("wish", "solrosen")]
    await confirm(anna, call.case.id, provider="bjorken")
    assert asked(house) == []


@pytest.mark.parametrize("stage", STEPS)
async def test_t30_once_it_is_confirmed(
    house: House, clock: Clock, worker: Give, stage: Stage
) -> None:
    _, call = booked(house, clock, STORY)
    anna = await worker()
    await confirm(anna, call.case.id)
    for act, fields in STEPS[stage]:
        await press(anna, call.case.id, act, **fields)
    assert case_of(house, call.case.id).stage is stage
    withdraw(house)
    look(house, clock())
    look(house, clock())

    assert (news(house), asked(house)) == (GONE, [("provider_gone", "solrosen")])
    assert done(house, call.case.id).count("provider.gone") == 1
    await anna.open(f"/cases/{call.case.id}")
    assert f"Solrosens hemtjänst har inte längre kommunens ja. {WHY}" in anna.page.text
    assert "Utföraren slutar eller får inte ge hjälpen längre" in anna.page.text
    await anna.open("/ring")
    assert "Gäller Solrosens hemtjänst" in anna.page.text


async def test_t30_whose_case_is_closed_with_the_help_begun_is_told_too(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, STORY)
    anna = await worker()
    await confirm(anna, call.case.id)
    for act, fields in STEPS[Stage.STARTED]:
        await press(anna, call.case.id, act, **fields)
    await press(anna, call.case.id, "close", reason="confirmed")
    assert case_of(house, call.case.id).stage is Stage.CLOSED
    withdraw(house)
    look(house, clock())

    assert (news(house), asked(house)) == (GONE, [("provider_gone", "solrosen")])


async def test_t30_another_choice_ends_it(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, STORY)
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    withdraw(house)
    look(house, clock())
    await press(anna, call.case.id, "again")
    await confirm(anna, call.case.id, provider="bjorken")
    look(house, clock())

    assert asked(house) == []
    assert news(house) == [("solrosen:withdrawn", "cancelled")]
    await anna.open(f"/cases/{call.case.id}")
    assert "Solrosens hemtjänst är kvar, eller inte längre vald" in anna.page.text


async def test_t30_who_comes_back_after_that_gives_officers_nothing_more(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock, STORY)
    anna = await worker()
    await confirm(anna, call.case.id)
    withdraw(house)
    look(house, clock())
    resident.answer = house.conversations.hear(resident.address, "back", Start(), clock())
    look(house, clock())

    assert asked(house) == [("provider_gone", "solrosen")]
