"""Calls that an officer books: whose they are; and those that are off when the case goes on."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from atdesk import MORNING, Clock, Resident, Worker
from pressing import confirm, form_of, press
from residents import HERE, Someone, bookings, consistent, someone
from stories import DAUGHTER, KARIN, TEN, booked, call_of, done, owned, planned

from bot.assembly import House
from bot.store import calls, case, cells, participants, turns
from bot.store.office import people
from care.people import Part, Right, Role
from dialogs.world import Booking

Give = Callable[..., Awaitable[Worker]]

PERSON = Part(Role.PERSON)
RELATIVE, WITH_A_YES = Part(Role.RELATIVE), Part(Role.RELATIVE, consent=True)
SPEAKS = Part(Role.REPRESENTATIVE, Right.FULLMAKT)
NUMBER = "+46701740605"


def joins(house: House, first: Someone, part: Part, phone: str, name: str) -> int:
    """One more takes part in a case; their conversation."""
    with house.store.writing() as held:
        place = turns.hold(held, "web", "", name, lambda: 7)
        participants.join(held, place.id, first.case, HERE, part, "Anna Lind", MORNING)
        mine = case.find(held, place.id)
        assert mine is not None
        if phone:
            case.keep(held, place.id, mine, "phone", house.store.seal.close(phone))
    return place.id


def whose(house: House) -> int | None:
    """The conversation whose call it is."""
    with house.store.reading() as held:
        ((found,),) = held.driver.execute("SELECT conversation_id FROM booking").fetchall()
    return found if found is None else int(found)


async def books(anna: Worker, case: int) -> None:
    """The first time that is offered."""
    form = await form_of(anna, case, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][0]))
    assert anna.status == 200, anna.page.text


@pytest.mark.parametrize(
    ("first", "second", "theirs"),
    [
        ((RELATIVE, NUMBER), (PERSON, NUMBER), 1),  # who may know, of those who can be rung
        ((RELATIVE, NUMBER), (PERSON, ""), 0),  # nobody else can be rung
        ((RELATIVE, NUMBER), (WITH_A_YES, NUMBER), 1),
        ((PERSON, NUMBER), (WITH_A_YES, NUMBER), 0),
        ((RELATIVE, ""), (PERSON, ""), 1),
        ((RELATIVE, ""), (SPEAKS, ""), None),  # nobody who may know, and no number
    ],
)
async def test_whose_call_it_is_that_an_officer_books(
    house: House,
    worker: Give,
    first: tuple[Part, str],
    second: tuple[Part, str],
    theirs: int | None,
) -> None:
    one = someone(house, MORNING, part=first[0], phone=first[1])
    other = joins(house, one, *second, "other")
    await books(await worker(), one.case)

    assert whose(house) == (None if theirs is None else (one.conversation, other)[theirs])


async def test_a_call_is_nothing_to_one_whose_yes_was_taken_back(
    house: House, clock: Clock, worker: Give
) -> None:
    daughter, call = booked(house, clock, replace(DAUGHTER, start=TEN + timedelta(days=1)))
    assert call.by is not None
    with house.store.writing() as held:
        people.withdraw(held, call.case.id, call.by, "Anna Lind", clock())

    daughter.say("mina uppgifter")
    assert "samtal" not in daughter.heard
    daughter.say("avboka")
    assert call_of(house, call.case.id).stands
    anna = await worker()
    await press(anna, call.case.id, "cancel")
    await books(anna, call.case.id)
    with house.store.reading() as held:
        rows = held.driver.execute("SELECT conversation_id FROM booking WHERE status = 'booked'")
        assert rows.fetchall() == [(None,)]
    assert planned(house) == []
    daughter.say("mina uppgifter")
    assert "samtal" not in daughter.heard


async def test_a_call_from_before_the_desk_is_that_of_the_only_one(
    house: House, clock: Clock, worker: Give
) -> None:
    daughter, call = booked(house, clock, replace(DAUGHTER, start=TEN + timedelta(days=1)))
    with house.store.writing() as held:
        held.driver.execute("UPDATE booking SET conversation_id = NULL, made_at = NULL")

    daughter.say("mina uppgifter")
    assert "samtal" in daughter.heard
    form = await form_of(anna := await worker(), call.case.id, "move")
    await anna.post(form.action, form.fill(time=form.options["time"][-1]))
    assert planned(house).count("call_moved") == 1


@pytest.mark.parametrize("act", ["confirm", "cannot"])
async def test_a_later_call_is_off_and_told_when_the_choice_is_made_before_it(
    house: House, clock: Clock, worker: Give, act: str
) -> None:
    resident, call = booked(house, clock, replace(KARIN, start=TEN + timedelta(days=1)))
    waits, later = booked(
        house, clock, replace(KARIN, name="Nils Ek", start=TEN + timedelta(days=2))
    )
    waits.press("after", "wait")
    anna = await worker()
    if act == "confirm":
        await confirm(anna, call.case.id)
    else:
        await press(anna, call.case.id, act)

    assert call_of(house, call.case.id).status == "cancelled"
    assert {start.date() for _, start in owned(house)} == {later.start.date()}
    told = planned(house)
    assert (told.count("call_moved"), told.count("earlier_time")) == (1, 1)
    assert "case.confirm" in done(house, call.case.id) or act == "cannot"
    assert "call.cancel" in done(house, call.case.id)
    resident.press("notice", "open=call_moved")
    assert "avbokat" in resident.heard


async def test_a_call_later_the_same_day_is_the_one_that_was_made(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, replace(KARIN, start=TEN + timedelta(hours=4)))
    await confirm(await worker(), call.case.id)

    assert call_of(house, call.case.id).status == "past"
    assert planned(house) == ["choice_confirmed"]


async def test_the_time_that_the_person_was_about_to_book_can_be_booked_for_them(
    house: House, worker: Give
) -> None:
    one = someone(house, MORNING, phone=NUMBER)
    start, until = TEN + timedelta(days=1), MORNING + timedelta(minutes=20)
    anna = await worker()
    await anna.open(f"/cases/{one.case}/move?officer=anna-lind")
    with house.store.writing() as held:
        assert cells.win(
            held, cells.wanted(HERE, "anna-lind", start, 20), "held", MORNING, until=until
        )
        calls.write(
            held, HERE, one.case, Booking("held", start, 20, "anna-lind", "sol"), MORNING,
            until=until, conversation=one.conversation,
        )  # fmt: skip
    form = next(f for f in anna.page.forms if f.method == "post" and "time" in f.options)
    wanted = next(t for t in form.options["time"] if datetime.fromisoformat(t[:-10]) == start)
    await anna.post(form.action, form.fill(time=wanted))

    assert [(at, status) for _, _, _, at, _, status in bookings(house)] == [(start, "booked")]
    assert consistent(house)


async def test_a_code_leads_nowhere_once_the_case_is_closed(
    house: House, clock: Clock, worker: Give, resident: Callable[[], Resident]
) -> None:
    _, call = booked(house, clock)
    with house.store.writing() as held:
        code = people.invite(
            held, house.store.seal, call.case.id, Role.RELATIVE, None, "Anna Lind", clock()
        )
    await press(await worker(), call.case.id, "close", reason="moved")
    son = resident()
    son.press("language", "sv")
    son.say(code)

    assert "Koden stämmer inte." in son.heard
