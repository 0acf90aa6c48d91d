"""A reminder is sent again by an officer: once, with a reason, and only where it still helps."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from atdesk import HERE, Clock, Resident, Worker
from office import Form, Page
from pressing import confirm, press
from reminded import put, rows, states
from stories import KARIN, TEN, booked, case_of, done

from bot.assembly import House
from bot.store.office import audit
from bot.store.office.days import Call
from bot.store.outbox import notices
from bot.store.outbox.states import CANCELLED, FAILED, PLANNED, TOO_LATE, UNCERTAIN, UNREAD
from care.followup import Kind

Give = Callable[..., Awaitable[Worker]]

TOMORROW = replace(KARIN, start=TEN + timedelta(days=1))
"""A call on Wednesday at 10.00."""


def lost(house: House, call: Call, state: str = FAILED, kind: Kind = Kind.CALL_TOMORROW) -> int:
    """A reminder of an hour ago that did not come through; its number."""
    due = call.start - timedelta(days=1, hours=3)
    return put(house, due, case=call.case.id, conversation=call.by, state=state, kind=kind)


def fresh(house: House, seen: set[int]) -> list[tuple[str, str, str]]:
    """Key, channel and due (UTC) of what has been planned since."""
    return [(row[1], row[5], f"{row[6]:%d %H:%M}") for row in rows(house) if row[0] not in seen]


async def asks(anna: Worker, case: int, row: int) -> Form:
    """The form on the reminder's own page."""
    await anna.open(f"/cases/{case}/again/{row}")
    return next(f for f in anna.page.forms if f.action.endswith(f"/again/{row}"))


async def sends(anna: Worker, case: int, row: int, reason: str = "asked") -> Page:
    """Fill it in and send it."""
    form = await asks(anna, case, row)
    return await anna.post(form.action, form.fill(reason=reason))


@pytest.mark.parametrize(
    "state",
    [FAILED, TOO_LATE, UNREAD, UNCERTAIN, CANCELLED],
)
async def test_what_did_not_come_through_is_planned_once_more(
    house: House, clock: Clock, worker: Give, state: str
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call, state, Kind.CALL_MOVED)
    seen = set(states(house))
    anna = await worker()

    page = await anna.open("/ledger?view=past&state=all")
    assert f"/desk/cases/{call.case.id}/again/{row}" in page.links
    await asks(anna, call.case.id, row)
    assert "Den går nu, på sidan, när personen öppnar chatten." in anna.page.text
    page = await sends(anna, call.case.id, row)

    assert "Påminnelsen är planerad igen. Den går nu, på sidan" in page.text
    key = next(key for id, key, *_ in rows(house) if id == row)
    assert fresh(house, seen) == [(f"{key}:again-1", "web", "12 07:30")]
    taken_back = state in (UNCERTAIN, CANCELLED)  # else it would go twice
    assert states(house)[row] == (CANCELLED if taken_back else state)


async def test_the_audit_and_the_case_say_who_did_it_and_why_in_codes(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call)
    anna = await worker()
    page = await sends(anna, call.case.id, row, "new_way")

    with house.store.reading() as held:
        (entry,) = [e for e in audit.of_case(held, HERE, call.case.id) if "again" in e.what]
    told = entry.detail.split()
    assert (entry.by, entry.what) == ("Anna Lind", "reminder.again")
    assert told[:3] == ["kind=call_tomorrow", "reason=new_way", f"row={row}"]
    assert "Skickade igen: Påminnelse: samtal i morgon. Skäl: personen nås på ett" in page.text


async def test_t29_the_same_form_twice_is_one_reminder(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call)
    seen = set(states(house))
    anna = await worker()
    form = await asks(anna, call.case.id, row)
    for _ in range(2):
        await anna.post(form.action, form.fill(reason="asked"))

    assert len(fresh(house, seen)) == 1
    assert done(house, call.case.id).count("reminder.again") == 1


async def test_t04_of_two_officers_the_second_sees_who_was_first(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call)
    seen = set(states(house))
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    form = await asks(omar, call.case.id, row)
    await sends(anna, call.case.id, row)
    page = await omar.post(form.action, form.fill(reason="asked"))

    assert (omar.status, len(fresh(house, seen))) == (409, 1)
    assert "Anna Lind hann före dig" in page.text


async def test_a_new_one_can_be_sent_again_and_the_old_one_no_more(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    old = lost(house, call)
    anna = await worker()
    await sends(anna, call.case.id, old)
    new = max(states(house))
    with house.store.writing() as held:
        held.driver.execute("UPDATE outbox SET state = 'failed' WHERE state = 'planned'")

    page = await anna.open(f"/cases/{call.case.id}/again/{old}")
    assert "Det finns en nyare av samma sort till samma person." in page.text
    await sends(anna, call.case.id, new)

    keys = [key for _, key, *_ in rows(house)]
    assert [key.rpartition(":")[2] for key in keys if ":again-" in key] == ["again-1", "again-2"]


async def test_in_the_evening_it_goes_in_the_morning(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, replace(KARIN, start=TEN + timedelta(days=1, hours=4)))
    row = lost(house, call)
    seen = set(states(house))
    clock.at = clock.at.replace(hour=19)
    anna = await worker()
    page = await sends(anna, call.case.id, row)

    assert "Den går onsdag 13 januari 2027 klockan 08.30, på sidan" in page.text
    assert [due for _, _, due in fresh(house, seen)] == ["13 07:30"]


async def test_without_a_reason_nothing_is_sent(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call)
    seen = set(states(house))
    anna = await worker()
    for reason in ("", "because"):
        page = await sends(anna, call.case.id, row, reason)

        assert (anna.status, fresh(house, seen)) == (422, [])
        assert "Välj varför den skickas igen." in page.text


@pytest.mark.parametrize(
    ("minutes", "why"), [(-5, "Den hinner inte fram"), (20, "Det som den säger gäller inte")]
)
async def test_a_call_that_is_over_is_not_reminded_of(
    house: House, clock: Clock, worker: Give, minutes: int, why: str
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call, kind=Kind.CALL_SOON)
    clock.at = call.start + timedelta(minutes=minutes)
    anna = await worker()

    page = await anna.open(f"/cases/{call.case.id}/again/{row}")

    assert f"Den kan inte skickas igen. {why}" in page.text
    assert not [form for form in page.forms if form.action.endswith(f"/again/{row}")]


@pytest.mark.parametrize("kind", [Kind.HOLD_ENDING, Kind.EARLIER_TIME])
async def test_what_was_about_its_own_moment_is_not_sent_again(
    house: House, clock: Clock, worker: Give, kind: Kind
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call, kind=kind)
    anna = await worker()

    page = await anna.open("/ledger?view=past")
    assert f"/desk/cases/{call.case.id}/again/{row}" not in page.links
    page = await anna.open(f"/cases/{call.case.id}/again/{row}")
    assert "Den gällde bara just då." in page.text


@pytest.mark.parametrize(
    ("act", "fields", "why"),
    [
        ("close", {"reason": "died"}, "Ärendet är avslutat."),
        ("stop", {}, "Påminnelserna i ärendet är stoppade."),
    ],
)
async def test_nothing_is_sent_again_in_a_case_that_is_closed_or_stopped(
    house: House, clock: Clock, worker: Give, act: str, fields: dict[str, str], why: str
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call)
    seen = set(states(house))
    anna = await worker()
    form = await asks(anna, call.case.id, row)
    await press(anna, call.case.id, act, **fields)
    await anna.post(form.action, form.fill(reason="asked"))
    assert anna.status == 409

    page = await anna.open(f"/cases/{call.case.id}/again/{row}")
    assert why in page.text
    pairs = form.fill(reason="asked", revision=str(case_of(house, call.case.id).revision))
    token = next(v for n, v in page.forms[-1].fields if n == "token")
    await anna.post(form.action, [(n, token if n == "token" else v) for n, v in pairs])
    assert (anna.status, fresh(house, seen)) == (422, [])


async def test_one_who_has_said_no_is_not_reminded(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call)
    with house.store.writing() as held:
        notices.remind(held, call.by or 0, False)
    anna = await worker()

    page = await anna.open(f"/cases/{call.case.id}/again/{row}")

    assert "Personen har sagt nej till sådana påminnelser" in page.text


async def test_a_confirmation_that_was_undone_is_not_told_again(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    row = next(id for id, _, kind, *_ in rows(house) if kind == "choice_confirmed")
    await press(anna, call.case.id, "back")

    page = await anna.open(f"/cases/{call.case.id}/again/{row}")

    assert "Det som den säger gäller inte längre." in page.text


async def test_what_is_planned_needs_no_sending_again(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, TOMORROW)
    row = lost(house, call, PLANNED)
    anna = await worker()

    page = await anna.open(f"/cases/{call.case.id}/again/{row}")

    assert "Den är planerad." in page.text


async def test_another_municipalitys_or_cases_reminder_is_not_there(
    house: House, clock: Clock, worker: Give, resident: Callable[[], Resident]
) -> None:
    _, call = booked(house, clock, TOMORROW)
    _, other = booked(house, clock, replace(TOMORROW, name="Nils Ek", phone="070-174 06 07"))
    row = lost(house, call)
    elsewhere = next(key for key in house.catalogues.now.by_key if key != HERE)
    anna, eva = await worker(), await worker("Eva Ek", "eva-ek", here=elsewhere)

    await anna.open(f"/cases/{other.case.id}/again/{row}")
    await eva.open(f"/cases/{call.case.id}/again/{row}")

    assert (anna.status, eva.status) == (404, 404)
