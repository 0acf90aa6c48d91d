"""What an officer does to a case: confirm, not reached, move, order, close; and undo."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from atdesk import Clock, Worker
from stories import (
    DAUGHTER,
    GOD_MAN,
    KARIN,
    TEN,
    UNDECIDED,
    booked,
    call_of,
    case_of,
    cells,
    done,
    planned,
)

from bot.assembly import House
from bot.store.office import people
from care.casework import Closing, Stage
from care.people import Right

Give = Callable[..., Awaitable[Worker]]
RIGHT = {"identity": "yes", "whose": "person"}


async def press(anna: Worker, case: int, act: str, **fields: str | list[str]) -> None:
    """A button of the case's page."""
    await anna.open(f"/cases/{case}")
    form = next(f for f in anna.page.forms if f.action.endswith(f"/{act}"))
    await anna.post(form.action, form.fill(**fields))


async def confirm(anna: Worker, case: int, **fields: str) -> None:
    """The form of a confirmation, filled in right but for what is given."""
    await anna.open(f"/cases/{case}/confirm")
    form = next(f for f in anna.page.forms if f.method == "post" and "whose" in f.options)
    await anna.post(form.action, form.fill(**{**RIGHT, **fields}))


async def fill(anna: Worker, case: int, act: str, **fields: str) -> None:
    """The form of an act that has a page of its own."""
    await anna.open(f"/cases/{case}/{act}")
    form = next(f for f in anna.page.forms if f.method == "post" and "sign-out" not in f.action)
    await anna.post(form.action or f"/desk/cases/{case}/{act}", form.fill(**fields))


async def test_a_choice_is_confirmed(house: House, clock: Clock, worker: Give) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)

    case = case_of(house, call.case.id)
    assert anna.at == f"/desk/cases/{case.id}"
    assert "Valet är bekräftat." in anna.page.text
    assert (case.stage, case.provider) == (Stage.CONFIRMED, "kommunen")
    assert call_of(house, case.id).status == "past"
    assert cells(house) == set()
    assert planned(house) == ["choice_confirmed"]
    assert "Bekräftade Kommunens hemtjänst. Vems val: personen själv" in anna.page.text
    del resident


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
    await anna.open(f"/cases/{call.case.id}/confirm")

    assert "Anhörigs önskan. Inte personens egen än." in anna.page.text
    assert next(f for f in anna.page.forms if "whose" in f.options).options["whose"] == ["person"]
    await confirm(anna, call.case.id, whose="representative")
    assert anna.status == 422
    await confirm(anna, call.case.id)
    assert "relative" not in "".join(planned(house))
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
    await fill(anna, call.case.id, "cannot")
    assert case_of(house, call.case.id).cannot_choose
    assert call_of(house, call.case.id).status == "past"

    await confirm(anna, call.case.id, whose="rule", provider="kommunen")

    case = case_of(house, call.case.id)
    assert (case.stage, case.provider) == (Stage.CONFIRMED, "kommunen")
    assert "Vems val: inget val: kommunens regel" in anna.page.text


async def test_silence_is_no_choice(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, replace(UNDECIDED, name="Nils Ek"))
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/confirm")
    form = next(f for f in anna.page.forms if "whose" in f.options)

    assert form.value("provider") == ""


async def test_not_reached_twice_and_a_letter_is_next(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    assert "försök 1" in anna.page.text
    assert call_of(house, call.case.id).status == "missed"
    assert (cells(house), planned(house)) == (set(), [])

    await anna.open(f"/cases/{call.case.id}/move")
    form = next(f for f in anna.page.forms if f.method == "post" and "time" in f.options)
    await anna.post(form.action, form.fill(time=form.options["time"][0]))
    await press(anna, call.case.id, "not-reached")

    assert case_of(house, call.case.id).attempts == 2
    assert "väntar på brev" in anna.page.text


async def test_not_reached_can_be_undone(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await press(anna, call.case.id, "not-reached")
    await press(anna, call.case.id, "reached")

    assert case_of(house, call.case.id).attempts == 0
    assert call_of(house, call.case.id).status == "past"
    await confirm(anna, call.case.id)
    assert case_of(house, call.case.id).stage is Stage.CONFIRMED


async def test_a_call_is_moved_and_told_once(house: House, clock: Clock, worker: Give) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    before = cells(house)
    await anna.open(f"/cases/{call.case.id}/move")
    form = next(f for f in anna.page.forms if f.method == "post" and "time" in f.options)
    await anna.post(form.action, form.fill(time=form.options["time"][-1]))

    moved = call_of(house, call.case.id)
    assert (moved.id, moved.sequence, moved.stands) == (call.id, call.sequence + 1, True)
    assert moved.start > call.start + timedelta(hours=20)
    assert cells(house).isdisjoint(before)
    assert len(cells(house)) == len(before)
    assert planned(house).count("call_moved") == 1
    resident.press("notice", "open=call_moved")
    assert "Kommunen har ändrat tiden för samtalet." in resident.heard


async def test_a_time_that_is_taken_is_not_given_twice(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/move")
    form = next(f for f in anna.page.forms if f.method == "post" and "time" in f.options)
    first = next(v for v in form.options["time"] if v.endswith("@maria-berg"))
    _, other = booked(house, clock, replace(KARIN, name="Nils Ek", phone="070-174 06 07"))
    await fill(anna, other.case.id, "move", time=first)
    assert call_of(house, other.case.id).officer == "maria-berg"

    await anna.post(form.action, form.fill(time=first))

    assert anna.status == 409
    assert "Någon annan hann ta den tiden." in anna.page.text
    assert call_of(house, call.case.id).start == call.start


async def test_a_call_is_taken_back_and_told(house: House, clock: Clock, worker: Give) -> None:
    resident, call = booked(house, clock)
    anna = await worker()
    await fill(anna, call.case.id, "cancel")

    assert call_of(house, call.case.id).status == "cancelled"
    assert (cells(house), planned(house)) == (set(), ["call_moved"])
    resident.press("notice", "open=call_moved")
    assert "avbokat" in resident.heard


async def test_from_the_order_to_the_day_when_help_starts(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    id = call.case.id
    await confirm(anna, id)
    await press(anna, id, "order")
    await fill(anna, id, "full", provider="solrosen")
    case = case_of(house, id)
    assert (case.stage, case.interim) == (Stage.QUEUED, "solrosen")
    await press(anna, id, "accept")
    await press(anna, id, "start", day="2027-02-01")
    await fill(anna, id, "close", reason="confirmed")

    case = case_of(house, id)
    assert (case.stage, case.closed_as) == (Stage.CLOSED, Closing.CONFIRMED)
    assert str(case.start_day) == "2027-02-01"
    assert planned(house) == ["case_news"]  # of several that nobody has been sent, the last


async def test_each_step_can_be_taken_back(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    id = call.case.id
    await confirm(anna, id)
    await press(anna, id, "order")
    await press(anna, id, "accept")
    await press(anna, id, "start", day="2027-02-01")
    stages = []
    for _ in range(4):
        await press(anna, id, "back")
        stages.append(case_of(house, id).stage)

    assert stages == [Stage.ACCEPTED, Stage.ORDERED, Stage.CONFIRMED, Stage.OPEN]
    assert case_of(house, id).provider is None
    assert planned(house) == []  # nobody has been told of what was undone


async def test_what_was_told_and_undone_is_put_right(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    while await house.outbox.work(clock.at):
        pass
    await press(anna, call.case.id, "back")

    assert planned(house, "sent", "planned")[-2:] == ["choice_confirmed", "case_news"]


async def test_after_a_death_nothing_more_is_sent(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, replace(KARIN, start=TEN + timedelta(days=1)))
    anna = await worker()
    assert planned(house) == ["call_tomorrow", "call_soon"]
    await fill(anna, call.case.id, "close", reason="died")

    case = case_of(house, call.case.id)
    assert (case.stage, case.closed_as) == (Stage.CLOSED, Closing.DIED)
    assert call_of(house, case.id).status == "cancelled"
    assert (cells(house), planned(house)) == (set(), [])
    assert "avliden" in anna.page.text


async def test_a_case_is_opened_again_as_it_was(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    await press(anna, call.case.id, "order")
    await fill(anna, call.case.id, "close", reason="hospital")
    await press(anna, call.case.id, "reopen")

    case = case_of(house, call.case.id)
    assert (case.stage, case.provider, case.closed_as) == (Stage.ORDERED, "kommunen", None)


async def test_an_open_case_is_not_closed_as_confirmed(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await fill(anna, call.case.id, "close", reason="confirmed")

    assert anna.status == 409
    assert case_of(house, call.case.id).stage is Stage.OPEN


async def test_a_reason_must_be_given(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await fill(anna, call.case.id, "close")

    assert anna.status == 422
    assert "Välj varför ärendet avslutas." in anna.page.text


async def test_what_cannot_follow_is_refused(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}")
    form = next(f for f in anna.page.forms if f.action.endswith("/not-reached"))
    await anna.post(f"/desk/cases/{call.case.id}/accept", form.fill())

    assert anna.status == 409
    assert "Det går inte som ärendet ser ut nu." in anna.page.text
