"""The page of a case, and the list that an officer shows."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from atdesk import HERE, Clock, Worker, account
from pressing import confirm, form_of, press
from stories import DAUGHTER, KARIN, booked, case_of, done

from bot.assembly import House
from bot.store.office import audit, seen
from bot.store.office.accounts import Office
from bot.store.office.acts import read

Give = Callable[..., Awaitable[Worker]]


async def test_a_case_is_told_whole(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock, DAUGHTER)
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}")

    told = anna.page.text
    assert "Aino Niemi öppet" in told
    assert "Solrosens hemtjänst. Anhörigs önskan. Inte personens egen än." in told
    assert "Hemtjänst omvårdnad, Centrum" in told
    assert "tisdag 12 januari klockan 10.00, 20 minuter" in told
    assert "Anhörig har hört av sig. Personen ska själv få frågan." in told
    assert "Får bara veta det hen själv har gjort: personen har inte sagt ja." in told
    assert "Bokade samtal tisdag 12 januari klockan 10.00" in told


async def test_what_was_shown_is_told_with_its_lot(
    house: House, clock: Clock, worker: Give
) -> None:
    resident, call = booked(house, clock)
    assert resident.answer is not None
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}")
    with house.store.reading() as held:
        shown = seen.last(held, call.case.id)

    assert shown is not None
    assert shown.seed == resident.answer.seed
    assert f"dragen med lott {shown.seed:x}" in anna.page.text
    assert f"{len(shown.providers)} utförare, slumpad ordning {shown.lot}" in anna.page.text


async def test_further_pages_of_the_list_count(house: House, clock: Clock) -> None:
    resident, call = booked(house, clock)
    with house.store.reading() as held:
        before = seen.last(held, call.case.id)
    resident.press("after", "list")
    resident.press("list", "page=2")
    with house.store.reading() as held:
        after = seen.last(held, call.case.id)

    assert before is not None
    assert after is not None
    assert after.providers[: len(before.providers)] == before.providers
    assert len(after.providers) == 2 * len(before.providers)


async def test_one_button_is_filled_at_each_stage(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    id = call.case.id
    steps: list[tuple[str, dict[str, str]]] = [
        ("order", {}), ("full", {"provider": "solrosen"}), ("accept", {}),
        ("start", {"day": "2027-02-01"}), ("close", {"reason": "confirmed"}),
    ]  # fmt: skip
    await confirm(anna, id)
    for act, fields in steps:
        await anna.open(f"/cases/{id}")
        assert len(anna.page.html.split("forward")) == 2, act
        await press(anna, id, act, **fields)
    assert len(anna.page.html.split("forward")) == 2


async def test_a_start_without_a_day_is_refused(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    for act in ("order", "accept"):
        await press(anna, call.case.id, act)
    await press(anna, call.case.id, "start", day="")

    assert anna.status == 422
    assert "Skriv den dag då hjälpen börjar." in anna.page.text


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("2020-01-01", "mer än 30 dagar tillbaka"),
        ("2026-12-12", "mer än 30 dagar tillbaka"),
        ("2028-01-13", "mer än ett år bort"),
        ("2026-12-13", ""),
        ("2028-01-12", ""),
    ],
)
async def test_a_start_long_past_or_far_ahead_is_not_told_to_anybody(
    house: House, clock: Clock, worker: Give, day: str, fault: str
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    await confirm(anna, call.case.id)
    for act in ("order", "accept"):
        await press(anna, call.case.id, act)
    await press(anna, call.case.id, "start", day=day)

    started = case_of(house, call.case.id).start_day
    assert (anna.status, fault in anna.page.text) == (422 if fault else 200, True)
    assert (anna.page.faults, str(started)) == (["day"], "None") if fault else ([], day)
    assert not fault or anna.page.forms[1].value("day") == day


async def test_a_number_is_rung_with_one_press(house: House, clock: Clock, worker: Give) -> None:
    _, call = booked(house, clock)
    anna = await worker()

    for path in ("/?whose=all", f"/cases/{call.case.id}"):
        page = await anna.open(path)
        assert "tel:+46701740605" in page.links
        assert "070-174 06 05, svarar själv" in page.text


async def test_without_a_wish_a_first_selection_is_all_and_logged_as_all(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, replace(KARIN, needs=()))
    anna = await worker()
    page = await anna.open(f"/cases/{call.case.id}/list")

    assert "Ärendet har inga önskemål att välja efter." in page.text
    assert "Kan inte väljas nu" in page.text
    with house.store.reading() as held:
        found = [e for e in audit.of_case(held, HERE, call.case.id) if e.what == "list.shown"]
    assert [read(e.detail)["what"] for e in found] == ["all"]


@pytest.mark.parametrize("path", ["/cases/999", "/cases/x", "/cases/999/confirm", "/cases/0/list"])
async def test_no_such_case(worker: Give, path: str) -> None:
    anna = await worker()
    await anna.open(path)

    assert anna.status == 404


@pytest.mark.parametrize("role", [Office.KEEPER, Office.ADMINISTRATOR])
async def test_who_is_no_officer_sees_no_case(
    house: House, clock: Clock, worker: Give, role: Office
) -> None:
    _, call = booked(house, clock)
    anna = await worker()
    form = await form_of(anna, call.case.id, "not-reached")
    before = done(house, call.case.id)
    account(house, "Eva Ek", roles=(role,))
    eva = Worker(anna.client, "Eva Ek")
    await eva.sign_in()
    for path in ("", "/confirm", "/move", "/journal", "/list"):
        await eva.open(f"/cases/{call.case.id}{path}")
        assert eva.status == 404
    await eva.post(form.action, form.fill())

    assert eva.status in (403, 404)
    assert done(house, call.case.id) == before


async def test_a_first_selection_and_all_are_logged(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock, replace(KARIN, needs=("evening", "pets")))
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/list")
    assert "Har det du önskar" in anna.page.text
    assert "Saknar något" not in anna.page.text
    await anna.open(f"/cases/{call.case.id}/list?what=all")
    for group in ("Har det du önskar", "Vi vet inte allt", "Saknar något", "Kan inte väljas nu"):
        assert group in anna.page.text

    with house.store.reading() as held:
        found = [e for e in audit.of_case(held, HERE, call.case.id) if e.what == "list.shown"]
    assert [read(e.detail)["what"] for e in found] == ["fits", "all"]
    assert all({"count", "lot", "version"} <= read(e.detail).keys() for e in found)


async def test_the_officers_list_has_the_persons_own_order(
    house: House, clock: Clock, worker: Give
) -> None:
    _, call = booked(house, clock)
    with house.store.reading() as held:
        shown = seen.last(held, call.case.id)
    assert shown is not None
    anna = await worker()
    await anna.open(f"/cases/{call.case.id}/list?what=all")

    here = house.catalogues.now.by_key[HERE]
    names = [p.name for key in shown.providers if (p := here.provider(key))]
    places = [anna.page.html.index(f"<h3>{name}</h3>") for name in names]
    assert places == sorted(places)
    assert places
    assert done(house, call.case.id)[-1] == "list.shown"
