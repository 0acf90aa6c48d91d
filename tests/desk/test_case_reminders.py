"""On the page of a case: when the decision ends, what is to come, and all of it stopped."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from atdesk import HERE, Clock, Worker
from pressing import confirm, form_of, press
from reminded import rows
from residents import asked
from stories import DAUGHTER, KARIN, TEN, booked, case_of, planned

from bot.assembly import House
from bot.store import tasks
from bot.store.office.days import Call
from care.casework import Closing, Stage
from dialogs.world import Reason

Give = Callable[..., Awaitable[Worker]]

TOMORROW = replace(KARIN, start=TEN + timedelta(days=1))


def due(house: House, kind: str) -> list[str]:
    """When the reminders of a kind that are planned go."""
    return [f"{row[6]:%Y-%m-%d}" for row in rows(house) if row[2] == kind and row[7] == "planned"]


async def starts(anna: Worker, call: Call) -> None:
    """From the wish to a day when the help starts."""
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    await press(anna, call.case.id, "accept")
    await press(anna, call.case.id, "start", day="2027-02-01")


async def test_the_end_of_the_decision_is_noted_and_reminded_of(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await starts(anna, call)
    await press(anna, call.case.id, "decision-ends", ends="2028-01-31")

    assert case_of(house, call.case.id).decision_ends == date(2028, 1, 31)
    assert due(house, "decision_ends") == ["2027-11-30"]
    assert "Gäller till måndag 31 januari 2028" in anna.page.text
    assert "Skrev att beslutet gäller till måndag 31 januari 2028" in anna.page.text

    await press(anna, call.case.id, "decision-ends", ends="")
    assert case_of(house, call.case.id).decision_ends is None
    assert due(house, "decision_ends") == []


async def test_before_the_help_starts_the_day_is_kept_and_then_planned(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "decision-ends", ends="2028-01-31")
    assert due(house, "decision_ends") == []
    await press(anna, call.case.id, "order")
    await press(anna, call.case.id, "accept")
    await press(anna, call.case.id, "start", day="2027-02-01")

    assert due(house, "decision_ends") == ["2027-11-30"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("i vår", "Skriv den sista dagen"), ("2027-01-11", "Den dagen har varit."),
     ("2038-01-01", "mer än 10 år bort")],
)  # fmt: skip
async def test_what_is_no_end_is_told_by_its_field(
    house: House, clock: Clock, worker: Give, typed: str, told: str
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "decision-ends", ends=typed)

    assert (anna.status, anna.page.faults) == (422, ["ends"])
    assert told in anna.page.text
    assert case_of(house, call.case.id).decision_ends is None


async def test_before_a_choice_there_is_no_decision_to_end(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    form = await form_of(anna, call.case.id, "decision-ends")
    await press(anna, call.case.id, "back")

    page = await anna.open(f"/cases/{call.case.id}")
    assert "Beslutet gäller till" not in page.text
    token = next(v for n, v in page.forms[-1].fields if n == "token")
    revision = str(case_of(house, call.case.id).revision)
    await anna.post(form.action, form.fill(ends="2028-01-31", token=token, revision=revision))
    assert anna.status == 409


async def test_the_next_three_are_listed_with_how_they_go(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await starts(anna, call)

    page = await anna.open(f"/cases/{call.case.id}")

    assert "Nytt om beställningen. Tisdag 12 januari 2027 klockan 08.30, sidan." in page.text
    assert "Hur går det? Efter 2 veckor. Måndag 15 februari 2027 klockan 09.00" in page.text
    assert "Hur går det? Efter 3 månader" not in page.text
    assert f"/desk/ledger?case={call.case.id}" in page.links


async def test_an_early_call_is_reminded_of_the_day_before_and_the_page_says_so(
    house: House, clock: Clock, worker: Give
) -> None:
    early = replace(KARIN, start=TEN + timedelta(days=1, hours=-1, minutes=-30))
    _, call = booked(house, clock, early)
    anna = await worker()

    page = await anna.open(f"/cases/{call.case.id}")

    assert "samtal om 2 timmar" in page.text
    assert "flyttad från onsdag 13 januari 06.30" in page.text


async def test_all_reminders_are_stopped_and_begun_again(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    anna = await worker()
    assert planned(house) == ["call_tomorrow", "call_soon"]
    await press(anna, call.case.id, "stop")

    assert case_of(house, call.case.id).stopped_at == clock.at
    assert planned(house) == []
    assert "stoppade sedan tisdag 12 januari 2027 klockan 08.30. Anna Lind" in anna.page.text
    await press(anna, call.case.id, "go-on")

    assert case_of(house, call.case.id).stopped_at is None
    assert planned(house) == ["call_tomorrow", "call_soon"]
    assert "Påminnelserna är stoppade" not in anna.page.text


async def test_what_somebody_told_in_the_chat_is_ended_from_the_band(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    with house.store.writing() as held:
        held.driver.execute("UPDATE \"case\" SET stopped_at = '2027-01-11 10:00:00+00'")
        tasks.ask(held, HERE, Reason.STOP, call.by or 0, call.case.id, clock.at)
    anna = await worker()
    page = await anna.open(f"/cases/{call.case.id}")
    assert "Någon har berättat om dödsfall, sjukhus eller flytt." in page.text
    await press(anna, call.case.id, "close", reason="hospital")

    case = case_of(house, call.case.id)
    assert (case.stage, case.closed_as) == (Stage.CLOSED, Closing.HOSPITAL)
    assert asked(house) == []


async def test_who_begins_again_has_seen_to_it(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, TOMORROW)
    anna = await worker()
    await press(anna, call.case.id, "stop")
    with house.store.writing() as held:
        tasks.ask(held, HERE, Reason.STOP, call.by or 0, call.case.id, clock.at)
    await press(anna, call.case.id, "go-on")

    assert asked(house) == []


async def test_a_call_in_vain_is_told_to_the_person_once(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    assert planned(house) == ["call_missed"]
    form = await form_of(anna, call.case.id, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][0]))
    await press(anna, call.case.id, "not-reached")  # the second: a letter is next

    assert planned(house).count("call_missed") == 1


async def test_a_call_in_vain_is_told_to_a_relative_who_booked_it(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")

    assert [(row[2], row[4]) for row in rows(house) if row[7] == "planned"] == [
        ("call_missed", call.by)
    ]


async def test_it_is_not_told_when_the_person_was_reached_after_all(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    await press(anna, call.case.id, "reached")

    assert planned(house) == []
