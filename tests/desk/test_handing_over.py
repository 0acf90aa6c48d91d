"""A case that one officer hands over to another."""

from collections.abc import Awaitable, Callable

from atdesk import MORNING, Worker
from residents import HERE, someone

from bot.assembly import House
from bot.store.office import audit, cases

Give = Callable[..., Awaitable[Worker]]


def has(house: House, case: int) -> str | None:
    """Who has a case."""
    with house.store.reading() as held:
        found = cases.find(held, house.store.seal, HERE, case)
    assert found is not None
    return found.officer


async def test_a_case_goes_to_a_colleague(house: House, worker: Give) -> None:
    who = someone(house, MORNING, "Exempel Ett")
    anna = await worker()
    page = await anna.open(f"/cases/{who.case}/hand-over")
    assert "Ingen har tagit det" in page.text

    page = await anna.send(1, to="maria-berg")

    assert "Ärendet är lämnat till Maria Berg." in page.text
    assert "Har ärendet Maria Berg" in page.html.replace("</dt><dd>", " ")
    assert "Lämnade ärendet till Maria Berg" in page.text
    assert has(house, who.case) == "maria-berg"
    with house.store.reading() as held:
        last = audit.of_case(held, HERE, who.case)
    assert ("case.give", "to=maria-berg") in [(entry.what, entry.detail) for entry in last]


async def test_one_takes_it_from_the_queue_and_is_back_in_the_queue(
    house: House, worker: Give
) -> None:
    who = someone(house, MORNING, wish="solrosen")
    anna = await worker()
    await anna.open("/confirm")

    await anna.send(1, "deed=take")

    assert anna.at == "/desk/confirm"
    assert has(house, who.case) == "anna-lind"


async def test_t04_the_second_sees_who_has_it_and_when(house: House, worker: Give) -> None:
    who = someone(house, MORNING)
    anna, omar = await worker(), await worker("Omar Said", "omar-said")
    await anna.open(f"/cases/{who.case}/hand-over")
    await omar.open(f"/cases/{who.case}/hand-over")

    await anna.send(1, to="maria-berg")
    await omar.send(1, to="omar-said")

    assert omar.status == 409
    assert "Maria Berg har ärendet nu." in omar.page.text
    assert "Anna Lind ändrade tisdag 12 januari klockan 08.30" in omar.page.text
    assert has(house, who.case) == "maria-berg"


async def test_t29_sent_twice_it_is_handed_over_once(house: House, worker: Give) -> None:
    who = someone(house, MORNING)
    anna = await worker()
    await anna.open(f"/cases/{who.case}/hand-over")
    path, sent = anna.at, anna.page.forms[1].fill(to="maria-berg")

    for _ in range(2):
        await anna.post(path, sent)
        assert anna.status == 200

    with house.store.reading() as held:
        entries = audit.of_case(held, HERE, who.case)
    assert [entry.what for entry in entries].count("case.give") == 1


async def test_nobody_hands_over_to_one_who_does_not_work_here(house: House, worker: Give) -> None:
    who = someone(house, MORNING)
    anna = await worker()
    await anna.open(f"/cases/{who.case}/hand-over")

    await anna.send(1, to="vem-som-helst")

    assert anna.status == 422
    assert has(house, who.case) is None


async def test_nobody_is_chosen_from_the_start(house: House, worker: Give) -> None:
    who = someone(house, MORNING)
    anna = await worker()
    page = await anna.open(f"/cases/{who.case}/hand-over")
    assert page.forms[1].options["to"][0] == ""

    page = await anna.send(1, to="")

    assert (anna.status, page.faults) == (422, ["to"])
    assert has(house, who.case) is None
