"""Requests to have records handed out: written in, seen, answered; and nothing goes meanwhile."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from atdesk import Clock, Worker
from residents import rows
from sqlalchemy import select
from stories import KARIN, booked, done

from bot.assembly import House
from bot.store.office.accounts import Office
from bot.store.statement import Statement
from bot.store.tables import TURN, WANTED

Give = Callable[..., Awaitable[Worker]]
WANTED_ROWS = Statement(
    select(*(WANTED.c[c] for c in ("municipality", "case_id", "reference", "by", "ended_by")))
    .order_by(WANTED.c.id)
)  # fmt: skip
TURNS = Statement(select(TURN.c.n))


async def ask(worker: Worker, reference: str = "SN 2027/12", **fields: str) -> None:
    """Write in a request."""
    await worker.open("/wanted")
    await worker.send(-1, reference=reference, **fields)


async def test_a_case_is_asked_for_from_its_own_page_and_says_so_until_it_is_answered(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    case = call.case.id
    anna = await worker()
    page = await anna.open(f"/cases/{case}")
    assert "Begärt i" not in page.text

    await anna.open(f"/wanted?case={case}")
    await anna.send(-1, reference="SN 2027/12")
    assert f"Inget i ärende {case} gallras förrän den är besvarad." in anna.page.text
    assert "tisdag 12 januari 2027 klockan 08.30av Anna Lind" in anna.page.text
    assert f"/desk/cases/{case}" in anna.page.links
    told = (await anna.open(f"/cases/{case}")).text
    await anna.open("/wanted")
    await anna.send(-2)

    assert "Begärt i SN 2027/12. Inget gallras förrän det är besvarat." in told
    assert "Begäran SN 2027/12 är besvarad." in anna.page.text
    assert "Ingen begäran väntar på svar." in anna.page.text
    page = await anna.open(f"/cases/{case}")
    assert "Begärt i" not in page.text
    assert "Skrev in en begäran om utlämnande" in page.text
    assert [what for what in done(house, case) if "wanted" in what] == ["wanted.ask", "wanted.end"]


async def test_while_everything_is_asked_for_nothing_goes_and_each_case_says_so(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    ada = await worker("Ada Ask", officer=None, roles=(Office.ADMINISTRATOR,))
    anna = await worker()
    before = rows(house, TURNS)

    await ask(ada, what="all", case="")
    house.erasing.erase(clock() + timedelta(days=400))
    kept = rows(house, TURNS)
    case = await anna.open(f"/cases/{call.case.id}")
    await anna.open("/wanted")
    await anna.send(-2)
    house.erasing.erase(clock() + timedelta(days=400))

    assert before
    assert kept == before
    assert "Begärt i SN 2027/12." in case.text
    assert rows(house, TURNS) == []


async def test_who_asked_and_who_answered_stands_in_the_audit(worker: Give) -> None:
    ada = await worker("Ada Ask", officer=None, roles=(Office.ADMINISTRATOR,))
    anna = await worker()
    await ask(anna, what="all")
    await ada.open("/wanted")
    await ada.send(-2)
    log = (await ada.open("/audit")).text

    told = "begäran nummer 1, diarienummer SN 2027/12, gäller allt"
    assert f"Anna Lindskrev in en begäran om utlämnande{told}" in log.replace("  ", " ")
    assert f"Ada Askskrev att en begäran om utlämnande är besvarad{told}" in log


async def test_the_same_form_twice_is_one_request_and_one_answer(
    house: House, worker: Give
) -> None:
    anna = await worker()
    await anna.open("/wanted")
    form = [one for one in anna.page.forms if one.method == "post"][-1]
    for _ in range(2):
        await anna.post(form.action, form.fill(reference="KS/2027:3", what="all"))
        assert anna.status == 200
    await ask(anna, "KS/2027:3", what="all")
    again = anna.page.text
    await anna.open("/wanted")
    form = [one for one in anna.page.forms if one.method == "post"][-2]
    for _ in range(2):
        await anna.post(form.action, form.fill())
        assert "Begäran KS/2027:3 är besvarad." in anna.page.text

    assert "Den begäran är redan inskriven." in again
    assert rows(house, WANTED_ROWS) == [
        ("exempelby", None, "KS/2027:3", "Anna Lind", "Anna Lind")
    ]  # fmt: skip


async def test_of_two_who_answer_it_the_second_is_told(worker: Give) -> None:
    anna, bo = await worker(), await worker("Bo Ek", officer="bo-ek")
    await ask(anna, what="all")
    await bo.open("/wanted")
    await anna.open("/wanted")
    await anna.send(-2)
    await bo.send(-2)

    assert bo.status == 404
    assert "Kanske är den redan besvarad." in bo.page.text


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"reference": "", "what": "all"}, "reference"),
        ({"reference": "utan siffra", "what": "all"}, "reference"),
        ({"reference": "1" * 41, "what": "all"}, "reference"),
        ({"reference": "SN 1 <b>", "what": "all"}, "reference"),
        ({"reference": "a=1", "what": "all"}, "reference"),
        ({"reference": "SN 1", "what": "case", "case": ""}, "case"),
        ({"reference": "SN 1", "what": "case", "case": "tolv"}, "case"),
        ({"reference": "SN 1", "what": "case", "case": "999"}, "case"),
        ({"reference": "SN 1", "what": "case", "case": "9" * 20}, "case"),
    ],
)
async def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_written(
    house: House, worker: Give, fields: dict[str, str], fault: str
) -> None:
    anna = await worker()
    await ask(anna, **fields)

    assert anna.status == 422
    assert anna.page.faults == [fault]
    assert rows(house, WANTED_ROWS) == []


async def test_a_case_and_a_request_of_another_municipality_are_not_there(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, KARIN)
    anna = await worker()
    nils = await worker("Nils Nord", officer="nils", roles=tuple(Office), here="nacka")
    await ask(anna, what="case", case=str(call.case.id))
    await ask(nils, what="case", case=str(call.case.id))
    other = nils.page.text
    await anna.open("/wanted")
    form = [one for one in anna.page.forms if one.method == "post"][-2]
    answered = form.value("answered")
    await nils.open("/wanted")
    token = nils.page.forms[-1].value("token")
    await nils.post("/desk/wanted", [("token", token), ("answered", answered)])

    assert f"Det finns inget ärende {call.case.id}." in other
    assert nils.status == 404
    assert rows(house, WANTED_ROWS) == [
        ("exempelby", call.case.id, "SN 2027/12", "Anna Lind", "")
    ]  # fmt: skip


async def test_who_keeps_the_list_alone_has_no_such_page(worker: Give) -> None:
    eva = await worker("Eva Ek", officer=None, roles=(Office.KEEPER,))
    assert not [link for link in eva.page.links if "wanted" in link or "erased" in link]
    for path in ("/wanted", "/erased", "/erased.csv"):
        await eva.open(path)
        assert eva.status == 404, path
