"""Confirming a choice: whose it is, who may be chosen at this moment, and who is told."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from atdesk import Clock, Worker
from pressing import RIGHT, confirm, form_of, press
from stories import (
    DAUGHTER,
    GOD_MAN,
    KARIN,
    UNDECIDED,
    booked,
    call_of,
    case_of,
    done,
    owned,
    planned,
)

from bot.assembly import House
from bot.store.office import people
from care.casework import Stage
from care.people import Right

Give = Callable[..., Awaitable[Worker]]


async def test_a_choice_is_confirmed(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)

    case = case_of(house, call.case.id)
    assert anna.at == f"/desk/cases/{case.id}"
    assert "Valet är bekräftat." in anna.page.text
    assert (case.stage, case.provider) == (Stage.CONFIRMED, "kommunen")
    assert call_of(house, case.id).status == "past"
    assert owned(house) == set()
    assert planned(house) == ["choice_confirmed"]
    assert "Bekräftade Kommunens hemtjänst. Vems val: personen själv" in anna.page.text


async def test_nothing_is_confirmed_until_identity_and_whose_choice_are_told(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id, identity="", whose="", provider="")

    assert anna.status == 422
    assert anna.page.faults == ["identity", "whose", "provider"]
    assert case_of(house, call.case.id).stage is Stage.OPEN
    assert "case.confirm" not in done(house, call.case.id)


async def test_another_provider_than_the_wish_may_be_chosen(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id, provider="solrosen")

    case = case_of(house, call.case.id)
    assert (case.provider, case.wish) == ("solrosen", "kommunen")


async def test_a_relative_chooses_for_nobody(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    form = await form_of(anna, call.case.id, "confirm")

    assert "Anhörigs önskan. Inte personens egen än." in anna.page.text
    assert form.options["whose"] == ["person"]
    assert form.value("provider") == ""
    await confirm(anna, call.case.id, whose="representative")
    assert anna.status == 422
    await confirm(anna, call.case.id, provider="solrosen")
    assert case_of(house, call.case.id).stage is Stage.CONFIRMED
    assert planned(house) == []  # nobody who may know of the case writes in the chat


async def test_a_representative_chooses_once_the_right_is_checked(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, GOD_MAN)
    anna = await worker()
    await confirm(anna, call.case.id, whose="representative")
    assert anna.status == 422

    assert call.by is not None
    with house.store.writing() as held:
        people.check_right(held, call.case.id, call.by, Right.GOD_MAN, "Anna Lind", clock.at)
    await confirm(anna, call.case.id, whose="representative")

    assert case_of(house, call.case.id).stage is Stage.CONFIRMED
    assert planned(house) == ["choice_confirmed"]


async def test_t30_what_is_not_authorised_at_this_moment_is_refused_with_the_reason(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id, provider="svalan")
    assert anna.status == 409
    assert (
        "Svalans hemtjänst går inte att välja: tar inte emot nya just nu. "
        "Personalen räcker inte till just nu." in anna.page.text
    )

    await confirm(anna, call.case.id, provider="norrskenet")
    assert "Norrskenets hemtjänst går inte att välja: finns inte" in anna.page.text
    await confirm(anna, call.case.id, provider="nobody-such")
    assert anna.status == 409
    assert case_of(house, call.case.id).stage is Stage.OPEN


async def test_one_who_cannot_choose_gets_the_municipalitys_rule(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/cannot")
    assert "Den som inte väljer får hjälp av kommunens egen personal." in anna.page.text
    await press(anna, call.case.id, "cannot")
    assert case_of(house, call.case.id).cannot_choose
    assert call_of(house, call.case.id).status == "past"

    await confirm(anna, call.case.id, whose="rule", provider="kommunen")

    case = case_of(house, call.case.id)
    assert (case.stage, case.provider) == (Stage.CONFIRMED, "kommunen")
    assert "Vems val: inget val: kommunens regel" in anna.page.text


async def test_silence_is_no_choice(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, replace(UNDECIDED, name="Nils Ek"))
    anna = await worker()
    form = await form_of(anna, call.case.id, "confirm")

    assert form.value("provider") == ""


async def test_what_an_officer_heard_stays_when_the_resident_looks_in(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "cannot")
    resident.say("när ringer ni?")
    resident.press("after", "list")
    assert case_of(house, call.case.id).cannot_choose

    resident.press("list", "solrosen")
    resident.press("provider", "wish=solrosen")

    assert not case_of(house, call.case.id).cannot_choose


async def test_what_was_confirmed_stays_as_it_was_confirmed(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    resident.press("area", "skogsbyn")

    case = case_of(house, call.case.id)
    assert (case.service, case.area, case.provider) == ("care", "centrum", "kommunen")


async def test_a_full_provider_may_be_confirmed_and_is_told_as_full(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/confirm?service=daily_activity")
    form = next(f for f in anna.page.forms if f.method == "post" and "whose" in f.options)
    await anna.post(form.action, form.fill(**RIGHT, provider="blaklinten"))

    assert "Blåklintens mediehus: fullt nu" in anna.page.text
    case = case_of(house, call.case.id)
    assert (case.stage, case.service) == (Stage.CONFIRMED, "daily_activity")


async def test_without_an_area_nobody_can_be_confirmed_where_it_matters(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    form = await form_of(anna, call.case.id, "confirm")
    with house.store.writing() as held:
        held.driver.execute("UPDATE \"case\" SET area = ''")
    await anna.post(form.action, form.fill(**RIGHT, area="nowhere such"))

    assert anna.status == 422
    assert "Välj område. Det styr vem som går att välja." in anna.page.text
