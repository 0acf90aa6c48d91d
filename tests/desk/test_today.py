"""The list of a day's calls, and the call card."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from atdesk import Clock, Worker, account
from stories import (
    DAUGHTER,
    GOD_MAN,
    INTERPRETED,
    KARIN,
    TEN,
    UNDECIDED,
    booked,
    case_of,
    done,
)

from bot.assembly import House

Give = Callable[..., Awaitable[Worker]]


async def test_a_day_without_calls_says_so(worker: Give) -> None:
    anna = await worker()

    assert anna.page.title == "I dag, tisdag 12 januari – Exempelby kommun"
    assert "Inga samtal för dig den här dagen." in anna.page.text


async def test_a_booked_call_stands_in_the_list_and_on_the_card(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await anna.open("/?whose=all")

    told = anna.page.text
    assert "Karin Berg" in told
    assert "1941" in told
    assert "svarar själv" in told
    assert "Kommunens hemtjänst" in told
    assert "väntar" in told
    assert "Ring Karin Berg, klockan 10.00" in told
    assert f"Säg ordet {call.word}." in told
    assert "070-174 06 05, svarar själv" in told
    assert "Hemtjänst omvårdnad, Centrum" in told
    assert "Kommer på kvällen" in told
    assert "utförare, slumpad ordning" in told


async def test_a_relatives_wish_is_never_shown_as_the_persons_own(
    house: House, clock: Clock, worker: Give
) -> None:
    booked(house, clock, replace(DAUGHTER, answerer="Liisa Niemi"))
    anna = await worker()
    await anna.open("/?whose=all")

    assert "Liisa Niemi svarar" in anna.page.text
    assert "anhörigs önskan" in anna.page.text
    assert "Solrosens hemtjänst. Anhörigs önskan. Inte personens egen än." in anna.page.text


async def test_who_answers_themselves_after_all_is_told_as_such(
    house: House, clock: Clock, worker: Give
) -> None:
    booked(house, clock, replace(KARIN, answerer="Liisa Niemi", oneself_after_all=True))
    anna = await worker()
    await anna.open("/?whose=all")

    assert "svarar själv" in anna.page.text
    assert "Liisa Niemi" not in anna.page.text


async def test_a_representatives_right_is_to_be_checked(
    house: House, clock: Clock, worker: Give
) -> None:
    booked(house, clock, GOD_MAN)
    anna = await worker()
    await anna.open("/?whose=all")

    assert "god man svarar" in anna.page.text
    assert "Företrädarens önskan. Rätten är inte kontrollerad än." in anna.page.text


async def test_an_interpreter_is_to_be_booked_until_there_is_a_reference(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, INTERPRETED)
    anna = await worker()
    await anna.open("/?whose=all")
    assert "tolk ska bokas" in anna.page.text

    form = next(f for f in anna.page.forms if f.action.endswith("/interpreter"))
    await anna.post(form.action, form.fill(reference="7731"))

    assert anna.at == "/desk/"
    assert "tolk bokad" in anna.page.text
    assert any(f.value("reference") == "7731" for f in anna.page.forms)
    assert "call.interpreter" in done(house, call.case.id)


async def test_no_personal_number_is_kept_as_an_interpreters_reference(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, INTERPRETED)
    anna = await worker()
    await anna.open("/?whose=all")

    form = next(f for f in anna.page.forms if f.action.endswith("/interpreter"))
    await anna.post(form.action, form.fill(reference="19410203-4567"))

    assert anna.status == 422
    assert "Skriv inget personnummer." in anna.page.text
    assert case_of(house, call.case.id).interpreter_reference == ""


async def test_one_who_cannot_choose_is_told_as_such(
    house: House, clock: Clock, worker: Give
) -> None:
    booked(house, clock, UNDECIDED)
    anna = await worker()
    await anna.open("/?whose=all")

    assert "Kan inte välja" in anna.page.text


async def test_the_call_to_be_made_now_is_marked(house: House, clock: Clock, worker: Give) -> None:
    booked(house, clock)
    clock.at = TEN.replace(hour=9, minute=55)
    anna = await worker()
    await anna.open("/?whose=all")

    assert "ring nu" in anna.page.text


async def test_mine_and_everybodys(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker("Anna Lind", officer="nobody-yet")
    assert "Karin Berg" not in anna.page.text

    account(house, "Omar Said", officer=call.officer)
    omar = Worker(anna.client, "Omar Said")
    await omar.sign_in()

    assert "Karin Berg" in omar.page.text


async def test_another_day(house: House, clock: Clock, worker: Give) -> None:
    booked(house, clock)
    anna = await worker()
    await anna.open("/?day=2027-01-11&whose=all")
    assert "Karin Berg" not in anna.page.text

    await anna.open("/?day=2027-01-12&whose=all")
    assert "Karin Berg" in anna.page.text


async def test_a_card_that_is_opened_is_in_the_audit(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    anna = await worker(officer=None)  # whose page shows everybody's
    assert done(house, call.case.id) == ["card.read"]

    await anna.open(f"/cases/{call.case.id}")

    assert done(house, call.case.id) == ["card.read", "case.read"]


async def test_others_calls_are_not_here(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    other = await worker("Nora Ny", officer=None, here="orebro")
    assert "Karin Berg" not in other.page.text

    await other.open(f"/cases/{call.case.id}")
    assert other.status == 404
    await other.open(f"/?day=2027-01-12&call={call.id}")
    assert "Karin Berg" not in other.page.text
