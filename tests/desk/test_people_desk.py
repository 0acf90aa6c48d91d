"""Who takes part in a case, as an officer records it."""

from collections.abc import Awaitable, Callable

from atdesk import Clock, Resident, Worker
from residents import HERE
from stories import DAUGHTER, GOD_MAN, KARIN, booked

from bot.assembly import House
from bot.store.office import audit, people
from bot.store.office.people import Participant
from care.people import Right, Role

Give = Callable[..., Awaitable[Worker]]


def taking(house: House, case: int) -> list[Participant]:
    """Everyone who takes part."""
    with house.store.reading() as held:
        return list(people.participants(held, house.store.seal, case))


def recorded(house: House, case: int) -> list[tuple[str, str]]:
    """What was recorded of people, with its codes."""
    with house.store.reading() as held:
        entries = audit.of_case(held, HERE, case)
    return [(e.what, e.detail) for e in entries if e.what.startswith("people.")]


async def test_the_persons_yes_to_a_relative_is_recorded_and_taken_back(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    page = await anna.open(f"/cases/{call.case.id}/people")
    assert "personen har inte sagt ja" in page.text

    page = await anna.send(1)
    assert "Får veta allt i ärendet: personen har sagt ja" in page.text
    assert taking(house, call.case.id)[0].part.may_know

    page = await anna.send(1)
    assert "personen har inte sagt ja" in page.text
    assert not taking(house, call.case.id)[0].part.may_know
    assert [what for what, _ in recorded(house, call.case.id)] == [
        "people.consent", "people.withdraw",
    ]  # fmt: skip


async def test_a_right_is_checked_against_what_was_seen(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, GOD_MAN)
    anna = await worker()
    path = f"/cases/{call.case.id}/people"
    await anna.open(path)
    page = await anna.send(1, right="god_man", seen="folkbokforing")
    assert (anna.status, "visar inte den rätten" in page.text) == (422, True)
    (one,) = taking(house, call.case.id)
    assert page.faults == [f"seen-{one.conversation}"]
    form = page.forms[1]
    assert (form.value("right"), form.value("seen")) == ("god_man", "folkbokforing")

    page = await anna.send(1, right="god_man", seen="forordnande")

    assert "rätten är kontrollerad" in page.text
    (one,) = taking(house, call.case.id)
    assert (one.part.right, one.part.checked) == (Right.GOD_MAN, True)
    assert recorded(house, call.case.id)[-1][1].endswith("right=god_man seen=forordnande")


async def test_t04_the_second_officer_sees_who_was_first(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    path = f"/cases/{call.case.id}/people"
    await anna.open(path)
    await omar.open(path)

    await anna.send(1)
    await omar.send(1)

    assert (anna.status, omar.status) == (200, 409)
    assert "Anna Lind hann före dig" in omar.page.text


async def test_a_code_is_shown_once_and_lets_a_relative_in(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/people")
    sent = anna.page.forms[-1].fill(to="relative")
    where = f"/desk/cases/{call.case.id}/people/invite"

    page = await anna.post(where, sent)
    code = page.html.split('class="code">')[1].split("<")[0]
    again = await anna.post(where, sent)

    assert 'class="code"' not in again.html
    assert "Koden är visad en gång" in again.text
    son = Resident(house, clock)
    son.press("language", "sv")
    son.say(code)
    roles = [one.part.role for one in taking(house, call.case.id)]
    assert roles == [Role.PERSON, Role.RELATIVE]
    assert recorded(house, call.case.id) == [("people.invite", "to=relative")]


async def test_t06_to_open_the_addresses_of_forms_records_nothing(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, DAUGHTER)
    (one,) = taking(house, call.case.id)
    anna = await worker()

    for act in ("invite", *(f"{one.conversation}/{a}" for a in ("consent", "withdraw", "check"))):
        await anna.open(f"/cases/{call.case.id}/people/{act}")
        assert anna.status == 404

    assert recorded(house, call.case.id) == []
